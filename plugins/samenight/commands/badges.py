"""`samenight badges`: name badges for the people of a table, on a label stock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from samenight.builder.progress import status_line
from samenight.builder.terminal import message
from samenight.commands.options import PATH, print_options
from samenight.commands.people_table import Fault, PersonRow, read_people
from samenight.commands.print_job import (
    PrintJob,
    PrintRequest,
    data_for,
    pdf_of,
    print_job_of,
    refuse_placeholder,
    stop_if_unfit,
)
from samenight.commands.private_files import (
    private_folder,
    refuse_public,
    warn_of_sharing,
    write_private,
)
from samenight.commands.program import Command
from samenight.commands.prompts import Console, ended_with
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import visible
from samenight.print_kit.labels.name_badges import LabelLayout, Person, merged_data, sheets_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.label_stocks import STOCKS, Stock
from samenight.print_kit.typesetting.font_coverage import lacking
from samenight.print_kit.typesetting.printable_text import letters_in

DEFAULT_STOCKS = {"a4": "avery-l4785", "letter": "avery-5395"}
MOST_LISTED = 40  # faults of a table that are listed; more are only counted
TEST_SHEET = "label-test.typ"


@dataclass(frozen=True)
class BadgeRequest:
    """The options of the command. ``names`` is the table, ``start_at`` the first unused label of
    the first sheet, counted from 1."""

    names: Path | None
    stock: str | None
    nudge: tuple[float, float]
    start_at: int
    both: bool
    test_sheet: bool


# The label sheets for badges; round labels are for the stickers of the print kit.
BADGE_STOCKS = [name for name, stock in STOCKS.items() if not stock.round]


@click.command(cls=Command)
@print_options
@click.argument("names", required=False, type=PATH)
@click.option("--stock", type=click.Choice(BADGE_STOCKS), metavar="STOCK",
              help=f"The label sheets to print on: {', '.join(BADGE_STOCKS)}.",
              show_default="avery-l4785; avery-5395 if the paper is US Letter")  # fmt: skip
@click.option("--nudge-x", default=0.0, metavar="MM", help="Shift everything right, in mm.")
@click.option("--nudge-y", default=0.0, metavar="MM", help="Shift everything down, in mm.")
@click.option("--start-at", default=1, type=click.IntRange(1), metavar="N", show_default=True,
              help="The first unused label, counted row by row.")  # fmt: skip
@click.option(
    "--both-sides", "both", is_flag=True, help="Give each sheet a back with the same names, for inserts."
)
@click.option("--test-sheet", is_flag=True, help="Only make a page of outlines to hold against the labels.")
def badges(nudge_x: float, nudge_y: float, request: PrintRequest, **given: Any) -> None:
    """Print a name badge for everybody in NAMES, a table saved as CSV, in the colours of CITY.

    The first line names the columns: name, role, handle (or nom, rôle, compte), in any order; other
    columns are ignored. The name people go by is printed large: the first word of the name, what
    follows a comma in "Lovelace, Ada", or a column "first name".

    \b
      name,role,handle
      Ada Lovelace,Speaker,@ada
      "Garbo, Greta",,

    \b
      {program} badges lodz names.csv
      {program} badges lodz names.csv --both-sides
      {program} badges lodz --test-sheet

    If the test sheet is off: --nudge-x 1 --nudge-y -0.5

    Keep the table out of the content folder: names are not for the site. The badges are written to
    private/CITY, which git ignores.

    Exit status: 0 made, 1 the table has mistakes, 2 wrong use.
    """
    for option, nudge in (("--nudge-x", nudge_x), ("--nudge-y", nudge_y)):
        if not -20 <= nudge <= 20:
            raise click.UsageError(message("{option}: the limit is 20 mm.", option=f"{option} {nudge:g}"))
    options = BadgeRequest(nudge=(nudge_x, nudge_y), **given)
    job = print_job_of(request)
    console, here = job.workspace.console, job.workspace.here
    stock = STOCKS[options.stock or DEFAULT_STOCKS[job.paper]]
    folder = private_folder(request.output, request.city, here, console)
    if options.test_sheet:
        _test_sheet(job, stock, options, folder)
        return
    if options.names is None:
        raise console.stop(2, "Name the table: {program} badges {city} names.csv", city=request.city)
    refuse_placeholder(job)
    refuse_public(options.names, here, console)
    warn_of_sharing(options.names, console)
    if options.start_at > stock.count:
        raise console.stop(2, "A sheet of {stock} has {count} labels.", stock=stock.title, count=stock.count)
    rows = _rows(options.names, job)
    _refuse_missing_letters(rows, options.names, job)
    _make(job, stock, [row.person for row in rows], options, folder)


def _make(job: PrintJob, stock: Stock, people: Sequence[Person], options: BadgeRequest, folder: Path) -> None:
    console = job.workspace.console
    layout = LabelLayout(options.start_at - 1, options.nudge, options.both)
    piece = PIECES[f"badges-{stock.name}"]
    counts = {
        "badges": console.words.counted(len(people), "{n} badge", "{n} badges"),
        "sheets": console.words.counted(sheets_of(stock, people, layout), "{n} sheet", "{n} sheets"),
    }
    with stop_if_unfit(console), status_line(console.text("{badges} on {sheets}", **counts)):
        data = merged_data(data_for(job, piece), people, layout)
        sides = 2 if layout.both else 1
        pdf = pdf_of(job.press, piece.template, data, [job.facts.codes.page.text] * (len(people) * sides))
    path = write_private(folder, f"{piece.name}-names.pdf", pdf, console)
    console.say("Made {file}", file=path)
    console.say(
        "{badges} on {sheets} of {stock}. Print at 100 %, not fit to page.", stock=stock.title, **counts
    )


def _test_sheet(job: PrintJob, stock: Stock, options: BadgeRequest, folder: Path) -> None:
    piece = PIECES[f"badges-{stock.name}"]
    with stop_if_unfit(job.workspace.console):
        pdf = pdf_of(job.press, TEST_SHEET, {**data_for(job, piece), "nudge": options.nudge})
    path = write_private(folder, f"{piece.name}-test.pdf", pdf, job.workspace.console)
    job.workspace.console.say("Made {file}", file=path)
    job.workspace.console.say("Print it on plain paper at 100 %, and hold it against a sheet of {stock}. If "
                              "it is off, correct it with --nudge-x and --nudge-y.",
                         stock=stock.title)  # fmt: skip


def _rows(file: Path, job: PrintJob) -> Sequence[PersonRow]:
    """The people of a table. Raises :class:`click.ClickException` listing all mistakes in it."""
    console = job.workspace.console
    try:
        found = read_people(file.read_bytes(), job.languages)
    except OSError as error:
        raise console.stop(2, "{file} cannot be read. {why}", file=file, why=console.why(error)) from None
    if found.faults:
        raise _refusal(file, found.faults, console)
    for oddity in found.oddities:
        click.echo(_message(file, oddity, console), err=True)
    return found.rows


def _refuse_missing_letters(rows: Sequence[PersonRow], file: Path, job: PrintJob) -> None:
    """Refuse names with characters that no font has: a badge with gaps is useless."""
    faults = []
    for row in rows:
        person = row.person
        text = "".join(filter(None, (person.given, person.family, person.role, person.handle)))
        missing = letters_in(lacking(job.press.fonts, text))
        if missing:
            name = " ".join(filter(None, (person.given, person.family)))
            what = Phrase("{name}: no font has {letters}. Write it differently, or put a font that has it "
                          "into {folder}.")  # fmt: skip
            folder = os.path.relpath(job.press.fonts.folder)
            faults.append(Fault(row.line, what, {"name": name, "letters": missing, "folder": folder}))
    if faults:
        raise _refusal(file, faults, job.workspace.console)


def _refusal(file: Path, faults: Sequence[Fault], console: Console) -> click.ClickException:
    lines = [_message(file, fault, console) for fault in faults[:MOST_LISTED]]
    if len(faults) > MOST_LISTED:
        lines.append(console.text("  ... and {n} more", n=len(faults) - MOST_LISTED))
    lines.append(console.text("Nothing was made."))
    return ended_with(1, "\n".join(lines))


def _message(file: Path, fault: Fault, console: Console) -> str:
    facts = {name: console.text(it) if isinstance(it, Phrase) else it for name, it in fault.facts.items()}
    advice = f" {console.text(fault.advice)}" if fault.advice else ""
    return f"{visible(str(file))}:{fault.line}: {console.text(fault.what, **facts)}{advice}"
