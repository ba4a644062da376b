"""Files that say ``hidden: "yes"``: whether one does, and the little that is kept of it.

What is withdrawn must disappear at the next build, whatever else is wrong in its file, and none of its
texts may reach anything that publishes. So the fact of such a file is reduced while it is read: of an event,
its days and times stay, so that calendars can cancel it; of a post, nothing but its name.

Who withdraws something is in a hurry, perhaps on a phone. So the line counts with capitals, blanks before it,
and other blanks or another colon than those of a keyboard; the check says what to write instead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import Event
from samenight.content.model.posts_and_pages import NewsPost, OutreachPost
from samenight.content.reading.header import FENCE, HeaderError, read_header
from samenight.content.reading.placeholders import without_blanks

F = TypeVar("F", bound=FileFact)
_HIDEABLE = (Event, NewsPost, OutreachPost)
# What is kept of an event. Its status and the day of its last change number its revisions without git.
KEPT = (
    "edition", "was", "status", "updated", "date", "postponed_from", "end_date", "timezone", "start", "end",
)  # fmt: skip
# Times of extra entries in calendars, which have to be cancelled, too.
_KEPT_TIMES = (("raffle", "draw"), ("donate", "until"))
# Blanks of all kinds, without width, too, and bytes of another encoding that could not be read: a no-break
# space is one of them.
_BLANK = r"[\s\u200b\u2060\ufeff\ufffd]{0,80}"
_QUOTES = r"""["'\u2018-\u201f\u00ab\u00bb]"""
_KEY = rf"(?:-{_BLANK})?{_QUOTES}?hidden{_QUOTES}?{_BLANK}[:\uff1a]{_BLANK}{_QUOTES}?"
_HIDDEN = re.compile(rf"(?P<before>{_BLANK}){_KEY}(?P<word>(?:(?!{_QUOTES}|#).)*)", re.IGNORECASE)
# The line alone, which means the same in any place: no sentence looks like this.
_ALONE = re.compile(rf"{_BLANK}{_KEY}(?:yes|oui|true|on|1){_BLANK}{_QUOTES}?{_BLANK}(?:#.*)?$", re.IGNORECASE)
_BLANKS = re.compile(_BLANK)
# Words of people who do not mean "yes". Any other word hides: the check says what to write instead.
_NOT_HIDDEN = frozenset(["", "no", "non", "false", "off", "0", "~", "null"])


def can_be_hidden(model: type[FileFact]) -> bool:
    """Whether files of a kind can say that they are hidden."""
    return issubclass(model, _HIDEABLE)


def hidden_values(
    model: type[FileFact], text: str, values: Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    """The values in the header of a hidden file; ``None`` if the file is not hidden.

    ``values`` are those of its header as they were read, ``None`` if it cannot be read. Then a line that says
    so is enough, and the result is what can be read without that line.
    """
    if not can_be_hidden(model):
        return None
    if values is None:
        return _values_without_the_line(text) if _says_hidden(text) else None
    return values if _has_hidden(values) or _is_within(text) else None


def values_if_hidden(model: type[FileFact], text: str) -> Mapping[str, Any] | None:
    """The same of a file whose header has not been read."""
    try:
        values = without_blanks(read_header("", text).values) or {}
    except HeaderError:
        return hidden_values(model, text, None)
    return hidden_values(model, text, values)


def lines_that_hide(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a text that are only ``hidden: "yes"``: the number (0 is its first), and what is there."""
    if "hidden" not in text.casefold():
        return
    for number, line in enumerate(text.split("\n")):
        if _ALONE.match(line):
            yield number, line.strip()


def _has_hidden(values: Any) -> bool:
    """Whether a key says so, at any depth: a blank before a key can put it into the group above."""
    if isinstance(values, list):
        return any(map(_has_hidden, values))
    if not isinstance(values, dict):
        return False
    return any(_hides(key, value) or _has_hidden(value) for key, value in values.items())


def _hides(key: str, value: Any) -> bool:
    return _BLANKS.sub("", key).casefold() == "hidden" and value is not None and not _is_no(value)


def _is_within(text: str) -> bool:
    """Whether the line is in a header that can be read: it is part of a text of several lines there."""
    return "hidden" in text.casefold() and any(map(_ALONE.match, _header_lines(text)))


def _says_hidden(text: str) -> bool:
    return any(map(_line_hides, _header_lines(text)))


def _line_hides(line: str) -> bool:
    found = _HIDDEN.match(line)
    if not found or _is_no(found["word"]):
        return False
    return not found["before"] or len(found["word"].split()) == 1  # or a sentence of a longer text


def _header_lines(text: str) -> Iterator[str]:
    """The lines before the text: up to the first fence after any other line."""
    begun = False
    for line in text.replace("\0", "").splitlines():  # as in UTF-16 without a mark
        if begun and line.rstrip() == FENCE:
            return
        begun = begun or bool(line.strip())
        yield line


def _values_without_the_line(text: str) -> Mapping[str, Any]:
    """The values of a header that cannot be read, if the line that hides is the reason; else none."""
    kept = "\n".join(line for line in text.split("\n") if not _line_hides(line))
    try:
        return without_blanks(read_header("", kept).values) or {}
    except HeaderError:
        return {}


def _is_no(value: Any) -> bool:
    return isinstance(value, str) and (
        value.strip().casefold() in _NOT_HIDDEN or value.lstrip().startswith("___")
    )


def is_withdrawn(fact: FileFact) -> bool:
    """Whether a fact is that of a hidden file."""
    return isinstance(fact, _HIDEABLE) and fact.hidden == "yes"


def withdrawn_fact(model: type[F], values: Mapping[str, Any], given: Mapping[str, str]) -> F:
    """The reduced fact of a hidden file; ``given`` are the keys that come from its path. What cannot be read
    is left out."""
    if model is Event:
        counted = _inner(values, "results", "as_of")  # the last change without git, if nothing else is given
        dated = {"updated": counted} if counted else {}
        return model.model_validate({**given, "hidden": "yes", **kept_values({**dated, **values})})
    of_post: Any = {**given, "hidden": "yes", "title": "", "date": dt.date.min}
    return cast(F, model.model_construct(**of_post))


def kept_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a hidden event that are kept: of :data:`KEPT` and of extra entries, those that are
    valid."""
    kept = {key: values[key] for key in KEPT if values.get(key)}
    kept |= {key: {inner: value} for key, inner in _KEPT_TIMES if (value := _inner(values, key, inner))}
    while True:
        try:
            Event.model_validate({"city": "x", "slug": "x", **kept})
        except ValidationError as error:
            wrong = {detail["loc"][0] for detail in error.errors(include_url=False)}
            kept = {key: value for key, value in kept.items() if key not in wrong}
        else:
            return kept


def _inner(values: Mapping[str, Any], key: str, inner: str) -> Any:
    group = values.get(key)
    return group.get(inner) if isinstance(group, dict) else None
