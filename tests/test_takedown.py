"""What is withdrawn is gone from everything that is published, and its addresses still answer.

The event and the post have a word of their own in every field of the model, so that a field that is added to
it is looked for, too.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import chain

import pypdfium2
import pytest
from icalendar import Calendar
from samenight.content.authoring.header_writer import written
from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import Event
from samenight.content.model.posts_and_pages import Post

from tests.pages import pages
from tests.pages.filled import Leaf, filled
from tests.sites import build, make_site, tree

NOW = {"SAMENIGHT_NOW": "2029-12-20T12:00:00+00:00"}
EVENT_FILE, POST_FILE = "cities/paris/2030-night.md", "cities/paris/posts/2029-12-02-withheld-slug.md"
PAGE = "paris/2030-night/"
# What calendars keep, and words that have to be those of another file.
KEPT = {
    "status", "updated", "date", "postponed_from", "end_date", "start", "end", "raffle.draw",
    "donate.until", "results.as_of",
}  # fmt: skip
OTHER = {
    "festival.md": """
        ---
        name: "Lantern Night"
        base_currency: "USD"
        calendar_extras: "yes"
        languages: ["en"]
        print: {pieces: ["lean", "press-release", "pledge-form"]}
        ---
        """,
    "editions/2030-night.md": """
        ---
        name: "Night 2030"
        date: "2030-01-05"
        charity: "clean-wells"
        ---
        """,
    "cities/auckland/2030-night.md": '---\nstatus: "planned"\nstart: "18:00"\n---\n',
    "cities/paris/posts/2011-02-20-venue.md": None,
    "cities/paris/2011-spring.md": None,
}
TEXTS = (".html", ".ics", ".json", ".atom", ".xml", ".csv", ".txt", ".md", "_headers")


def file_of(model: type[FileFact], given: dict[str, str]) -> tuple[str, list[Leaf]]:
    """A file with every field of its model, and its leaves; ``given`` are the keys that its path gives."""
    known = {**given, "body": "Withheld0mark"}
    fixed = (
        {"charity": "clean-wells", "was": []}
        if model is Event
        else {"date": "2029-12-02", "edition": "2030-night", "languages": ["en"]}
    )
    header, leaves = filled(model, {**known, **fixed}, text="Withheld{}mark".format)
    text = written(model, {key: value for key, value in header.items() if key not in known})
    assert 'hidden: "no"\n' in text
    return f"{text}Withheld0mark\n", leaves


EVENT, EVENT_LEAVES = file_of(Event, {"city": "paris", "slug": "2030-night", "edition": "2030-night"})
POST, _ = file_of(Post, {"city": "paris", "slug": "2029-12-02-withheld-slug"})
VISIBLE = {**OTHER, EVENT_FILE: EVENT, POST_FILE: POST}


def hide(site):
    """Type the one line into both files."""
    for name in (EVENT_FILE, POST_FILE):
        path = site / "content" / name
        path.write_text(path.read_text("utf-8").replace('hidden: "no"', 'hidden: "yes"'), "utf-8")


def built(site):
    done = build(site, NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(site / "output")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("takedown") / "site", VISIBLE)


@pytest.fixture(scope="module")
def before(site):
    """The published files while all is visible."""
    return built(site)


@pytest.fixture(scope="module")
def after(site, before):
    """The published files after the takedown: the next build of the same site, with its store."""
    hide(site)
    return built(site)


def words_of(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The words of a file, and of all that is packed into it."""
    yield name, name
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from chain.from_iterable(
                words_of(f"{name}/{one}", packed.read(one)) for one in packed.namelist()
            )
    elif name.endswith(".pdf"):
        document = pypdfium2.PdfDocument(content)
        yield name, "\n".join(page.get_textpage().get_text_bounded() for page in document)
        yield name, str(document.get_metadata_dict())
    else:
        text = content.decode("utf-8", "replace")
        yield name, html.unescape(re.sub(r"\r\n[ \t]|<wbr>", "", text))


