"""Atom feeds (RFC 4287): what is in them, in which order, and dated by the content alone."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from samenight.feeds import atom as feed
from samenight.feeds.artifacts import artifacts

from tests.pages import pages

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LYON = {"slug": "lyon", "name": "Lyon", "country": "FR", "timezone": "Europe/Paris"}
POST = {"city": "paris", "slug": "2011-02-20-venue", "title": "We have a room", "date": "2011-02-20"}


def small():
    """Two cities, three events and two posts."""
    return pages.of(
        {"charity": "wells", "venue": {"name": "Le Comptoir"}, "updated": "2011-02-21"},
        {"city": "lyon", "status": "cancelled", "name": "Lumières"},
        {
            "edition": "2010-spring",
            "date": "2010-03-25",
            "status": "held",
            "results": {"as_of": "2010-04-01"},
        },
        festival={"tagline": "One evening", "languages": ["en", "fr"]},
        editions=[
            {"slug": "2010-spring", "name": "Spring 2010"},
            {**pages.SPRING, "announced": "2011-01-10"},
        ],
        cities=[LYON, {**pages.PARIS, "languages": ["fr"]}],
        charities=[{"slug": "wells", "name": "Clean Wells"}],
        posts=[
            {**POST, "body": "See [the list](../accounts/), [us](#main) & <b>more</b>.", "languages": ["fr"]},
            {"city": "lyon", "slug": "2011-02-22-x", "title": "Ours <b>&", "date": "2011-02-22"},
        ],
    )


def atom(path="feed.atom", library=None, site=None):
    content = pages.content(artifacts, library or small(), path, site)
    return ET.fromstring(content)  # noqa: S314 -- made by ourselves


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def entries(root):
    return root.findall(f"{ATOM}entry")


def links(element, rel):
    return [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == rel]


def test_the_feed_says_what_it_is():
    root = atom()
    assert root.tag == f"{ATOM}feed"
    assert (text(root, "title"), text(root, "subtitle")) == ("Lantern Night", "One evening")
    assert text(root, "id") == f"{pages.URL}/feed.atom"
    assert links(root, "self") == [f"{pages.URL}/feed.atom"]
    assert links(root, "alternate") == [f"{pages.URL}/"]
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Lantern Night"
    assert root.get(LANG) == "en"


def test_a_city_has_a_feed_of_its_own():
    root = atom("paris/feed.atom")
    assert text(root, "title") == "Lantern Night: Paris"
    assert (links(root, "self"), links(root, "alternate")) == (
        [f"{pages.URL}/paris/feed.atom"],
        [f"{pages.URL}/paris/"],
    )
    assert root.get(LANG) == "fr"
    assert all("/paris/" in text(entry, "id") for entry in entries(root))


def test_a_city_without_news_has_an_empty_feed():
    root = atom("paris/feed.atom", pages.of())
    assert entries(root) == []
    assert text(root, "updated") == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize("path", ["feed.atom", "paris/feed.atom", "lyon/feed.atom"])
def test_every_entry_has_what_the_format_requires(path):
    root = atom(path)
    ids = [text(entry, "id") for entry in entries(root)]
    assert len(ids) == len(set(ids)) > 0
    for entry in entries(root):
        assert text(entry, "title")
        assert links(entry, "alternate") == [text(entry, "id")]
        assert (text(entry, "content") is None) != (text(entry, "summary") is None)
        assert dt.datetime.fromisoformat(text(entry, "updated")).tzinfo is not None
    assert text(root, "updated") == max(text(entry, "updated") for entry in entries(root))


def test_the_newest_comes_first():
    assert [(text(entry, "updated")[:10], text(entry, "title")) for entry in entries(atom())] == [
        ("2011-02-21", "Lyon: Ours <b>&"),  # midnight in Lyon
        ("2011-02-21", "Paris, Lantern Night Spring 2011"),
        ("2011-02-19", "Paris: We have a room"),
        ("2011-01-10", "CANCELLED: Lyon, Lumières"),
        ("2010-04-01", "Paris, Lantern Night Spring 2010"),
    ]


def test_only_the_newest_are_in_the_feed_of_everything(monkeypatch):
    monkeypatch.setattr(feed, "ENTRIES", 2)
    assert [text(entry, "updated")[:10] for entry in entries(atom())] == ["2011-02-21", "2011-02-21"]
    assert len(entries(atom("paris/feed.atom"))) == 3


def test_the_clock_of_the_build_is_not_in_it():
    made = {
        pages.content(artifacts, small(), "feed.atom", pages.a_site(now))
        for now in ("2011-03-01", "2011-03-23")
    }
    assert len(made) == 1


def entry_of(title, root=None):
    return next(entry for entry in entries(root or atom()) if text(entry, "title") == title)


def test_an_event_is_summed_up():
    title = "Paris, Lantern Night Spring 2011"
    assert text(entry_of(title), "summary") == f"{title}, 24 March 2011, Le Comptoir. For Clean Wells."
    assert text(entry_of("CANCELLED: Lyon, Lumières"), "summary").startswith("Cancelled. It does not")


def test_a_post_is_there_in_full_with_links_that_lead_home():
    post = entry_of("Paris: We have a room")
    assert post.get(LANG) == "fr"
    assert text(post, "id") == f"{pages.URL}/paris/#post-2011-02-20-venue"
    assert post.find(f"{ATOM}content").get("type") == "html"
    html = pages.read(f"<div>{text(post, 'content')}</div>")
    assert pages.hrefs(html) == [f"{pages.URL}/accounts/", f"{pages.URL}/paris/#main"]
    assert pages.texts(html, ".//b") == ["more"]


def test_a_post_without_text_has_a_summary():
    assert text(entry_of("Lyon: Ours <b>&"), "summary") == "Lyon: Ours <b>&"


@pytest.mark.parametrize(
    "trap", ["<script>&\"'", "]]>", "<![CDATA[x", "{{ 7*7 }}", "\N{WOMAN} \N{ZERO WIDTH JOINER}"]
)
def test_text_comes_back_as_it_was_typed(trap):
    library = pages.of(
        {"name": trap}, festival={"name": trap, "tagline": trap}, posts=[{**POST, "title": trap}]
    )
    root = atom(library=library)
    assert text(root, "title") == text(root, "subtitle") == trap.strip()
    assert {text(entry, "title") for entry in entries(root)} == {f"Paris: {trap}", f"Paris, {trap}"}


def test_scripts_in_a_post_are_gone():
    library = pages.of(posts=[{**POST, "body": "<script>x</script>[a](javascript:x) <img src=x onerror=y>z"}])
    html = text(entry_of("Paris: We have a room", atom(library=library)), "content")
    assert "script" not in html
    assert "onerror" not in html


@pytest.mark.parametrize("character", ["\x0b", "\x08", "\x02", "\ufffe"])
def test_a_character_that_xml_forbids_never_breaks_a_feed(reading, character):
    post = f'---\ntitle: "T"\ndate: "2011-02-20"\n---\nBefore {character} after.\n'
    found = reading({"cities/paris/posts/2011-02-20-venue.md": post.encode()})
    if not found.problems:
        root = atom(library=found.library)
        assert "Before" in text(entry_of("Paris: T", root), "content")


AT = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


@pytest.mark.parametrize("path", ["feed.atom", "lyon/feed.atom"])
def test_a_hidden_event_is_a_deleted_entry(path):
    """RFC 6721: the name of the entry, and when it went."""
    before = atom(path)
    library = pages.of(
        {"city": "lyon", "name": "Lumières", "hidden": "yes", "updated": "2011-02-23"},
        cities=[LYON, {**pages.PARIS, "languages": ["fr"]}],
        posts=[
            {"city": "lyon", "slug": "2011-02-22-x", "title": "Ours", "date": "2011-02-22", "hidden": "yes"}
        ],
    )
    root = atom(path, library)
    name = f"{pages.URL}/lyon/2011-spring/"
    assert name in [text(entry, "id") for entry in entries(before)]
    assert [dict(one.attrib) for one in root.findall(AT)] == [{"ref": name, "when": "2011-02-23T00:00:00Z"}]
    assert entries(root) == []
    assert text(root, "updated") == "2011-02-23T00:00:00Z"
    assert before.findall(AT) == atom("paris/feed.atom", library).findall(AT) == []
