"""The open data: one set of rows as JSON and CSV, described by a schema, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from decimal import Decimal

import pytest
from samenight.content.library.ledger import total_of
from samenight.results.artifacts import artifacts
from samenight.results.open_data import COLUMNS, formula_safe

from tests.pages import pages
from tests.results import money


@pytest.fixture(scope="module")
def library():
    return money.festival()


def data_of(library):
    return json.loads(pages.content(artifacts, library, "results/results.json"))


def csv_of(library):
    text = pages.content(artifacts, library, "results/results.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rows(library, **cells):
    """The rows that have these cells."""
    return [row for row in data_of(library)["rows"] if all(row[name] == cell for name, cell in cells.items())]


# A small part of JSON Schema: what our schema uses.


def faults(value, schema, where="$"):
    """What is wrong with a value by a schema."""
    kinds = {"object": dict, "array": list, "string": str}
    if not isinstance(value, kinds[schema["type"]]):
        return [f"{where} is not of the type {schema['type']}"]
    if isinstance(value, dict):
        return list(of_object(value, schema, where))
    if isinstance(value, list):
        return [
            fault
            for number, item in enumerate(value)
            for fault in faults(item, schema["items"], f"{where}[{number}]")
        ]
    return list(of_text(value, schema, where))


def of_object(value, schema, where):
    known = schema.get("properties", {})
    yield from (f"{where}.{name} is missing" for name in schema.get("required", ()) if name not in value)
    if schema.get("additionalProperties") is False:
        yield from (f"{where}.{name} is unknown" for name in value if name not in known)
    for name in value.keys() & known.keys():
        yield from faults(value[name], known[name], f"{where}.{name}")


def of_text(value, schema, where):
    assert set(schema) <= {"type", "description", "pattern", "enum"}
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not match {schema['pattern']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"


def test_the_data_is_valid_by_its_schema(library):
    schema = json.loads(pages.content(artifacts, library, "results/schema.json"))
    data = data_of(library)
    assert faults(data, schema) == []
    assert schema["$id"] == data["$schema"] == f"{pages.URL}/results/schema.json"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_is_not_content_with_anything(library):
    schema = json.loads(pages.content(artifacts, library, "results/schema.json"))
    data = data_of(library)
    row = data["rows"][0]
    for name, cell in (
        ("gross", "1,5"),
        ("kind", "x"),
        ("currency", "eur"),
        ("date", "24.3.2011"),
        ("more", "x"),
    ):
        assert len(faults({**data, "rows": [{**row, name: cell}]}, schema)) == 1, name
    assert len(faults({**data, "rows": [{k: v for k, v in row.items() if k != "net"}]}, schema)) == 1


def test_the_schema_says_what_each_column_means(library):
    schema = json.loads(pages.content(artifacts, library, "results/schema.json"))
    columns = schema["properties"]["rows"]["items"]["properties"]
    assert list(columns) == list(COLUMNS)
    assert all(column["description"] for column in columns.values())


def test_csv_and_json_are_the_same_rows(library):
    armed = [{name: formula_safe(cell) for name, cell in row.items()} for row in data_of(library)["rows"]]
    assert csv_of(library) == armed
    assert list(csv_of(library)[0]) == list(COLUMNS)


def test_csv_is_as_rfc_4180_has_it(library):
    text = pages.content(artifacts, library, "results/results.csv")
    assert text.endswith(b"\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert b'"Wells, ""Clean"""' in text
    assert "京都" in text.decode("utf-8")


def test_excel_recognises_the_encoding_of_the_csv(library):
    assert pages.content(artifacts, library, "results/results.csv").startswith(b"\xef\xbb\xbfkind,")


def test_a_row_has_everything_about_a_sum(library):
    (row,) = rows(library, kind="event", city="paris")
    assert row == {
        "kind": "event",
        "city": "paris",
        "city_name": "Paris",
        "country": "FR",
        "event": "2011-spring",
        "edition": "2011-spring",
        "date": "2011-03-24",
        "charity": "wells",
        "charity_name": 'Wells, "Clean"',
        "currency": "EUR",
        "stream": "",
        "gross": "2400.00",
        "fees": "48.66",
        "net": "2351.34",
        "count": "",
        "precision": "exact",
        "status": "final",
        "as_of": "2011-04-06",
        "counted_by": "",
        "includes": "",
        "announced": "",
        "evidence": "",
        "base_currency": "USD",
        "converted": "3321.97",
        "rate": "1.4128",
        "rate_date": "2011-03-24",
        "rate_source": 'Bank, "reference" rates',
        "handed_over": "2351.34",
        "handed_over_date": "2011-04-08",
        "note": "",
        "sources": "",
        "page": f"{pages.URL}/paris/2011-spring/",
    }


def test_lines_are_rows_of_their_own_kind(library):
    tickets, raffle = rows(library, kind="stream", city="paris")
    assert (tickets["stream"], tickets["gross"], tickets["fees"], tickets["net"]) == (
        "tickets",
        "1500.00",
        "48.66",
        "1451.34",
    )
    assert (tickets["count"], tickets["evidence"], tickets["converted"]) == ("240", "Export", "")
    assert (raffle["fees"], raffle["net"], raffle["handed_over"]) == ("", "900.00", "")


