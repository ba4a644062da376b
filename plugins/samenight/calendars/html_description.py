"""The text of an entry as a small page of HTML, for programs that would rather show that.

Outlook reads it from ``X-ALT-DESC``; there is nothing in it that the plain text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

# An address at the end of its line; a full stop behind it is the sentence's.
_ADDRESS = re.compile(r"(?<!\S)https?://\S+?(?=[.,;:!?)]*$)")


def page(paragraphs: Iterable[tuple[str, ...]], language: str) -> str:
    """Paragraphs of lines as HTML that is well-formed XML too. All text is escaped; the addresses at
    the ends of lines are links."""
    body = "".join(f"<p>{'<br/>'.join(map(_line, _lines(paragraph)))}</p>" for paragraph in paragraphs)
    return f'<!DOCTYPE html><html lang="{escape(language)}"><body>{body}</body></html>'


def _lines(paragraph: tuple[str, ...]) -> Iterable[str]:
    return (line for text in paragraph for line in text.splitlines())


def _line(text: str) -> str:
    found = _ADDRESS.search(text)
    if not found:
        return escape(text, quote=False)
    before, after = (escape(part, quote=False) for part in (text[: found.start()], text[found.end() :]))
    address = escape(found[0])
    return f'{before}<a href="{address}">{address}</a>{after}'
