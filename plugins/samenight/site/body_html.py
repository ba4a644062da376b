"""The text below a header: Markdown converted to HTML that is safe to publish.

Organisers are semi-trusted: their text never becomes script, style, form or frame.
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

_TAGS = set(
    "p br hr h2 h3 h4 h5 ul ol li dl dt dd blockquote strong em b i code pre a table thead tbody tr "
    "th td sup sub abbr".split()
)
_SCHEMES = {"http", "https", "mailto", "tel", "geo"}
_FOOTNOTE = re.compile(r'(id="|href="#)(fn(?:ref)?\d*:)')
_FOOTNOTE_ID = re.compile(r"fn(ref)?\d*:[\w-]+")


class _ShiftHeadings(Treeprocessor):
    """Moves headings one level down if there is an ``h1``: the page's title must be the only one."""

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
    """One converter per process: making it takes longer than using it."""
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


@functools.lru_cache(maxsize=32)  # an event's text is on two pages that are made one after the other
def html_of(text: str) -> str:
    """The body as HTML, without anything that could run on the reader's machine."""
    if not text.strip():
        return ""
    converter = _converter().reset()
    html = _cleaner().clean(converter.convert(text)).strip()
    # several bodies can be on one page, and each has a first footnote
    return _FOOTNOTE.sub(rf"\g<1>{hashlib.sha256(text.encode()).hexdigest()[:6]}-\g<2>", html)


def absolute_html(html: str, base: str) -> str:
    """Safe HTML with its relative links made absolute, for use outside the site."""
    return nh3.clean(html, tags=_TAGS, url_schemes=_SCHEMES, url_relative=("rewrite_with_base", base))
