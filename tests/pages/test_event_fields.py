"""Everything that an organiser can write about an event is on its page."""

from __future__ import annotations

import dataclasses

import pytest
from samenight.content.library.library import Library
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.pages.artifacts import artifacts
from samenight.site import urls

from tests.pages import pages
from tests.pages.filled import filled, with_value

# What is left out on purpose, and why.
EXCEPTIONS = {
    "status_note": "only where the event is cancelled or postponed; see the test of the banners",
    "tickets.url": "only while it sells; see the tests of what is sold",
    "ticket_url": "only while it sells; see the tests of what is sold",
    "sponsors.logo": "pictures of sponsors are not published",
    "hosts.logo": "pictures are not published yet",
    "photos.file": "pictures are not published yet",
    "photos.alt": "pictures are not published yet",
    "photos.credit": "pictures are not published yet",
    "photos.licence": "pictures are not published yet",
    "photos.url": "pictures are not published yet",
    "venue.map": "pictures are not published yet",
    "results.proof.photo": "pictures are not published yet",
    "notice.text": "only while it is to be shown; see the test of the notice",
    "was": "old addresses lead on; see the tests of them",
    "notice.since": "decides only when the notice is shown; see the test of the notice",
    "notice.until": "decides only when the notice is shown; see the test of the notice",
}
CHARITY = Charity(slug="wells", name="Clean Wells")
GIVEN = {"city": "paris", "slug": "2011-spring", "edition": "2011-spring", "charity": "wells"}


def one_each(header, name="facts"):
    """A figure is an amount or a number: one of each in place of one that is both."""
    (both,) = header[name]
    amount = {key: value for key, value in both.items() if key != "count"}
    return {**header, name: [amount, {key: both[key] for key in ("what", "count")}]}


def two_figures(header):
    return {**header, "results": one_each(header["results"], "also_reported")}


HEADER, LEAVES = filled(Event, GIVEN)


def library_of(header, **parts):
    return pages.of(two_figures(header), charities=[CHARITY.model_dump(exclude={"body"})], **parts)


def page_of(header, **parts):
    return pages.page(artifacts, library_of(header, **parts), urls.event("paris", "2011-spring"))


def everything_in(tree):
    """All that a page shows or leads to."""
    main = tree.find(".//main")
    return "\n".join([pages.words(main), *pages.values(main)])


@pytest.fixture(scope="module")
def whole():
    return everything_in(page_of(HEADER))


@pytest.mark.parametrize("leaf", [leaf for leaf in LEAVES if leaf.shown], ids=lambda leaf: leaf.name)
def test_every_field_is_shown(leaf, whole):
    assert leaf.is_in(whole) is (leaf.name not in EXCEPTIONS)


def test_the_charity_is_named(whole):
    assert "Clean Wells" in whole


# Words whose page is the same in this event, and why.
SAME = {"own_cause": "the event names its charity; see the test of causes of one's own"}


@pytest.mark.parametrize("leaf", [leaf for leaf in LEAVES if leaf.choices], ids=lambda leaf: leaf.name)
def test_every_choice_makes_a_difference(leaf):
    shown = {everything_in(page_of(with_value(HEADER, leaf.path, word))) for word in leaf.choices}
    assert (len(shown) > 1) is (leaf.name not in SAME)


def test_all_kinds_of_fields_are_filled():
    assert len(LEAVES) > 120
    assert {leaf.path[0] for leaf in LEAVES} | set(GIVEN) == set(Event.model_fields)


def test_a_cause_of_ones_own_takes_the_place_of_the_editions_charity():
    edition = {**pages.SPRING, "charity": "wells"}
    parts = {"editions": [edition], "charities": [{"slug": "wells", "name": "Clean Wells"}]}
    for own, named in (("yes", False), ("no", True), ("unknown", True)):
        library = pages.of({"own_cause": own, "charity_note": "for the library"}, **parts)
        text = pages.body(pages.page(artifacts, library, "paris/2011-spring/"))
        assert ("Clean Wells" in text) is named
        assert "for the library" in text


