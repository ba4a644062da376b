"""Sums as artwork writes them."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale

from samenight.site import display


def sum_in(locale: Locale, amount: Decimal, currency: str) -> str:
    """An amount with its currency. Thousands stand apart by a whole space where a language has a narrow
    one: between heavy figures, set tightly, that is none."""
    return display.sum_in(locale, amount, currency).replace("\u202f", "\u00a0")
