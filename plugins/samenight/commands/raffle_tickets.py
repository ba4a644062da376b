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
from samenight.builder.terminal import message
from samenight.commands.options import print_options
from samenight.commands.print_job import (
    PrintJob,
    PrintRequest,
    data_for,
    pdf_of,
    print_job_of,
    refuse_placeholder,
    stop_if_unfit,
)
from samenight.commands.private_files import private_folder, write_private
from samenight.commands.program import Command
from samenight.commands.prompts import Console, console_of
from samenight.content.problems.problem import Phrase
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.print_kit.labels.raffle_numbers import (
    HIGHEST,
    MOST,
    NumberRange,
    in_rows,
    number_of,
    numbered_data,
    stacked,
    ticket_number,
)
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.label_stocks import SHEETS, SHEETS_OF_A_PILE, TicketSheet

Order = Callable[[NumberRange, int], Sequence[Sequence[int | None]]]
ORDERS: Mapping[str, Order] = {"piles": stacked, "rows": in_rows}
# Typst frees the memory of hundreds of pages only at the end of its process. (A pool can end its
# processes by itself, but then hangs sometimes: python/cpython, issue 115634.)
PILES_OF_A_POOL = 4


@dataclass(frozen=True)
class RaffleRequest:
    """The options: the first and the last number, the paper, and the order on it."""

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
              help="In order when the sheets are cut as a pile, or in reading order.")  # fmt: skip
@click.option("--check", "printed", metavar="NUMBER", help="Only check whether a number is well-formed.")
def raffle_tickets(
    request: PrintRequest, first: int, last: int | None, printed: str | None, **given: Any
) -> None:
    """Print raffle tickets of two parts for CITY: the stub goes into the drum, the ticket to its buyer.

    After the hyphen of each number is a check digit (Damm's): a misread digit or two swapped digits
    never give another ticket's number. With --check, a number is only checked.

    Tickets are arranged so that the sheets of a file, cut together, give piles in order. Each file has
    a thousand tickets.

    \b
      {program} raffle-tickets lodz --from 1 --to 500
      {program} raffle-tickets lodz --check 0042-7

    Exit status: 0 made or well-formed, 1 not well-formed or not made, 2 wrong use.
    """
    if printed is not None:
        check_ticket_number(printed, request.language)
    elif last is None:
        raise click.UsageError(message("Up to which number? Add --to, as in: --from 1 --to 500"))
    else:
        print_tickets(request, RaffleRequest(first, last, **given))


def print_tickets(request: PrintRequest, options: RaffleRequest) -> None:
    """Make the tickets. Raises :class:`click.ClickException`."""
    numbers = _number_range(options, console_of(request.language))
    job = print_job_of(request)
    console = job.workspace.console
    refuse_placeholder(job)
    folder = private_folder(request.output, request.city, job.workspace.here, console)
    if job.facts.event.raffle is None:
        console.warn("The event's file has no raffle, so its price and its draw are not on the tickets.")
        # without rules, the code leads to the page
        codes = replace(job.facts.codes, raffle=job.facts.codes.page)
        job = replace(job, facts=replace(job.facts, codes=codes))
    paper = options.paper or job.paper
    piles = list(numbers.piles(SHEETS[paper].count * SHEETS_OF_A_PILE))
    with stop_if_unfit(console):
        for pile, pdf in _typeset_piles(job, paper, piles, options.order, numbers.digits):
            ends = f"{pile.first:0{numbers.digits}d}-{pile.last:0{numbers.digits}d}"
            path = write_private(folder, f"raffle-tickets-{paper}-{ends}.pdf", pdf, console)
            console.say("Made {file}", file=path)
    _print_summary(console, numbers, SHEETS[paper], options.order)


def check_ticket_number(printed: str, language: str | None) -> None:
    """Print that a number is well-formed. Raises :class:`click.ClickException` if it is not."""
    console = console_of(language)
    try:
        number = number_of(printed)
    except ValueError:
        raise console.stop(
            2, '"{number}" is not a ticket number. Write all its digits: 0042-7', number=printed
        ) from None
    if number is None:
        raise console.stop(
            1, "{number} is not on any ticket: its last digit does not match the others.", number=printed
        )
    console.say("{printed} is well-formed: ticket {number}.", printed=printed, number=number)


def _number_range(options: RaffleRequest, console: Console) -> NumberRange:
    facts = {"first": options.first, "last": options.last, "most": MOST, "highest": HIGHEST}
    wrong = None
    if options.first < 1 or options.last > HIGHEST:
        wrong = Phrase("Numbers go from 1 to {highest}.")
    elif options.first > options.last:
        wrong = Phrase("--from {first} is above --to {last}.")
    elif options.last - options.first >= MOST:
        wrong = Phrase("The limit is {most} tickets at once. Make them in parts.")
    if wrong:
        raise console.stop(2, wrong, **facts)
    return NumberRange(options.first, options.last)


def _typeset_piles(
    job: PrintJob, paper: str, piles: Sequence[NumberRange], order: str, digits: int
) -> Iterator[tuple[NumberRange, bytes]]:
    """Each pile with its PDF. A few piles are made in this process, more by short-lived processes."""
    piece = PIECES[f"raffle-tickets-{paper}"]
    rules = job.facts.codes.raffle or job.facts.codes.page
    layout = (paper, order, digits, rules.text)
    make = functools.partial(_typeset_pile, job.press, piece.template, data_for(job, piece), layout)
    if len(piles) <= PILES_OF_A_POOL // 2:
        with status_line(job.workspace.console.text("Making raffle tickets")):
            yield from zip(piles, list(map(make, piles)), strict=True)
        return
    spawned = multiprocessing.get_context("spawn")
    for start in range(0, len(piles), PILES_OF_A_POOL):
        some = piles[start : start + PILES_OF_A_POOL]
        with ProcessPoolExecutor(2, spawned) as pool:
            yield from zip(some, pool.map(make, some), strict=True)


def _typeset_pile(
    press: PrintTheme,
    template: str,
    data: Mapping[str, Any],
    layout: tuple[str, str, int, str],
    pile: NumberRange,
) -> bytes:
    paper, order, digits, rules = layout
    sheets = ORDERS[order](pile, SHEETS[paper].count)
    return pdf_of(press, template, numbered_data(data, sheets, digits), [rules] * len(pile))


def _print_summary(console: Console, numbers: NumberRange, sheet: TicketSheet, order: str) -> None:
    ends = (ticket_number(number, numbers.digits) for number in (numbers.first, numbers.last))
    tickets = console.words.counted(len(numbers), "{n} ticket", "{n} tickets")
    console.say("{tickets}, {first} to {last}, {count} on a sheet.",
             tickets=tickets, first=next(ends), last=next(ends), count=sheet.count)  # fmt: skip
    if order == "piles":
        console.say("Cut the sheets of a file together: each of the {count} piles is in order, and continues "
                 "where the previous one ends, from left to right and from top to bottom.",
                 count=sheet.count)  # fmt: skip
