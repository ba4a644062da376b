"""The commands that make new files: their options, and what they say of themselves."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from samenight.commands.calling import Command
from samenight.content.problems.wording import LANGUAGES

if TYPE_CHECKING:  # a quick start
    from samenight.content.model.fields import Coordinates


def _point(_context: click.Context, _option: click.Parameter, text: str | None) -> Coordinates | None:
    """Two numbers, like 39.8,-89.6."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 -- a quick start

    from samenight.content.model.fields import Point  # noqa: PLC0415 -- a quick start

    if text is None:
        return None
    try:
        return TypeAdapter(Point).validate_python(text)
    except ValidationError:
        raise click.BadParameter(f'"{text}" is no point. Write latitude, longitude: 39.8,-89.6') from None


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all of them have, handed on as ``terms``."""

    @click.option("--content", type=click.Path(path_type=Path), show_default="content",
                  help="The folder of the festival's facts.")  # fmt: skip
    @click.option("--dry-run", is_flag=True, help="Only show what would be made.")
    @click.option("--lang", type=click.Choice(LANGUAGES), show_default="your environment's",
                  help="The language of messages and of the hints in the files.")  # fmt: skip
    @functools.wraps(command)
    def with_terms(content: Path | None, dry_run: bool, lang: str | None, **others: Any) -> None:
        from samenight.commands.workspace import WorkspaceOptions  # noqa: PLC0415 -- a quick start

        command(terms=WorkspaceOptions(content, lang, dry_run), **others)

    return with_terms


@click.command(cls=Command, short_help="Make a city's folder and its first event.")
@click.argument("name")
@click.option("--country", help='Its code or its name, like PL, Poland or "Polska".')
@click.option("--region", help='Its state or region, where several places have the name: "Illinois".')
@click.option(
    "--near", metavar="LAT,LON", callback=_point, help="A point near it, where several places have the name."
)
@click.option("--name", "spelling", help="How its name is to be written; nothing is asked then.")
@click.option("--slug", help="Its name in addresses, where it is not to be made from the name.")
@click.option("--timezone", help="Its time zone, like Europe/Warsaw, for a town that is not known.")
@click.option(
    "--coordinates", metavar="LAT,LON", callback=_point, help="Where it is, for a town that is not known."
)
@click.option("--languages", help="The languages of its pages, its own first: fr,de.")
@click.option("--edition", help="The edition of its first event.", show_default="the coming one")
@_common
def new_city(**asked: Any) -> None:
    """Make the folder of the city NAME, with its first event as a form to fill in.

    Time zone, coordinates, currency and languages come from open data. What only you can know is a
    blank, "___ the name on the door": it is never published, and stands for "not known yet" until you
    write over it. Nothing that is there is ever changed.

    \b
      {program} new-city "Łódź" --country PL
      {program} new-city Springfield --country US --region Illinois

    Exit status: 0 made, 1 something is in the way or would be wrong, 2 wrong use.
    """
    from samenight.commands import new_city as founding  # noqa: PLC0415 -- a quick start

    terms = asked.pop("terms")
    languages = (one.strip() for one in (asked.pop("languages") or "").split(","))
    founding.new_city(founding.NewCityRequest(**asked, languages=tuple(filter(None, languages))), terms)


@click.command(cls=Command, short_help="Make a city's event in an edition, after its last one.")
@click.argument("city")
@click.argument("edition")
@_common
def new_event(city: str, edition: str, terms: Any) -> None:
    """Make the event of CITY in EDITION from the city's last one.

    Stays: kinds of tickets, platforms, the team, volunteers' jobs, accounts. Asked again, as blanks with
    last time's value behind "again?": venue, times, prices, links. Left out: dates, results, prizes,
    programme, sponsors, press, sources.

    \b
      {program} new-event lodz 2027-global

    Exit status: 0 made, 1 something is in the way or would be wrong, 2 wrong use.
    """
    from samenight.commands import new_edition as succeeding  # noqa: PLC0415 -- a quick start

    succeeding.new_event(city, edition, terms)


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise click.BadParameter(f'"{text}" is no date. Write year, month, day: 2027-03-25') from None


@click.command(cls=Command, short_help="Make an edition, and events in it for its cities.")
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
@_common
def new_edition(**asked: Any) -> None:
    """Make the edition SLUG; what is not given here becomes a blank to fill in.

    \b
      {program} new-edition 2027-global --date 2027-03-25
      {program} new-edition 2027-global --cities all --cities-choose

    Exit status: 0 made, 1 something is in the way or would be wrong, 2 wrong use.
    """
    from samenight.commands import new_edition as succeeding  # noqa: PLC0415 -- a quick start

    terms = asked.pop("terms")
    succeeding.new_edition(succeeding.NewEditionRequest(**asked), terms)


COMMANDS = (new_city, new_event, new_edition)
