"""Currencies next to amounts, as people write them: codes, signs and words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from samenight.content.values.money import currency_codes
from samenight.content.values.written_numbers import (
    LONGEST,
    Readings,
    in_ascii_signs,
    readings_of_amount,
    readings_of_number,
    rough,
)

# What each sign or word can mean. Where several currencies use it, it is only read next to a key that says
# which one it is. A lone "£" is the pound sterling or one of those with its value (GIP, FKP, SHP).
_TABLE = """
    EUR: € euro euros eur. євро евро ευρώ evro eura eur
    GBP: £ pound pounds sterling quid
    USD: us$ $us usd$
    CAD: ca$ c$ $ca
    AUD: au$ a$
    NZD: nz$
    HKD: hk$
    SGD: s$
    TWD: nt$
    BRL: r$ real reais
    PLN: zł zl złoty złote złotych zloty zlotych
    CZK: kč kc korun
    HUF: ft forint
    BGN: лв лв. leva
    RON: ron
    RON MDL: lei leu
    UAH: ₴ грн грн. гривень hrn
    TRY: ₺ tl
    ILS: ₪ nis שח ש״ח
    KRW: ₩ 원 won
    JPY: 円 yen
    CNY: rmb 人民币
    INR: ₹
    VND: ₫
    PHP: ₱
    NGN: ₦ naira
    GHS: ₵ cedi cedis
    KZT: ₸ тенге
    GEL: ₾ ლარი
    CRC: ₡
    PYG: ₲
    THB: ฿ baht บาท
    ZAR: rand
    CHF: sfr sfr. franken
    RUB: ₽
    DKK SEK NOK ISK: kr kr. kronor kroner
    USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BSD BBD BZD BMD BND KYD FJD GYD JMD LRD NAD SBD SRD: $
    TTD XCD: $
    USD CAD AUD NZD HKD SGD TWD BSD BBD BZD BMD BND KYD FJD GYD JMD LRD NAD SBD SRD TTD XCD: dollar dollars
    JPY CNY: ¥ ￥
    CNY TWD HKD MOP: 元
    RUB BYN: руб руб. рублей р. р
    INR PKR LKR NPR MUR SCR IDR: rs rs. rupees
    CHF XAF XOF XPF BIF CDF DJF GNF KMF RWF FRF BEF: franc francs fr fr.
    MXN ARS CLP COP UYU PHP DOP CUP: peso pesos
    EGP LBP GIP FKP SHP SDG SSP SYP: £ pound pounds
    CZK SKK: koruna koruny
    RSD MKD DZD TND KWD BHD IQD JOD LYD: dinar dinars
    MAD AED: dirham dirhams
"""


def _table() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.strip().splitlines():
        codes, _, words = line.partition(":")
        for word in words.casefold().split():
            found[word] = (*found.get(word, ()), *codes.split())
    return MappingProxyType(found)


_CURRENCIES = _table()
# Signs and words that have one meaning though other currencies use them, too.
_ALONE = MappingProxyType({"£": "GBP", "pound": "GBP", "pounds": "GBP"})
_FREE = frozenset("free gratis gratuit gratuite gratuito gratuita kostenlos umsonst bezpłatnie".split())
_WORD = r"[^\d\s.,'+-][^\d\s,']*"
_PARTS = re.compile(rf"(?P<before>{_WORD})? ?(?P<digits>[.,]?[0-9][0-9.,' -]*?) ?(?P<behind>{_WORD})?")


def currencies_of(word: str) -> tuple[str, ...]:
    """The ISO 4217 codes that a code, sign or word can mean; one if it is certain, none if it is unknown."""
    code = word.rstrip(".").upper()
    return (code,) if code in currency_codes() else _CURRENCIES.get(word.casefold(), ())


class Priced(NamedTuple):
    """What an amount with a currency can mean: its amounts, its currencies (none if no currency is
    written), the one of them that is meant where nothing else says which, and how well it is known."""

    amounts: Readings
    currencies: tuple[str, ...]
    alone: str | None
    precision: str = ""


def priced(text: str) -> Priced | None:
    """The readings of an amount with or without a currency, in any order: ``"20 000 PLN"``, ``"€20"``,
    ``"about 500 zł"``; ``None`` if the text is something else."""
    if len(text) > LONGEST:
        return None
    if in_ascii_signs(text).casefold() in _FREE:
        return Priced(("0",), (), None)
    words = rough(text)
    for bare, precision in [(words.bare, words.precision)] if words else []:
        found = _priced(bare)
        if found:
            return found._replace(precision=precision)
    return None


def _priced(plain: str) -> Priced | None:
    found = _PARTS.fullmatch(plain)
    amounts = readings_of_amount(found["digits"]) if found else ()
    if not found or not amounts:
        return None
    words = [word for word in (found["before"], found["behind"]) if word]
    if not words:
        return Priced(amounts, (), None)
    amounts = readings_of_number(found["digits"]) or amounts  # "1.500 €" has two meanings
    meant = [currencies_of(word) for word in words]
    both = tuple(code for code in meant[0] if all(code in other for other in meant))
    alone = both[0] if len(both) == 1 else next((_ALONE[word] for word in words if word in _ALONE), None)
    return Priced(amounts, both, alone if alone in both else None) if both else None
