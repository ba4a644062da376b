"""One file's text: all its problems at once; blanks mean "not known yet", and only where allowed."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.authoring.header_writer import canonical
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import Page, Post
from samenight.content.problems.problem import in_order
from samenight.content.reading.file_reader import known_keys, parse
from samenight.content.reading.placeholders import as_read, as_typed, kept_items, without_blanks

from tests import sites

PARIS = {"city": "paris", "edition": "2011-spring"}


def event(text):
    """The event of such a header and its problems as line, column, field and code."""
    fact, problems = parse("content/e.md", f"---\n{dedent(text).strip()}\n---\n", Event, PARIS)
    return fact, [(one.line, one.column, one.field, one.code) for one in problems]


def city(text):
    return parse("content/c.md", f"---\n{dedent(text).strip()}\n---\n", City, {"slug": "paris"})


# Blanks

BLANKS = """
    {status}
    date: "___"
    start: "___ when the doors open, like 19:30"
    venue: {{name: "___", address: "____", wifi: {{network: "___", password: "___"}}}}
    capacity: ___
    goal: {{amount: "___", currency: "PLN"}}
    tickets:
      - {{name: "___", price: "___", currency: "PLN", url: "___"}}
      - {{name: "Ticket", price: "___", url: "https://tickets.example.org"}}
    raffle:
      price: "___"
      currency: "PLN"
      prizes: [{{name: "___"}}]
    hashtags: ["___", "Lantern"]
    """


@pytest.mark.parametrize("status", ['status: "planned"', "status:", 'status: ""', "# no status"])
def test_an_event_that_is_planned_may_have_blanks(status):
    fact, problems = event(BLANKS.format(status=status))
    assert problems == []
    assert (fact.date, fact.start, fact.venue, fact.capacity, fact.goal, fact.raffle) == (None,) * 6
    assert [ticket.name for ticket in fact.tickets] == ["Ticket"]
    assert fact.hashtags == ("Lantern",)


@pytest.mark.parametrize("status", ["confirmed", "held", "cancelled", "postponed"])
def test_in_any_other_event_each_blank_is_reported_once_with_its_place(status):
    fact, problems = event(BLANKS.format(status=f'status: "{status}"'))
    assert fact is not None
    assert {code for *_, code in problems} == {"blank.left"}
    assert [(line, field) for line, _, field, _ in problems] == [
        (3, "date"),
        (4, "start"),
        (5, "venue.name"),
        (5, "venue.address"),
        (5, "venue.wifi.network"),
        (5, "venue.wifi.password"),
        (6, "capacity"),
        (7, "goal.amount"),
        (9, "tickets[0].name"),
        (9, "tickets[0].price"),
        (9, "tickets[0].url"),
        (10, "tickets[1].price"),
        (12, "raffle.price"),
        (14, "raffle.prizes[0].name"),
        (15, "hashtags[0]"),
    ]


def test_a_blank_in_any_other_file_is_a_warning():
    fact, problems = city("""
        name: "Łódź"
        country: "PL"
        timezone: "Europe/Warsaw"
        coordinates: "___ look them up"
        """)
    assert fact.coordinates is None
    assert [(one.line, one.field, one.code, one.severity) for one in problems] == [
        (5, "coordinates", "blank.open", "warning")
    ]


def test_a_blank_in_a_required_field_is_reported_once_and_as_an_error():
    _, problems = city('name: "___"\ncountry: "PL"\ntimezone: "Europe/Warsaw"')
    assert [(one.line, one.column, one.field, one.code) for one in problems] == [
        (2, 7, "name", "value.missing")
    ]
    _, problems = event('status: "held"\ntickets: [{name: "___", price: "5.00", currency: "EUR"}]')
    assert problems == [(3, 18, "tickets[0].name", "blank.left")]


def test_items_after_an_item_of_blanks_keep_their_place():
    text = """
        tickets:
          - {name: "___", price: "___", currency: "EUR"}
          - {name: "A", price: "5.00", currency: "EUR"}
          - {name: "___"}
          - {name: "B", prise: "5.00"}
        programme: ["___", {time: "late", what: "Choir"}]
        """
    assert event(text)[1] == [
        (6, 17, "tickets[3].prise", "key.unknown"),
        (7, 27, "programme[1].time", "value.time"),
    ]


def test_what_is_odd_behind_an_item_of_blanks_keeps_its_place():
    text = """
        tickets:
          - {name: "___", currency: "EUR"}
          - {name: "Your name here", price: "1.500", currency: "EUR"}
        """
    assert sorted((line, column, field) for line, column, field, _ in event(text)[1]) == [
        (4, 12, "tickets[1].name"),
        (4, 37, "tickets[1].price"),
    ]


def test_what_a_rule_finds_behind_an_item_of_blanks_keeps_its_place(reading):
    edition = '---\nname: "S"\nalso_for:\n  - {charity: "___"}\n  - {charity: "dry-feet"}\n---\n'
    found = {problem.code: problem for problem in reading({"editions/2011-spring.md": edition}).problems}
    missing = found["reference.charity"]
    assert (missing.line, missing.column, missing.field) == (5, 15, "also_for[1].charity")


TREES = st.recursive(
    st.sampled_from(["", "___", "___ hint", "x", None]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "currency"]), inner, max_size=3)
    ),
    max_leaves=10,
)


def leaves(values, location=()):
    steps = (
        values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    )
    for step, inner in steps:
        yield from leaves(inner, (*location, step))
    if isinstance(values, str):
        yield location, values


@given(TREES)
def test_what_is_left_without_blanks_is_where_it_was_typed(values):
    left = list(leaves(without_blanks(values)))
    assert all(not text.startswith("___") for _, text in left)
    typed, numbers = dict(leaves(values)), kept_items(values)
    for location, text in left:
        assert typed[as_typed(numbers, location)] == text
    texts = dict(as_read(numbers, [(at, text) for at, text in typed.items() if text == "x"]))
    for location, text in left:
        assert text == "" or texts.pop(location) == text
    assert all("currency" in location for location in texts)
    kept = [location for location, text in typed.items() if text == "x" and "currency" not in location]
    assert kept == [as_typed(numbers, one) for one, text in left if text == "x" and "currency" not in one]


# Texts that other programs read as another type


def test_a_bare_word_that_others_would_re_type_is_noted_with_the_quoted_form():
    text = "---\ndate: 2011-03-24\nstart: 19:30\ntickets: [{name: A, price: 5.00, currency: EUR}]\n---\n"
    fact, problems = parse("content/e.md", text, Event, PARIS)
    assert fact is not None
    assert [(one.line, one.column, one.field, one.finding.replacement) for one in problems] == [
        (2, 7, "date", '"2011-03-24"'),
        (3, 8, "start", '"19:30"'),
        (4, 28, "tickets[0].price", '"5.00"'),
    ]
    assert {(one.code, one.severity) for one in problems} == {("header.unquoted", "note")}
    said = sites.said(problems[0])
    assert said.startswith("2011-03-24 is written here without quotes. Put it in quotes")


def test_a_country_called_no_needs_quotes():
    _, (problem,) = city('name: "Oslo"\ncountry: NO\ntimezone: "Europe/Oslo"')
    assert (problem.line, problem.column, problem.finding.replacement) == (3, 10, '"NO"')


# All at once


def test_all_mistakes_of_a_file_are_reported_at_once():
    text = """
        status: "confirmd"
        dat: "2011-03-24"
        start: 7pm
        capacity: 250
        city: "paris"
        body: "x"
        venue: {name: "___", url: "javascript:x"}
        tickets:
          - {name: "A", price: "5 EUR"}
        press: [{title: "T"}]
        """
    fact, problems = event(text)
    assert fact is None
    assert sorted(problems) == [
        (2, 9, "status", "value.word"),
        (3, 1, "dat", "key.unknown"),
        (4, 8, "start", "value.form"),
        (5, 11, "capacity", "header.unquoted"),
        (6, 1, "city", "key.given"),
        (7, 1, "body", "key.unknown"),
        (8, 15, "venue.name", "blank.left"),
        (8, 27, "venue.url", "link.address"),
        (10, 24, "tickets[0].price", "value.form"),
        (11, 9, "press[0].url", "key.missing"),
    ]


def test_a_text_that_cannot_be_published_is_reported_together_with_the_header():
    text = f'---\nstatus: "confirmd"\n---\n\n{"[" * 501}'
    _, problems = parse("content/e.md", text, Event, PARIS)
    assert [(one.line, one.code) for one in problems] == [(5, "body.brackets"), (2, "value.word")]


def test_a_header_that_cannot_be_read_is_the_only_problem():
    fact, problems = parse("content/e.md", '---\nstatus: "x\n---\n', Event, PARIS)
    assert fact is None
    assert [one.code for one in problems] == ["header.quote"]


MODELS = [
    (Festival, {}),
    (Edition, {"slug": "e"}),
    (Charity, {"slug": "c"}),
    (City, {"slug": "c"}),
    (Event, PARIS),
    (Post, {"city": "paris", "slug": "p"}),
    (Page, {"slug": "p"}),
]
WORDS = st.sampled_from(
    [
        '""',
        "~",
        "x",
        '"___"',
        "no",
        "19:30",
        '"2011-03-24"',
        '"5.00"',
        '"EUR"',
        '"https://example.org"',
        '"\\e[31m"',
        "[]",
        "{}",
        "[~]",
        '[""]',
        "[[]]",
        "{x: ~}",
        '{amount: "___", currency: "EUR"}',
        '[{name: "___"}, {}]',
        "{{}: x}",
    ]
)


@pytest.mark.parametrize(("model", "given_"), MODELS, ids=[model.__name__ for model, _ in MODELS])
@given(data=st.data())
def test_any_value_of_a_key_is_a_fact_or_a_problem(model, given_, data):
    keys = data.draw(st.lists(st.sampled_from([*known_keys(model, ()), "odd\\e"]), unique=True, max_size=6))
    lines = [f'"{key}": {nest(model, key, data)}' for key in keys]
    text = "\n".join(["---", *lines, "---", ""])
    fact, problems = parse("content/x.md", text, model, given_)
    assert fact is not None or problems
    for one in problems:
        assert 1 <= one.line <= text.count("\n")
        assert one.column <= len(text.split("\n")[one.line - 1]) + 1
        assert "\x1b" not in sites.said(one)


def nest(model, key, data):
    """A value, or a group of keys that the model has there, in brackets or not."""
    inner = known_keys(model, (key,))
    if not inner or data.draw(st.booleans()):
        return data.draw(WORDS)
    some = data.draw(st.lists(st.sampled_from(inner), unique=True, max_size=4))
    group = "{" + ", ".join(f"{one}: {data.draw(WORDS)}" for one in some) + "}"
    return f"[{group}]" if data.draw(st.booleans()) else group


@pytest.mark.parametrize(
    "text", ["1" * 30_000, "1 " * 15_000, "a." * 15_000, "@a" * 15_000, "https://" + "a." * 14_000]
)
@pytest.mark.parametrize(
    "key", ["date", "start", "end", "status", "capacity", "charity", "hashtags", "updated"]
)
def test_a_value_as_long_as_a_header_is_refused_like_any_other(key, text):
    value = f'["{text}"]' if key == "hashtags" else f'"{text}"'
    fact, problems = parse("content/e.md", f"---\n{key}: {value}\n---\n", Event, PARIS)
    assert fact is None
    assert len(sites.said(problems[0])) < 1000


@pytest.mark.parametrize("item", ["{a: b}", "[]", "no", "{name: ___}"])
def test_a_list_of_thousands_of_mistakes_is_reported_like_one_of_a_few(item):
    """A search of the whole list for each of its mistakes would take minutes."""
    many = ",".join([item] * 2_500)
    text = f'---\ntickets: [___,{many}]\nstatus: "held"\n---\n'
    _, problems = parse("content/e.md", text, Event, PARIS)
    assert len(problems) >= 2_500
    assert len({one.field for one in problems}) >= 2_500


def test_what_is_odd_is_reported_even_if_something_else_cannot_be_read():
    text = """---
