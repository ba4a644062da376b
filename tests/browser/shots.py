"""Pictures of the built site, to look at: ``python tests/browser/shots.py OUTPUT FOLDER``.

Pages on a phone and on a desk, in light and dark, and ``site.png``, the picture in the README.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image, ImageOps

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "plugins")]  # so that it runs by itself

from tests.browser.chromium import browsing, served  # noqa: E402 -- after the path is set

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

Scheme = Literal["light", "dark"]

PAGES = {
    "home": "",
    "kuala-lumpur": "kuala-lumpur/2011-local/",
    "santa-barbara": "santa-barbara/2009-local/",
    "ulaanbaatar": "ulaanbaatar/",
    "results": "results/",
    "calendar": "calendar/",
}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
# The picture in the README.
WIDTH, MARGIN, GROUND, EDGE = 1600, 40, "#e9e4f3", "#c9c0dc"


def picture(browser: Browser, address: str, size: ViewportSize, scheme: Scheme, whole: bool) -> bytes:
    """A page as PNG: what the screen shows, or the whole of it."""
    sharpness = 2 if size is PHONE else 1
    context = browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=sharpness)
    page = context.new_page()
    page.goto(address)
    taken = page.screenshot(full_page=whole)
    context.close()
    return taken


def save_all(browser: Browser, address: str, folder: Path) -> None:
    """All pages on both screens in both schemes."""
    for name, path in PAGES.items():
        for scheme in SCHEMES:
            for screen, size in (("phone", PHONE), ("desk", DESK)):
                taken = picture(browser, address + path, size, scheme, size is PHONE)
                (folder / f"{name}-{screen}-{scheme}.png").write_bytes(taken)


def side_by_side(desk: bytes, phone: bytes) -> Image.Image:
    """The front page on a desk beside a city's page on a phone, at the same height."""
    screens = [opened(desk), opened(phone)]
    breadth = sum(screen.width / screen.height for screen in screens)
    height = round((WIDTH - 3 * MARGIN) / breadth)
    made = Image.new("RGB", (WIDTH, height + 2 * MARGIN), GROUND)
    left = MARGIN
    for screen in screens:
        width = round(screen.width * height / screen.height)
        small = screen.resize((width, height), Image.Resampling.LANCZOS)
        made.paste(ImageOps.expand(ImageOps.crop(small, 1), 1, EDGE), (left, MARGIN))
        left += width + MARGIN
    return made


def in_few_colours(picture: Image.Image, phone: Image.Image) -> Image.Image:
    """The picture with 256 colours, half of them from the phone: else the gradient takes them all."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([level for part in (picture, phone) for level in main_colours(part)])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def main_colours(picture: Image.Image) -> list[int]:
    """Red, green and blue of the picture's 128 main colours."""
    return (picture.quantize(128).getpalette() or [])[: 3 * 128]


def opened(picture: bytes) -> Image.Image:
    """A picture without transparency."""
    return Image.open(io.BytesIO(picture)).convert("RGB")


def main(output: Path, folder: Path) -> None:
    """Take all pictures of the site in ``output`` and save them in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(output) as address, browsing() as browser:
        save_all(browser, address, folder)
        desk = picture(browser, address, DESK, "light", whole=False)
        phone = picture(browser, address + PAGES["kuala-lumpur"], PHONE, "light", whole=False)
    made = in_few_colours(side_by_side(desk, phone), opened(phone))
    made.save(folder / "site.png", optimize=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("python tests/browser/shots.py OUTPUT FOLDER")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
