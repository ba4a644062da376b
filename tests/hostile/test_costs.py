"""No input costs much more than an ordinary one of its size, and none needs much memory.

Everything is measured in one process, as a ratio to what an ordinary file costs there: in processor time (the
median of three runs where a first one is slow), and in the largest memory that the process ever had.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from samenight.content.reading.header import MAX_HEADER_BYTES

from tests.hostile.costly_texts import TEXTS
from tests.programs import HANGING
from tests.sites import REPOSITORY

MOST_TIMES = 15
MOST_MEGABYTES = 200

MEASURE = """
import json, resource, statistics, sys, time
from samenight.content.model.file_facts import Event
from samenight.content.reading.file_checks.body_limits import rejection
from samenight.content.reading.file_reader import parse
from samenight.site import body_html
from tests.hostile.costly_texts import ORDINARY, TEXTS, filled
from tests.hostile.test_costs import HEADERS, MOST_TIMES

def cost(header, body):
    body_html.html_of.cache_clear()
    before = time.process_time()
    fact, problems = parse("e.md", f"---\\n{header}\\n---\\n{body}", Event, {"city": "c", "edition": "e"})
    if not any(problem.severity == "error" for problem in problems):
        body_html.html_of(body)
    return time.process_time() - before

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def ratio(header, body, usual):
    first = cost(header, body) / usual
    again = range(3) if first > MOST_TIMES / 2 else ()
    return statistics.median([cost(header, body) / usual for _ in again] or [first])

ordinary = filled(ORDINARY)
cost("", ordinary)
usual = statistics.median(cost('name: "A night"', ordinary) for _ in range(5))
start = memory()
ratios = {name: ratio("", text, usual) for name, text in TEXTS.items()}
ratios |= {name: ratio(header, "", usual) for name, header in HEADERS.items()}
print(json.dumps({"ratios": ratios, "megabytes": memory() - start}))
"""


def long(unit: str) -> str:
    return unit * ((MAX_HEADER_BYTES - 200) // len(unit.encode()))


# Headers as large as a header may be.
HEADERS = {
    "a value of " + name: f'{field}: "{long(unit)}"'
    for name, field, unit in (
        ("one letter", "name", "a"),
        ("words", "name", "lantern "),
        ("braces", "name", "{{"),
        ("percent signs", "status_note", "{%"),
        ("digits", "name", "0123456789"),
        ("at signs", "name", "a@b."),
        ("spaces", "name", " x"),
        ("underscores", "name", "_"),
        ("accents", "name", "a\u0301"),
        ("dates", "date", "2011-03-"),
        ("exponents", "updated", "1e9"),
        ("slashes", "ticket_url", "https://"),
    )
} | {
    "lists in lists": "a: " + long("["),
    "groups in groups": "a: " + long("{a: "),
    "items in items": long("- "),
    "keys in keys": long("? "),
    "one key again and again": long('name: "a"\n'),
    "many keys": "\n".join(f'k{n}: "a"' for n in range(2500)),
    "anchors": "a: &a [" + long("*a, ") + "]",
    "laughs": "a: &a [x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a, *a, *a]" for n in range(900)),
    "tags": long("a: !!python/object:os.system x\n"),
    "tickets": "tickets: [" + long("{}, ") + "]",
    "nameless tickets": "tickets: [" + long('{price: "x"}, ') + "]",
    "comments": long("# a\n"),
    "documents": long("--- \n"),
}


@pytest.fixture(scope="module")
def measured():
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(REPOSITORY / "plugins"), str(REPOSITORY)))}
    done = subprocess.run([sys.executable, "-c", MEASURE], env=env, capture_output=True, text=True,
                          timeout=HANGING, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_text_and_no_header_takes_much_longer_than_an_ordinary_one(measured):
    assert measured["ratios"].keys() == {*TEXTS, *HEADERS}
    assert {name: ratio for name, ratio in measured["ratios"].items() if ratio > MOST_TIMES} == {}


def test_none_needs_much_memory(measured):
    assert measured["megabytes"] < MOST_MEGABYTES
