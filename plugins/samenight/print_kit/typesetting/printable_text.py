"""What the installed fonts can set: emoji and other pictures without a font are removed from texts, and a
group of facts with letters that no font has is not set at all."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from samenight.print_kit.typesetting.font_coverage import lacking
from samenight.site.artifact import Fonts

_GAP = re.compile(r" (?=[.,;:!?…)](?:\s|$))")  # left by a picture before the end of a sentence
_JOINTS = dict.fromkeys(map(ord, "\u200d\ufe0e\ufe0f"))  # zero-width joiner, variation selectors 15 and 16


def is_legible(fonts: Fonts, facts: Any) -> bool:
    """Whether the fonts have every letter and digit of all texts in these facts."""
    return not any(_is_letter(sign) for text in _texts(facts) for sign in lacking(fonts, text))


def letters_in(missing: str) -> str:
    """Those of the missing characters that are letters, marks or digits. The others are mostly emoji."""
    return "".join(filter(_is_letter, missing))


def without_pictures(fonts: Fonts, data: Any) -> Any:
    """The data of a template without characters that no font has, such as emoji, and their joiners.

    They would be set as empty boxes. All letters have a font by then: see :func:`is_legible`.
    """
    if isinstance(data, str):
        missing = lacking(fonts, data)
        return _without(data, missing) if missing else data
    if isinstance(data, Mapping):
        return {name: without_pictures(fonts, part) for name, part in data.items()}
    if isinstance(data, list | tuple) and not (data and isinstance(data[0], int)):
        return [without_pictures(fonts, part) for part in data]
    return data


def _without(text: str, missing: str) -> str:
    """A text without its missing characters and their joiners."""
    kept = "".join(sign for sign in text if sign not in missing)
    return _GAP.sub("", " ".join(kept.translate(_JOINTS).split()))


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


def _texts(facts: Any) -> Iterator[str]:
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, tuple | list):
        for part in facts:
            yield from _texts(part)
    elif isinstance(facts, BaseModel):
        for value in facts.__dict__.values():
            yield from _texts(value)
    elif dataclasses.is_dataclass(facts):
        for field in dataclasses.fields(facts):
            yield from _texts(getattr(facts, field.name))
