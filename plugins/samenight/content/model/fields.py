"""The types of values in headers: each turns text into a typed value, or refuses it with a finding.

Every finding says what is wrong and what to write instead.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, PlainValidator

from samenight.content.model import guesses
from samenight.content.model.base import refuse
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import nearest, quoted
from samenight.content.values.inks import PALETTES
from samenight.content.values.money import AMOUNT, currency_codes, current_currencies
from samenight.content.values.slugs import is_slug, slug_of
from samenight.content.values.social_networks import (
    NETWORKS,
    OTHER_NAMES,
    AccountOfTopic,
    canonical_handle,
    canonical_hashtag,
)
from samenight.content.values.text_matching import YEARS, is_address, is_language
from samenight.content.values.times import zone_names

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


def _amount(value: Any) -> Decimal:
    text = need_text(value)
    if not AMOUNT.fullmatch(text):
        raise refuse(values.AMOUNT(text, _in_quotes(guesses.amount(text))))
    return Decimal(text)


def _rate(value: Any) -> Decimal:
    text = need_text(value)
    if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,10})?", text) or not Decimal(text):
        raise refuse(values.RATE(text))
    return Decimal(text)


def _number(value: Any) -> int:
    text = need_text(value)
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise refuse(values.NUMBER(text, _in_quotes(guesses.number(text))))
    return int(text)


def _date(value: Any) -> dt.date:
    text = need_text(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise refuse(values.DATE(text, _in_quotes(guesses.date(text))))
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise refuse(values.DATE_IMPOSSIBLE(text, _in_quotes(guesses.date(text)))) from None
    if day.year not in YEARS:
        raise refuse(values.DATE_YEAR(text))
    return day


def _time(value: Any) -> dt.time:
    text = need_text(value)
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise refuse(values.TIME(text, _in_quotes(guesses.time(text))))
    return dt.time.fromisoformat(text)


def _length(value: Any) -> dt.timedelta:
    text = need_text(value)
    parts = re.fullmatch(r"([0-9]{1,2})(?::([0-5][0-9]))?", text)
    length = dt.timedelta(hours=int(parts[1]), minutes=int(parts[2] or 0)) if parts else None
    if not length or length > dt.timedelta(days=1):
        raise refuse(values.LENGTH(text))
    return length


def _deadline(value: Any) -> dt.date | dt.datetime:
    text = need_text(value)
    day, _, time = text.replace(" ", "T").partition("T")
    return dt.datetime.combine(_date(day), _time(time)) if time else _date(day)


def _currency(value: Any) -> str:
    text = need_text(value)
    if text in currency_codes():
        return text
    near = text.upper() if text.upper() in currency_codes() else nearest(text, current_currencies())
    raise refuse(values.CURRENCY(text, _in_quotes(near)))


@functools.cache
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes; CLDR's other two-letter regions are left out."""
    others = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    return frozenset(c for c in Locale("en").territories if re.fullmatch("[A-Z]{2}", c)) - others


def _country(value: Any) -> str:
    text = need_text(value)
    if text in country_codes() or not text:  # what is only online has none; see City
        return text
    names = {name.casefold(): code for code, name in Locale("en").territories.items()}
    near = names.get(text.casefold()) or (text.upper() if text.upper() in country_codes() else None)
    raise refuse(values.COUNTRY(text, _in_quotes(near)))


def _zone(value: Any) -> str:
    text = need_text(value)
    if text in zone_names():
        return text
    raise refuse(values.ZONE(text, _in_quotes(guesses.zone(text))))


def _language(value: Any) -> str:
    text = need_text(value)
    if not is_language(text):
        raise refuse(values.LANGUAGE(text, _in_quotes(guesses.language(text))))
    return text


def _url(value: Any) -> str:
    text = need_text(value)
    if not is_address(text):
        raise refuse(values.URL(text, _in_quotes(guesses.url(text))))
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


def _paired(value: Any) -> Any:
    """Each handle paired with its network, so that each is checked in its own place."""
    if not isinstance(value, dict):
        raise refuse(values.ACCOUNTS())
    return {key: (key, typed) for key, typed in value.items()}


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


