"""Guesses at what was meant by a value whose meaning is not certain enough to be read. Every guess is itself
a valid value.

A guess is made only if exactly one reading is possible: "03/04/2011" and "1,500" have two, so they have
none.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from samenight.content.problems.problem import nearest
from samenight.content.values.money import AMOUNT, currency_codes
from samenight.content.values.social_networks import canonical_hashtag
from samenight.content.values.text_matching import YEARS, is_address
from samenight.content.values.times import zone_names
from samenight.content.values.written_dates import months

# How people write a currency next to an amount, other than by its code or its currency sign.
_MONEY = frozenset(
    "euro euros dollar dollars pound pounds quid yen real reais zł zl złoty złotych kr kč ft fr frs sfr "
    "franc francs lei leu lv rs руб peso pesos rand".split()
)
_FREE = frozenset("free gratis gratuit gratuite gratuito gratuita kostenlos umsonst bezpłatnie".split())
# Words after a number that change its value.
_TIMES = frozenset(
    "k m bn mio mn mille mil tsd thousand thousands hundred hundreds million millions billion dozen dozens "
    "score lakh lakhs crore cent cents douzaine douzaines millier milliers or to and percent".split()
)
_LONGEST = 100
Guess = Callable[[str], str | None]
_DEGREES = r"(-?[0-9]{1,3}(?:[.,][0-9]{1,20})?)"
_POINTED = _DEGREES.replace("[.,]", "[.]")


def _brief(guess: Guess) -> Guess:
    """Guess only at short texts; a long one is no value, and could take long to match."""

    @functools.wraps(guess)
    def limited(text: str) -> str | None:
        return guess(text) if len(text) <= _LONGEST else None

    return limited


@_brief
def amount(text: str) -> str | None:
    """``"20 zł"`` → ``"20"``, ``"1.500,00 €"`` → ``"1500.00"``; ``"1,500"`` could be two amounts, and
    so could ``"1.500 €"``."""
    if text.strip().casefold() in _FREE:
        return "0"
    found = re.fullmatch(
        r"(?:(?P<before>[^\W\d_]+\.?|\W)\s*)?(?P<digits>[0-9][0-9.,'\s\u2019]*?)(?:[.,]?[-–—]+)?"
        r"(?:\s*(?P<behind>[^\W\d_]+\.?|\W))?",
        _digits(text).strip(),
    )
    if not found or not all(_is_money(found[name]) for name in ("before", "behind")):
        return None
    bare = found["digits"]
    for thousands, point in ((r"[.]", ","), (r"[,]", r"\."), (r"['\s\u2019]", "[.,]")):
        if parts := re.fullmatch(rf"([0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+)(?:{point}([0-9]{{1,2}}))", bare):
            return re.sub(r"\D", "", parts[1]) + f".{parts[2]}"
    if re.fullmatch(r"[0-9]{1,3}(?:['\s\u2019][0-9]{3})+", bare):
        return re.sub(r"\D", "", bare)
    bare = re.sub(r"^([0-9]+),([0-9]{1,2})$", r"\1.\2", bare)
    return bare if AMOUNT.fullmatch(bare) and not re.search(r"\.[0-9]{3}$", bare) else None


def _is_money(word: str | None) -> bool:
    """Whether a word or sign next to a number is a currency: "k" and "million" change the amount."""
    plain = (word or "").rstrip(".").casefold()
    if not plain or plain in _MONEY or plain.upper() in currency_codes():
        return True
    return len(plain) == 1 and unicodedata.category(plain) == "Sc"


@_brief
def number(text: str) -> str | None:
    """``"1 200"`` → ``"1200"``, ``"120 people"`` → ``"120"``; "3 dozen" and "30+" have no guess."""
    bare = re.sub(r"(?<=[0-9])[\s\u00a0\u202f](?=[0-9]{3}\b)", "", _digits(text)).strip()
    found = re.fullmatch(r"(?:[^\W\d_]+\s+)?([0-9]{1,9})(?:\s+([^\W\d_][^\W\d_\s]*(?:\s+[^\W\d_]+)*))?", bare)
    if not found or any(word in _TIMES for word in (found[2] or "").casefold().split()):
        return None
    return found[1]


@_brief
def date(text: str) -> str | None:
    """``"24.03.2011"``, ``"24 mars 2011"``, ``"2011/3/24"``, ``"2011-24-03"`` → ``"2011-03-24"``."""
    text = _digits(text).strip()
    if found := re.fullmatch(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})", text):
        return _day(found[1], found[2], found[3]) or _day(found[1], found[3], found[2])
    if found := re.fullmatch(r"([0-9]{1,2})([-./ ])([0-9]{1,2})[-./ ]([0-9]{4})", text):
        first, second = int(found[1]), int(found[3])
        if first > 12 or first == second or found[2] == ".":
            return _day(found[4], second, first)
        return _day(found[4], first, second) if second > 12 else None
    return _named_day(text)


def _named_day(text: str) -> str | None:
    words = re.findall(r"[^\W\d_]+|[0-9]+", text)
    names = months()
    month = [names[word.casefold()] for word in words if word.casefold() in names]
    numbers = [int(word) for word in words if word.isdecimal()]
    years = [number for number in numbers if number >= 1900]
    days = [number for number in numbers if number <= 31]
    if len(month) == len(years) == len(days) == 1:
        return _day(years[0], month[0], days[0])
    return None


def _day(year: object, month: object, day: object) -> str | None:
    if int(str(year)) not in YEARS:
        return None
    try:
        return dt.date(int(str(year)), int(str(month)), int(str(day))).isoformat()
    except ValueError:
        return None


@_brief
def zone(text: str) -> str | None:
    """The zone in its usual spelling; only zones named after a place, since no city's zone is "UTC"."""
    places = sorted(name for name in zone_names() if "/" in name and not name.startswith("Etc/"))
    tail = text.rpartition("/")[2].strip().replace(" ", "_").casefold()
    same_city = [name for name in places if name.rpartition("/")[2].casefold() == tail]
    return same_city[0] if len(same_city) == 1 else nearest(text, places)


