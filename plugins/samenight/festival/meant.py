"""What was probably meant by a value that cannot be read. Every guess is a value that can.

A guess is made only where one reading is left: "03/04/2011" and "1,500" are nobody's to decide.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from decimal import Decimal
from urllib.parse import urlsplit

from babel import Locale

from samenight.festival.handles import canonical_hashtag
from samenight.festival.moments import zone_names
from samenight.festival.money import AMOUNT
from samenight.festival.problem import nearest

# No date, amount or place is longer; patterns of guesses are slow on what is.
LONGEST = 80
_SPACES = re.compile(r"[\s'\u2019\u00a0\u202f]+")
_DEGREES = r"(-?[0-9]{1,3}(?:[.,][0-9]+)?)"


def amount(text: str) -> str | None:
    """``"20 zł"`` → ``"20"``, ``"1.500,00 €"`` → ``"1500.00"``; ``"1,500"`` could be two amounts."""
    bare = _SPACES.sub("", re.sub(r"[^\W\d_]+\.?|[\u20a0-\u20cf$£¥¢]|,?[-–—]+$", "", _digits(text).strip()))
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}", bare):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"[0-9]+,[0-9]{1,2}", bare):
        bare = bare.replace(",", ".")
    bare = bare.rstrip(".")
    return bare if AMOUNT.fullmatch(bare) else None


def number(text: str) -> str | None:
    """``"1 200"`` → ``"1200"``, ``"120 people"`` → ``"120"``."""
    bare = re.sub(r"(?<=[0-9])[\s\u00a0\u202f](?=[0-9]{3}\b)", "", _digits(text))
    found = re.fullmatch(r"[^\d\W]*\s*([0-9]{1,9})\s*[^\d]*", bare.strip())
    return found[1] if found and not re.search(r"[-.,]", text) else None


def date(text: str) -> str | None:
    """``"24.03.2011"``, ``"March 24, 2011"``, ``"2011/3/24"`` → ``"2011-03-24"``."""
    text = _digits(text).strip()
    if found := re.fullmatch(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})", text):
        return _day(found[1], found[2], found[3])
    if found := re.fullmatch(r"([0-9]{1,2})([-./ ])([0-9]{1,2})[-./ ]([0-9]{4})", text):
        first, second = int(found[1]), int(found[3])
        if first > 12 or first == second or found[2] == ".":
            return _day(found[4], second, first)
        return _day(found[4], first, second) if second > 12 else None
    return _named_day(text)


def _named_day(text: str) -> str | None:
    words = re.findall(r"[^\W\d_]+|[0-9]+", text)
    months = {name.casefold(): number for number, name in Locale("en").months["format"]["wide"].items()}
    month = [months[word.casefold()] for word in words if word.casefold() in months]
    numbers = [int(word) for word in words if word.isdecimal()]
    years = [number for number in numbers if number >= 1900]
    days = [number for number in numbers if number <= 31]
    if len(month) == len(years) == len(days) == 1:
        return _day(years[0], month[0], days[0])
    return None


def _day(year: object, month: object, day: object) -> str | None:
    try:
        return dt.date(int(str(year)), int(str(month)), int(str(day))).isoformat()
    except ValueError:
        return None


def time(text: str) -> str | None:
    """``"19h30"``, ``"7:30 pm"``, ``"19.30"``, ``"9:05"`` → hours and minutes."""
    found = re.fullmatch(
        r"([0-9]{1,2})(?:\s*[:.hH]\s*([0-9]{2})?)?(?::00)?\s*([ap]\.?m\.?)?",
        _digits(text).strip(),
        re.IGNORECASE,
    )
    if not found or (found[2] is None and not found[3] and not re.search("[hH]", text)):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def zone(text: str) -> str | None:
    """The zone spelt otherwise; "UTC" is no city's zone, so only names with a place are guessed."""
    places = sorted(name for name in zone_names() if "/" in name and not name.startswith("Etc/"))
    tail = text.rpartition("/")[2].strip().replace(" ", "_").casefold()
    same_city = [name for name in places if name.rpartition("/")[2].casefold() == tail]
    return same_city[0] if len(same_city) == 1 else nearest(text, places)


@functools.cache
def _language_names() -> dict[str, str]:
    """Codes of languages by their names in the languages that most organisers read."""
    names: dict[str, str] = {}
    for speaker in ("en", "fr", "es", "pt", "de", "it", "pl"):
        for code, name in sorted(Locale(speaker).languages.items()):
            if len(code) == 2:
                names.setdefault(name.casefold(), str(code))
    return names


def language(text: str) -> str | None:
    """``"French"``, ``"français"``, ``"FR"``, ``"pt_BR"`` → a code."""
    parts = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", text)
    named = _language_names().get(text.casefold())
    if named:
        return named
    if parts and parts[1].lower() in Locale("en").languages:
        return parts[1].lower() + (f"-{parts[2].upper()}" if parts[2] else "")
    return None


def url(text: str) -> str | None:
    """``"example.org/page"`` → ``"https://example.org/page"``."""
    bare = re.sub(r"^(?:https?:?/{0,2}|//)(?=[\w-]+\.)", "", text.strip(), flags=re.IGNORECASE)
    safe = re.fullmatch(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:/[^\s<>\"\\^`{|}]*)?", bare)
    return f"https://{bare}" if safe and urlsplit(f"https://{bare}").hostname else None


def hashtag(text: str) -> str | None:
    """Words and hyphens run together in CamelCase: ``"Twestival-Paris"`` → ``"TwestivalParis"``."""
    plain = unicodedata.normalize("NFC", text).strip().lstrip("#＃")
    words = re.split(r"[\s\-.·'’&+]+", plain)
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    return canonical_hashtag(joined) if len(words) > 1 else None


def coordinates(text: str) -> str | None:
    """Swapped where only the other order lies on the earth; decimal commas; letters N, S, E, W."""
    plain = _digits(text).strip()
    lettered = re.fullmatch(rf"{_DEGREES}\s*°?\s*([NSEWO])[,;\s]+{_DEGREES}\s*°?\s*([NSEWO])", plain.upper())
    if lettered:
        first = _signed(lettered[1], lettered[2])
        second = _signed(lettered[3], lettered[4])
        return _point(second, first) if lettered[2] in "EWO" else _point(first, second)
    pair = re.fullmatch(rf"\(?{_DEGREES}°?(?:\s*;\s*|,\s+|\s+){_DEGREES}°?\)?", plain)
    pair = pair or re.fullmatch(
        rf"\(?{_DEGREES.replace('[.,]', '[.]')},{_DEGREES.replace('[.,]', '[.]')}\)?", plain
    )
    if not pair:
        return None
    first, second = Decimal(pair[1].replace(",", ".")), Decimal(pair[2].replace(",", "."))
    return _point(first, second) or _point(second, first)


def _signed(degrees: str, letter: str) -> Decimal:
    value = Decimal(degrees.replace(",", "."))
    return -value if letter in "SWO" else value


def _point(latitude: Decimal, longitude: Decimal) -> str | None:
    return f"{latitude}, {longitude}" if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _digits(text: str) -> str:
    """Digits of any script as ASCII ones; nothing where the text is too long to be guessed at."""
    if len(text) > LONGEST:
        return ""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
