"""The kinds of value a header can hold: each takes text and gives a typed value or says why not.

A message is a plain sentence: what is wrong, and what to write instead.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from samenight.festival.handles import NETWORKS, canonical_handle, canonical_hashtag
from samenight.festival.moments import zone_names
from samenight.festival.money import AMOUNT, currency_codes, current_currencies
from samenight.festival.problem import nearest
from samenight.festival.slugs import is_slug, slug_of

# Years that a festival can mean; calendar arithmetic cannot overflow at either end.
YEARS = range(1900, 2200)


class Fact(BaseModel):
    """The base of everything the content states: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class FileFact(Fact):
    """A fact that fills one file: the header's keys, and the prose below it."""

    body: str = Field("", exclude=True, description="The Markdown below the header.")


def refuse(code: str, message: str, **found: str) -> PydanticCustomError:
    """The error that becomes a Problem; ``found`` fills the braces of ``message``."""
    return PydanticCustomError(code, message, found)


def _need_text(value: Any) -> str:
    if value is None:
        raise refuse("text.missing", "Something must be written here.")
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "a group of keys"
        raise refuse("text", "One piece of text belongs here, not {kind}.", kind=kind)
    return value.strip()


def _clean(text: str) -> str:
    hidden = next((c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"), None)
    if hidden:
        raise refuse("text.control", "A control character ({found}) is hidden in this text. Type it anew.",
                     found=f"U+{ord(hidden):04X}")  # fmt: skip
    return unicodedata.normalize("NFC", text)


def _amount(value: Any) -> Decimal:
    text = _need_text(value)
    if not AMOUNT.fullmatch(text):
        raise refuse("amount", '"{found}" is not an amount. Write it with digits, like "10.00".', found=text)
    return Decimal(text)


def _rate(value: Any) -> Decimal:
    text = _need_text(value)
    if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,10})?", text) or not Decimal(text):
        raise refuse("rate", '"{found}" is not a rate. Write it with digits, like "1.2853".', found=text)
    return Decimal(text)


def _number(value: Any) -> int:
    text = _need_text(value)
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise refuse("number", '"{found}" is not a whole number. Write digits only, like "250".', found=text)
    return int(text)


def _date(value: Any) -> dt.date:
    text = _need_text(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise refuse("date", '"{found}" is not a date. Write year-month-day, like "2011-03-24".', found=text)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise refuse("date.impossible", "There is no {found} in the calendar.", found=text) from None
    if day.year not in YEARS:
        raise refuse("date.year", "The year of {found} cannot be meant. Check it.", found=text)
    return day


def _time(value: Any) -> dt.time:
    text = _need_text(value)
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise refuse("time", '"{found}" is not a time. Write hours and minutes, like "19:30".', found=text)
    return dt.time.fromisoformat(text)


def _deadline(value: Any) -> dt.date | dt.datetime:
    text = _need_text(value)
    day, _, time = text.replace(" ", "T").partition("T")
    return dt.datetime.combine(_date(day), _time(time)) if time else _date(day)


def _currency(value: Any) -> str:
    text = _need_text(value)
    if text in currency_codes():
        return text
    meant = text.upper() if text.upper() in currency_codes() else nearest(text, current_currencies())
    hint = f'Did you mean "{meant}"?' if meant else 'Write its ISO 4217 code, like "EUR".'
    raise refuse("currency", '"{found}" is not a currency. {hint}', found=text, hint=hint)


@functools.cache
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes; CLDR's other two-letter regions are left out."""
    others = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    return frozenset(c for c in Locale("en").territories if re.fullmatch("[A-Z]{2}", c)) - others


def _country(value: Any) -> str:
    text = _need_text(value)
    if text in country_codes():
        return text
    names = {name.casefold(): code for code, name in Locale("en").territories.items()}
    meant = names.get(text.casefold()) or (text.upper() if text.upper() in country_codes() else None)
    hint = f'Did you mean "{meant}"?' if meant else 'Write its two ISO 3166 letters, like "FR".'
    raise refuse("country", '"{found}" is not a country code. {hint}', found=text, hint=hint)


def _zone(value: Any) -> str:
    text = _need_text(value)
    if text in zone_names():
        return text
    meant = nearest(text, [name for name in zone_names() if "/" in name])  # "UTC" is no city's zone
    hint = f'Did you mean "{meant}"?' if meant else 'Write it like "Europe/Paris".'
    raise refuse("zone", '"{found}" is not an IANA time zone. {hint}', found=text, hint=hint)


def _language(value: Any) -> str:
    text = _need_text(value)
    try:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", text):
            raise ValueError
        if text == "und":  # CLDR's word for no language
            raise ValueError
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError):
        raise refuse("language", '"{found}" is not a language. Write its code, like "fr" or "pt-BR".',
                     found=text) from None  # fmt: skip
    return text


def _url(value: Any) -> str:
    text = _need_text(value)
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    named = re.fullmatch(r"[^.]+(\.[^.]+)+\.?", host)
    if parts.scheme not in {"http", "https"} or not named or re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", text):
        raise refuse("url", '"{found}" is not a web address. Write all of it, like "https://example.org/page".',
                     found=text)  # fmt: skip
    if parts.username or parts.password:
        raise refuse("url.credentials", "A user name or password stands in this address. Take it out.")
    return text


