"""Money: exact amounts with their ISO 4217 currency, never a float."""

from __future__ import annotations

import functools
import re
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.core import get_global

AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")


@functools.cache
def currency_codes() -> frozenset[str]:
    """ISO 4217 codes known to CLDR, of today and of the past."""
    return frozenset(code for code in Locale("en").currencies if re.fullmatch("[A-Z]{3}", code))


@functools.cache
def current_currencies() -> frozenset[str]:
    """Codes of the currencies that are legal tender somewhere today (CLDR)."""
    tender = get_global("territory_currencies").values()
    return frozenset(code for entries in tender for code, _, end, legal in entries if legal and end is None)


def minor_units(currency: str) -> int:
    """How many decimals the currency has (ISO 4217; two where CLDR says nothing)."""
    fractions = get_global("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount rounded half up to the currency's decimals."""
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), rounding=ROUND_HALF_UP)


def plain(amount: Decimal, currency: str) -> str:
    """An amount for machines: a point, the currency's decimals, no grouping."""
    places = max(minor_units(currency), -int(amount.normalize().as_tuple().exponent))
    return f"{amount:.{places}f}"
