"""New files for a festival: a city, its first event, an edition.

What open data tells is written as it is; what only the organiser can tell is a marked blank with a
hint, as on a paper form: ``"___ the name on the door"``. A city's file has no blank but one (a
hashtag that another city has), because nothing in it has to wait; accounts are left out, since a
made-up one would lead to a stranger.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samenight.content.authoring.header_writer import written
from samenight.content.model.base import FileFact
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City, Edition, Event, Festival
from samenight.content.places import gazetteer
from samenight.content.problems.problem import Problem, errors, field_path
from samenight.content.problems.wording import Wording
from samenight.content.reading.file_checks.places import shown
from samenight.content.reading.file_reader import parse
from samenight.content.reading.header import read_header
from samenight.content.reading.placeholders import is_blank

Values = dict[str, Any]
MARK = "___"
# Where the language by law is not what most pages are written in.
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
    """What is known of a new edition; ``None`` is a blank where it is needed."""

    slug: str
    name: str
    date: dt.date | None
    end_date: dt.date | None
    charity: str | None
    cities_choose: bool
    currency: str


@dataclass(frozen=True)
class Blank:
    """A blank in a file: its line, its field, and the hint behind its mark."""

    line: int
    field: str
    hint: str


def blank(hint: str) -> str:
    """A value that is still to be supplied, with a hint for whoever supplies it."""
    return f"{MARK} {hint}"


def languages_for(country: str, region: str) -> tuple[str, ...]:
    """Languages of a new city's pages, the main one first: the official ones of its country.

    In Canada, where the gazetteer knows the province, that of the province. In other countries of
    several languages nothing tells which one a city speaks, so that its organisers must look.
    """
    if country == "CA":
        return {"Quebec": ("fr",), "New Brunswick": ("en", "fr")}.get(region, ("en",))
    return _IN_FACT.get(country) or gazetteer.languages_of(country)


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


def event_file(values: Values) -> str:
    """The text of an event's file, from :func:`first_event` or ``succession.next_event``."""
    return written(Event, values)


def first_event(edition: Edition, currency: str | None, words: Wording) -> Values:
    """The values of a city's first event: planned, and nearly all blanks.

    The date is left out where the edition has one night, because it is said there; where the edition
    is a season of nights, it is a blank. A charity is asked for where cities choose.
    """
    text = words.text
    values = _given_by(edition, words)
    values |= {
        "start": blank(text("when it begins, like 19:30")),
        "end": blank(text("when it ends, like 23:30 or 01:00")),
        "venue": {
            "name": blank(text("the name on the door")),
            "address": blank(text("street and number, as one writes them there")),
        },
        "tickets": [new_ticket(currency, words)],
        "donate": {"url": blank(text("the donation page, like https://..."))},
        "team": [
            {"name": blank(text("a name, if they agree")), "role": blank(text("what they do, like Press"))}
        ],
    }
    return values


def _given_by(edition: Edition, words: Wording) -> Values:
    """What depends on the edition alone: the status, a date in its season, a charity to choose."""
    values: Values = {"status": "planned"}
    if edition.date and edition.end_date and edition.date != edition.end_date:
        hint = words.text("a day from {first} to {last}", first=edition.date, last=edition.end_date)
        values["date"] = blank(hint)
    if edition.cities_choose == "yes":
        values["charity"] = blank(words.text("its file name in content/charities, without .md"))
    return values


def new_ticket(currency: str | None, words: Wording) -> Values:
    """A kind of ticket of which nothing is known but the currency."""
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
        "date": edition.date.isoformat() if edition.date else blank(words.text("the night, like 2027-03-25")),
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
    """A name for an edition, after its slug: ``2027-global`` is "Twestival Global 2027"."""
    words = slug.split("-")
    years = [word for word in words if re.fullmatch("[0-9]{4}", word)]
    others = [word.capitalize() for word in words if word not in years]
    return " ".join([festival.name, *others, *years])


def blanks_in(text: str) -> list[Blank]:
    """The blanks of a file that was made here, in its order."""
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
    """What the check would refuse in a file that was made here: what was typed on the command line."""
    return errors(parse(name, text, model, given)[1])
