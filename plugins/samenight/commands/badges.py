"""`samenight badges`: name badges for the people of a table, on a label stock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
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
from samenight.commands.options import PATH, print_options
from samenight.commands.people_table import Fault, PersonRow, read_people
from samenight.commands.private_files import private_folder, refuse_public, write_private
from samenight.commands.program import Command
from samenight.commands.prompts import Console, ended_with
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import visible
from samenight.print_kit.labels.name_badges import LabelLayout, Person, merged_data, sheets_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.label_stocks import STOCKS, Stock
from samenight.print_kit.typesetting.font_coverage import lacking
from samenight.print_kit.typesetting.legible import letters_in

USUAL = {"a4": "avery-l4785", "letter": "avery-5395"}
SHOWN = 40  # faults of a table that are listed; more are only counted
TEST_SHEET = "label-test.typ"


@dataclass(frozen=True)
class BadgeRequest:
    """The options of the command. ``names`` is the table, ``start_at`` the first free label of
    the first sheet, counted from 1."""

    names: Path | None
    stock: str | None
    nudge: tuple[float, float]
    start_at: int
    both: bool
    test_sheet: bool


# What sheets of badges can be bought for; round labels are for the stickers of the print kit.
BADGE_STOCKS = [name for name, stock in STOCKS.items() if not stock.round]


@click.command(cls=Command)
@print_options
@click.argument("names", required=False, type=PATH)
@click.option("--stock", type=click.Choice(BADGE_STOCKS), metavar="STOCK",
              help=f"The label sheets that you bought: {', '.join(BADGE_STOCKS)}.",
              show_default="avery-l4785; avery-5395 where paper is US Letter")  # fmt: skip
@click.option("--nudge-x", default=0.0, metavar="MM", help="Print so many mm further to the right.")
@click.option("--nudge-y", default=0.0, metavar="MM", help="Print so many mm further down.")
@click.option("--start-at", default=1, type=click.IntRange(1), metavar="N", show_default=True,
              help="The first label that is still there, counted row by row.")  # fmt: skip
@click.option(
    "--both-sides", "both", is_flag=True, help="Give each sheet a back with the same names, for inserts."
)
@click.option("--test-sheet", is_flag=True, help="Only make a page of outlines to hold against the labels.")
def badges(nudge_x: float, nudge_y: float, request: PrintRequest, **given: Any) -> None:
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
    for option, nudge in (("--nudge-x", nudge_x), ("--nudge-y", nudge_y)):
        if not -20 <= nudge <= 20:
            raise click.UsageError(f"{option} {nudge:g}: 20 mm are the most.")
    asked = BadgeRequest(nudge=(nudge_x, nudge_y), **given)
    job = print_job_of(request)
    console, here = job.workspace.console, job.workspace.here
    stock = STOCKS[asked.stock or USUAL[job.paper]]
    folder = private_folder(request.output, request.city, here, console)
    if asked.test_sheet:
        _test_sheet(job, stock, asked, folder)
        return
    if asked.names is None:
        raise console.stop(2, "Name the table: {program} badges {city} names.csv", city=request.city)
    refuse_placeholder(job)
    refuse_public(asked.names, here, console)
    if asked.start_at > stock.count:
        raise console.stop(2, "A sheet of {stock} has {count} labels.", stock=stock.title, count=stock.count)
    rows = _rows(asked.names, console)
    _refuse_missing_letters(rows, asked.names, job)
    _make(job, stock, [row.person for row in rows], asked, folder)


def _make(job: PrintJob, stock: Stock, people: Sequence[Person], asked: BadgeRequest, folder: Path) -> None:
    console = job.workspace.console
    laying = LabelLayout(asked.start_at - 1, asked.nudge, asked.both)
    piece = PIECES[f"badges-{stock.name}"]
    counts = {
        "badges": console.words.counted(len(people), "{n} badge", "{n} badges"),
        "sheets": console.words.counted(sheets_of(stock, people, laying), "{n} sheet", "{n} sheets"),
    }
    with explained(console), status_line(console.text("{badges} on {sheets}", **counts)):
        data = merged_data(data_for(job, piece), people, laying)
        sides = 2 if laying.both else 1
        pdf = pdf_of(job.press, piece.template, data, [job.facts.codes.page.text] * (len(people) * sides))
    path = write_private(folder, f"{piece.name}-names.pdf", pdf, console)
    console.say("Made {file}", file=path)
    console.say(
        "{badges} on {sheets} of {stock}. Print at 100 %, not fit to page.", stock=stock.title, **counts
    )


def _test_sheet(job: PrintJob, stock: Stock, asked: BadgeRequest, folder: Path) -> None:
    piece = PIECES[f"badges-{stock.name}"]
    with explained(job.workspace.console):
        pdf = pdf_of(job.press, TEST_SHEET, {**data_for(job, piece), "nudge": asked.nudge})
    path = write_private(folder, f"{piece.name}-test.pdf", pdf, job.workspace.console)
    job.workspace.console.say("Made {file}", file=path)
    job.workspace.console.say("Print it on plain paper at 100 %, and hold it against a sheet of {stock}. "
                         "Where it is off, say so with --nudge-x and --nudge-y.",
                         stock=stock.title)  # fmt: skip


def _rows(file: Path, console: Console) -> Sequence[PersonRow]:
    """The people of a table. Raises with everything that is wrong in it."""
    try:
        found = read_people(file.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise console.stop(2, "{file} cannot be read ({reason}).", file=file, reason=reason) from None
    if found.faults:
        raise _refusal(file, found.faults, console)
    for oddity in found.oddities:
        click.echo(_said(file, oddity, console), err=True)
    return found.rows


def _refuse_missing_letters(rows: Sequence[PersonRow], file: Path, job: PrintJob) -> None:
    """Refuse names with characters that no font has: a badge with gaps is no use."""
    faults = []
    for row in rows:
        person = row.person
        text = "".join(filter(None, (person.given, person.family, person.role, person.handle)))
        missing = letters_in(lacking(job.press.fonts, text))
        if missing:
            name = " ".join(filter(None, (person.given, person.family)))
            what = Phrase("{name}: no font has {letters}. Write it otherwise, or put a font that has it into "
                          "{folder}.")  # fmt: skip
            folder = os.path.relpath(job.press.fonts.folder)
            faults.append(Fault(row.line, what, {"name": name, "letters": missing, "folder": folder}))
    if faults:
        raise _refusal(file, faults, job.workspace.console)


def _refusal(file: Path, faults: Sequence[Fault], console: Console) -> click.ClickException:
    lines = [_said(file, fault, console) for fault in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(console.text("  ... and {n} more", n=len(faults) - SHOWN))
    lines.append(console.text("Nothing was made."))
    return ended_with(1, "\n".join(lines))


def _said(file: Path, fault: Fault, console: Console) -> str:
    return f"{visible(str(file))}:{fault.line}: {console.text(fault.what, **fault.facts)}"
