"""`samenight new-event` and `samenight new-edition`: the next event of a city, and of all of them."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samenight.commands.workspace import Workspace, WorkspaceOptions, edition_named, finish, workspace_of
from samenight.content.authoring import new_files, next_event
from samenight.content.authoring.new_files import NewEdition
from samenight.content.model.file_facts import City, Edition, Event
from samenight.content.problems.problem import Phrase, nearest
from samenight.content.reading.header import read_header
from samenight.content.reading.sources import decoded
from samenight.content.values.money import currency_codes, currency_of
from samenight.content.values.slugs import RESERVED_EDITIONS, RESERVED_SLUGS, is_slug
from samenight.content.values.text_matching import folded


@dataclass(frozen=True)
class NewEditionRequest:
    """What the command line tells of an edition; nothing where it does not."""

    slug: str
    name: str | None
    date: dt.date | None
    end_date: dt.date | None
    charity: str | None
    cities_choose: bool
    currency: str | None
    cities: str


def new_event(city: str, edition: str, terms: WorkspaceOptions) -> None:
    """Make a city's event in an edition. Raises :class:`click.ClickException` with the reason why not."""
    workspace = workspace_of(terms)
    found = _city(city, workspace)
    chosen = edition_named(workspace, edition)
    name = f"cities/{found.slug}/{chosen.slug}.md"
    finish(workspace, terms, {name: _event_of(found, chosen, workspace)}, name)


def new_edition(asked: NewEditionRequest, terms: WorkspaceOptions) -> None:
    """Make an edition, and events in it for some cities. Raises as :func:`new_event` does."""
    workspace = workspace_of(terms)
    new = _edition(asked, workspace)
    file = f"editions/{new.slug}.md"
    files = {file: new_files.edition_file(new, workspace.console.words)}
    edition = Edition.model_construct(
        slug=new.slug, name=new.name, date=new.date, end_date=new.end_date,
        cities_choose="yes" if new.cities_choose else "no",
    )  # fmt: skip
    for city in _cities(asked.cities, workspace):
        files[f"cities/{city.slug}/{new.slug}.md"] = _event_of(city, edition, workspace)
    finish(workspace, terms, files, file if len(files) == 1 else "")


def _city(name: str, workspace: Workspace) -> City:
    """A city by its slug or name. Raises where there is none."""
    city = workspace.library.city.get(name)
    named = [one for one in workspace.library.cities if folded(one.name) == folded(name)]
    if city or len(named) == 1:
        return city or named[0]
    if named:
        slugs = ", ".join(one.slug for one in named)
        raise workspace.console.stop(2, "Several cities are called {name}: {slugs}.", name=name, slugs=slugs)
    near = nearest(name, workspace.library.city)
    if near:
        raise workspace.console.stop(2, "There is no city {name}. Did you mean {near}?", name=name, near=near)
    command = f"{workspace.console.program} new-city {shlex.quote(name)}"
    raise workspace.console.stop(
        2, "There is no city {name}. Make it first: {command}", name=name, command=command
    )


def _event_of(city: City, edition: Edition, workspace: Workspace) -> str:
    """The text of a city's event in an edition, after its last one where there was one."""
    last = _last_event(city, edition, workspace)
    if last is None:
        values = new_files.first_event(edition, currency_of(city.country), workspace.console.words)
        return new_files.event_file(values)
    header = _header(last, workspace)
    day = workspace.library.day_of(last) or workspace.library.edition[last.edition].date
    purse = next_event.purse_of(city.country, day, edition.date or workspace.today)
    workspace.console.say("{city}: after {edition}.", city=city.name, edition=last.edition)
    sponsors = next_event.sponsors_of(header)
    if sponsors:
        workspace.console.say("  Sponsors last time, to be asked again: {names}.", names=", ".join(sponsors))
    if last.team:
        workspace.console.say("  The team is copied: take out who no longer helps.")
    return new_files.event_file(next_event.next_event(header, edition, purse, workspace.console.words))


def _last_event(city: City, edition: Edition, workspace: Workspace) -> Event | None:
    """The city's latest event that is more than a plan, else its latest."""
    events = [
        one for one in workspace.library.events_of_city.get(city.slug, ()) if one.edition != edition.slug
    ]
    sure = [one for one in events if one.status in {"confirmed", "held"}]
    return next(reversed(sure or events), None)


def _header(event: Event, workspace: Workspace) -> dict[str, Any]:
    path = workspace.here.content / "cities" / event.city / f"{event.edition}.md"
    return read_header(path.name, decoded(path.read_bytes())).values


def _cities(asked: str, workspace: Workspace) -> Sequence[City]:
    """The cities that get an event: none, those of the last edition, or those named."""
    if asked == "none":
        return ()
    if asked != "all":
        named = [_city(name.strip(), workspace) for name in asked.split(",") if name.strip()]
        return list({city.slug: city for city in named}.values())
    held = [one for one in workspace.library.editions if workspace.library.events_of_edition.get(one.slug)]
    if not held:
        raise workspace.console.stop(2, "There is no edition with cities yet. Leave out --cities all.")
    slugs = {event.city for event in workspace.library.events_of_edition[held[-1].slug]}
    return [city for city in workspace.library.cities if city.slug in slugs]


def _edition(asked: NewEditionRequest, workspace: Workspace) -> NewEdition:
    """The new edition. Raises where something of it cannot be."""
    console, library = workspace.console, workspace.library
    _slug(asked.slug, workspace)
    if asked.end_date and (asked.date is None or asked.end_date < asked.date):
        raise console.stop(2, "--end-date is the last day of a season: it needs a --date before it.")
    if asked.cities_choose and asked.charity:
        raise console.stop(2, "Either --charity for all cities, or --cities-choose.")
    if asked.charity and asked.charity not in library.charity:
        known = nearest(asked.charity, library.charity) or ", ".join(library.charity) or "-"
        raise console.stop(
            2, "There is no charity {slug}. There is: {known}.", slug=asked.charity, known=known
        )
    currency = (asked.currency or library.festival.base_currency).upper()
    if currency not in currency_codes():
        raise console.stop(2, "There is no currency {code}. Write three letters, like EUR.", code=currency)
    if asked.date and (asked.end_date or asked.date) < workspace.today:
        console.warn("{day} is in the past.", day=asked.end_date or asked.date)
    name = " ".join((asked.name or new_files.edition_name(asked.slug, library.festival)).split())
    return NewEdition(
        asked.slug, name, asked.date, asked.end_date, asked.charity, asked.cities_choose, currency
    )


def _slug(slug: str, workspace: Workspace) -> None:
    if not is_slug(slug):
        english = Phrase('"{slug}" cannot stand in an address: only a-z, 0-9 and single hyphens can.')
        raise workspace.console.stop(2, english, slug=slug)
    if slug in RESERVED_EDITIONS | RESERVED_SLUGS:
        raise workspace.console.stop(1, 'The address "{slug}" is taken. Choose another one.', slug=slug)
