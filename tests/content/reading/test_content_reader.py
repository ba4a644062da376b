"""Reading: whole sites as text, right and wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from samenight.content.model.file_facts import City, Event
from samenight.content.problems.problem import errors
from samenight.content.problems.report import report
from samenight.content.reading.content_reader import read_content
from samenight.content.reading.file_reader import known_keys

from tests import sites
from tests.sites import GOOD, make_site, read_site, write


def said(reading):
    return [str(problem) for problem in reading.problems]


def test_the_good_site(library):
    festival = library()
    assert festival.festival.name == "Lantern Night"
    assert [city.slug for city in festival.cities] == ["auckland", "paris"]
    assert [event.city for event in festival.events] == ["auckland", "paris"]
    assert festival.events[1].tickets[0].name == "Early bird"
    assert festival.events[1].body == "An event by the canal.\n"
    assert festival.posts[0].slug == "2011-02-20-venue"
    assert festival.pages[0].title == "About"
    assert [rate.currency for rate in festival.rates] == ["EUR", "NZD"]


def test_an_empty_folder_asks_for_a_festival(tmp_path):
    reading = read_site(tmp_path / "site", good=False)
    assert reading.library is None
    (problem,) = reading.problems
    assert (problem.file, problem.code) == ("content/festival.md", "file.missing")
    assert "It names the festival." in sites.said(problem)


def test_the_smallest_site(tmp_path):
    festival = {"festival.md": '---\nname: "F"\nbase_currency: "EUR"\n---\n'}
    reading = read_site(tmp_path / "site", festival, good=False)
    assert said(reading) == []
    assert reading.library is not None
    assert reading.library.editions == ()


def test_the_order_of_files_does_not_matter(tmp_path, monkeypatch):
    one = read_site(tmp_path / "one")
    two = make_site(tmp_path / "two", dict(reversed(GOOD.items())), good=False)
    walk = os.walk

    def backwards(top):
        for folder, folders, names in walk(top):
            folders.reverse()
            yield folder, folders, names[::-1]

    monkeypatch.setattr(os, "walk", backwards)
    found = read_content(two / "content")
    assert (found.library, found.problems) == (one.library, one.problems)


def test_a_key_without_a_value_is_as_good_as_absent(library):
    event = "---\nstatus:\ndate:\nvenue:\n  name:\ntickets:\nresults: ~\n---\n"
    festival = library({"cities/auckland/2011-spring.md": event})
    assert festival.events_of_city["auckland"][0].date is None


def test_plain_texts_are_short_for_their_groups(library):
    event = """
        ---
        programme: ["Choir"]
        notes: ["A note"]
        sponsors: ["The Shed"]
        raffle: {prizes: ["A lamp"]}
        results: {attendance: "120"}
        ---
        """
    (found,) = library({"cities/auckland/2011-spring.md": event}).events_of_city["auckland"]
    assert found.programme[0].what == "Choir"
    assert found.notes[0].text == "A note"
    assert found.sponsors[0].name == "The Shed"
    assert found.raffle.prizes[0].name == "A lamp"
    assert found.results.attendance.count == 120


def test_an_empty_name_is_reported_as_missing(reading):
    (problem,) = reading(
        {"cities/auckland/city.md": '---\nname: ""\ncountry: "NZ"\ntimezone: "Pacific/Auckland"\n---\n'}
    ).problems
    assert (problem.line, problem.column, problem.field) == (2, 7, "name")


def test_windows_lines_change_nothing(tmp_path):
    crlf = {
        name: text.lstrip("\n").replace("        ", "").replace("\n", "\r\n").encode()
        for name, text in GOOD.items()
    }
    del crlf["cities/paris/2011-spring.md"]  # its inner indentation was lost with the outer
    one = read_site(tmp_path / "one", crlf, good=False)
    assert said(one) == []
    assert one.library is not None
    assert "\r" not in one.library.festival.body


def test_what_desktops_editors_and_git_keep_there_is_left_alone(reading):
    hidden = {
        ".git/x.md": "no header",
        ".obsidian/workspace.json": "{}",
        "cities/.DS_Store": b"\0",
        "cities/paris/._2011-spring.md": b"\0\5\x16\7",
        "cities/paris/.2011-spring.md.swp": b"b0VIM",
        "cities/paris/.~lock.2011-spring.md#": "me",
        "pages/.gitkeep": "",
    }
    assert said(reading(hidden)) == []


def test_the_mark_of_emacs_for_an_open_file_is_left_alone(tmp_path):
    site = make_site(tmp_path / "site")
    (site / "content/pages/.#about.md").symlink_to("me@desk.4321:1700000000")
    assert said(read_content(site / "content")) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("cities/.draft/city.md", "file.slug"),
        ("cities/paris/.notes.txt", "file.stray"),
        ("pages/.htaccess", "file.page"),
        ("cities/paris/.names.csv", "file.table"),
    ],
)
def test_other_hidden_files_are_read_like_all_others(reading, name, code):
    assert [problem.code for problem in reading({name: "x"}).problems if problem.file == f"content/{name}"][
        :1
    ] == [code]


def test_pictures_are_left_alone(reading):
    assert said(reading({"cities/paris/photo.jpg": b"\xff\xd8"})) == []


def test_a_file_that_nothing_is_made_of_is_a_warning(reading):
    (problem,) = reading({"README.txt": "hello"}).problems
    assert (problem.file, problem.code, problem.severity) == ("content/README.txt", "file.stray", "warning")


def test_a_stray_file_is_a_warning_and_stops_nothing(reading):
    found = reading({"notes.md": "whatever", "cities/paris/more/x.md": "whatever"})
    assert [problem.severity for problem in found.problems] == ["warning", "warning"]
    assert [problem.file for problem in found.problems] == [
        "content/cities/paris/more/x.md",
        "content/notes.md",
    ]
    assert errors(found.problems) == []


@pytest.mark.parametrize("name", ["cities/auckland/2011-spring.MD", "cities/auckland/2011-spring.markdown"])
def test_a_file_with_an_unusual_ending_is_not_lost_in_silence(reading, name):
    found = reading({"cities/auckland/2011-spring.md": None, name: "---\n---\n"})
    assert [problem.file for problem in found.problems] == [f"content/{name}"]


def test_links_on_disk_are_refused(tmp_path):
    site = make_site(tmp_path / "site")
    (site / "content/pages/more.md").symlink_to(site / "content/pages/about.md")
    (site / "content/pages/gone.md").symlink_to(site / "nowhere.md")
    found = read_content(site / "content").problems
    assert [(problem.file, problem.code) for problem in found] == [
        ("content/pages/gone.md", "file.link"), ("content/pages/more.md", "file.link"),
    ]  # fmt: skip


def test_a_linked_folder_is_not_lost_in_silence(tmp_path):
    site = make_site(tmp_path / "site")
    (site / "content/cities/auckland").rename(tmp_path / "elsewhere")
    (site / "content/cities/auckland").symlink_to(tmp_path / "elsewhere")
    assert any("content/cities/auckland" in line for line in said(read_content(site / "content")))


def test_a_name_that_is_not_utf8_is_a_problem(tmp_path):
    site = make_site(tmp_path / "site")
    try:
        Path(os.fsdecode(os.fsencode(site / "content/pages") + b"/caf\xe9.md")).write_text("---\n---\n")
    except OSError:
        pytest.skip("this disk knows no such names")
    (problem,) = read_content(site / "content").problems
    assert problem.code == "file.slug"
    str(problem).encode()


def test_a_byte_order_mark_is_not_seen(tmp_path):
    marked = {name: b"\xef\xbb\xbf" + "\n".join(map(str.strip, text.strip().split("\n"))).encode()
              for name, text in GOOD.items() if name in {"rates.csv", "pages/about.md"}}  # fmt: skip
    assert said(read_site(tmp_path / "site", marked)) == []


# rates.csv

HEAD = "currency,date,rate,source\n"
RATES = [
    ("a decimal comma", HEAD + "EUR,2011-03-24,1,4128,Bank\n", 2, ""),
    ("a wrong code", HEAD + "EUR,2011-03-24,1.4,Bank\nEURR,2011-03-24,1.4,Bank\n", 3, 'Did you mean "EUR"?'),
    ("a missing cell", HEAD + "EUR,2011-03-24,1.4\n", 2, '"source" is missing'),
    ("a missing head", "EUR,2011-03-24,1.4,Bank\n", 1, "The first line must be"),
    ("semicolons", HEAD.replace(",", ";") + "EUR;2011-03-24;1.4;Bank\n", 1, "The first line must be"),
    ("a wrong rate", HEAD + "EUR,2011-03-24,0,Bank\n", 2, "not a rate"),
    ("a wrong day", HEAD + "EUR,24.3.,1.4,Bank\n", 2, "year-month-day"),
    ("a mistake below a long cell", HEAD + 'EUR,2011-03-24,1.4,"Bank,\nCity"\nEUR,2011-03-25,x,Bank\n', 4,
     "not a rate"),
    ("the same day twice", HEAD + "EUR,2011-03-24,1.4,Bank\nEUR,2011-03-24,1.5,Bank\n", 3, "line 2"),
    ("an open quote", HEAD + 'EUR,2011-03-24,1.4,"Bank\n' + "x" * 100_000, 2, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "sentence"), [case[1:] for case in RATES], ids=[case[0] for case in RATES]
)
def test_a_mistake_in_the_rates(reading, text, line, sentence):
    problems = reading({"rates.csv": text.encode()}).problems
    assert {(problem.file, problem.line) for problem in problems} == {("content/rates.csv", line)}
    assert sentence in sites.said(problems[0])


# Names


@pytest.mark.parametrize(
    "slug",
    ["countries", "editions", "charities", "results", "accounts", "calendar", "status", "theme", "admin"],
)
def test_the_sites_own_addresses_are_taken(reading, slug):
    city = GOOD["cities/auckland/city.md"]
    (problem,) = reading({f"cities/{slug}/city.md": city}).problems
    assert (problem.file, problem.code) == (f"content/cities/{slug}/city.md", "file.reserved")
    (problem,) = read_content_of_page(reading, slug)
    assert problem.code == "file.reserved"


def read_content_of_page(reading, slug):
    import tempfile  # noqa: PLC0415 -- a second site next to the fixture's

    with tempfile.TemporaryDirectory() as folder:
        return read_site(Path(folder, "site"), {f"pages/{slug}.md": '---\ntitle: "T"\n---\n'}).problems


@pytest.mark.parametrize("slug", ["print", "tonight"])
def test_an_edition_cannot_be_named_like_a_folder_of_each_city(reading, slug):
    (problem,) = reading({f"editions/{slug}.md": '---\nname: "E"\n---\n'}).problems
    assert (problem.file, problem.code) == (f"content/editions/{slug}.md", "file.reserved")


def test_known_keys_are_those_that_can_be_typed():
    assert "timezone" in known_keys(City, ())
    assert {"slug", "city", "body"} & set(known_keys(Event, ())) == set()
    assert known_keys(Event, ("tickets", 0))[:3] == ("name", "price", "currency")
    assert "password" in known_keys(Event, ("venue", "wifi"))
    assert "stream" in known_keys(Event, ("results", "lines", 2))


def test_a_report_is_sorted_and_counted(reading):
    found = reading(
        {"pages/about.md": "no header", "cities/auckland/city.md": "no header", "x.md": ""}
    ).problems
    lines = report(reversed(found)).split("\n")
    heads = [line for line in lines if line.startswith("content/")]
    assert len(heads) == 3
    assert heads == sorted(heads)
    assert lines[-1] == "2 problems and 1 warning."


def test_several_mistakes_of_one_file_are_all_reported(tmp_path):
    site = make_site(tmp_path / "site")
    write(site / "content", {"cities/auckland/2011-spring.md": """
        ---
        statu: "held"
        date: "24.3.2011"
        tickets:
          - {name: "A", prise: "5"}
          - {price: "5 EUR", currency: "EUR"}
        accounts: {x: "no name", mastodon: "@nohost"}
        ---
        """})  # fmt: skip
    places = [(problem.line, problem.field) for problem in read_content(site / "content").problems]
    assert [line for line, _ in places] == [2, 3, 5, 6, 7, 7], places
