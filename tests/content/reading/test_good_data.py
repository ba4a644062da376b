"""The corpus of good data: what people really write is read, means what they meant, and `fmt` keeps it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from samenight.content.authoring.header_writer import canonical
from samenight.content.model.file_facts import Charity, City, Event
from samenight.content.problems.problem import quoted
from samenight.content.reading.content_files import kind_of
from samenight.content.reading.content_reader import EMPTY_CACHE, read_content
from samenight.content.reading.file_reader import parse

from tests.good import values
from tests.good.files import FILES
from tests.mistakes.laying import lay, survey_of

EVENT = {"city": "ulm", "edition": "2031"}
PLACE = {"slug": "ulm"}
_CITY = 'name: "Ulm"\ncountry: {}\ntimezone: {}\nlanguages: [{}]\n'
# What is tried: the values, the header around one of them, and the kind of file.
TABLES = {
    "time": (values.TIMES, "raffle:\n  draw: {}\n", Event),
    "date": (values.DATES, "updated: {}\n", Event),
    "number": (values.NUMBERS, "capacity: {}\n", Event),
    "count": (values.COUNTS, "results:\n  attendance: {}\n", Event),
    "amount": (values.AMOUNTS, 'goal:\n  amount: {}\n  currency: "EUR"\n', Event),
    "address": (values.URLS, "website: {}\n", Event),
    "point": (values.POINTS, "venue:\n  coordinates: {}\n", Event),
    "answer": (values.ANSWERS, 'tickets:\n  - name: "A"\n    at_the_door: {}\n', Event),
    "deadline": (values.DEADLINES, "donate:\n  until: {}\n", Event),
    "country": (values.COUNTRIES, 'name: "Wells"\ncountry: {}\n', Charity),
    "zone": (values.ZONES, _CITY.format('"PL"', "{}", '"pl"'), City),
    "language": (values.LANGUAGES, _CITY.format('"DE"', '"Europe/Berlin"', "{}"), City),
    "currency": (values.CURRENCIES, 'tickets:\n  - price: "5"\n    currency: {}\n', Event),
    "status": (values.STATUSES, "status: {}\n", Event),
}
VALUES = [(kind, *pair) for kind, (table, *_) in TABLES.items() for pair in values.each(table)]
MONEY = values.each(values.MONEY)


def text_of(kind, value):
    return f"---\n{TABLES[kind][1].format(quoted(value))}---\n"


def read(model, text):
    """The fact of a file that must have no mistakes, and the codes of its notes."""
    fact, problems = parse("content/x.md", text, model, EVENT if model is Event else PLACE)
    assert [str(one) for one in problems if one.severity != "note"] == []
    assert fact is not None
    return fact, [one.code for one in problems]


@pytest.mark.parametrize(("kind", "typed", "meant"), VALUES)
def test_a_value_means_what_its_canonical_form_means(kind, typed, meant):
    model = TABLES[kind][2]
    fact, notes = read(model, text_of(kind, typed))
    right, none = read(model, text_of(kind, meant))
    assert fact == right
    assert none == []
    assert notes == ([] if typed == meant else ["value.form"])
    once = canonical(model, "x.md", text_of(kind, typed))
    assert once == canonical(model, "x.md", text_of(kind, meant))
    assert canonical(model, "x.md", once) == once
    assert read(model, once) == (right, [])


@pytest.mark.parametrize(("typed", "meant"), MONEY)
def test_an_amount_with_its_currency(typed, meant):
    amount, currency = meant.split()
    for text in (
        f"---\ngoal: {quoted(typed)}\n---\n",
        f"---\ngoal:\n  amount: {quoted(typed)}\n---\n",
        f"---\ngoal:\n  amount: {quoted(typed)}\n  currency: {quoted(currency)}\n---\n",
    ):
        for written in (text, canonical(Event, "x.md", text)):
            goal = read(Event, written)[0].goal
            assert (goal.amount, goal.currency) == (Decimal(amount), currency)


def test_the_corpus_is_large():
    assert len(VALUES) + len(MONEY) >= 400
    assert len(FILES) >= 60
    typed = {kind: [typed for one, typed, _ in VALUES if one == kind] for kind in TABLES}
    assert all(len(texts) == len(set(texts)) for texts in typed.values())


# The canonical forms stand for typed values, which are written out here once.
TYPED = [
    ("time", "19:30", lambda fact: fact.raffle.draw, dt.time(19, 30)),
    ("date", "2031-03-20", lambda fact: fact.updated, dt.date(2031, 3, 20)),
    ("number", "1200", lambda fact: fact.capacity, 1200),
    ("amount", "1200.50", lambda fact: fact.goal.amount, Decimal("1200.50")),
    ("point", "-33.9, 151.2", lambda fact: fact.venue.coordinates, (Decimal("-33.9"), Decimal("151.2"))),
    ("deadline", "2031-03-21T00:00", lambda fact: fact.donate.until, dt.datetime(2031, 3, 21)),  # noqa: DTZ001
    ("answer", "no", lambda fact: fact.tickets[0].at_the_door, "no"),
]


@pytest.mark.parametrize(("kind", "meant", "part", "value"), TYPED)
def test_the_typed_value(kind, meant, part, value):
    assert part(read(Event, text_of(kind, meant))[0]) == value


@pytest.mark.parametrize(
    ("header", "begin", "end"),
    [
        ("date: 2031-03-20T19:30", dt.datetime(2031, 3, 20, 19, 30), None),  # noqa: DTZ001
        ("date: 2031-03-20T14:25:00.186Z\nstart: 19:30", dt.datetime(2031, 3, 20, 19, 30), None),  # noqa: DTZ001
        ('date: 2031-03-20\nstart: "19:00"\nend: "24:00"', dt.datetime(2031, 3, 20, 19), (None, dt.time())),  # noqa: DTZ001
        ('date: 2031-03-20\nend_date: 20.3.2031\nstart: "19:00"\nend: "24:00"', dt.datetime(2031, 3, 20, 19),  # noqa: DTZ001
         (dt.date(2031, 3, 21), dt.time())),
    ],
)  # fmt: skip
def test_the_end_of_a_day_and_a_start_in_the_date(header, begin, end):
    text = f"---\n{header}\n---\n"
    for written in (text, canonical(Event, "x.md", text)):
        fact, _ = read(Event, written)
        assert dt.datetime.combine(fact.date, fact.start) == begin
        assert (fact.end_date, fact.end) == (end or (None, None))


def test_a_count_says_how_well_it_is_known():
    found = [read(Event, text_of("count", text))[0].results.attendance for text in
             ("about 50", "at least 100", "estimated 60", "exactly 12")]  # fmt: skip
    assert [(one.count, one.precision) for one in found] == [
        (50, "about"), (100, "at_least"), (60, "estimate"), (12, "exact"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def festival(tmp_path_factory):
    content = tmp_path_factory.mktemp("good") / "content"
    lay(content, FILES)
    return content


def test_no_file_has_an_error(festival):
    found = survey_of(festival, EMPTY_CACHE).problems
    assert [str(one) for one in found if one.severity != "note"] == []
    assert {one.code for one in found} <= {"value.form", "header.unquoted"}


def test_files_that_are_rewritten_mean_the_same(festival, tmp_path):
    done = {}
    for name, text in FILES.items():
        kind = kind_of(tuple(name.split("/")))
        assert kind is not None
        done[name] = canonical(kind[0], name, text)
        assert canonical(kind[0], name, done[name]) == done[name]
    lay(tmp_path / "content", done)
    before, after = read_content(festival), read_content(tmp_path / "content")
    assert after.library == before.library
    assert after.problems == ()