@_brief
def url(text: str) -> str | None:
    """``"example.org/page"`` → ``"https://example.org/page"``."""
    bare = re.sub(r"^(?:https?:?/{0,2}|//)(?=[\w-]+\.)", "", text.strip(), flags=re.IGNORECASE)
    whole = f"https://{bare}"
    named = re.fullmatch(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:/\S*)?", bare)
    return whole if named and whole != text and is_address(whole) else None


@_brief
def hashtag(text: str) -> str | None:
    """Words joined in CamelCase, without blanks and hyphens: ``"Twestival-Paris"`` → ``"TwestivalParis"``."""
    plain = unicodedata.normalize("NFC", text).strip().lstrip("#＃")
    words = re.split(r"[\s\-.·'’&+]+", plain)
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    found: str | None = canonical_hashtag(joined) if len(words) > 1 else None
    return found


@_brief
def coordinates(text: str) -> str | None:
    """Coordinates with decimal commas or the letters N, S, E, W, or swapped if only the other order is a
    point on the earth. An "O" is not read: it is west in French and east in German."""
    plain = _digits(text).strip()
    lettered = re.fullmatch(rf"{_DEGREES}\s*°?\s*([NSEW])[,;\s]+{_DEGREES}\s*°?\s*([NSEW])", plain.upper())
    if lettered:
        return _lettered((lettered[1], lettered[2]), (lettered[3], lettered[4]))
    pair = re.fullmatch(rf"\(?{_DEGREES}°?(?:\s*;\s*|,\s+|\s+){_DEGREES}°?\)?", plain)
    pair = pair or re.fullmatch(
        rf"\(?{_DEGREES.replace('[.,]', '[.]')},{_DEGREES.replace('[.,]', '[.]')}\)?", plain
    )
    if not pair:
        return None
    first, second = _decimal(pair[1]), _decimal(pair[2])
    return _point(first, second) or _point(second, first)


def _lettered(first: tuple[str, str], second: tuple[str, str]) -> str | None:
    """A point from degrees with letters; one must be a latitude, and a minus sign next to a letter is
    ambiguous."""
    if first[1] in "EW":
        first, second = second, first
    if first[1] not in "NS" or second[1] not in "EW" or "-" in first[0] + second[0]:
        return None
    south, west = first[1] == "S", second[1] == "W"
    latitude, longitude = _decimal(first[0]), _decimal(second[0])
    return _point(-latitude if south else latitude, -longitude if west else longitude)


def _decimal(degrees: str) -> Decimal:
    return Decimal(degrees.replace(",", "."))


def _point(latitude: Decimal, longitude: Decimal) -> str | None:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return f"{latitude:f}, {longitude:f}"


def _digits(text: str) -> str:
    """The text with the digits of any script as ASCII digits."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
