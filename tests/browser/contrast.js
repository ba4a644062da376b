// Every text of the page whose contrast to its background is below that of WCAG 2.2, 1.4.3: 4.5,
// or 3 for large text. On a gradient the worst of its colours counts.
() => {
  const numbers = (text) => text.match(/[\d.]+/g).map(Number);
  const colours = (text) => (text.match(/rgba?\([^)]*\)/g) || []).map(numbers);
  const opaque = (colour) => colour.length < 4 || colour[3] === 1;
  const clear = (colour) => colour.length === 4 && colour[3] === 0;

  const light = ([r, g, b]) => {
    const [R, G, B] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const paint = (element) => {
    const style = getComputedStyle(element);
    const fades = style.backgroundImage === 'none' ? [] : colours(style.backgroundImage);
    return fades.length ? fades : [numbers(style.backgroundColor)].filter((colour) => !clear(colour));
  };
  const lettered = (element) => getComputedStyle(element).backgroundClip === 'text';
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = lettered(at) ? [] : paint(at);
      if (found.length) return found;
    }
    return [[255, 255, 255]];
  };
  const ink = (element) => {
    const colour = numbers(getComputedStyle(element).color);
    return clear(colour) && lettered(element) ? paint(element) : [colour];
  };

  const large = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  };
  const hasText = (element) => element.checkVisibility({ visibilityProperty: true })
    && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const finding = (element) => {
    const pairs = ink(element).flatMap((one) => ground(element).map((other) => [one, other]));
    if (!pairs.flat().every(opaque)) return `half transparent: ${element.outerHTML.slice(0, 80)}`;
    const worst = Math.min(...pairs.map(([one, other]) => contrast(one, other)));
    const required = large(getComputedStyle(element)) ? 3 : 4.5;
    return worst < required ? `${worst.toFixed(2)} < ${required}: ${element.outerHTML.slice(0, 80)}` : null;
  };
  return [...document.body.querySelectorAll('*')].filter(hasText).map(finding).filter(Boolean);
}