WIFI = {"venue": {"name": "V", "wifi": {"network": "lantern-net", "password": "s3cret-door"}}}


@pytest.mark.parametrize(
    ("public", "shown"), [(None, False), ("no", False), ("unknown", False), ("yes", True)]
)
def test_wifi_is_shown_only_where_it_is_set_to_public(public, shown):
    wifi = {**WIFI["venue"]["wifi"], **({"public": public} if public else {})}
    library = pages.of({"venue": {"name": "V", "wifi": wifi}})
    for artifact in pages.published(artifacts, library).values():
        html = artifact.make(artifact.facts).decode()
        wanted = shown and artifact.path.startswith("paris/")
        assert ("lantern-net" in html, "s3cret-door" in html) == (wanted, wanted), artifact.path


# The same for what else has a page.

EDITION_EXCEPTIONS = {
    "announced": "dates calendars and feeds, tells visitors nothing",
    "currency": "each sum carries its own",
    "sponsor_levels": "order the sponsors of each event",
    "usual_length": "only calendars reckon with it: on a page it would pass for the end of an event",
}
CITY_EXCEPTIONS = {
    "was": "old addresses lead on; see the tests of them",
    "photos.file": "pictures are not published yet",
    "photos.alt": "pictures are not published yet",
    "photos.credit": "pictures are not published yet",
    "photos.licence": "pictures are not published yet",
    "photos.url": "pictures are not published yet",
    "maintainers": "names on the git host, for CODEOWNERS; whom guests may ask is the team of the event",
    "print": "chooses pieces and colours of the print kit",
}


ED_HEADER, ED_LEAVES = filled(Edition, {"slug": "2011-spring", "charity": "wells", "also_for": []})
CH_HEADER, CH_LEAVES = filled(Charity, {"slug": "wells", "country": "NZ"})
CI_HEADER, CI_LEAVES = filled(
    City, {"slug": "paris", "online": "no", "country": "FR", "timezone": "Europe/Paris", "languages": ["en"]}
)


def test_every_field_of_an_edition_is_shown():
    charity = {"slug": "wells", "name": "Clean Wells"}
    library = pages.of({}, editions=[one_each(ED_HEADER)], charities=[charity])
    text = everything_in(pages.page(artifacts, library, "editions/2011-spring/"))
    missing = {leaf.name for leaf in ED_LEAVES if not leaf.is_in(text)}
    assert missing == set(EDITION_EXCEPTIONS)


@pytest.mark.parametrize("path", ["editions/2011-spring/", "paris/2011-spring/"])
def test_a_further_charity_of_an_edition_is_shown_with_how_it_comes_in(path):
    edition = {**pages.SPRING, "also_for": [{"charity": "wells", "note": "for Japan"}]}
    library = pages.of({}, editions=[edition], charities=[{"slug": "wells", "name": "Clean Wells"}])
    text = everything_in(pages.page(artifacts, library, path, pages.a_site(pages.AFTER)))
    assert "also for Clean Wells" in text
    assert "for Japan" in text


def test_every_field_of_a_charity_is_shown():
    text = everything_in(pages.page(artifacts, pages.of(charities=[one_each(CH_HEADER)]), "charities/wells/"))
    assert {leaf.name for leaf in CH_LEAVES if not leaf.is_in(text)} == set()


def test_every_field_of_a_city_is_shown():
    library = pages.of({}, cities=[CI_HEADER])
    text = everything_in(pages.page(artifacts, library, "paris/"))
    assert {leaf.name for leaf in CI_LEAVES if not leaf.is_in(text)} == set(CITY_EXCEPTIONS)


def test_an_empty_city_shows_its_accounts_too():
    library = dataclasses.replace(pages.of(cities=[CI_HEADER]), events=())
    assert isinstance(library, Library)
    text = everything_in(pages.page(artifacts, library, "paris/"))
    assert [sign for sign in ("#Tag", "@acc") if sign not in text] == []
