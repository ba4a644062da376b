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
    next_event_command,
    workspace_of,
)
from samenight.content.authoring import new_files, next_event
from samenight.content.model.file_facts import City, Edition, Event
from samenight.content.reading.header import read_header
from samenight.content.reading.origins import decoded
from samenight.content.values.money import currency_of
from samenight.content.values.slugs import RESERVED_EVENTS, is_slug, slug_of


@click.command(cls=Command)
@click.argument("city")
@click.argument("edition")
@click.option(
    "--file", metavar="NAME", help="The file's name, for one more event of the city in the edition."
)
@workspace_options
def new_event(city: str, edition: str, file: str | None, options: WorkspaceOptions) -> None:
    """Make the event of CITY in EDITION from the city's last one.

    Kept: kinds of tickets, platforms, the team, volunteers' jobs, accounts. To be confirmed, as blanks with
    last time's value after "again?": venue, times, prices, links. Left out: dates, results, prizes,
    programme, sponsors, press, sources.

    A city may have several events in one edition: each further file has a name of its own, which is also
    its address.

    \b
      {program} new-event lodz 2027-global
      {program} new-event lodz 2027-global --file brunch

    Exit status: 0 made, 1 a file exists already or would be wrong, 2 wrong use.
    """
    workspace = workspace_of(options)
    found = city_named(workspace, city)
    chosen = edition_named(workspace, edition)
    slug = _file_name(file, workspace) if file else chosen.slug
    name = f"cities/{found.slug}/{slug}.md"
    _advise_on_second(found, chosen, slug, workspace)
    finish(workspace, options, {name: event_of(found, chosen, slug, workspace)}, name)


def _file_name(typed: str, workspace: Workspace) -> str:
    """The name of a file that may be an event's. Raises :class:`click.ClickException` with the reason if it
    may not."""
    name = typed.removesuffix(".md")
    if name in RESERVED_EVENTS:
        raise workspace.console.stop(2, "{name} is an address of the site. Take another name.", name=name)
    if not is_slug(name):
        raise workspace.console.stop(
            2,
            "{name} cannot be used in an address. Write {meant}.",
            name=typed,
            meant=slug_of(name) or "brunch",
        )
    return name


def _advise_on_second(city: City, edition: Edition, slug: str, workspace: Workspace) -> None:
    """Say how the city gets one more event in the edition, if it has the one that the file is named after."""
    path = workspace.here.content / "cities" / city.slug / f"{slug}.md"
    if slug == edition.slug and path.exists():
        command = f"{next_event_command(workspace, city.slug)} --file brunch"
        workspace.console.say("For one more event in the same edition: {command}", command=command)


def event_of(city: City, edition: Edition, slug: str, workspace: Workspace) -> str:
    """The text of a city's event in an edition, made from its last one if there was one; ``slug`` is the name
    of its file."""
    named = {} if slug == edition.slug else {"edition": edition.slug}
    last = _last_event(city, edition, workspace)
    if last is None:
        values = new_files.first_event(edition, currency_of(city.country), workspace.console.words)
        return new_files.event_text({**named, **values})
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
    values = next_event.next_event(header, edition, currency, workspace.console.words)
    return new_files.event_text({**named, **values})


def _last_event(city: City, edition: Edition, workspace: Workspace) -> Event | None:
    """The city's latest event that is confirmed or held, else its latest."""
    events = [
        one for one in workspace.library.events_of_city.get(city.slug, ()) if one.edition != edition.slug
    ]
    certain = [one for one in events if one.status in {"confirmed", "held"}]
    return next(reversed(certain or events), None)


def _header(event: Event, workspace: Workspace) -> dict[str, Any]:
    path = workspace.here.content / "cities" / event.city / f"{event.slug}.md"
    return read_header(path.name, decoded(path.read_bytes())).values