def _coordinates(value: Any) -> Coordinates:
    text = need_text(value)
    match = re.fullmatch(r"(-?[0-9]{1,2}(?:\.[0-9]{1,20})?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)", text)
    point = Coordinates(_degrees(match[1]), _degrees(match[2])) if match else None
    if point is None or abs(point.latitude) > 90 or abs(point.longitude) > 180:
        raise refuse(values.COORDINATES(text, _in_quotes(guesses.coordinates(text))))
    return point


def _word(*words: str) -> PlainValidator:
    """A validator for one of a few words; for any other word it suggests the nearest of them."""

    def check(value: Any) -> str:
        text = need_text(value)
        if text not in words:
            raise refuse(values.WORD(text, _in_quotes(nearest(text, words)), words=", ".join(words)))
        return text

    check.words = words  # type: ignore[attr-defined]
    return PlainValidator(check)


# Where money comes from, in the order in which it is shown.
STREAMS = (
    "tickets", "donations", "door", "raffle", "auction", "merchandise", "matching", "sponsors", "other",
)  # fmt: skip


def _pattern(text: str) -> str:
    if text.count("{city}") != 1 or re.search(r"[{}]", text.replace("{city}", "")):
        raise refuse(values.PATTERN(text))
    return text


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
NamePattern = Annotated[Text, AfterValidator(_pattern)]
Hashtag = Annotated[str, PlainValidator(_hashtag)]
NetworkName = Annotated[str, PlainValidator(_network)]
Accounts = Annotated[
    dict[Annotated[str, PlainValidator(_network)], Annotated[str, PlainValidator(_handle)]],
    BeforeValidator(_paired),
]
Point = Annotated[Coordinates, PlainValidator(_coordinates)]
YesNo = Annotated[str, _word("yes", "no", "unknown")]
Precision = Annotated[str, _word("exact", "about", "at_least", "estimate")]
EventStatus = Annotated[str, _word("planned", "confirmed", "postponed", "cancelled", "held")]
EventFormat = Annotated[str, _word("in_person", "online", "hybrid")]
ActionKind = Annotated[str, _word("petition", "sign_up", "other")]
Includes = Annotated[str, _word("refunds", "fees", "pledges")]
MediaKind = Annotated[str, _word("report", "photos", "video", "audio", "post")]
Topic = Annotated[str, _word(*TOPICS)]
OnlyYes = Annotated[str, _word("no", "yes")]
Hidden = Annotated[str, _word("no", "yes")]
PageStatus = Annotated[str, _word("published", "hidden", "draft")]
ResultsStatus = Annotated[str, _word("reported", "provisional", "final")]
Stream = Annotated[str, _word(*STREAMS)]
PaperSize = Annotated[str, _word("a4", "letter", "both")]
PaletteName = Annotated[str, _word(*PALETTES)]


@functools.cache
def css_colours() -> Mapping[str, str]:
    """The screen colours ``#rrggbb`` of colour names: the 147 of CSS Color 3 (section 4.3), which calendars
    use too (RFC 7986, 5.9)."""
    from PIL import ImageColor  # noqa: PLC0415 -- only festivals that name a colour need it

    names = ImageColor.colormap.keys() - {"rebeccapurple"}  # added in CSS 4
    return MappingProxyType({name: f"#{bytes(ImageColor.getrgb(name)).hex()}" for name in sorted(names)})


def _colour(text: str) -> str:
    name = text.lower()
    if name in css_colours():
        return name
    near = nearest(name, css_colours())
    raise refuse(values.COLOUR(text, quoted(near) if near else None))


Colour = Annotated[Text, AfterValidator(_colour)]


def _screen_colour(text: str) -> str:
    """A colour of pages as ``#rrggbb``."""
    lowered = text.lower()
    if re.fullmatch("#(?:[0-9a-f]{3}|[0-9a-f]{6})", lowered):
        return lowered if len(lowered) == 7 else "#" + "".join(sign * 2 for sign in lowered[1:])
    if lowered in css_colours():
        return css_colours()[lowered]
    near = nearest(lowered, css_colours())
    raise refuse(values.SCREEN_COLOUR(text, quoted(near) if near else None))


ScreenColour = Annotated[Text, AfterValidator(_screen_colour)]
