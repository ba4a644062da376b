"""The commands that print what no site can publish: their options, and what they say of themselves."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from samenight.commands.calling import Command
from samenight.content.problems.wording import LANGUAGES

# Written down here for a quick start; tests compare them with what they stand for.
STOCKS = (
    "avery-l4785", "avery-c32011", "avery-32015", "durable-1445", "a6-inserts", "avery-5395", "avery-74541",
)  # fmt: skip
_PATH = click.Path(path_type=Path)


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that both of them have, handed on as ``request``."""

    @click.argument("city")
    @click.option("--output", type=_PATH, show_default="private/CITY", help="The folder for what is made.")
    @click.option("--content", type=_PATH, show_default="content", help="The folder of the festival's facts.")
    @click.option(
        "--theme", type=_PATH, show_default="theme", help="The folder of the theme, with its artwork."
    )
    @click.option("--site-url", metavar="URL", show_default="the variable SITEURL, else the setting",
                  help="The address of the site, to which the codes lead.")  # fmt: skip
    @click.option("--lang", type=click.Choice(LANGUAGES), show_default="your environment's",
                  help="The language of the messages.")  # fmt: skip
    @functools.wraps(command)
    def with_request(
        city: str,
        output: Path | None,
        content: Path | None,
        theme: Path | None,
        site_url: str | None,
        lang: str | None,
        **others: Any,
    ) -> None:
        from samenight.commands.label_printing import PrintRequest  # noqa: PLC0415 -- a quick start

        command(request=PrintRequest(city, content, theme, output, site_url, lang), **others)

    return with_request


@click.command(cls=Command, short_help="Print name badges from a table of names.")
@_common
@click.argument("names", required=False, type=_PATH)
@click.option("--stock", type=click.Choice(STOCKS), metavar="STOCK",
              help=f"The label sheets that you bought: {', '.join(STOCKS)}.",
              show_default="avery-l4785; avery-5395 where paper is US Letter")  # fmt: skip
@click.option("--nudge-x", default=0.0, metavar="MM", help="Print so many mm further to the right.")
@click.option("--nudge-y", default=0.0, metavar="MM", help="Print so many mm further down.")
@click.option("--start-at", default=1, type=click.IntRange(1), metavar="N", show_default=True,
              help="The first label that is still there, counted row by row.")  # fmt: skip
@click.option(
    "--both-sides", "both", is_flag=True, help="Give each sheet a back with the same names, for inserts."
)
@click.option("--test-sheet", is_flag=True, help="Only make a page of outlines to hold against the labels.")
def badges(nudge_x: float, nudge_y: float, request: Any, **asked: Any) -> None:
    """Print a name badge for everybody in NAMES, a table saved as CSV, in the colours of CITY.

    The first line names the columns: name, role, handle (or nom, rôle, compte), in any order, and
    with others beside them. What somebody is called is set large: the first word of the name, what
    follows a comma in "Lovelace, Ada", or a column "first name".

    \b
      name,role,handle
      Ada Lovelace,Speaker,@ada
      "Garbo, Greta",,

    \b
      {program} badges lodz names.csv
      {program} badges lodz names.csv --both-sides
      {program} badges lodz --test-sheet

    Where the test sheet is off: --nudge-x 1 --nudge-y -0.5

    Keep the table out of the content folder: names are not for the site. What is made goes to
    private/CITY, which git does not see.

    Exit status: 0 made, 1 something is wrong in the table, 2 wrong use.
    """
    from samenight.commands import badges as badging  # noqa: PLC0415 -- a quick start

    for option, nudge in (("--nudge-x", nudge_x), ("--nudge-y", nudge_y)):
        if not -20 <= nudge <= 20:
            raise click.UsageError(f"{option} {nudge:g}: 20 mm are the most.")
    badging.badges(request, badging.BadgeRequest(nudge=(nudge_x, nudge_y), **asked))


@click.command(cls=Command, short_help="Print numbered raffle tickets, or check a number.")
@_common
@click.option(
    "--from", "first", type=int, default=1, show_default=True, metavar="N", help="The first number."
)
@click.option("--to", "last", type=int, metavar="N", help="The last number.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), show_default="the country's", help="The paper.")
@click.option("--order", type=click.Choice(["piles", "rows"]), default="piles", show_default=True,
              help="In order when the sheets are cut as a pile, or as one reads each sheet.")  # fmt: skip
@click.option("--check", "printed", metavar="NUMBER", help="Only say whether a number is well-formed.")
def raffle_tickets(request: Any, first: int, last: int | None, printed: str | None, **asked: Any) -> None:
    """Print raffle tickets of two parts for CITY: the stub goes into the drum, the ticket to its buyer.

    Behind the hyphen of each number stands a check digit (Damm's): a digit that was misread and two
    that were swapped never give another ticket's number. With --check, a number is only looked at.

    Tickets lie so that the sheets of a file, cut together, give piles in order. A thousand tickets
    make a file.

    \b
      {program} raffle-tickets lodz --from 1 --to 500
      {program} raffle-tickets lodz --check 0042-7

    Exit status: 0 made or well-formed, 1 not well-formed or in the way, 2 wrong use.
    """
    from samenight.commands import raffle_tickets as raffling  # noqa: PLC0415 -- a quick start

    if printed is not None:
        raffling.check(printed, request.language)
        return
    if last is None:
        raise click.UsageError("Up to which number? Add --to, as in: --from 1 --to 500")
    raffling.raffle_tickets(request, raffling.RaffleRequest(first=first, last=last, **asked))


COMMANDS = (badges, raffle_tickets)
