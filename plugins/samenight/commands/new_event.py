"""`samenight new-event`: the next event of a city, from its last one."""

from __future__ import annotations

from typing import Any

import click

from samenight.commands.options import workspace_options
from samenight.commands.program import Command
from samenight.commands.workspace import (
    Workspace,
    WorkspaceOptions,
    city_named,
    edition_named,
    finish,
    workspace_of,
)
from samenight.content.authoring import new_files, next_event
from samenight.content.model.file_facts import City, Edition, Event
from samenight.content.reading.header import read_header
from samenight.content.reading.origins import decoded
from samenight.content.values.money import currency_of


@click.command(cls=Command)
@click.argument("city")
@click.argument("edition")
@workspace_options
def new_event(city: str, edition: str, options: WorkspaceOptions) -> None:
    """Make the event of CITY in EDITION from the city's last one.

    Kept: kinds of tickets, platforms, the team, volunteers' jobs, accounts. To be confirmed, as blanks with
    last time's value after "again?": venue, times, prices, links. Left out: dates, results, prizes,
    programme, sponsors, press, sources.

    \b
      {program} new-event lodz 2027-global

    Exit status: 0 made, 1 a file exists already or would be wrong, 2 wrong use.
    """
    workspace = workspace_of(options)
    found = city_named(workspace, city)
    chosen = edition_named(workspace, edition)
    name = f"cities/{found.slug}/{chosen.slug}.md"
    finish(workspace, options, {name: event_of(found, chosen, workspace)}, name)


def event_of(city: City, edition: Edition, workspace: Workspace) -> str:
    """The text of a city's event in an edition, made from its last one if there was one."""
    last = _last_event(city, edition, workspace)
    if last is None:
        values = new_files.first_event(edition, currency_of(city.country), workspace.console.words)
        return new_files.event_text(values)
    header = _header(last, workspace)
    day = workspace.library.day_of(last) or workspace.library.edition[last.edition].date
    currency = next_event.currency_change(city.country, day, edition.date or workspace.today)
    workspace.console.say("{city}: after {edition}.", city=city.name, edition=last.edition)
    sponsors = next_event.sponsors_of(header)
    if sponsors:
        workspace.console.say(
            "  Last time's sponsors, whom you may ask again: {names}.", names=", ".join(sponsors)
        )
    if last.team:
        workspace.console.say("  The team is copied: remove those who no longer help.")
    return new_files.event_text(next_event.next_event(header, edition, currency, workspace.console.words))


def _last_event(city: City, edition: Edition, workspace: Workspace) -> Event | None:
    """The city's latest event that is confirmed or held, else its latest."""
    events = [
        one for one in workspace.library.events_of_city.get(city.slug, ()) if one.edition != edition.slug
    ]
    certain = [one for one in events if one.status in {"confirmed", "held"}]
    return next(reversed(certain or events), None)


def _header(event: Event, workspace: Workspace) -> dict[str, Any]:
    path = workspace.here.content / "cities" / event.city / f"{event.edition}.md"
    return read_header(path.name, decoded(path.read_bytes())).values
