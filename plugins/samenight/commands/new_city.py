"""`samenight new-city`: a city's folder filled from open data, and its first event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click
from pydantic import TypeAdapter, ValidationError

from samenight.builder.terminal import message
from samenight.commands.options import workspace_options
from samenight.commands.place_prompt import (
    clean_name,
    country_name,
    country_of,
    place_of,
    spelled,
    unknown_place,
    zone_of,
)
from samenight.commands.program import Command
from samenight.commands.workspace import (
    Workspace,
    WorkspaceOptions,
    coming_edition,
    edition_named,
    finish,
    next_event_command,
    workspace_of,
)
from samenight.content.authoring import city_names, new_files, place_search
from samenight.content.authoring.new_files import MARK, NewCity, blank
from samenight.content.authoring.place_search import PlaceQuery
from samenight.content.model.fields import Coordinates, Point
from samenight.content.places.gazetteer import Place
from samenight.content.problems.problem import Phrase, nearest
from samenight.content.reading.file_checks.places import shown
from samenight.content.values.money import currency_of
from samenight.content.values.slugs import is_device, is_slug
from samenight.content.values.times import zone_names


@dataclass(frozen=True)
class NewCityRequest:
    """The arguments of the command. An option that was not given is ``None``, ``languages`` is empty."""

    name: str
    country: str | None
    region: str | None
    near: Coordinates | None
    coordinates: Coordinates | None
    timezone: str | None
    languages: tuple[str, ...]
    slug: str | None
    spelling: str | None
    edition: str | None


def _point(_context: click.Context, _option: click.Parameter, text: str | None) -> Coordinates | None:
    """A point given as two numbers, like 39.8,-89.6."""
    if text is None:
        return None
    try:
        return TypeAdapter(Point).validate_python(text)
    except ValidationError:
        english = Phrase('"{text}" is not a point. Write latitude, longitude: 39.8,-89.6')
        raise click.BadParameter(message(english, text=text)) from None


def _separated(_context: click.Context, _option: click.Parameter, text: str | None) -> tuple[str, ...]:
    """The words of a text that are separated by commas."""
    return tuple(filter(None, (one.strip() for one in (text or "").split(","))))


@click.command(cls=Command)
@click.argument("name")
@click.option("--country", help='Its code or its name, like PL, Poland or "Polska".')
@click.option("--region", help='Its state or region, if several places have the name: "Illinois".')
@click.option(
    "--near", metavar="LAT,LON", callback=_point, help="A point near it, if several places have the name."
)
@click.option("--name", "spelling", help="How to write its name, so that nothing is asked.")
@click.option("--slug", help="Its name in addresses, if not made from the name.")
@click.option(
    "--timezone", help="Its time zone, like Europe/Warsaw, for a town that is not in the gazetteer."
)
@click.option(
    "--coordinates",
    metavar="LAT,LON",
    callback=_point,
    help="Where it is, for a town that is not in the gazetteer.",
)
@click.option(
    "--languages", callback=_separated, help="The languages of its pages, its own language first: fr,de."
)
@click.option("--edition", help="The edition of its first event.", show_default="the coming one")
@workspace_options
def new_city(options: WorkspaceOptions, **given: Any) -> None:
    """Make the folder of the city NAME, with its first event as a form to fill in.

    Time zone, coordinates, currency and languages come from open data. What only you can know becomes a
    blank, "___ the name on the door": it is never published, and means "not known yet" until you
    replace it. Existing files are never changed.

    \b
      {program} new-city "Łódź" --country PL
      {program} new-city Springfield --country US --region Illinois

    Exit status: 0 made, 1 a file exists already or would be wrong, 2 wrong use.
    """
    request = NewCityRequest(**given)
    workspace = workspace_of(options)
    edition = edition_named(workspace, request.edition) if request.edition else coming_edition(workspace)
    city = _city(request, workspace)
    files = {f"cities/{city.slug}/city.md": new_files.city_file(city)}
    currency = currency_of(city.country)
    if edition:
        values = new_files.first_event(edition, currency, workspace.console.words)
        files[f"cities/{city.slug}/{edition.slug}.md"] = new_files.event_text(values)
    _print_findings(city, currency, workspace)
    finish(workspace, options, files, f"cities/{city.slug}")


def _city(request: NewCityRequest, workspace: Workspace) -> NewCity:
    console = workspace.console
    typed = clean_name(request.name, console)
    country, place = _country_and_place(typed, request, workspace)
    if place is None:
        typed = request.spelling or unknown_place(typed, country, console)
        point = request.coordinates or request.near
        place = next(iter(place_search.matching_places(PlaceQuery(typed, country, near=point))), None)
    name = (
        clean_name(request.spelling, console)
        if request.spelling
        else spelled(typed, place, console)
        if place
        else typed
    )
    region = (place.region if place else "") or request.region or ""
    point = request.coordinates or (place.point if place else None)
    zone = _zone(request.timezone, workspace) or (
        place.timezone if place else zone_of(country, point or request.near, console)
    )
    city = NewCity("", name, country, zone, region, point)
    _refuse_existing(city, place, workspace)
    slug = _slug(city, place, request.slug, workspace)
    return NewCity(
        slug, name, country, zone, region, point,
        request.languages or new_files.languages_for(country, region),
        _hashtag(city_names.slug_for(name, place) or slug, workspace),
    )  # fmt: skip


def _country_and_place(name: str, request: NewCityRequest, workspace: Workspace) -> tuple[str, Place | None]:
    country = country_of(request.country, workspace.console) if request.country else None
    place = place_of(
        PlaceQuery(name, country, request.region, request.near or request.coordinates), workspace.console
    )
    code = place.country if place else country
    if code is None:
        raise workspace.console.stop(
            2, "The gazetteer has no town called {name}. Add its country, like --country PL", name=name
        )
    return code, place


def _zone(name: str | None, workspace: Workspace) -> str | None:
    if name and name not in zone_names():
        near = nearest(name, zone_names()) or "Europe/Paris"
        raise workspace.console.stop(
            2, "There is no time zone {name}. Did you mean {near}?", name=name, near=near
        )
    return name


def _refuse_existing(new: NewCity, place: Place | None, workspace: Workspace) -> None:
    known = place_search.same_city(workspace.library.cities, new, place)
    if known:
        folder = f"{workspace.here.content.name}/cities/{known.slug}"
        raise workspace.console.stop(
            1,
            "{name} has a folder already: {folder}. For its next event: {command}",
            name=known.name,
            folder=folder,
            command=next_event_command(workspace, known.slug),
        )


def _slug(city: NewCity, place: Place | None, wanted: str | None, workspace: Workspace) -> str:
    """The requested slug, or one made from the name. Raises :class:`click.ClickException` if it cannot be
    used."""
    console, taken = workspace.console, city_names.taken_slugs(workspace.library)
    slug = wanted or city_names.slug_for(city.name, place)
    if not slug:
        raise console.stop(2, "How is {name} written in an address? Add --slug, in a-z.", name=city.name)
    if not is_slug(slug):
        english = Phrase('"{slug}" cannot be part of an address: use only a-z, 0-9 and single hyphens.')
        raise console.stop(2, english, slug=slug)
    if not wanted and is_device(slug):  # nobody else has it, so there is nothing to choose
        slug = city_names.free_slug(slug, city.region, city.country, taken)
    if slug not in taken and not is_device(slug):
        return slug
    free = city_names.free_slug(slug, city.region, city.country, taken)
    if wanted or not console.asks:
        raise console.stop(
            1, 'The address "{slug}" is taken. This one is free: --slug {free}', slug=slug, free=free
        )
    question = console.text('The address "{slug}" is taken. Which one instead?', slug=slug)
    longer = city_names.free_slug(slug, "", city.country, {*taken, free})
    return [free, longer][console.choose(question, [free, longer])]


def _hashtag(slug: str, workspace: Workspace) -> str | None:
    """A hashtag with the city's name, a blank if another city has it, or ``None``."""
    hashtag = city_names.hashtag_for(slug, workspace.library.festival)
    owner = city_names.city_with_hashtag(hashtag, workspace.library) if hashtag else None
    if owner:
        return blank(workspace.console.text("not {hashtag}: {city} has it", hashtag=hashtag, city=owner))
    return hashtag


def _print_findings(city: NewCity, currency: str | None, workspace: Workspace) -> None:
    """Print what was found, so that mistakes are noticed, and what may be added."""
    console = workspace.console
    where = ", ".join(filter(None, [city.name, city.region, country_name(city.country, console)]))
    tag = f"#{city.hashtag}" if city.hashtag and not city.hashtag.startswith(MARK) else None
    facts = [city.timezone, shown(city.point) if city.point else None, *city.languages, currency, tag]
    console.say("{city}: {facts}", city=where, facts=", ".join(filter(None, facts)))
    if city.point is None:
        console.say('Add its coordinates when you have looked them up: coordinates: "51.77, 19.46"')
    if len(city.languages) > 1:
        console.say("Several languages are official there: put the city's own first in city.md.")
    account = city_names.account_for(city.slug, workspace.library.festival)
    if account:
        console.say(
            "Once it has an account, add it to city.md: accounts: {account}", account=f'{{x: "@{account}"}}'
        )
    console.say()
