"""Points on the earth, web addresses, and answers of yes or no as people write them, read only where their
meaning is certain.

See :mod:`samenight.content.values.written_numbers` for what readings are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from babel import Locale

from samenight.content.values.text_matching import is_address
from samenight.content.values.written_numbers import LONGEST, Readings, brief, in_ascii_signs

_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,20})?"
# Degrees, minutes and seconds with the signs that people type for them.
_PRIME, _DOUBLE = r"(?:['′]|min\.?|m(?![a-z]))", r"(?:''|[\"″”“]|′′|sec\.?|s(?![a-z]))"
_ANGLE = re.compile(
    rf"(?P<degrees>{_NUMBER}) ?(?:(?:°|º|˚|deg\.?|d(?![a-z])) ?"
    rf"(?:(?P<minutes>{_NUMBER})(?: ?{_PRIME} ?(?:(?P<seconds>{_NUMBER}) ?{_DOUBLE})?)?)?)?",
    re.IGNORECASE,
)
# The points of the compass. An "O" is not read: it is west in French and east in German.
_COMPASS = (
    ("N", r"N|north|nord|норт|с\. ?ш\.?|пн\. ?ш\.?|北緯|北纬|북위"),
    ("S", r"S|south|sud|süd|ю\. ?ш\.?|пд\. ?ш\.?|南緯|南纬|남위"),
    ("E", r"E|east|est|ost|в\. ?д\.?|сх\. ?д\.?|東経|东经|東經|동경"),
    ("W", r"W|west|ouest|з\. ?д\.?|зх\. ?д\.?|西経|西经|西經|서경"),
)  # fmt: skip
_LETTERS = "|".join(words for _, words in _COMPASS)
_SIGNED = r"-?[0-9]{1,3}(?:[.,][0-9]{1,20})?"
_POINTED = r"-?[0-9]{1,3}(?:\.[0-9]{1,20})?"
_PAIRS = (
    re.compile(rf"({_POINTED})°? ?, ?({_POINTED})°?"),
    re.compile(rf"({_SIGNED})°?(?: ?; ?|, | | / )({_SIGNED})°?"),
)
_GEO = re.compile(rf"geo:({_POINTED}),({_POINTED})(?:,{_POINTED})?(?:[;?].*)?", re.IGNORECASE)


def readings_of_coordinates(text: str) -> Readings:
    """The points that a text can mean, as ``48.85, 2.35``: decimal commas, degrees with minutes and seconds
    and the letters N, S, E and W, and ``geo:`` addresses (RFC 5870) have one reading."""
    if len(text) > LONGEST:
        return ()
    plain = _plain_angles(text).strip()
    plain = plain[1:-1].strip() if plain[:1] + plain[-1:] in {"()", "[]"} else plain
    if geo := _GEO.fullmatch(plain):
        return _point(Decimal(geo[1]), Decimal(geo[2]))
    if pair := next((found for pattern in _PAIRS if (found := pattern.fullmatch(plain))), None):
        return _point(_decimal(pair[1]), _decimal(pair[2]))
    return _lettered(plain)


def _plain_angles(text: str) -> str:
    plain = in_ascii_signs(unicodedata.normalize("NFC", text).replace("′", "'").replace("″", '"'))
    return plain.replace("度", "°").replace("分", "'").replace("秒", '"').replace("''", '"')


def _lettered(plain: str) -> Readings:
    """A point from two angles, each with a letter before it or after it, in any order."""
    letters = [
        (found.start(), found[0])
        for found in re.finditer(rf"(?<![^\W\d_])(?:{_LETTERS})(?![^\W\d_])", plain, re.I)
    ]
    if len(letters) != 2:
        return ()
    before = letters[0][0] == 0
    parts = re.split(rf"(?<![^\W\d_])(?:{_LETTERS})(?![^\W\d_])", plain, flags=re.IGNORECASE)
    angles = [part.strip(" ,;/") for part in (parts[1:] if before else parts[:2])]
    rest = "" if before else parts[2]
    values = [_angle(angle) for angle in angles]
    sides = [_side(word) for _, word in letters]
    if rest.strip() or None in values or {"".join(sides)} - {"NE", "NW", "SE", "SW", "EN", "WN", "ES", "WS"}:
        return ()
    signed = {
        side: -value if side in "SW" else value
        for side, value in zip(sides, values, strict=True)
        if value is not None
    }
    latitude = next(value for side, value in signed.items() if side in "NS")
    longitude = next(value for side, value in signed.items() if side in "EW")
    return _point(latitude, longitude)


def _side(word: str) -> str:
    return next(side for side, words in _COMPASS if re.fullmatch(words, word, re.IGNORECASE))


def _angle(text: str) -> Decimal | None:
    found = _ANGLE.fullmatch(text)
    if found is None:
        return None
    parts = [_decimal(found[name] or "0") for name in ("degrees", "minutes", "seconds")]
    if max(parts[1:]) >= 60 or any(
        part % 1 and found[finer] for part, finer in zip(parts, ("minutes", "seconds"), strict=False)
    ):
        return None
    degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
    return degrees if parts[1:] == [0, 0] else round(degrees, 6).normalize()


def _decimal(degrees: str) -> Decimal:
    return Decimal(degrees.replace(",", "."))


def _point(latitude: Decimal, longitude: Decimal) -> Readings:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return ()
    return (f"{latitude:f}, {longitude:f}",)


# Ends of host names, besides the codes of countries, that leave no doubt that a text is an address.
_ENDS = frozenset(
    """
    com org net info biz name pro edu gov mil int coop museum eu uk su ac app dev page site online shop
    store club events event party live life news blog tickets community art arts band music theater cafe
    bar pub restaurant pizza berlin paris london wien hamburg koeln cologne tokyo nyc amsterdam brussels
    vlaanderen gent barcelona madrid cat gal eus bzh alsace corsica scot wales cymru bayern ruhr
    saarland swiss zuerich moscow istanbul capetown africa asia lat quebec miami boston vegas melbourne
    sydney world earth today social space website tech design studio agency company team group network
    foundation ngo ong charity fund gives help care support school academy education university church
    green eco bio farm garden kitchen cooking recipes coffee beer wine vip fun cool xyz link click email
    media press photo photos pictures gallery video film show dance yoga run fit sport football family
    kids rocks ninja guru example test рф укр бел қаз срб мкд 中国 中國 香港 台湾 台灣 한국 भारत ελ ею
    გე հայ ایران مصر
    """.split()
)
_LONGEST_URL = 1000
# Codes of countries that are also the ends of names of files.
_FILE_ENDS = frozenset("md py sh rs".split())


def is_end_of_host(label: str) -> bool:
    """Whether the last part of a host name leaves no doubt that it is one."""
    low = label.casefold()
    return low in _ENDS or (len(low) == 2 and low.upper() in Locale("en").territories)


def _without_scheme(text: str) -> Readings:
    bare = text[1:-1] if text[:1] + text[-1:] == "<>" else text
    if is_address(bare):
        return (bare,)
    found = re.fullmatch(
        r"(?://)?(?P<host>(?:[\w-]+\.)+(?P<end>[^\W\d_]{2,}))(?P<port>:[0-9]{1,5})?(?P<path>[/?#]\S*)?", bare
    )
    if not found:
        return ()
    certain = found["host"].casefold().startswith("www.") or is_end_of_host(found["end"])
    file = found["end"].casefold() in _FILE_ENDS and not found["path"] and found["host"].count(".") == 1
    whole = f"https://{bare.removeprefix('//')}"
    return (whole,) if certain and not file and is_address(whole) else ()


def readings_of_url(text: str) -> Readings:
    """The web addresses that a text can mean: ``"www.example.org"`` and ``"example.org/page"`` have one."""
    bare = text.strip()
    if is_address(bare):
        return (bare,)
    return _without_scheme(bare) if len(bare) <= _LONGEST_URL else ()


_YES = """
    yes true oui ja sí si sim tak da так ναι evet igen kyllä jah ano áno jes да 是 はい 네 예 نعم כן हाँ
    ใช่ có ya taip jā այո კი
"""
_NO = """
    no false non nein nej nei não nie нет ні όχι hayır nem ei ne не 否 不是 いいえ 아니요 아니오 لا לא
    नहीं ไม่ không tidak nee nē ոչ არა
"""
_UNKNOWN = "unknown unbekannt inconnu nieznane desconocido sconosciuto onbekend неизвестно невідомо 不明"


def _answers() -> Mapping[str, str]:
    pairs = (("yes", _YES), ("no", _NO), ("unknown", _UNKNOWN))
    return MappingProxyType({word: answer for answer, words in pairs for word in words.casefold().split()})


_ANSWERS = _answers()


@brief
def readings_of_answer(text: str) -> Readings:
    """The answer that a text is, in canonical form: yes, no or unknown: ``"oui"`` and ``"nein"`` have one."""
    answer = _ANSWERS.get(text.casefold().rstrip(".!"))
    return (answer,) if answer else ()
