"""Money: exact amounts with their ISO 4217 currency, never a float."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.core import get_global

AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")


@functools.cache
def currency_codes() -> frozenset[str]:
    """ISO 4217 codes known to CLDR, of today and of the past."""
    return frozenset(code for code in Locale("en").currencies if re.fullmatch("[A-Z]{3}", code))


# Not yet in the CLDR of the pinned Babel (47): Bulgaria adopted the euro on 1 January 2026, and the lev
# stayed legal tender next to it for one month.
_SINCE_CLDR = {"BG": (("BGN", (1999, 7, 5), (2026, 1, 31), True), ("EUR", (2026, 1, 1), None, True))}


def _tender(country: str) -> Iterator[tuple[str, dt.date, dt.date | None]]:
    """Each legal tender of a country with its first day and its last, if it has one."""
    entries = _SINCE_CLDR.get(country) or get_global("territory_currencies").get(country, ())
    for code, start, end, legal in entries:
        if legal:
            yield code, dt.date(*start) if start else dt.date.min, dt.date(*end) if end else None


@functools.cache
def current_currencies() -> frozenset[str]:
    """Codes of the currencies that are legal tender somewhere today (CLDR)."""
    countries = get_global("territory_currencies")
    return frozenset(code for country in countries for code, _, end in _tender(country) if end is None)


@functools.cache
def currency_of(country: str) -> str | None:
    """The currency that is legal tender in a country (ISO 3166 code) today; ``None`` if there is none.

    Of two, the country's own (``PAB`` in ``PA``), else the one that has been in use longer.
    """
    today = [code for code, _, end in _tender(country) if end is None]
    return next((code for code in today if code.startswith(country)), today[0] if today else None)


def tender_on(country: str, day: dt.date) -> frozenset[str]:
    """The currencies that were legal tender in a country (ISO 3166 code) on a day (CLDR)."""
    return frozenset(
        code for code, start, end in _tender(country) if start <= day and (end is None or day <= end)
    )


def minor_units(currency: str) -> int:
    """The number of decimals of a currency (ISO 4217; two if CLDR has no entry)."""
    fractions = get_global("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount rounded half up to the currency's decimals."""
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), rounding=ROUND_HALF_UP)


def plain(amount: Decimal, currency: str) -> str:
    """An amount for machines: decimal point, the currency's decimals, no grouping."""
    places = max(minor_units(currency), -int(amount.normalize().as_tuple().exponent))
    return f"{amount:.{places}f}"
