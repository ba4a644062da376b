"""The results as open data: JSON and CSV of the same rows, and the schema of the JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal

from samenight.content.model.fields import STREAMS
from samenight.results.rows import ResultRow

COLUMNS = {
    "kind": '"event": what is counted of an event; "stream": its parts; "also_reported": not counted',
    "city": "The city's name in addresses",
    "city_name": "The city's name",
    "country": "ISO 3166-1 alpha-2 code of the country; empty for what is only online",
    "event": "The event's name in addresses, within its city",
    "edition": "The edition's name in addresses",
    "date": "The day of the event, ISO 8601",
    "charity": "The charity's name in addresses",
    "charity_name": "The charity's name",
    "currency": "ISO 4217 code of gross, fees, net and handed_over",
    "stream": "Where the money of a stream row comes from",
    "gross": "What was paid",
    "fees": "What payment services kept; empty if not reported",
    "net": "What was left for the charity; the reported sum if the fees are not known",
    "count": "How many tickets, gifts or lots",
    "precision": "How well the figure is known: exact, about, at_least, estimate; empty: not stated",
    "status": "reported (by a source), provisional or final",
    "as_of": "The day of the count, ISO 8601",
    "counted_by": "Who counted",
    "includes": "What the sums contain besides: refunds, fees, pledges; words separated by spaces",
    "announced": "The amount and currency announced at the event itself, whatever was counted later",
    "evidence": "What proves the figure",
    "base_currency": "ISO 4217 code of converted",
    "converted": "net in the base currency, rounded to its decimals; empty without a dated rate",
    "rate": "Units of the base currency for one unit of currency",
    "rate_date": "The day of the rate, ISO 8601",
    "rate_source": "Who published the rate",
    "handed_over": "What the charity received",
    "handed_over_date": "When it received it, ISO 8601",
    "note": "Remarks about the figure",
    "sources": "Where it was published: addresses separated by spaces",
    "page": "The event's permanent page",
}

_PATTERNS = {
    **dict.fromkeys(("gross", "fees", "net", "converted", "rate", "handed_over"), r"^([0-9]+(\.[0-9]+)?)?$"),
    **dict.fromkeys(("date", "as_of", "rate_date", "handed_over_date"), r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"),
    **dict.fromkeys(("currency", "base_currency"), "^([A-Z]{3})?$"),
    "country": "^([A-Z]{2})?$",
    "count": "^[0-9]*$",
}
_CHOICES = {
    "kind": ["event", "stream", "also_reported"],
    "precision": ["", "exact", "about", "at_least", "estimate"],
    "status": ["reported", "provisional", "final"],
    "stream": ["", *STREAMS],
}


# First characters that make a spreadsheet treat a cell as a formula.
_FORMULA = {*"=+-@＝＋－＠"}
_BREAKS = {*"\t\r\n"}


@dataclass(frozen=True)
class OpenData:
    """The content of the files: names, the address of the schema, and the rows."""

    festival: str
    base_currency: str
    schema: str
    rows: tuple[ResultRow, ...]


def json_of(data: OpenData) -> bytes:
    """``results.json``: the rows, and totals of the event rows by currency.

    Amounts are text with a decimal point, as most readers take JSON numbers for floats.
    """
    document = {
        "$schema": data.schema,
        "festival": data.festival,
        "base_currency": data.base_currency,
        "rule": "Rows of the kind event add up to the totals; converted is the sum of rounded rows.",
        "totals": _totals(data),
        "rows": [],
    }
    head = json.dumps(document, ensure_ascii=False, indent=1).encode()
    rows = b",\n".join(map(_json_row, data.rows))  # one by one: all at once take forty times their bytes
    return head.removesuffix(_NO_ROWS) + b"[\n" + rows + b"\n ]\n}\n" if rows else head + b"\n"


_NO_ROWS = b"[]\n}"


def _json_row(row: ResultRow) -> bytes:
    """A row as ``json.dumps`` writes it in the document, with its indent of one blank a level."""
    text = json.dumps(vars(row), ensure_ascii=False, separators=(",\n   ", ": "))
    return f"  {{\n   {text[1:-1]}\n  }}".encode()


def _totals(data: OpenData) -> dict[str, object]:
    counted = [row for row in data.rows if row.kind == "event"]
    net: dict[str, Decimal] = {}
    for row in counted:
        net[row.currency] = net.get(row.currency, Decimal(0)) + Decimal(row.net)
    converted = [Decimal(row.converted) for row in counted if row.converted]
    return {
        "net": {currency: f"{amount:f}" for currency, amount in sorted(net.items())},
        "converted": f"{sum(converted, Decimal(0)):f}",
        "converted_rows": len(converted),
        "event_rows": len(counted),
    }


def csv_of(data: OpenData) -> bytes:
    """``results.csv`` (RFC 4180), with a byte order mark: without it, Excel takes UTF-8 for the machine's own
    encoding. Text that a spreadsheet would run as a formula is escaped."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in data.rows:
        writer.writerow([formula_safe(str(getattr(row, column))) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def formula_safe(cell: str) -> str:
    """The cell, with an apostrophe in front if a spreadsheet would run it (OWASP, CSV injection)."""
    danger = cell[:1] in _BREAKS or cell.lstrip()[:1] in _FORMULA
    return f"'{cell}" if danger else cell


def schema_of(address: str) -> bytes:
    """``schema.json``: the JSON Schema (2020-12) of ``results.json``."""
    text = {"type": "string"}
    row = {
        "type": "object",
        "required": list(COLUMNS),
        "additionalProperties": False,
        "properties": {name: _property(name, words) for name, words in COLUMNS.items()},
    }
    names = ("$schema", "festival", "base_currency", "rule")
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Results of a festival",
        "type": "object",
        "required": [*names, "totals", "rows"],
        "properties": {
            **dict.fromkeys(names, text),
            "totals": {"type": "object"},
            "rows": {"type": "array", "items": row},
        },
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _property(name: str, description: str) -> dict[str, object]:
    schema: dict[str, object] = {"type": "string", "description": description}
    if name in _PATTERNS:
        schema["pattern"] = _PATTERNS[name]
    if name in _CHOICES:
        schema["enum"] = _CHOICES[name]
    return schema