status: "planed"
date: "TBA"
venue: {name: "yourlocation"}
slogan: "Write to ana@poczta.pl"
---
TODO: text. Call +48 601 234 567.
"""
    _, problems = parse("content/e.md", text, Event, PARIS)
    assert sorted((one.line, one.code) for one in problems) == [
        (2, "value.word"),
        (3, "value.date"),
        (4, "text.template"),
        (5, "privacy.email"),
        (7, "privacy.phone"),
        (7, "text.template"),
    ]


# What is read in another form


def test_what_is_read_in_another_form_is_noted_at_its_place():
    fact, problems = parse(
        "content/e.md",
        "---\ndate: 20.3.2031\nvenue: Café X\naccounts:\n  # old\n  Twitter: '@lamps'\n"
        "tickets:\n  - price: 5 €\n---\n",
        Event,
        PARIS,
    )
    assert fact is not None
    assert (fact.venue.name, fact.accounts, fact.tickets[0].currency) == ("Café X", {"x": "lamps"}, "EUR")
    assert [
        (one.line, one.column, one.field, one.severity, one.finding.replacement) for one in in_order(problems)
    ] == [
        (2, 7, "date", "note", '"2031-03-20"'),
        (3, 8, "venue", "note", '{name: "Café X"}'),
        (6, 3, "accounts.Twitter", "note", "x"),
        (8, 12, "tickets[0].price", "note", '"5"'),
    ]


@pytest.mark.parametrize(
    ("header", "line", "column", "field", "code"),
    [
        ('venue: {name: V}\ngoal: "$500"', 3, 7, "goal", "money.which"),
        ("venue: {name: V}\ngoal: 1.500 €", 3, 7, "goal", "value.amount"),
        ("goal:\n  amount: 500 zł\n  currency: EUR", 3, 11, "goal.amount", "money.other"),
        ("date: '2031-03-20'\nend_date: '2031-03-19'", 3, 11, "end_date", "event.end"),
        ("date: 20.3.2031\nend_date: 19.3.2031", 3, 11, "end_date", "event.end"),
        ("accounts: {twitter: 'no name'}", 2, 21, "accounts.twitter", "account.handle"),
        ("venue: geo:95.0,2.0", 2, 8, "venue", "value.form"),
        ("tickets: At the door", 2, 10, "tickets", "value.list"),
        ("tickets:\n  - {name: A, price: about 5 €}", 3, 22, "tickets[0].price", "value.amount"),
    ],
)
def test_a_mistake_points_at_its_value(header, line, column, field, code):
    found = event(header)[1]
    assert (line, column, field, code) in found


def test_the_advice_for_an_end_before_the_beginning_is_right():
    """Only days that are far apart are swapped; an end a day early is one of an event over midnight."""
    for end, advice in (
        ("2031-03-19", 'It ends on "2031-03-20" or later.'),
        ("2031-03-01", "Swap date and end_date."),
    ):
        text = f'---\ndate: "2031-03-20"\nend_date: "{end}"\n---\n'
        (problem,) = parse("content/e.md", text, Event, PARIS)[1]
        assert advice in sites.said(problem)


def test_other_currencies_and_unclear_ones_stay_as_they_are_typed():
    """`fmt` writes only what is read."""
    text = '---\ngoal:\n  amount: "500 zł"\n  currency: "EUR"\ntickets:\n  - price: "$5"\n---\n'
    assert canonical(Event, "e.md", text) == text


PROGRAMME = (
    "programme:\n  - {{time: '12:00', what: Lunch{}}}\n"
    "  - {{time: '13:00', what: Talk}}\n  - {{time: '12:00', what: Lunch{}}}"
)


@pytest.mark.parametrize("more", [("", ""), (", who: A", ", who: B"), ("", ", who: B")])
def test_the_programme_of_two_days_may_have_the_same_twice(more):
    codes = [code for *_, code in event(PROGRAMME.format(*more))[1]]
    assert "value.twice" not in codes


@pytest.mark.parametrize(
    "acts",
    ["[Lunch, Talk, Lunch]", "[Lunch, Lunch]", "[{what: Lunch}, {what: Lunch}]",
     "[{time: '20:00', what: Choir}, {time: '20:00', what: Choir, who: A}]"],
)  # fmt: skip
def test_what_has_no_time_or_differs_may_be_in_a_programme_twice(acts):
    assert "value.twice" not in [code for *_, code in event(f"programme: {acts}")[1]]


def test_a_line_of_a_programme_that_was_copied_is_reported():
    line = "  - {time: '20:00', what: Choir}\n"
    assert (4, 5, "programme[1]", "value.twice") in event(f"programme:\n{line}{line}")[1]
