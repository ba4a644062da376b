"""New files for a festival: a city, its first event, an edition.

What open data provides is filled in; what only the organiser knows is a marked blank with a hint, as on
a paper form: ``"___ the name on the door"``. A city's file has at most one blank (a hashtag that another
city has), because everything else in it is known; accounts are left out, since a guessed one could
belong to a stranger.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samenight.content.authoring.header_writer import written
from samenight.content.model.base import FileFact
from samenight.content.model.festival import Festival
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City, Edition, Event
from samenight.content.places import gazetteer
from samenight.content.problems.problem import Problem, errors, field_path
from samenight.content.problems.wording import Wording
from samenight.content.reading.file_checks.places import shown
from samenight.content.reading.file_reader import parse
from samenight.content.reading.header import read_header
from samenight.content.reading.placeholders import is_blank

Values = dict[str, Any]
MARK = "___"
# Countries whose official language is not what most pages are written in.
_IN_FACT: Mapping[str, tuple[str, ...]] = {"NZ": ("en", "mi"), "GU": ("en",)}


@dataclass(frozen=True)
class NewCity:
    """What is known of a new city."""

    slug: str
    name: str
    country: str
    timezone: str
    region: str = ""
    point: Coordinates | None = None
    languages: tuple[str, ...] = ()
    hashtag: str | None = None
    """A hashtag, a blank, or nothing."""


@dataclass(frozen=True)
class NewEdition:
    """What is known of a new edition; ``None`` becomes a blank if the value is required."""

    slug: str
    name: str
    date: dt.date | None
    end_date: dt.date | None
    charity: str | None
    cities_choose: bool
    currency: str


@dataclass(frozen=True)
class Blank:
    """A blank in a file: its line, its field, and the hint after its mark."""

    line: int
    field: str
    hint: str


def blank(hint: str) -> str:
    """A marked blank with a hint for whoever fills it in."""
    return f"{MARK} {hint}"


def languages_for(country: str, region: str) -> tuple[str, ...]:
    """The languages of a new city's pages, the main one first: the official ones of its country.

    In Canada, those of the province, which the gazetteer has. In other countries with several languages
    the data does not say which one a city speaks, so its organisers must check.
    """
    if country == "CA":
        return {"Quebec": ("fr",), "New Brunswick": ("en", "fr")}.get(region, ("en",))
    return _IN_FACT.get(country) or gazetteer.official_languages(country)


def city_file(city: NewCity) -> str:
    """The text of ``city.md``."""
    values = {
        "name": city.name,
        "country": city.country,
        "region": city.region,
        "timezone": city.timezone,
        "coordinates": shown(city.point) if city.point else "",
        "languages": list(city.languages),
        "hashtags": [city.hashtag] if city.hashtag else [],
    }
    return written(City, {key: value for key, value in values.items() if value})


def event_text(values: Values) -> str:
    """The text of an event's file, from the values of :func:`first_event` or ``next_event.next_event``."""
    return written(Event, values)


def first_event(edition: Edition, currency: str | None, words: Wording) -> Values:
    """The values of a city's first event: planned, and nearly all blanks.

    The date is left out if the edition has a single night, which is inherited; it is a blank if the
    edition has several days. The charity is a blank if cities choose.
    """
    text = words.text
    values = _given_by(edition, words)
    values |= {
        "start": blank(text("when it begins, like 19:30")),
        "end": blank(text("when it ends, like 23:30 or 01:00")),
        "venue": {
            "name": blank(text("the name on the door")),
            "address": blank(text("street and number, as written locally")),
        },
        "tickets": [new_ticket(currency, words)],
        "donate": {"url": blank(text("the donation page, like https://..."))},
        "team": [
            {"name": blank(text("a name, if they agree")), "role": blank(text("what they do, like Press"))}
        ],
    }
    return values


def _given_by(edition: Edition, words: Wording) -> Values:
    """The values that depend on the edition alone: the status, a date within it, a charity to choose."""
    values: Values = {"status": "planned"}
    if edition.date and edition.end_date and edition.date != edition.end_date:
        hint = words.text("a day from {first} to {last}", first=edition.date, last=edition.end_date)
        values["date"] = blank(hint)
    if edition.cities_choose == "yes":
        values["charity"] = blank(words.text("its file name in content/charities, without .md"))
    return values


def new_ticket(currency: str | None, words: Wording) -> Values:
    """A kind of ticket with blanks for everything but the currency."""
    return {
        "name": blank(words.text("what it is called, like Early bird")),
        "price": blank(words.text("digits and a point, like 10.00")),
        "currency": currency or blank(words.text("three letters, like EUR")),
        "url": blank(words.text("where it is sold, like https://...")),
    }


def edition_file(edition: NewEdition, words: Wording) -> str:
    """The text of an edition's file."""
    values: Values = {
        "name": edition.name,
        "date": edition.date.isoformat() if edition.date else blank(words.text("the day, like 2027-03-25")),
        "currency": edition.currency,
    }
    if edition.end_date:
        values["end_date"] = edition.end_date.isoformat()
    if edition.cities_choose:
        values["cities_choose"] = "yes"
    else:
        hint = words.text("its file name in content/charities, without .md")
        values["charity"] = edition.charity or blank(hint)
    return written(Edition, values)


def edition_name(slug: str, festival: Festival) -> str:
    """A name for an edition from its slug: ``2027-global`` becomes "Twestival Global 2027"."""
    words = slug.split("-")
    years = [word for word in words if re.fullmatch("[0-9]{4}", word)]
    others = [word.capitalize() for word in words if word not in years]
    return " ".join([festival.name, *others, *years])


def blanks_in(text: str) -> list[Blank]:
    """The blanks of a new file, in their order."""
    header = read_header("", text)
    found = []
    for location, (line, _) in header.places.items():
        value: Any = header.values
        for step in location:
            value = value[step]
        if is_blank(value):
            found.append(Blank(line, field_path(location), value.strip().lstrip("_").strip()))
    return found


def mistakes_in(name: str, text: str, model: type[FileFact], given: dict[str, str]) -> list[Problem]:
    """The errors of a new file, which can come from values given on the command line."""
    return errors(parse(name, text, model, given)[1])
