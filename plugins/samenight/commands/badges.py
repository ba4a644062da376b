"""`samenight badges`: name badges for the people of a table, on a label stock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
from samenight.commands.people_table import Fault, PersonRow, people_in
from samenight.commands.private_files import private_folder, put, refuse_public
from samenight.commands.prompts import Console, end
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
    """What the command line asks for. ``names`` is the table, ``start_at`` the first free label of
    the first sheet, counted from 1."""

    names: Path | None
    stock: str | None
    nudge: tuple[float, float]
    start_at: int
    both: bool
    test_sheet: bool


def badges(request: PrintRequest, asked: BadgeRequest) -> None:
    """Make the badges, or the sheet to try a stock with. Raises :class:`click.ClickException`."""
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
    path = put(folder, f"{piece.name}-names.pdf", pdf, console)
    console.say("Made {file}", file=path)
    console.say(
        "{badges} on {sheets} of {stock}. Print at 100 %, not fit to page.", stock=stock.title, **counts
    )


def _test_sheet(job: PrintJob, stock: Stock, asked: BadgeRequest, folder: Path) -> None:
    piece = PIECES[f"badges-{stock.name}"]
    with explained(job.workspace.console):
        pdf = pdf_of(job.press, TEST_SHEET, {**data_for(job, piece), "nudge": asked.nudge})
    path = put(folder, f"{piece.name}-test.pdf", pdf, job.workspace.console)
    job.workspace.console.say("Made {file}", file=path)
    job.workspace.console.say("Print it on plain paper at 100 %, and hold it against a sheet of {stock}. "
                         "Where it is off, say so with --nudge-x and --nudge-y.",
                         stock=stock.title)  # fmt: skip


def _rows(file: Path, console: Console) -> Sequence[PersonRow]:
    """The people of a table. Raises with everything that is wrong in it."""
    try:
        found = people_in(file.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise console.stop(2, "{file} cannot be read ({reason}).", file=file, reason=reason) from None
    if found.faults:
        raise _refusal(file, found.faults, console)
    for oddity in found.oddities:
        click.echo(_said(file, oddity, console), err=True)
    return found.rows


def _refuse_missing_letters(rows: Sequence[PersonRow], file: Path, job: PrintJob) -> None:
    """Nobody wears a badge with gaps in its letters."""
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
    return end(1, "\n".join(lines))


def _said(file: Path, fault: Fault, console: Console) -> str:
    return f"{visible(str(file))}:{fault.line}: {console.text(fault.what, **fault.facts)}"
