"""Sums as artwork writes them, and the two ends of a range."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale

from samenight import show

# Figures first, then what they count, which is said once: "5–8 €", "2:00–6:00 pm".
# A mark of direction may stand in front.
_COUNTED = re.compile("([\u200e\u200f]*(?:\\d|\\d.*\\d))(\\D+)", re.DOTALL)
_CLOSE, _APART = "–", "\u00a0–\u00a0"


def span(first: str, last: str) -> str:
    """From one figure in words to another, on one line: ``€5–€8``, ``5–8 €``, ``7:30 pm – 12:30 am``.

    What stands behind both figures is said once. The dash stands by itself between ends that have spaces
    of their own (The Chicago Manual of Style, 6.78; CLDR spaces such intervals, too).
    """
    if first == last:
        return first
    begins, ends = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    if begins and ends and begins[2] == ends[2]:
        return f"{begins[1]}{_CLOSE}{last}"
    spaced = any(character.isspace() for character in first + last)
    return f"{first}{_APART if spaced else _CLOSE}{last}"


def sum_in(locale: Locale, amount: Decimal, currency: str) -> str:
    """An amount with its currency. Thousands stand apart by a whole space where a language has a narrow
    one: between heavy figures, set tightly, that is none."""
    return show.sum_in(locale, amount, currency).replace("\u202f", "\u00a0")
