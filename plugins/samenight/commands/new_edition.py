"""`samenight new-edition`: an edition, and events in it for its cities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from samenight.builder.terminal import message
from samenight.commands.new_event import event_of
from samenight.commands.options import workspace_options
from samenight.commands.program import Command
from samenight.commands.workspace import (
    Workspace,
    WorkspaceOptions,
    city_named,
    finish,
    workspace_of,
)
from samenight.content.authoring import new_files
from samenight.content.authoring.new_files import NewEdition
from samenight.content.model.file_facts import City, Edition
from samenight.content.problems.problem import Phrase, nearest
from samenight.content.values.money import currency_codes
from samenight.content.values.slugs import RESERVED_EVENTS, RESERVED_SLUGS, is_device, is_slug


@dataclass(frozen=True)
class NewEditionRequest:
    """The arguments of the command. ``slug`` is always given, ``cities_choose`` is a flag, ``cities`` is
    "none" by default; any other option that was not given is ``None``."""

    slug: str
    name: str | None
    date: dt.date | None
    end_date: dt.date | None
    charity: str | None
    cities_choose: bool
    currency: str | None
    cities: str


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        english = Phrase('"{text}" is not a date. Write year, month, day: 2027-03-25')
        raise click.BadParameter(message(english, text=text)) from None


@click.command(cls=Command)
@click.argument("slug")
@click.option("--name", show_default="made from SLUG", help='Its name: "Twestival Global 2027".')
@click.option(
    "--date", metavar="YYYY-MM-DD", callback=_day, help="The night, or the first day of a season: 2027-03-25."
)
@click.option("--end-date", metavar="YYYY-MM-DD", callback=_day, help="The last day of a season.")
@click.option("--charity", help="The charity of all cities: its file name, without .md.")
@click.option("--cities-choose", is_flag=True, help="Each city chooses its charity.")
@click.option("--currency", show_default="the festival's", help="The currency in which it counts, like EUR.")
@click.option("--cities", default="none", show_default=True,
              help="Which cities get an event: all of the last edition, none, or lodz,paris.")  # fmt: skip
@workspace_options
def new_edition(options: WorkspaceOptions, **given: Any) -> None:
    """Make the edition SLUG; options that are not given become blanks to fill in.

    \b
      {program} new-edition 2027-global --date 2027-03-25
      {program} new-edition 2027-global --cities all --cities-choose

    Exit status: 0 made, 1 a file exists already or would be wrong, 2 wrong use.
    """
    request = NewEditionRequest(**given)
    workspace = workspace_of(options)
    new = _edition(request, workspace)
    file = f"editions/{new.slug}.md"
    files = {file: new_files.edition_file(new, workspace.console.words)}
    edition = Edition.model_construct(
        slug=new.slug, name=new.name, date=new.date, end_date=new.end_date,
        cities_choose="yes" if new.cities_choose else "no",
    )  # fmt: skip
    for city in _cities(request.cities, workspace):
        files[f"cities/{city.slug}/{new.slug}.md"] = event_of(city, edition, new.slug, workspace)
    finish(workspace, options, files, file if len(files) == 1 else "")


def _cities(choice: str, workspace: Workspace) -> Sequence[City]:
    """The cities that get an event: none, those of the last edition, or those named."""
    if choice == "none":
        return ()
    if choice != "all":
        named = [city_named(workspace, name.strip()) for name in choice.split(",") if name.strip()]
        return list({city.slug: city for city in named}.values())
    with_events = [
        one for one in workspace.library.editions if workspace.library.events_of_edition.get(one.slug)
    ]
    if not with_events:
        raise workspace.console.stop(2, "There is no edition with cities yet. Leave out --cities all.")
    slugs = {event.city for event in workspace.library.events_of_edition[with_events[-1].slug]}
    return [city for city in workspace.library.cities if city.slug in slugs]


def _edition(request: NewEditionRequest, workspace: Workspace) -> NewEdition:
    """The new edition. Raises :class:`click.ClickException` if an option cannot be used."""
    console, library = workspace.console, workspace.library
    _slug(request.slug, workspace)
    if request.end_date and (request.date is None or request.end_date < request.date):
        raise console.stop(2, "--end-date is the last day of a season: it needs a --date before it.")
    if request.cities_choose and request.charity:
        raise console.stop(2, "Either --charity for all cities, or --cities-choose.")
    if request.charity and request.charity not in library.charity:
        known = nearest(request.charity, library.charity) or ", ".join(library.charity) or "-"
        raise console.stop(
            2, "There is no charity {slug}. There is: {known}.", slug=request.charity, known=known
        )
    currency = (request.currency or library.festival.base_currency).upper()
    if currency not in currency_codes():
        raise console.stop(2, "There is no currency {code}. Write three letters, like EUR.", code=currency)
    if request.date and (request.end_date or request.date) < workspace.today:
        console.warn("{day} is in the past.", day=request.end_date or request.date)
    name = " ".join((request.name or new_files.edition_name(request.slug, library.festival)).split())
    return NewEdition(
        request.slug, name, request.date, request.end_date, request.charity, request.cities_choose, currency
    )


def _slug(slug: str, workspace: Workspace) -> None:
    if not is_slug(slug):
        english = Phrase('"{slug}" cannot be part of an address: use only a-z, 0-9 and single hyphens.')
        raise workspace.console.stop(2, english, slug=slug)
    if slug in RESERVED_EVENTS | RESERVED_SLUGS or is_device(slug):
        raise workspace.console.stop(1, 'The address "{slug}" is taken. Choose another one.', slug=slug)