def markers() -> Iterator[tuple[re.Pattern[str], tuple[str, ...]]]:
    """What must not be found, and in which kinds of files: figures are also in drawings by chance."""
    yield (
        re.compile(r"withheld\d*mark|withheld-slug|u\d+\.example\.org|tag\d+humped|password\d+", re.I),
        ("",),
    )
    yield re.compile(r"\b(?:acc|face|network)\d+\b"), ("",)
    figures = [
        leaf
        for leaf in EVENT_LEAVES
        if leaf.name not in KEPT and re.fullmatch(r"\d+\.\d\d", "".join(leaf.shown))
    ]
    assert len(figures) > 10
    yield re.compile("|".join(rf"(?<!\d){re.escape(leaf.shown[0])}(?!\d)" for leaf in figures)), TEXTS


def leaks(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """The files with a marker, and the marker."""
    found = []
    everything = [pair for name, content in files.items() for pair in words_of(name, content)]
    for pattern, endings in markers():
        found += [
            (name, hit[0])
            for name, words in everything
            if name.endswith(endings)
            for hit in pattern.finditer(words)
        ]
    return found


def test_what_is_visible_is_published_in_every_kind_of_file(before):
    kinds = {re.sub(r".*[./]", "", name) for name, _ in leaks(before)}
    assert kinds >= {"html", "ics", "json", "csv", "atom", "pdf", "md", "svg"}
    assert len({found for _, found in leaks(before)}) > 80
    assert any("kit.zip/" in name for name, _ in leaks(before))


def test_what_is_hidden_is_in_no_published_file(after):
    assert leaks(after) == []


def test_every_address_of_before_still_answers(before, after):
    kept = {name for name in before if name.endswith((".html", ".ics", ".atom"))}
    assert {f"{PAGE}index.html", f"{PAGE}event.ics", "paris/index.html", "paris/tonight/index.html",
            "paris/print/index.html", "paris/calendar.ics"} <= kept  # fmt: skip
    assert kept <= after.keys()
    gone = {name for name in before.keys() - after.keys() if not name.startswith("paris/print/")}
    assert gone == set()


@pytest.mark.parametrize("path", [PAGE, "paris/tonight/", "paris/print/"])
def test_a_page_that_was_withdrawn_shows_nothing_but_its_city(after, path):
    page = pages.read(after[f"{path}index.html"].decode())
    assert (
        pages.body(page)
        == "Paris Cette page a été retirée par les organisateurs. Page de la ville Toutes les villes"
    )
    assert pages.texts(page, ".//title") == ["Retiré · Paris · Lantern Night"]
    assert page.get("lang") == "fr"
    assert [one.get("content") for one in page.iter("meta") if one.get("name") == "robots"] == ["noindex"]
    assert {"../", "../../#cities"} <= set(pages.hrefs(page, ".//main//a"))


def test_the_address_on_posters_says_that_the_event_was_withdrawn(after):
    page = pages.read(after["paris/index.html"].decode())
    withdrawn = "L’événement de cette ville a été retiré par ses organisateurs."
    assert withdrawn in pages.body(page)
    described = [one.get("content") for one in page.iter("meta") if one.get("name") == "description"]
    assert described == [f"Paris. {withdrawn}"]
    assert [one.get("content") for one in page.iter("meta") if one.get("name") == "robots"] == ["noindex"]
    assert "https://samenight.example/paris" not in after["sitemap.xml"].decode()


def test_no_list_leads_to_it(after):
    found = {
        name for name, content in after.items() if name.endswith(TEXTS) and b"paris/2030-night" in content
    }
    # its own page, the coordinators' list, the list of all files, and the entries that feeds have deleted
    assert found == {
        f"{PAGE}index.html",
        "status/index.html",
        "manifest.json",
        "feed.atom",
        "paris/feed.atom",
    }


def entries(files, name):
    return {str(one["UID"]): one for one in Calendar.from_ical(files[name]).walk("VEVENT")}


CALENDARS = [f"{PAGE}event.ics", "paris/calendar.ics", "countries/fr/calendar.ics",
             "editions/2030-night/calendar.ics", "calendar.ics"]  # fmt: skip


@pytest.mark.parametrize("name", CALENDARS)
def test_calendars_cancel_the_same_entries(before, after, name):
    old, new = entries(before, name), entries(after, name)
    assert old.keys() == new.keys()
    mine = [uid for uid in old if uid.startswith("paris.2030-night")]
    assert len(mine) == (3 if name.startswith("paris/") else 1)
    for uid in mine:
        own, entry = old[uid], new[uid]
        assert entry["STATUS"] == "CANCELLED"
        assert int(entry["SEQUENCE"]) > int(own["SEQUENCE"])
        assert entry["DTSTAMP"].dt >= own["DTSTAMP"].dt
        assert [entry[key].dt for key in ("DTSTART", "DTEND")] == [
            own[key].dt for key in ("DTSTART", "DTEND")
        ]
        assert entry["SUMMARY"] in {"Withdrawn", "Retiré"}
        assert set(entry) == {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY",
                              "STATUS", "TRANSP"}  # fmt: skip


def test_calendar_json_cancels_the_same_event(before, after):
    name = "paris.2030-night@samenight.example"
    old, new = (
        next(one for one in json.loads(files["calendar.json"])["entries"] if one["uid"] == name)
        for files in (before, after)
    )
    assert list(new) == ["@type", "uid", "updated", "sequence", "title", "locale", "start", "timeZone",
                         "duration", "status"]  # fmt: skip
    assert (new["title"], new["status"]) == ("Withdrawn", "cancelled")
    assert new["sequence"] > old["sequence"]
    assert [new[key] for key in ("start", "timeZone", "duration")] == [
        old[key] for key in ("start", "timeZone", "duration")
    ]


def test_a_calendar_that_only_cancels_is_offered_to_nobody_new(before, after):
    page = "calendar/index.html"
    assert [b"countries/fr/calendar.ics" in files[page] for files in (before, after)] == [True, False]
    assert b"countries/nz/calendar.ics" in after[page]


def test_no_row_and_no_total_contains_its_money(before, after):
    old, new = (json.loads(files["results/results.json"]) for files in (before, after))
    assert {row["city"] for row in old["rows"]} == {"paris"}
    assert new["rows"] == []
    assert new["totals"] != old["totals"]


def test_without_the_line_everything_is_back(site, before, after):
    for name, content in ((EVENT_FILE, EVENT), (POST_FILE, POST)):
        (site / "content" / name).write_text(content, "utf-8")
    assert after != before
    assert built(site) == before


# A hidden file with mistakes


def hidden_in_haste(header):
    """The site whose event has nothing but this header."""
    return {
        **OTHER,
        EVENT_FILE: f"---\n{header}\n---\nWithheld0mark\n",
        POST_FILE: "---\nhidden: 'yes'\n---\n",
    }


@pytest.mark.parametrize(
    "header",
    [
        'hidden: "yes"',
        'hidden: "yes"\ndate: "5.1.2030"\ncharity: "nobody"\nvenu: "Withheld1mark"\nteam: "Withheld2mark"',
        'hidden: "yes"\nname: "Withheld1mark',
        '<<<<<<< HEAD\nhidden: "yes"\n=======\nname: "Withheld1mark"\n>>>>>>> other',
        'Hidden: "yes"\nname: "Withheld1mark"',
        'name: "Withheld1mark"\n  hidden:\u00a0"yes"',
    ],
    ids=["the line alone", "wrong values", "an open quote", "a conflict", "a capital", "odd blanks"],
)
def test_no_mistake_in_the_file_keeps_it_published(tmp_path, header):
    site = make_site(tmp_path / "site", {**hidden_in_haste(header)})
    files = built(site)
    assert leaks(files) == []
    assert "Retiré" in files[f"{PAGE}index.html"].decode()
    assert entries(files, "calendar.ics")["paris.2030-night@samenight.example"]["STATUS"] == "CANCELLED"
