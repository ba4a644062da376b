"""`samenight new-edition`: an edition, and events in it for its cities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

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
from samenight.content.values.slugs import RESERVED_EDITIONS, RESERVED_SLUGS, is_slug


@dataclass(frozen=True)
class NewEditionRequest:
    """What the command line says about an edition; ``None`` for what it leaves out."""

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
        raise click.BadParameter(f'"{text}" is no date. Write year, month, day: 2027-03-25') from None


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
    """Make the edition SLUG; what is not given here becomes a blank to fill in.

    \b
      {program} new-edition 2027-global --date 2027-03-25
      {program} new-edition 2027-global --cities all --cities-choose

    Exit status: 0 made, 1 something is in the way or would be wrong, 2 wrong use.
    """
    asked = NewEditionRequest(**given)
    workspace = workspace_of(options)
    new = _edition(asked, workspace)
    file = f"editions/{new.slug}.md"
    files = {file: new_files.edition_file(new, workspace.console.words)}
    edition = Edition.model_construct(
        slug=new.slug, name=new.name, date=new.date, end_date=new.end_date,
        cities_choose="yes" if new.cities_choose else "no",
    )  # fmt: skip
    for city in _cities(asked.cities, workspace):
        files[f"cities/{city.slug}/{new.slug}.md"] = event_of(city, edition, workspace)
    finish(workspace, options, files, file if len(files) == 1 else "")


def _cities(asked: str, workspace: Workspace) -> Sequence[City]:
    """The cities that get an event: none, those of the last edition, or those named."""
    if asked == "none":
        return ()
    if asked != "all":
        named = [city_named(workspace, name.strip()) for name in asked.split(",") if name.strip()]
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
