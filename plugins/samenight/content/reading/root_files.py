"""The files of ``content/root``, which are published as they are: only those that services ask for.

Each name has its media type and a check of its content, so that none of them can be a page, a program or
the settings of a host.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import NamedTuple

from samenight.content.model.file_facts import RootFile
from samenight.content.problems.kinds.files import ROOT_CONTENT, ROOT_NAME
from samenight.content.problems.problem import Finding, Phrase

FOLDER = "root"
_TEXT = "text/plain; charset=utf-8"
_PAGE = "text/html; charset=utf-8"
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)
_BING = re.compile(r'(<\?xml version="1.0"\?>)?\s*<users>\s*<user>\w+</user>\s*</users>', re.ASCII)
_PLAIN_TAGS = {"html", "head", "meta", "title", "body", "p"}
_MOST_TAGS = 20


def _is_host(content: bytes) -> bool:
    return bool(_HOST.fullmatch(content.decode("ascii", "replace").strip()))


def _is_empty(content: bytes) -> bool:
    return not content.strip()


def _is_text(content: bytes) -> bool:
    text = _decoded(content)
    return text is not None and not re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text)


def _is_json(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_icon(content: bytes) -> bool:
    return content.startswith((b"\x00\x00\x01\x00", b"\x89PNG\r\n\x1a\n"))


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n")


def _is_bing(content: bytes) -> bool:
    return bool(_BING.fullmatch(content.decode("ascii", "replace").strip()))


def _is_proof(content: bytes) -> bool:
    """Whether a page holds nothing but text and meta elements, by which a service knows its owner."""
    text = _decoded(content)
    if text is None or not _is_text(content):
        return False
    tags = _Tags()
    tags.feed(text)
    tags.close()
    return tags.plain and text.count("<") == tags.count <= _MOST_TAGS


class _Tags(HTMLParser):
    """Counts the tags of a page, and sees whether all are plain: no script, no style, no link, no frame."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.plain = True

    def handle_decl(self, decl: str) -> None:
        self.count += 1
        self.plain &= decl.lower() == "doctype html"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 -- the name is the parser's
        self.count += 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += 1
        given = dict(attrs)
        allowed = {"name", "content", "charset"} if tag == "meta" else set()
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "content-type":
            allowed.add("http-equiv")
        self.plain &= tag in _PLAIN_TAGS and given.keys() <= allowed

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


class _Allowed(NamedTuple):
    """A kind of file: the names it can have, its media type, what it holds, and the check of that."""

    names: re.Pattern[str]
    media_type: str
    holds: Phrase
    check: Callable[[bytes], bool]


_PROOF = Phrase("the few words by which a service knows the owner of the site, without scripts or links")
_ALLOWED = (
    _Allowed(re.compile("CNAME"), _TEXT, Phrase("the name of the host, such as lantern.example"), _is_host),
    _Allowed(re.compile(r"\.nojekyll"), _TEXT, Phrase("nothing"), _is_empty),
    _Allowed(re.compile(r"favicon\.ico"), "image/vnd.microsoft.icon", Phrase("an icon"), _is_icon),
    _Allowed(
        re.compile(r"(apple-touch-icon(-precomposed)?|favicon|favicon-\d{2,3}x\d{2,3})\.png"),
        "image/png", Phrase("a PNG picture"), _is_png,
    ),
    _Allowed(
        re.compile(r"(\.well-known/)?[A-Za-z0-9][A-Za-z0-9_-]*\.txt"), _TEXT,
        Phrase("plain text in UTF-8"), _is_text,
    ),
    _Allowed(re.compile(r"(google[0-9a-f]+|(yandex|baidu|pinterest|naver|zoho|facebook)[A-Za-z0-9_-]+)\.html"),
             _PAGE, _PROOF, _is_proof),
    _Allowed(re.compile(r"BingSiteAuth\.xml"), "application/xml", _PROOF, _is_bing),
    _Allowed(
        re.compile(r"\.well-known/(apple-app-site-association|webfinger|nodeinfo|matrix/(client|server)"
                   r"|(assetlinks|nostr|host-meta|did|discovery|openid-federation)\.json)"),
        "application/json", Phrase("JSON"), _is_json,
    ),
    _Allowed(re.compile(r"\.well-known/(atproto-did|discord|keybase)"), _TEXT,
             Phrase("plain text in UTF-8"), _is_text),
)  # fmt: skip


def root_file(path: str, content: bytes) -> RootFile | Finding:
    """The file at a path below ``content/root``, or why it is not published."""
    for allowed in _ALLOWED:
        if allowed.names.fullmatch(path):
            if not allowed.check(content):
                return ROOT_CONTENT(allowed.holds)
            is_text = allowed.media_type.startswith("text/")  # git can be set to write other line ends
            return RootFile(path, allowed.media_type, content.replace(b"\r\n", b"\n") if is_text else content)
    return ROOT_NAME()
