"""The types of values in headers: each turns text into a typed value, or refuses it with a finding.

What people write in another form is read if its meaning is certain: the ``readings`` of a type are the
canonical forms that a text can stand for. With one reading a text has its value; with two it is refused, and
the finding shows both. Every finding says what is wrong and what to write instead.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import BeforeValidator, PlainValidator, ValidationInfo

from samenight.content.model import guesses
from samenight.content.model.base import between, read, reads, refuse
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import nearest, quoted
from samenight.content.values.inks import PALETTES
from samenight.content.values.money import AMOUNT, current_currencies
from samenight.content.values.slugs import is_slug, slug_of
from samenight.content.values.social_networks import (
    NETWORKS,
    OTHER_NAMES,
    AccountOfTopic,
    canonical_handle,
    canonical_hashtag,
)
from samenight.content.values.text_matching import YEARS, is_address
from samenight.content.values.written_codes import (
    readings_of_country,
    readings_of_currency,
    readings_of_language,
    readings_of_zone,
)
from samenight.content.values.written_dates import readings_of_date, readings_of_deadline
from samenight.content.values.written_money import priced
from samenight.content.values.written_numbers import Readings, readings_of_amount, readings_of_number
from samenight.content.values.written_places import (
    readings_of_answer,
    readings_of_coordinates,
    readings_of_url,
)
from samenight.content.values.written_times import (
    END_OF_DAY,
    after_midnight,
    readings_of_time,
    two_times,
)

# Unicode's category Cc without tab and line feed.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}")


def _in_quotes(text: str | None) -> str | None:
    return quoted(text) if text else None


def need_text(value: Any) -> str:
    """The typed text without leading and trailing blanks; refused if it is missing or is not text."""
    if value is None:
        raise refuse(values.NOTHING())
    if not isinstance(value, str):
        raise refuse(values.TEXT())
    return value.strip()


def _clean(text: str) -> str:
    hidden = _CONTROL.search(text)
    if hidden:
        raise refuse(values.CONTROL(f"U+{ord(hidden[0]):04X}"))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _text(value: Any) -> str:
    return _clean(need_text(value))


@reads(readings_of_amount)
def _amount(value: Any) -> Decimal:
    text = need_text(value)
    if AMOUNT.fullmatch(text):
        return Decimal(text)
    with_currency = priced(text)
    if with_currency and len(with_currency.amounts) > 1:
        raise refuse(between(values.AMOUNT, text, with_currency.amounts))
    return Decimal(read(text, readings_of_amount(text), values.AMOUNT, guesses.amount))


def _rate(value: Any) -> Decimal:
    text = need_text(value)
    if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,10})?", text) or not Decimal(text):
        raise refuse(values.RATE(text))
    return Decimal(text)


@reads(readings_of_number)
def _number(value: Any) -> int:
    text = need_text(value)
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    return int(read(text, readings_of_number(text), values.NUMBER, guesses.number))


@reads(readings_of_date)
def _date(value: Any) -> dt.date:
    text = need_text(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return dt.date.fromisoformat(read(text, readings_of_date(text), values.DATE, guesses.date))
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise refuse(values.DATE_IMPOSSIBLE(text, _in_quotes(guesses.date(text)))) from None
    if day.year not in YEARS:
        raise refuse(values.DATE_YEAR(text))
    return day


@reads(readings_of_time)
def _time(value: Any, info: ValidationInfo) -> dt.time:
    return _time_of(need_text(value), info.field_name or "start")


def _time_of(text: str, key: str) -> dt.time:
    """The time in the value of ``key``: only a start is on the day of the date, also at midnight."""
    if re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        return dt.time.fromisoformat(text)
    both = two_times(text)
    if both:
        raise refuse(values.TIME(text, first=quoted(both[0]), second=quoted(both[1])))
    readings = readings_of_time(text)
    late = "00:00" if readings == (END_OF_DAY,) else after_midnight(text)
    if late and late.startswith("00:") and key == "start":
        raise refuse(values.NEXT_DAY(text, quoted(late)))
    if readings == (END_OF_DAY,) and key in ENDS:
        return dt.time()
    certain = readings if END_OF_DAY not in readings else ()
    meant = None if key == "start" else late
    return dt.time.fromisoformat(read(text, certain, values.TIME, lambda _: meant))


# Keys of times that can be the end of a day.
ENDS = frozenset(["end", "until"])


def _length(value: Any) -> dt.timedelta:
    text = need_text(value)
    parts = re.fullmatch(r"([0-9]{1,2})(?::([0-5][0-9]))?", text)
    length = dt.timedelta(hours=int(parts[1]), minutes=int(parts[2] or 0)) if parts else None
    if not length or length > dt.timedelta(days=1):
        raise refuse(values.LENGTH(text))
    return length


@reads(readings_of_deadline)
def _deadline(value: Any) -> dt.date | dt.datetime:
    text = need_text(value)
    readings = readings_of_deadline(text)
    if len(readings) > 1:
        raise refuse(between(values.DATE, text, readings))
    day, _, time = (readings[0] if readings else text.replace(" ", "T")).partition("T")
    return dt.datetime.combine(_date(day), _time_of(time, "until")) if time else _date(day)


@reads(readings_of_currency)
def _currency(value: Any) -> str:
    text = need_text(value)
    near = functools.partial(nearest, known=current_currencies())
    return read(text, readings_of_currency(text), values.CURRENCY, near)


def _no_guess(_: str) -> None:
    return None


@reads(readings_of_country)
def _country(value: Any) -> str:
    text = need_text(value)
    if not text:  # what is only online has none; see City
        return text
    return read(text, readings_of_country(text), values.COUNTRY, _no_guess)


@reads(readings_of_zone)
def _zone(value: Any) -> str:
    text = need_text(value)
    return read(text, readings_of_zone(text), values.ZONE, guesses.zone)


@reads(readings_of_language)
def _language(value: Any) -> str:
    text = need_text(value)
    return read(text, readings_of_language(text), values.LANGUAGE, _no_guess)


@reads(readings_of_url)
def _url(value: Any) -> str:
    text = need_text(value)
    if not is_address(text):
        text = read(text, readings_of_url(text), values.URL, guesses.url)
    parts = urlsplit(text)
    if parts.username or parts.password:
        raise refuse(values.URL_CREDENTIALS())
    return text


def _contact(value: Any) -> str:
    text = need_text(value)
    if "://" in text:
        return _url(text)
    if not _MAIL.fullmatch(text):
        raise refuse(values.CONTACT(text))
    return text


def _security_contact(value: Any) -> str:
    """A contact as ``security.txt`` has it (RFC 9116, 2.5.3): an address of mail gets its scheme."""
    text = need_text(value)
    if text.startswith("https://"):
        return _url(text)
    if re.fullmatch(r"tel:\+[0-9](?:-?[0-9]){5,18}", text):
        return text
    address = text.removeprefix("mailto:")
    if _MAIL.fullmatch(address):
        return f"mailto:{address}"
    near = f"https://{text.removeprefix('http://')}" if text.startswith("http://") else None
    raise refuse(values.SECURITY_CONTACT(text, _in_quotes(near)))


def _slug(value: Any) -> str:
    text = need_text(value)
    if not is_slug(text):
        raise refuse(values.SLUG(text, _in_quotes(slug_of(text))))
    return text


def _hashtag(value: Any) -> str:
    text = need_text(value)
    tag = canonical_hashtag(text)
    if tag is None:
        raise refuse(values.HASHTAG(text, _in_quotes(guesses.hashtag(text))))
    return tag


# What an account or a post is for.
TOPICS = ("press", "volunteers", "campaign")


def _network_key(key: str) -> str | None:
    """The key of a network that is named in another way, or in capitals."""
    plain = key.strip().casefold()
    return plain if plain in NETWORKS else OTHER_NAMES.get(plain)


def _paired(value: Any) -> Any:
    """Each handle paired with its network, so that each is checked in its own place."""
    if not isinstance(value, dict):
        raise refuse(values.ACCOUNTS())
    return {key: (key, typed) for key, typed in value.items()}


_paired.keys = _network_key  # type: ignore[attr-defined]


def _network(typed: Any) -> str:
    need_text(typed)
    key = str(typed)  # with any blanks, which are part of a key
    if key in NETWORKS:
        return key
    near = OTHER_NAMES.get(str(key).casefold()) or nearest(str(key), NETWORKS)
    raise refuse(values.NETWORK(key, near, known=", ".join(NETWORKS)))


def _handle(pair: tuple[str, Any]) -> str:
    key, typed = pair
    network = NETWORKS.get(key)
    if network is None:
        return ""  # the key itself is refused
    account, topic = _with_topic(typed)
    handle = canonical_handle(network, account) if isinstance(account, str) else None
    if handle is None:
        raise refuse(values.HANDLE(account, network=network.name, example=network.example))
    return AccountOfTopic.of(handle, topic) if topic else handle


def _with_topic(typed: Any) -> tuple[Any, str | None]:
    """An account and its topic, of a group of both or of an account alone."""
    if not isinstance(typed, dict):
        return typed, None
    for other in typed.keys() - {"handle", "topic"}:
        raise refuse(values.UNKNOWN_KEY(other, nearest(other, ("handle", "topic")), known="handle, topic"))
    topic = typed.get("topic")
    if topic is not None and topic not in TOPICS:
        near = _in_quotes(nearest(str(topic), TOPICS))
        raise refuse(values.WORD(str(topic), near, words=", ".join(TOPICS)))
    return typed.get("handle"), topic


class Coordinates(NamedTuple):
    """A point on the earth in decimal degrees, WGS 84."""

    latitude: Decimal
    longitude: Decimal


def _degrees(text: str) -> Decimal:
    """Degrees with at most six decimals, about 10 cm on the ground."""
    degrees = Decimal(text)
    places = -int(degrees.as_tuple().exponent)
    return round(degrees, 6) if places > 6 else degrees


@reads(readings_of_coordinates)
def _coordinates(value: Any) -> Coordinates:
    typed = need_text(value)
    text = next(iter(readings_of_coordinates(typed)), typed)
    match = re.fullmatch(r"(-?[0-9]{1,2}(?:\.[0-9]{1,20})?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)", text)
    point = Coordinates(_degrees(match[1]), _degrees(match[2])) if match else None
    if point is None or abs(point.latitude) > 90 or abs(point.longitude) > 180:
        raise refuse(values.COORDINATES(typed, _in_quotes(guesses.coordinates(typed))))
    return point


def _word(*words: str, readings: Callable[[str], Readings] | None = None) -> PlainValidator:
    """A validator for one of a few words; for any other word it suggests the nearest of them. Unless
    ``readings`` are given, a word in capitals, or with blanks or hyphens for "_", is one of them."""

    def in_small_letters(text: str) -> Readings:
        plain = re.sub("[ -]", "_", text.strip().casefold())
        return (plain,) if plain in words else ()

    @reads(readings or in_small_letters)
    def check(value: Any) -> str:
        text = need_text(value)
        text = next(iter(check.readings(text)), text)  # type: ignore[attr-defined]
        if text not in words:
            raise refuse(values.WORD(text, _in_quotes(nearest(text, words)), words=", ".join(words)))
        return text

    check.words = words  # type: ignore[attr-defined]
    return PlainValidator(check)


# Where money comes from, in the order in which it is shown.
STREAMS = (
    "tickets", "donations", "door", "raffle", "auction", "merchandise", "matching", "sponsors", "other",
)  # fmt: skip


Text = Annotated[str, PlainValidator(_text)]
Amount = Annotated[Decimal, PlainValidator(_amount)]
ExchangeRate = Annotated[Decimal, PlainValidator(_rate)]
Number = Annotated[int, PlainValidator(_number)]
Date = Annotated[dt.date, PlainValidator(_date)]
Time = Annotated[dt.time, PlainValidator(_time)]
Length = Annotated[dt.timedelta, PlainValidator(_length)]
Deadline = Annotated[dt.date | dt.datetime, PlainValidator(_deadline)]
Currency = Annotated[str, PlainValidator(_currency)]
Country = Annotated[str, PlainValidator(_country)]
Zone = Annotated[str, PlainValidator(_zone)]
Language = Annotated[str, PlainValidator(_language)]
Url = Annotated[str, PlainValidator(_url)]
Contact = Annotated[str, PlainValidator(_contact)]
SecurityContact = Annotated[str, PlainValidator(_security_contact)]
Slug = Annotated[str, PlainValidator(_slug)]
Hashtag = Annotated[str, PlainValidator(_hashtag)]
NetworkName = Annotated[str, PlainValidator(_network)]
Accounts = Annotated[
    dict[Annotated[str, PlainValidator(_network)], Annotated[str, PlainValidator(_handle)]],
    BeforeValidator(_paired),
]
Point = Annotated[Coordinates, PlainValidator(_coordinates)]
YesNo = Annotated[str, _word("yes", "no", "unknown", readings=readings_of_answer)]
Precision = Annotated[str, _word("exact", "about", "at_least", "estimate")]
EventStatus = Annotated[str, _word("planned", "confirmed", "postponed", "cancelled", "held")]
EventFormat = Annotated[str, _word("in_person", "online", "hybrid")]
ActionKind = Annotated[str, _word("petition", "sign_up", "other")]
Includes = Annotated[str, _word("refunds", "fees", "pledges")]
MediaKind = Annotated[str, _word("report", "photos", "video", "audio", "post")]
Topic = Annotated[str, _word(*TOPICS)]
OnlyYes = Annotated[str, _word("no", "yes")]
# A file that may have to be hidden has no second form of "no".
Hidden = Annotated[str, _word("no", "yes", readings=lambda _: ())]
PageStatus = Annotated[str, _word("published", "hidden", "draft")]
ResultsStatus = Annotated[str, _word("reported", "provisional", "final")]
Stream = Annotated[str, _word(*STREAMS)]
PaperSize = Annotated[str, _word("a4", "letter", "both")]
PaletteName = Annotated[str, _word(*PALETTES)]
