"""Reads ``rates.csv``: dated exchange rates, one per line, each with its source."""

from __future__ import annotations

import csv
import io

from pydantic import ValidationError

from samenight.content.model.amounts import Rate
from samenight.content.model.base import finding_of
from samenight.content.problems.kinds import files
from samenight.content.problems.problem import Finding, Problem, field_path

# Reading stops after this many problems: it is probably a different file.
MOST_WRONG = 200
COLUMNS = ["currency", "date", "rate", "source"]


def read_rates(file: str, text: str) -> tuple[list[Rate], list[Problem]]:
    """The rates of a file, and everything that is wrong in it."""
    rates: list[Rate] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, object], int] = {}
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if line == 1 and [cell.strip() for cell in row] != COLUMNS:
                return [], [_problem(file, 1, "", files.RATES_HEAD(",".join(row), columns=",".join(COLUMNS)))]
            if line > 1 and row:
                rate, wrong = _read(file, line, row)
                first = seen.setdefault((rate.currency, rate.date), line) if rate else line
                if first != line:
                    wrong = [_problem(file, line, "", files.RATES_TWICE(first=first))]
                rates += [rate] if rate else []
                problems += wrong
            if len(problems) > MOST_WRONG:
                break
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(_problem(file, line, "", files.RATES_LINE(error)))
    return rates, problems


def _read(file: str, line: int, row: list[str]) -> tuple[Rate | None, list[Problem]]:
    if len(row) > len(COLUMNS):
        return None, [_problem(file, line, "", files.RATES_CELLS(len(row)))]
    try:
        return Rate.model_validate(dict(zip(COLUMNS, row, strict=False))), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(file, line, field_path(d["loc"]), finding_of(d, ())) for d in details]


def _problem(file: str, line: int, field: str, finding: Finding) -> Problem:
    return Problem(file, line, 1, field, finding)
