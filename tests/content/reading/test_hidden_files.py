"""Hidden files: which word hides, what is kept, and that no mistake in them stops a build."""

from __future__ import annotations

import datetime as dt

import pytest
from samenight.content.model.file_facts import City, Event
from samenight.content.model.posts_and_pages import FestivalPost, OutreachPost, Post
from samenight.content.problems.problem import errors
from samenight.content.reading.content_reader import MAX_BYTES, read_content
from samenight.content.reading.file_reader import parse

from tests import sites

PATH = "cities/paris/2011-spring.md"
GIVEN = {"city": "paris", "slug": "2011-spring"}
NAMED = {**GIVEN, "edition": "2011-spring"}


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
    assert event_of(text) == Event.model_construct(**NAMED, hidden="yes", **kept)


def test_what_cannot_be_read_is_left_out():
    text = '---\nhidden: "yes"\ndate: "24.3."\nstart: "19:30"\nraffle: {draw: "ten"}\ndonate: "x"\n---\n'
    assert event_of(text) == Event.model_construct(**NAMED, hidden="yes", start=dt.time(19, 30))


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
    assert event_of(text) == Event.model_construct(**NAMED, hidden="yes")


@pytest.mark.parametrize(
    "text",
    [
        '---\nname: "open\n---\nhidden: "yes"\n',
        '---\nhidden: "no\n---\n',
        '---\n# hidden: "yes"\nname: "x\n---\n',
        '---\nname: "x\n  Hidden: behind the old church\n---\n',
    ],
    ids=["in the text", "no", "a comment", "a sentence"],
)
def test_other_lines_do_not_hide(text):
    assert event_of(text) is None


SLIPS = {
    "a capital": 'Hidden: "yes"',
    "all capitals": 'HIDDEN: "YES"',
    "a blank before it": '  hidden: "yes"',
    "a tab before it": '\thidden: "yes"',
    "a no-break space after the colon": 'hidden:\u00a0"yes"',
    "a no-break space before the colon": 'hidden\u00a0: "yes"',
    "a no-break space before it": '\u00a0hidden: "yes"',
    "a space without width": '\u200bhidden: "yes"',
    "no space": 'hidden:"yes"',
    "round quotes": "hidden: \u201cyes\u201d",
    "a wide colon": "hidden\uff1ayes",
    "a quoted key": '"Hidden": "yes"',
    "an item": '- hidden: "yes"',
    "a word more": 'hidden: "yes, please"',
}
BEFORE = {"the first line": "", "below a value": 'name: "N"\n', "below a bare value": "name: N\n",
          "in a group": 'venue:\n  name: "V"\n', "in a long text": "status_note: |\n  Closed.\n"}  # fmt: skip


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("slip", SLIPS)
def test_slips_of_a_hand_in_a_hurry_hide_as_well(slip, before):
    text = f"---\n{BEFORE[before]}{SLIPS[slip]}\n---\nText.\n"
    assert event_of(text) == Event.model_construct(**NAMED, hidden="yes")


@pytest.mark.parametrize("slip", SLIPS)
def test_days_and_times_are_kept_whichever_slip_the_line_has(slip):
    text = f'---\n{SLIPS[slip]}\ndate: "2011-03-24"\nstart: "19:30"\n---\n'
    fact = event_of(text)
    assert (fact.hidden, fact.date, fact.start) == ("yes", dt.date(2011, 3, 24), dt.time(19, 30))


@pytest.mark.parametrize("line", ['Hidden: "no"', "  hidden: no", "hidden:\u00a0no"])
def test_no_with_a_slip_hides_nothing(line):
    assert getattr(event_of(f'---\nname: "N"\n{line}\n---\n'), "hidden", "no") == "no"


def test_a_sentence_in_a_header_that_can_be_read_hides_nothing():
    assert event_of("---\nstatus_note: |\n  Closed.\n  Hidden: nothing.\n---\n").hidden == "no"


LINE = '---\nhidden: "yes"\ndate: "2011-03-24"\nname: "F\u00eate"\n---\nTexte \u00e0 lire.\n'
SAVED = {
    "Latin-1": (LINE.encode("latin-1"), "file.encoding"),
    "UTF-16": (LINE.encode("utf-16"), "file.encoding"),
    "UTF-16, high byte first": ("\ufeff".encode("utf-16-be") + LINE.encode("utf-16-be"), "file.encoding"),
    "Latin-1 with a no-break space": (LINE.replace(" ", "\u00a0", 1).encode("latin-1"), "file.encoding"),
    "too large": (LINE.encode() + b"x" * MAX_BYTES, "file.large"),
    "too large by half a character": (LINE.encode() + "\u00e9".encode() * MAX_BYTES, "file.large"),
    "UTF-16 without a mark": (LINE.replace("\u00ea", "e").replace("\u00e0", "a").encode("utf-16-le"),
                              "header.missing"),
}  # fmt: skip


@pytest.mark.parametrize("saved", SAVED)
def test_a_hidden_file_is_withdrawn_however_it_was_saved(tmp_path, saved):
    content, code = SAVED[saved]
    site = sites.make_site(tmp_path / "site", {PATH: content})
    first = read_content(site / "content")
    again = read_content(site / "content", first.cache)
    for reading in (first, again):
        assert [(one.code, one.severity) for one in reading.problems] == [(code, "warning")]
        assert [event.city for event in reading.library.hidden_events] == ["paris"]


@pytest.mark.parametrize("saved", ["Latin-1", "UTF-16", "too large"])
def test_other_files_that_were_saved_so_are_errors(tmp_path, saved):
    content, code = SAVED[saved]
    wide = "hidden".encode("utf-16-le")
    content = content.replace(b"hidden", b"summer").replace(wide, "summer".encode("utf-16-le"))
    reading = sites.read_site(tmp_path / "site", {PATH: content})
    assert [(one.code, one.severity) for one in reading.problems] == [(code, "error")]


@pytest.mark.parametrize("line", ['hidden: "yes"', "Hidden: yes", '  hidden:\u00a0"yes"'])
@pytest.mark.parametrize("above", ["", "Come by tram.\n\n"])
def test_the_line_in_the_text_is_a_warning(line, above):
    text = sites.dedent(sites.GOOD[PATH]).lstrip() + f"{above}{line}\n"
    fact, problems = parse(PATH, text, Event, GIVEN)
    found = [(one.code, one.severity, one.line) for one in problems if one.code.startswith("body.")]
    assert fact.hidden == "no"
    assert found == [("body.hidden", "warning", text.count("\n"))]


@pytest.mark.parametrize("model", [Post, FestivalPost, OutreachPost])
def test_the_line_in_the_text_of_a_post_is_a_warning(model):
    text = '---\ntitle: "T"\ndate: "2011-03-01"\n---\nhidden: yes\n'
    given = {"city": "paris", "slug": "t"} if model is Post else {"slug": "t"}
    assert [one.code for one in parse("t.md", text, model, given)[1]] == ["body.hidden"]


def test_a_hidden_event_and_post_need_no_city_and_no_good_name(tmp_path):
    files = {"cities/rome/2011-spring.md": '---\nhidden: "yes"\n---\n',
             "cities/rome/posts/2011-02-20-venue.md": '---\nHidden: "yes"\n---\n',
             "cities/paris/posts/My Post.md": '---\nhidden: "yes"\n---\n'}  # fmt: skip
    reading = sites.read_site(tmp_path / "site", files)
    assert errors(reading.problems) == []
    assert [(one.code, one.severity) for one in reading.problems if "My Post" in one.file] == [
        ("file.slug", "warning")
    ]


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
