"""The text below a header: Markdown converted to HTML that is safe to publish.

Organisers are semi-trusted: their text never becomes script, style, form or frame. Web addresses become
links, headings get ids, and links inside the site lead to the pages of the files or paths that they name.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import escape

from samenight.content.reading.file_checks.body_markup import KEPT_TAGS
from samenight.content.values.slugs import slug_of
from samenight.site import text_links
from samenight.site.text_links import TextHome

_TAGS = set(KEPT_TAGS)
_SCHEMES = {"http", "https", "mailto", "tel", "geo"}
_FOOTNOTE = re.compile(r'(id="|href="#)(fn(?:ref)?\d*:)')
_FOOTNOTE_ID = re.compile(r"fn(ref)?\d*:[\w-]+")


# A web address in a text: up to a blank, a sign that ends it in any script, or a tag.
_BARE = r"(?<![\w@/.:=-])(?:https?://|www\.)(?=[^\W_])[^\s<>\x02\x03\"\u201c\u201d\u00ab\u00bb\u3001\u3002\uff0c\uff08\uff09\u300c\u300d]+"
_ADDRESS = re.compile(_BARE, re.IGNORECASE)
_ENTITY_AT_END = re.compile(r"&(?:lt|gt|quot|nbsp|#\d+);.*", re.DOTALL)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_PIECE = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>|[^<]+")
_HREF = re.compile(r'(?<= href=")[^"]*(?=")')
_HEADING = re.compile(r"<(h[2-5])([^>]*)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_REL = 'rel="noopener noreferrer"'  # as the cleaner adds to all other links


class _ShiftHeadings(Treeprocessor):
    """Moves headings one level down if there is an ``h1``: the page's title must be the only one. The
    lowest level is the fifth."""

    def run(self, root: Element) -> None:
        shift = root.find(".//h1") is not None
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(5, int(element.tag[1]) + shift)}"


class _KeepAddresses(InlineProcessor):
    """Takes web addresses as they are: an underscore or a star in one does not begin emphasis."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Markdown's own name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- Markdown's own names
    ) -> tuple[str, int, int]:
        return m[0], m.start(), m.end()


class _HouseRules(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 -- Markdown's own name
        md.treeprocessors.register(_ShiftHeadings(md), "samenight-headings", 5)
        # after raw HTML, whose attributes contain addresses, and before emphasis
        md.inlinePatterns.register(_KeepAddresses(rf"{_BARE}(?<![*_])", md), "samenight-addresses", 75)


@functools.cache
def _converter() -> markdown.Markdown:
    """One converter per process: making it takes longer than using it."""
    names = ["tables", "footnotes", "sane_lists", "def_list"]
    return markdown.Markdown(extensions=[*names, _HouseRules()], output_format="html")


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
def html_of(text: str, home: TextHome | None = None) -> str:
    """The body as HTML, without anything that could run on the reader's machine.

    With its ``home``, its headings have ids, and its links inside the site begin at the root (``/about/``):
    :func:`placed` makes them links of a page.
    """
    if not text.strip():
        return ""
    converter = _converter().reset()
    html = _with_links(_cleaner().clean(converter.convert(text)).strip())
    # several bodies can be on one page, and each has a first footnote
    html = _FOOTNOTE.sub(rf"\g<1>{hashlib.sha256(text.encode()).hexdigest()[:6]}-\g<2>", html)
    return _HREF.sub(lambda href: _clean(href[0]), html) if home is None else _at_home(html, home)


def placed(html: str, here: str) -> str:
    """The HTML of a body on a page: links that begin at the root of the site lead there from ``here``."""
    if ' href="/' not in html:
        return html
    return _HREF.sub(lambda href: _placed(href[0], here), html)


def _placed(href: str, here: str) -> str:
    return str(escape(text_links.link_at(unescape(href), here))) if href.startswith("/") else href


def _with_links(html: str) -> str:
    """The HTML with a link for each web address that is in none, and in no code."""
    if "://" not in html and "www." not in html.lower():
        return html
    parts, inside = [], 0
    for piece in _PIECE.findall(html):
        if piece.startswith(("<a ", "<a>", "<code", "<pre")):
            inside += 1
        elif piece in {"</a>", "</code>", "</pre>"}:
            inside -= 1
        parts.append(piece if inside or piece[0] == "<" else _ADDRESS.sub(_linked, piece))
    return "".join(parts)


def _linked(found: re.Match[str]) -> str:
    """A link for an address, without the punctuation of the sentence around it."""
    address = _ENTITY_AT_END.sub("", found[0])
    address = _without_closing(address)
    rest = found[0][len(address) :]
    if not address.partition("//")[2] and not address.lower().startswith("www."):
        return found[0]
    url = address if "://" in address else f"https://{address}"
    return f'<a href="{url}" {_REL}>{address}</a>{rest}'


def _without_closing(address: str) -> str:
    while address:
        last = address[-1]
        if last in "?!.,:;*_~'\u2019\u2026\u0964\u060c\u061f\uff01\uff1f\uff1a\uff1b":
            if last == ";" and re.search(r"&\w+;$", address):
                return address
            address = address[:-1]
        elif last in _CLOSING and address.count(last) > address.count(_CLOSING[last]):
            address = address[:-1]
        else:
            break
    return address


def _clean(href: str) -> str:
    """The value of ``href``, in HTML and valid."""
    address = unescape(href).strip()
    if address.startswith("www."):
        address = f"https://{address}"
    elif address.startswith("//"):
        address = f"https:{address}"
    return str(escape(text_links.clean_address(address)))


def _at_home(html: str, home: TextHome) -> str:
    """The HTML with ids in its headings, and its links inside the site as seen from the root."""
    ids: dict[str, str] = {}
    html = _HEADING.sub(lambda heading: _with_id(heading, ids, home), html)
    return _HREF.sub(lambda href: _from_root(unescape(href[0]), ids, home), html)


def _with_id(heading: re.Match[str], ids: dict[str, str], home: TextHome) -> str:
    """A heading with its id. ``ids`` are those before it, each with what a link to it may be called."""
    first = text_links.heading_id(unescape(_TAG.sub("", heading[3])), home)
    name = next(one for one in _numbered(first) if one not in ids.values())
    ids[name.removeprefix(home.mark).removeprefix(text_links.OWN)] = name
    return f'<{heading[1]}{heading[2]} id="{name}">{heading[3]}</{heading[1]}>'


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _from_root(href: str, ids: dict[str, str], home: TextHome) -> str:
    if not text_links.is_inside(href):
        return _clean(href)
    target = text_links.target_of(href, home)
    if target is None:
        return _clean(href)
    anchor = ids.get(slug_of(target.anchor), target.anchor) if target.path is None else target.anchor
    link = ("" if target.path is None else f"/{target.path}") + target.query + (anchor and f"#{anchor}")
    return str(escape(text_links.clean_address(link)))


def absolute_html(html: str, base: str) -> str:
    """Safe HTML with its relative links made absolute, for use outside the site."""
    return nh3.clean(html, tags=_TAGS, url_schemes=_SCHEMES, url_relative=("rewrite_with_base", base))
