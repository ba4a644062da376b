"""The prose below a header: Markdown made into HTML that is safe to publish.

Organisers are semi-trusted: their text never becomes script, style, form or frame. Limits keep
the known slow cases of Python-Markdown (long runs of brackets) harmless.
"""

from __future__ import annotations

import functools
import hashlib
import re
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

MAX_BODY_BYTES = 20 * 1024
MAX_BRACKETS = 500
MAX_ANGLES = 1000

_TAGS = set(
    "p br hr h2 h3 h4 h5 ul ol li dl dt dd blockquote strong em b i code pre a table thead tbody tr "
    "th td sup sub abbr".split()
)
_SCHEMES = {"http", "https", "mailto", "tel", "geo"}
# What XML 1.0 cannot hold (section 2.2), and so no feed.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FOOTNOTE = re.compile(r'(id="|href="#)(fn(?:ref)?\d*:)')
_FOOTNOTE_ID = re.compile(r"fn(ref)?\d*:[\w-]+")


class _ShiftHeadings(Treeprocessor):
    """Puts headings one level down where there is an ``h1``: the page's title is its only one."""

    def run(self, root: Element) -> None:
        if root.find(".//h1") is None:
            return
        for element in root.iter():
            if re.fullmatch("h[1-4]", element.tag):
                element.tag = f"h{int(element.tag[1]) + 1}"


class _ShiftExtension(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 -- Markdown's own name
        md.treeprocessors.register(_ShiftHeadings(md), "samenight-headings", 5)


@functools.cache
def _converter() -> markdown.Markdown:
    """One converter a process: making it costs more than using it."""
    names = ["tables", "footnotes", "sane_lists", "def_list"]
    return markdown.Markdown(extensions=[*names, _ShiftExtension()], output_format="html")


def _keep_attribute(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id" and not _FOOTNOTE_ID.fullmatch(value):
        return None
    return value


@functools.cache
def _cleaner() -> nh3.Cleaner:
    attributes = {"*": {"lang", "dir"}, "a": {"href", "title"}, "abbr": {"title"}}
    attributes |= {"li": {"id"}, "sup": {"id"}, "ol": {"start"}}
    return nh3.Cleaner(
        tags=_TAGS, attributes=attributes, url_schemes=_SCHEMES, attribute_filter=_keep_attribute
    )


@functools.lru_cache(maxsize=32)  # an event's text stands on two pages that are made one after the other
def html_of(text: str) -> str:
    """The body as HTML with nothing in it that could act on the reader's machine."""
    if not text.strip():
        return ""
    converter = _converter().reset()
    html = _cleaner().clean(converter.convert(text)).strip()
    # several bodies can stand on one page, and each has a first footnote
    return _FOOTNOTE.sub(rf"\g<1>{hashlib.sha256(text.encode()).hexdigest()[:6]}-\g<2>", html)


def absolute_html(html: str, base: str) -> str:
    """Safe HTML with its relative links made absolute, for readers away from the site."""
    return nh3.clean(html, tags=_TAGS, url_schemes=_SCHEMES, url_relative=("rewrite_with_base", base))


def has_pictures(text: str) -> bool:
    """Whether the Markdown shows pictures, which are not published."""
    return re.search(r"!\[[^\]]*\][(\[]", text) is not None


def unfit(text: str) -> str | None:
    """Why a body cannot be accepted, as a sentence; ``None`` where it can."""
    if len(text.encode()) > MAX_BODY_BYTES:
        return f"The text is longer than {MAX_BODY_BYTES // 1024} KB. Shorten it or split it into posts."
    hidden = next(iter(_UNREADABLE.findall(text)), None)
    if hidden:
        return (
            f"A character that cannot be published (U+{ord(hidden):04X}) is hidden in the text. Take it out."
        )
    if text.count("[") > MAX_BRACKETS:
        return f"There are more than {MAX_BRACKETS} square brackets in the text. Use fewer links."
    if text.count("<") > MAX_ANGLES:
        return f'There are more than {MAX_ANGLES} "<" in the text. Write Markdown, not HTML.'
    return None