def _slug(value: Any) -> str:
    text = _need_text(value)
    if not is_slug(text):
        hint = slug_of(text)
        advice = f'Write "{hint}".' if hint else "Write lower-case letters, digits and hyphens."
        raise refuse("slug", '"{found}" cannot stand in an address. {advice}', found=text, advice=advice)
    return text


def _hashtag(value: Any) -> str:
    text = _need_text(value)
    tag = canonical_hashtag(text)
    if tag is None:
        raise refuse("hashtag", '"{found}" is not a hashtag on every network. '
                     "Use 2 to 30 letters and digits, a letter first.", found=text)  # fmt: skip
    return tag


def _paired(value: Any) -> Any:
    """Each handle beside its network, so that each can be checked at its own place."""
    if not isinstance(value, dict):
        raise refuse("accounts", 'Write one line a network, like x: "@name".')
    return {key: (key, typed) for key, typed in value.items()}


def _network(key: Any) -> str:
    if key in NETWORKS:
        return str(key)
    meant = nearest(str(key), NETWORKS)
    hint = f'Did you mean "{meant}"?' if meant else "Known are: " + ", ".join(NETWORKS) + "."
    raise refuse("network", '"{found}" is not a network known here. {hint}', found=str(key), hint=hint)


def _handle(pair: tuple[str, Any]) -> str:
    key, typed = pair
    network = NETWORKS.get(key)
    if network is None:
        return ""  # the key itself is refused
    handle = canonical_handle(network, typed) if isinstance(typed, str) else None
    if handle is None:
        raise refuse("handle", '"{found}" is not a name on {network}. Write it like "{example}".',
                     found=str(typed), network=network.name, example=network.example)  # fmt: skip
    return handle


class Coordinates(NamedTuple):
    """A point on the earth in decimal degrees, WGS 84."""

    latitude: Decimal
    longitude: Decimal


def _degrees(text: str) -> Decimal:
    """Degrees with at most six decimals, which is a hand's breadth on the ground."""
    degrees = Decimal(text)
    places = -int(degrees.as_tuple().exponent)
    return round(degrees, 6) if places > 6 else degrees


def _coordinates(value: Any) -> Coordinates:
    text = _need_text(value)
    match = re.fullmatch(r"(-?[0-9]{1,2}(?:\.[0-9]{1,20})?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)", text)
    point = Coordinates(_degrees(match[1]), _degrees(match[2])) if match else None
    if point is None or abs(point.latitude) > 90 or abs(point.longitude) > 180:
        raise refuse("coordinates", '"{found}" is not a place on the map. '
                     'Write latitude, longitude, like "48.8697, 2.3439".', found=text)  # fmt: skip
    return point


def _word(code: str, *words: str) -> PlainValidator:
    """One of a few words, with the nearest one named where it is none of them."""

    def check(value: Any) -> str:
        text = _need_text(value)
        if text not in words:
            meant = nearest(text, words)
            hint = f'Did you mean "{meant}"?' if meant else "Write one of: " + ", ".join(words) + "."
            raise refuse(code, '"{found}" is not known here. {hint}', found=text, hint=hint)
        return text

    check.words = words  # type: ignore[attr-defined]
    return PlainValidator(check)


# Where money comes from, in the order in which it is shown.
STREAMS = (
    "tickets", "donations", "door", "raffle", "auction", "merchandise", "matching", "sponsors", "other",
)  # fmt: skip

Text = Annotated[str, BeforeValidator(_need_text), AfterValidator(_clean)]
Amount = Annotated[Decimal, PlainValidator(_amount)]
ExchangeRate = Annotated[Decimal, PlainValidator(_rate)]
Number = Annotated[int, PlainValidator(_number)]
Date = Annotated[dt.date, PlainValidator(_date)]
Time = Annotated[dt.time, PlainValidator(_time)]
Deadline = Annotated[dt.date | dt.datetime, PlainValidator(_deadline)]
Currency = Annotated[str, PlainValidator(_currency)]
Country = Annotated[str, PlainValidator(_country)]
Zone = Annotated[str, PlainValidator(_zone)]
Language = Annotated[str, PlainValidator(_language)]
Url = Annotated[str, PlainValidator(_url)]
Slug = Annotated[str, PlainValidator(_slug)]
Hashtag = Annotated[str, PlainValidator(_hashtag)]
Accounts = Annotated[
    dict[Annotated[str, PlainValidator(_network)], Annotated[str, PlainValidator(_handle)]],
    BeforeValidator(_paired),
]
Point = Annotated[Coordinates, PlainValidator(_coordinates)]
YesNo = Annotated[str, _word("yesno", "yes", "no", "unknown")]
Precision = Annotated[str, _word("precision", "exact", "about", "at_least", "estimate")]
EventStatus = Annotated[str, _word("status", "planned", "confirmed", "postponed", "cancelled", "held")]
PageStatus = Annotated[str, _word("page.status", "published", "hidden", "draft")]
ResultsStatus = Annotated[str, _word("results.status", "reported", "provisional", "final")]
Stream = Annotated[
    str,
    _word("stream", *STREAMS),
]
