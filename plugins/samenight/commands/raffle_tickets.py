"""`samenight raffle-tickets`: numbered tickets for a raffle, and a check of a number."""

from __future__ import annotations

import functools
import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import click

from samenight.builder.progress import status_line
from samenight.commands.label_printing import (
    PrintJob,
    PrintRequest,
    data_for,
    explained,
    pdf_of,
    print_job_of,
    refuse_placeholder,
)
from samenight.commands.options import print_options
from samenight.commands.private_files import private_folder, write_private
from samenight.commands.program import Command
from samenight.commands.prompts import Console, console
from samenight.content.problems.problem import Phrase
from samenight.print_kit.facts.facts import PrintTheme
from samenight.print_kit.labels.raffle_numbers import (
    HIGHEST,
    MOST,
    Run,
    in_rows,
    number_of,
    numbered_data,
    stacked,
    ticket_number,
)
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.label_stocks import SHEETS, SHEETS_OF_A_PILE, TicketSheet

Order = Callable[[Run, int], Sequence[Sequence[int | None]]]
ORDERS: Mapping[str, Order] = {"piles": stacked, "rows": in_rows}
# Typst frees the memory of hundreds of pages only at the end of its process. (A pool can end its
# processes by itself, but then hangs sometimes: python/cpython, issue 115634.)
PILES_OF_A_POOL = 4


@dataclass(frozen=True)
class RaffleRequest:
    """What the command line asks for: numbers from and to, the paper, and the order on it."""

    first: int
    last: int
    paper: str | None
    order: str


@click.command(cls=Command)
@print_options
@click.option(
    "--from", "first", type=int, default=1, show_default=True, metavar="N", help="The first number."
)
@click.option("--to", "last", type=int, metavar="N", help="The last number.")
@click.option("--paper", type=click.Choice(list(SHEETS)), show_default="the country's", help="The paper.")
@click.option("--order", type=click.Choice(list(ORDERS)), default="piles", show_default=True,
              help="In order when the sheets are cut as a pile, or as one reads each sheet.")  # fmt: skip
@click.option("--check", "printed", metavar="NUMBER", help="Only say whether a number is well-formed.")
def raffle_tickets(
    request: PrintRequest, first: int, last: int | None, printed: str | None, **given: Any
) -> None:
    """Print raffle tickets of two parts for CITY: the stub goes into the drum, the ticket to its buyer.

    Behind the hyphen of each number is a check digit (Damm's): a digit that was misread and two
    that were swapped never give another ticket's number. With --check, a number is only checked.

    Tickets are arranged so that the sheets of a file, cut together, give piles in order. A thousand tickets
    make a file.

    \b
      {program} raffle-tickets lodz --from 1 --to 500
      {program} raffle-tickets lodz --check 0042-7

    Exit status: 0 made or well-formed, 1 not well-formed or in the way, 2 wrong use.
    """
    if printed is not None:
        check(printed, request.language)
    elif last is None:
        raise click.UsageError("Up to which number? Add --to, as in: --from 1 --to 500")
    else:
        print_tickets(request, RaffleRequest(first, last, **given))


def print_tickets(request: PrintRequest, asked: RaffleRequest) -> None:
    """Make the tickets. Raises :class:`click.ClickException`."""
    run = _run(asked, console(request.language))
    job = print_job_of(request)
    said = job.workspace.console
    refuse_placeholder(job)
    folder = private_folder(request.output, request.city, job.workspace.here, said)
    if job.facts.event.raffle is None:
        said.warn("The event's file has no raffle, so its price and its draw are not on the tickets.")
        # without rules to lead to, the code leads to the page
        codes = replace(job.facts.codes, raffle=job.facts.codes.page)
        job = replace(job, facts=replace(job.facts, codes=codes))
    paper = asked.paper or job.paper
    piles = list(run.piles(SHEETS[paper].count * SHEETS_OF_A_PILE))
    with explained(said):
        for pile, pdf in _made(job, paper, piles, asked.order, run.digits):
            ends = f"{pile.first:0{run.digits}d}-{pile.last:0{run.digits}d}"
            path = write_private(folder, f"raffle-tickets-{paper}-{ends}.pdf", pdf, said)
            said.say("Made {file}", file=path)
    _close(said, run, SHEETS[paper], asked.order)


def check(printed: str, language: str | None) -> None:
    """Print whether a number is that of a ticket. Raises :class:`click.ClickException` where not."""
    said = console(language)
    try:
        number = number_of(printed)
    except ValueError:
        raise said.stop(
            2, '"{number}" is no ticket\'s number. Write all its digits: 0042-7', number=printed
        ) from None
    if number is None:
        raise said.stop(
            1, "{number} is on no ticket: its last digit does not fit the others.", number=printed
        )
    said.say("{printed} is well-formed: ticket {number}.", printed=printed, number=number)


def _run(asked: RaffleRequest, said: Console) -> Run:
    facts = {"first": asked.first, "last": asked.last, "most": MOST, "highest": HIGHEST}
    wrong = None
    if asked.first < 1 or asked.last > HIGHEST:
        wrong = Phrase("Numbers go from 1 to {highest}.")
    elif asked.first > asked.last:
        wrong = Phrase("--from {first} is above --to {last}.")
    elif asked.last - asked.first >= MOST:
        wrong = Phrase("{most} tickets are the most at once. Make them in parts.")
    if wrong:
        raise said.stop(2, wrong, **facts)
    return Run(asked.first, asked.last)


def _made(
    job: PrintJob, paper: str, piles: Sequence[Run], order: str, digits: int
) -> Iterator[tuple[Run, bytes]]:
    """Each pile with its file. A few piles are made here, more of them by processes that end soon."""
    piece = PIECES[f"raffle-tickets-{paper}"]
    rules = job.facts.codes.raffle or job.facts.codes.page
    how = (paper, order, digits, rules.text)
    make = functools.partial(_pile, job.press, piece.template, data_for(job, piece), how)
    if len(piles) <= PILES_OF_A_POOL // 2:
        with status_line(job.workspace.console.text("Making raffle tickets")):
            yield from zip(piles, list(map(make, piles)), strict=True)
        return
    spawned = multiprocessing.get_context("spawn")
    for start in range(0, len(piles), PILES_OF_A_POOL):
        some = piles[start : start + PILES_OF_A_POOL]
        with ProcessPoolExecutor(2, spawned) as pool:
            yield from zip(some, pool.map(make, some), strict=True)


def _pile(
    press: PrintTheme, template: str, data: Mapping[str, Any], how: tuple[str, str, int, str], pile: Run
) -> bytes:
    paper, order, digits, rules = how
    sheets = ORDERS[order](pile, SHEETS[paper].count)
    return pdf_of(press, template, numbered_data(data, sheets, digits), [rules] * len(pile))


def _close(said: Console, run: Run, sheet: TicketSheet, order: str) -> None:
    ends = (ticket_number(number, run.digits) for number in (run.first, run.last))
    tickets = said.words.counted(len(run), "{n} ticket", "{n} tickets")
    said.say("{tickets}, {first} to {last}, {count} on a sheet.",
             tickets=tickets, first=next(ends), last=next(ends), count=sheet.count)  # fmt: skip
    if order == "piles":
        said.say("Cut the sheets of a file together: each of the {count} piles is in order, and goes on "
                 "where the one before it ends, from left to right and from top to bottom.",
                 count=sheet.count)  # fmt: skip
