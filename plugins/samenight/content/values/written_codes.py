"""Codes of currencies, countries, languages and time zones in other spellings, or by their names, read only
where their meaning is certain.

See :mod:`samenight.content.values.written_numbers` for what readings are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale

from samenight.content.values.money import currency_codes
from samenight.content.values.text_matching import is_language
from samenight.content.values.times import zone_names
from samenight.content.values.written_money import currencies_of
from samenight.content.values.written_numbers import LONGEST, Readings

# The languages whose names of countries and languages are known.
_SPEAKERS = """
    en fr es pt de it pl nl ru uk tr el sv cs ro da nb fi hu sk bg hr sr lt lv et sl ca id vi he ar ja zh ko
""".split()
# CLDR's other two-letter regions, which are no countries of ISO 3166.
_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
# Usual short forms that CLDR does not have.
_SHORT_NAMES = MappingProxyType(
    {"uk": "GB", "u.k.": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
     "usa": "US", "u.s.a.": "US", "u.s.": "US", "holland": "NL", "the netherlands": "NL", "turkey": "TR",
     "czech republic": "CZ", "brd": "DE", "uae": "AE"}
)  # fmt: skip


@functools.cache
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes."""
    return frozenset(c for c in Locale("en").territories if re.fullmatch("[A-Z]{2}", c)) - _NO_COUNTRIES


@functools.cache
def _countries() -> Mapping[str, frozenset[str]]:
    """The codes that the name of a country can mean."""
    names: dict[str, frozenset[str]] = {name: frozenset([code]) for name, code in _SHORT_NAMES.items()}
    for speaker in _SPEAKERS:
        for code, name in Locale(speaker).territories.items():
            if code in country_codes():
                names[name.casefold()] = names.get(name.casefold(), frozenset()) | {code}
    names["congo"] = frozenset(["CD", "CG"])
    return MappingProxyType(names)


def readings_of_country(text: str) -> Readings:
    """The code of a country that a text means: ``"pl"``, ``"Poland"`` and ``"Polska"`` are PL."""
    word = text.strip()
    if word.upper() in country_codes() and word.isascii():
        return (word.upper(),)
    meant = _countries().get(word.casefold(), frozenset()) if len(word) <= LONGEST else frozenset()
    return tuple(meant) if len(meant) == 1 else ()


@functools.cache
def _languages() -> Mapping[str, frozenset[str]]:
    """The codes that the name of a language can mean."""
    names: dict[str, frozenset[str]] = {}
    for speaker in _SPEAKERS:
        for code, name in Locale(speaker).languages.items():
            if len(code) == 2 and is_language(code):
                names[name.casefold()] = names.get(name.casefold(), frozenset()) | {code}
    return MappingProxyType(names)


def readings_of_language(text: str) -> Readings:
    """The code of a language that a text means: ``"FR"``, ``"French"`` and ``"français"`` are fr, ``"pt_BR"``
    is pt-BR."""
    word = text.strip()
    if is_language(word):
        return (word,)
    parts = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", word)
    code = parts[1].lower() + (f"-{parts[2].upper()}" if parts[2] else "") if parts else ""
    if is_language(code):
        return (code,)
    meant = _languages().get(word.casefold(), frozenset()) if len(word) <= LONGEST else frozenset()
    return tuple(meant) if len(meant) == 1 else ()


def readings_of_currency(text: str) -> Readings:
    """The code of a currency that a text means: ``"eur"``, ``"€"`` and ``"euro"`` are EUR; "$" is none."""
    word = text.strip()
    if word in currency_codes():
        return (word,)
    meant = currencies_of(word) if len(word) <= LONGEST else ()
    return meant if len(meant) == 1 else ()


@functools.cache
def _zones() -> Mapping[str, str]:
    return MappingProxyType({name.casefold(): name for name in zone_names() if "/" in name})


def readings_of_zone(text: str) -> Readings:
    """The time zone that a text means in other capitals, or with blanks: ``"europe/paris"``."""
    word = text.strip()
    if word in zone_names():
        return (word,)
    zone = _zones().get(word.casefold().replace(" ", "_"))
    return (zone,) if zone else ()
