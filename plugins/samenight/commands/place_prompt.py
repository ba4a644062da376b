"""The place that a typed name means: found in the gazetteer, chosen by the user, or refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import click
from babel import Locale

from samenight.commands.prompts import Console, ended_with
from samenight.content.authoring import place_search
from samenight.content.authoring.place_search import PlaceQuery
from samenight.content.model.fields import Coordinates
from samenight.content.places.gazetteer import Place, nearest_place
from samenight.content.values.text_matching import folded
from samenight.content.values.times import zones_of_country

_SHOWN = 9  # places offered to choose from
_JOINERS = "\u200c\u200d"  # they shape letters in some scripts


def clean_name(text: str, console: Console) -> str:
    """A name with single spaces. Raises :class:`click.ClickException` if it is empty, a blank to fill in,
    or has invisible characters."""
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    for sign in name:
        if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and sign not in _JOINERS:
            raise console.stop(2, "The name has an invisible character: {sign}. Type it again.", sign=sign)
    if not name or name.startswith("___"):
        raise console.stop(2, 'Give the name of the city, as in: {program} new-city "Łódź" --country PL')
    return name


def country_name(code: str, console: Console) -> str:
    """The name of a country in the reader's language."""
    return str(Locale(console.words.language).territories[code])


def country_of(text: str, console: Console) -> str:
    """The code of a country given by code or name. Raises :class:`click.ClickException` if unknown."""
    code = place_search.country_named(text)
    if code:
        return code
    meant = place_search.country_meant(text)
    if meant:
        raise console.stop(2, 'There is no country "{text}". Did you mean {meant}?', text=text, meant=meant)
    raise console.stop(2, 'There is no country "{text}". Write its name, or its code, like PL.', text=text)


def place_of(wanted: PlaceQuery, console: Console) -> Place | None:
    """The place in the gazetteer; ``None`` if it is not in there.

    If several places match, takes the one that is clearly the largest and prints a message, or asks the
    user. Raises :class:`click.ClickException` if there is no such place in the region or nearby, or
    if the user cannot be asked.
    """
    found = place_search.matching_places(wanted)
    if not found and place_search.is_elsewhere(wanted):
        return None
    if not found and (wanted.region or wanted.near):
        others = place_search.matching_places(PlaceQuery(wanted.name, wanted.country))
        if others:
            raise _unclear(console.text("There is no {name} there, only:", name=wanted.name), others, console)
    if wanted.near is None and any(map(place_search.names_a_region, found)):
        console.warn(
            "{name} is also a region. If you mean that, add a point in it: --coordinates", name=wanted.name
        )
    place = place_search.clearly_meant(found)
    if place:
        _warn_of_others(place, found, console)
        return place
    return _chosen(wanted.name, found, console) if found else None


def _warn_of_others(place: Place, found: Sequence[Place], console: Console) -> None:
    if len(found) > 1:
        others = "; ".join(_distinct_name(other, place, console) for other in found[1:4])
        console.warn(
            "Chosen: {place}. Others of that name: {others}.", place=_where(place, console), others=others
        )


def _chosen(name: str, found: Sequence[Place], console: Console) -> Place:
    if not console.asks:
        raise _unclear(console.text("Several places are called {name}:", name=name), found, console)
    question = console.text("Several places are called {name}. Which one is it?", name=name)
    return found[console.choose(question, [_described(place, console) for place in found])]


def _unclear(opening: str, found: Sequence[Place], console: Console) -> click.ClickException:
    lines = [opening, *(f"  {_described(place, console)}" for place in found[:_SHOWN])]
    lines += [console.text("  ... and {n} more", n=len(found) - _SHOWN)] if len(found) > _SHOWN else []
    example = found[-1]
    ways = [f"--country {example.country}"] if len({one.country for one in found}) > 1 else []
    if not ways and example.region and len({one.region for one in found}) > 1:
        ways = [f'--region "{example.region}"']
    ways.append(f"--near {example.point.latitude:.1f},{example.point.longitude:.1f}")
    lines.append(console.text("Choose one, as in: {ways}", ways=console.text(" or ").join(ways)))
    return ended_with(2, "\n".join(lines))


def _where(place: Place, console: Console) -> str:
    return ", ".join(filter(None, [place.name, place.region, country_name(place.country, console)]))


def _distinct_name(other: Place, place: Place, console: Console) -> str:
    alike = _where(other, console) == _where(place, console)
    return _described(other, console) if alike else _where(other, console)


def _described(place: Place, console: Console) -> str:
    """``Springfield, Illinois, United States (114,394 people, 136 km from Saint Louis)``."""
    details = [console.text("{n} people", n=f"{place.population:,}")] if place.population else []
    landmark = place_search.landmark(place)
    if landmark:
        details.append(console.text("{km} km from {city}", km=f"{landmark[1]:,.0f}", city=landmark[0].name))
    return f"{_where(place, console)} ({', '.join(details)})" if details else _where(place, console)


def unknown_place(name: str, country: str, console: Console) -> str:
    """The name of a town that is not in the gazetteer, corrected if the user agrees."""
    meant = place_search.name_meant(name, country)
    if meant and folded(meant) == folded(name):  # there is one, but elsewhere
        return name
    where = country_name(country, console)
    if meant and console.asks:
        question = console.text(
            "The gazetteer has no larger town called {name} in {country}.", name=name, country=where
        )
        return [name, meant][console.choose(question, [name, meant])]
    console.warn(
        "The gazetteer has no town of 15,000 people or more called {name} in {country}.",
        name=name,
        country=where,
    )
    if meant:
        console.warn("If you mean {meant}, delete the new files and use that name.", meant=meant)
    return name


def spelled(name: str, place: Place, console: Console) -> str:
    """The name with its usual letters if the user agrees, else as typed."""
    usual = place_search.usual_spelling(name, place)
    if usual is None:
        return name
    if console.asks:
        return [usual, name][console.choose(console.text("How do its residents write it?"), [usual, name])]
    console.warn('Kept as typed: "{name}". The usual spelling is {usual}.', name=name, usual=usual)
    console.warn('Choose with --name "{usual}" or --name "{name}".', usual=usual, name=name)
    return name


def zone_of(country: str, point: Coordinates | None, console: Console) -> str:
    """The time zone of a town that is not in the gazetteer: the country's only one, that of the nearest
    town, or the one that the user chooses. Raises :class:`click.ClickException` if there is none of these."""
    zones = zones_of_country(country)
    if len(zones) == 1:
        return zones[0]
    town = nearest_place(point, country) if point else None
    if town:
        place, km = town
        console.warn("Time zone {zone}, that of {city} ({km} km away).",
                  zone=place.timezone, city=place.name, km=f"{km:,.0f}")  # fmt: skip
        return place.timezone
    if console.asks and zones:
        return zones[console.choose(console.text("Which time zone is it in?"), zones)]
    if zones:
        raise console.stop(
            2, "Which time zone is it in? Add --timezone with one of: {zones}", zones=", ".join(zones)
        )
    raise console.stop(2, "Which time zone is it in? Add --timezone, like --timezone Europe/Paris")
