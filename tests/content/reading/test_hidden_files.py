"""Hidden files: which word hides, what is kept, and that no mistake in them stops a build."""

from __future__ import annotations

import datetime as dt

import pytest
from samenight.content.model.file_facts import City, Event, Post
from samenight.content.problems.problem import errors
from samenight.content.reading.content_reader import read_content
from samenight.content.reading.file_reader import parse

from tests import sites

PATH = "cities/paris/2011-spring.md"
GIVEN = {"city": "paris", "edition": "2011-spring"}


def event_of(text):
    fact, _ = parse(PATH, text, Event, GIVEN)
    return fact


@pytest.mark.parametrize(
    "word", ['"yes"', "yes", '"Yes"', '"true"', '"oui"', '"1"', '"maybe"', "[yes]", "{a: b}"]
)
def test_any_word_but_no_hides(word):
    assert event_of(f"---\nname: N\nhidden: {word}\n---\n").hidden == "yes"


@pytest.mark.parametrize("word", ['"no"', "no", '""', "", "~", '"___ yes or no"'])
def test_no_and_nothing_hide_nothing(word):
    assert event_of(f"---\nname: N\nhidden: {word}\n---\n").hidden == "no"


@pytest.mark.parametrize("word", ["No", "false", "non", "off"])
def test_another_word_for_no_is_a_mistake_that_hides_nothing(word):
    fact, problems = parse(PATH, f'---\nhidden: "{word}"\n---\n', Event, GIVEN)
    assert (fact, [problem.code for problem in problems]) == (None, ["value.word"])


def test_of_an_event_its_days_and_times_are_kept():
    text = sites.dedent(sites.GOOD[PATH]).lstrip().replace("---\n", '---\nhidden: "yes"\n', 1)
    times = {"date": dt.date(2011, 3, 24), "start": dt.time(19, 30), "end": dt.time(0, 30)}
    kept = {"status": "confirmed", "updated": dt.date(2011, 4, 6), **times}  # the day of the results
    assert event_of(text) == Event.model_construct(**GIVEN, hidden="yes", **kept)


def test_what_cannot_be_read_is_left_out():
    text = '---\nhidden: "yes"\ndate: "24.3.2011"\nstart: "19:30"\nraffle: {draw: "ten"}\ndonate: "x"\n---\n'
    assert event_of(text) == Event.model_construct(**GIVEN, hidden="yes", start=dt.time(19, 30))


def test_of_a_post_nothing_is_kept():
    given = {"city": "paris", "slug": "2011-02-20-venue"}
    fact, _ = parse("p.md", '---\nhidden: "yes"\ntitle: "We have a room"\n---\nText.\n', Post, given)
    assert (fact.hidden, fact.slug, fact.title, fact.body) == ("yes", "2011-02-20-venue", "", "")


def test_only_events_and_posts_can_be_hidden():
    text = '---\nhidden: "yes"\nname: "P"\ncountry: "FR"\ntimezone: "Europe/Paris"\n---\n'
    fact, problems = parse("c.md", text, City, {"slug": "paris"})
    assert (fact, [problem.code for problem in problems]) == (None, ["key.unknown"])


UNREADABLE = ['---\nhidden: "yes"\nname: "open\n---\n', '---\nhidden: "yes"\n', "hidden: yes\n",
              '---\nhidden: yes"\n  x: [\n---\n',
              '---\n<<<<<<< a\nhidden: "yes"\n=======\nname: "N"\n>>>>>>> b\n---\n']  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_line_hides_though_the_header_cannot_be_read(text):
    assert event_of(text) == Event.model_construct(**GIVEN, hidden="yes")


@pytest.mark.parametrize(
    "text",
    [
        '---\nname: "open\n---\nhidden: "yes"\n',
        '---\nhidden: "no\n---\n',
        '---\nname: "x\n  hidden: "yes"\n---\n',
    ],
    ids=["in the text", "no", "deeper"],
)
def test_other_lines_do_not_hide(text):
    assert event_of(text) is None


HASTE = {
    PATH: '---\nhidden: "yes"\nvenu: "x"\ndate: "24.3."\ncharity: "nobody"\nname: "___"\n---\n',
    "cities/paris/posts/2011-02-20-venue.md": '---\nhidden: "yes"\nedition: "none"\n---\n',
}


def test_mistakes_in_hidden_files_are_warnings_also_when_they_are_remembered(tmp_path):
    site = sites.make_site(tmp_path / "site", HASTE)
    first = read_content(site / "content")
    again = read_content(site / "content", first.cache)
    for reading in (first, again):
        found = {(problem.code, problem.severity) for problem in reading.problems}
        assert {("key.unknown", "warning"), ("value.date", "warning")} <= found
        assert errors(reading.problems) == []
        assert [event.city for event in reading.library.hidden_events] == ["paris"]
        assert reading.library.posts == ()


def test_the_same_mistakes_stop_a_build_once_it_is_visible_again(tmp_path):
    files = {name: text.replace("yes", "no") for name, text in HASTE.items()}
    reading = sites.read_site(tmp_path / "site", files)
    assert {problem.code for problem in errors(reading.problems)} >= {
        "key.unknown",
        "value.date",
        "key.missing",
    }