def test_parts_of_a_total_are_named_and_not_counted(library):
    (event,) = rows(library, kind="event", city="lyon", edition="2011-spring")
    assert (event["net"], event["precision"], event["charity"]) == ("100.10", "about", "school")
    assert [row["net"] for row in rows(library, kind="stream", city="lyon")] == ["60.00", "7.50"]


def test_amounts_have_the_decimals_of_their_currency(library):
    (kyoto,) = rows(library, city="kyoto")
    assert (kyoto["net"], kyoto["converted"], kyoto["rate_date"]) == ("1000", "12.30", "2011-03-20")
    small = pages.of(
        {"results": money.total("1.125", "BHD")},
        {"edition": "e2", "results": money.total("0.005", "EUR")},
        editions=[pages.SPRING, {"slug": "e2", "name": "E"}],
    )
    assert [row["net"] for row in rows(small)] == ["1.125", "0.005"]


def test_a_sum_without_a_rate_has_empty_cells(library):
    (auckland,) = rows(library, city="auckland")
    assert (auckland["converted"], auckland["rate"], auckland["rate_date"], auckland["rate_source"]) == (
        "",
    ) * 4
    assert auckland["base_currency"] == "USD"


def test_two_currencies_are_two_rows(library):
    assert [(row["currency"], row["net"]) for row in rows(library, kind="event", city="reno")] == [
        ("EUR", "5.55"),
        ("USD", "10.00"),
    ]


def test_what_was_handed_over_is_there_once():
    """Rows of two currencies must not make the charity seem to have received it twice."""
    hand = {"date": "2011-04-08", "amount": "15.55", "currency": "USD"}
    results = {"lines": money.RENO["lines"], "handed_over": hand}
    found = rows(pages.of({"results": results}), kind="event")
    assert [(row["currency"], row["handed_over"]) for row in found] == [("EUR", ""), ("USD", "15.55")]


def test_what_was_handed_over_is_never_on_a_row_of_another_currency():
    hand = {"date": "2011-04-08", "amount": "15.55", "currency": "USD"}
    (row,) = rows(pages.of({"results": {**money.total("11", "EUR"), "handed_over": hand}}))
    assert (row["currency"], row["handed_over"]) == ("EUR", "")


def test_an_event_without_a_sum_has_no_row(library):
    assert rows(library, city="zagreb") == []


def test_rows_of_events_make_the_totals(library):
    data = data_of(library)
    by_currency = defaultdict(Decimal)
    for row in data["rows"]:
        if row["kind"] == "event":
            by_currency[row["currency"]] += Decimal(row["net"])
    assert {code: Decimal(net) for code, net in data["totals"]["net"].items()} == by_currency
    assert data["totals"]["converted"] == "3520.93"
    assert (data["totals"]["converted_rows"], data["totals"]["event_rows"]) == (6, 7)


def test_the_data_and_the_page_say_the_same(library):
    total = total_of([entry for event in library.events for entry in library.entries_of(event)], "USD")
    data = data_of(library)["totals"]
    assert Decimal(data["converted"]) == total.converted
    assert {one.currency: one.net for one in total.sums} == {k: Decimal(v) for k, v in data["net"].items()}
    page = pages.body(pages.page(artifacts, library, "results/"))
    assert f"US${total.converted:,}" in page


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＠x"]
)
def test_formulas_are_disarmed(cell):
    assert formula_safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Paris", "12.50", "a=b", "'=1", "https://example.org/=", "1-2"])
def test_other_cells_stay_as_they_are(cell):
    assert formula_safe(cell) == cell


def test_no_cell_of_the_file_begins_as_a_formula(library):
    cells = [cell for row in csv_of(library) for cell in row.values()]
    assert "'=School" in cells
    assert [cell for cell in cells if cell.lstrip()[:1] in "=+-@" and cell.strip()] == []
    assert rows(library, charity="school")[0]["charity_name"] == "=School"


def test_a_festival_without_results_still_has_its_data():
    data = data_of(pages.of({}))
    assert data["rows"] == []
    assert data["totals"] == {"net": {}, "converted": "0", "converted_rows": 0, "event_rows": 0}
    assert csv_of(pages.of({})) == []


def test_the_same_facts_make_the_same_bytes(library):
    for name in ("results.json", "results.csv", "schema.json"):
        one = pages.content(artifacts, library, f"results/{name}")
        other = pages.content(artifacts, money.festival(), f"results/{name}", pages.a_site(now="2031-01-01"))
        assert one == other


def test_a_row_names_its_own_source_and_else_the_events():
    total = {"amount": "10", "currency": "EUR", "source": "https://a.example/", "note": "after the night"}
    other = {
        "what": "raised",
        "amount": "12",
        "currency": "EUR",
        "source": "https://b.example/",
        "note": "a guest",
    }
    results = {"total": total, "lines": [money.line("door", "4")], "also_reported": [other]}
    event = {"results": results, "sources": ["https://c.example/", "https://d.example/"]}
    found = [(row["kind"], row["note"], row["sources"]) for row in rows(pages.of(event))]
    assert found == [
        ("event", "after the night", "https://a.example/"),
        ("stream", "", "https://c.example/ https://d.example/"),
        ("also_reported", "raised. a guest", "https://b.example/"),
    ]
