"""Ranges without repetition, and sums with visible separators of thousands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from samenight.print_kit.facts.artwork_words import sum_in
from samenight.site.display import span


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("€5", "€8", "€5–€8"),
        ("5\u00a0€", "8\u00a0€", "5–8\u00a0€"),
        ("19:30", "00:30", "19:30–00:30"),
        ("2:00\u00a0pm", "6:00\u00a0pm", "2:00–6:00\u00a0pm"),
        ("7:30\u00a0pm", "12:30\u00a0am", "7:30\u00a0pm\u00a0–\u00a012:30\u00a0am"),
        ("MYR\u00a050", "MYR\u00a080", "MYR\u00a050\u00a0–\u00a0MYR\u00a080"),
        ("\u200f5\u00a0ر.س.\u200f", "\u200f8\u00a0ر.س.\u200f", "\u200f5–\u200f8\u00a0ر.س.\u200f"),
        ("€5", "€5", "€5"),
    ],
)
def test_what_both_ends_count_is_said_once(first: str, last: str, text: str) -> None:
    assert span(first, last) == text


def test_thousands_stand_apart() -> None:
    assert sum_in(Locale("fr"), Decimal(12000), "EUR") == "12\u00a0000\u00a0€"
