"""The facts of a kit, from the content of a festival and its cities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from samenight.content.library.event_state import Phase
from samenight.content.library.library import Library
from samenight.content.library.print_choice import settings_for
from samenight.content.library.resolved_event import Moment
from samenight.print_kit.facts.fact_groups import KitFacts, palette
from samenight.print_kit.facts.kit_facts import MOST_ACCOUNTS, city_kit, festival_kit, home_of
from samenight.site.artifact import Site

from tests import sites
from tests.print_kit.kits import CITY, RICH, city, event, festival

Libraries = Callable[..., Library]
BOTH = 'hashtags: ["{0}"]\naccounts: {{mastodon: "@{0}@example.social", x: "@{0}"}}'


def of_paris(library: Library, site: Site) -> KitFacts:
    """The facts of Paris."""
    choice, seen = settings_for(library, library.city["paris"]), at(library, site)
    event = seen.resolve(seen.events_of_city["paris"][0])
    return city_kit(event, home_of(event, seen), seen, site, palette(choice.ground, choice.accent))


def at(library: Library, site: Site) -> Library:
    """The library at the site's moment."""
    return library.at(Moment(site.now, site.words.languages))


def of_all(library: Library, site: Site) -> KitFacts:
    """The facts of the festival."""
    choice = settings_for(library, None)
    return festival_kit(library.editions[0], at(library, site), site, palette(choice.ground, choice.accent))


def test_the_codes_lead_to_addresses_that_never_move(library: Libraries, print_site: Site) -> None:
    site = replace(print_site, url="https://example.org/below")
    facts = of_paris(library(RICH), site)
    assert facts.identity.page == "https://example.org/below/paris/"
    assert {name: code.text for name, code in facts.codes.known()} == {
        "page": "https://example.org/below/paris/",
        "tickets": "https://tickets.example.org/1",
        "donate": "https://give.example.org/paris",
        "calendar": "webcal://example.org/below/paris/calendar.ics",
        "wifi": "WIFI:T:WPA;S:Invités;P:mot de passe;;",
        "hashtag": "https://x.com/hashtag/LanternParis",
        "raffle": "https://example.org/below/paris/#raffle",
    }


def test_without_facts_there_are_no_codes_of_them(library: Libraries, print_site: Site) -> None:
    bare = of_paris(library(festival("") | event("") | city("")), print_site)
    assert [name for name, _ in bare.codes.known()] == ["page", "calendar"]
    assert (bare.identity.hashtags, bare.identity.accounts) == ((), ())


def test_the_shop_of_the_event_comes_before_that_of_a_ticket(library: Libraries, print_site: Site) -> None:
    ticket = 'tickets: [{name: "A"}, {name: "B", url: "https://tickets.example.org/b"}]'
    code = of_paris(library(event(ticket)), print_site).codes.tickets
    assert code
    assert code.text == "https://tickets.example.org/b"


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (event(BOTH.format("event")) | city(BOTH.format("city")), "event"),
        (event("") | city(BOTH.format("town")), "town"),
    ],
)
def test_hashtags_and_accounts_are_those_of_the_nearest(
    library: Libraries, print_site: Site, files: dict[str, str], name: str
) -> None:
    facts = of_paris(library(files), print_site)
    assert facts.identity.hashtags == (name, "LanternNight")
    assert facts.identity.accounts == (("", f"@{name}"), ("Mastodon", f"@{name}@example.social"))
    assert facts.codes.hashtag
    assert facts.codes.hashtag.text == f"https://x.com/hashtag/{name}"


def test_those_of_the_festival_are_everybodys(library: Libraries, print_site: Site) -> None:
    identity = of_paris(library(event("") | city("")), print_site).identity
    assert identity.hashtags == ("LanternNight",)
    assert identity.accounts == (("", "@lanternnight"), ("Mastodon", "@lanterns@example.social"))


def test_no_more_accounts_than_stay_legible(library: Libraries, print_site: Site) -> None:
    many = 'accounts: {x: "@a", mastodon: "@a@example.social", instagram: "@a", facebook: "a", threads: "@a"}'
    assert len(of_paris(library(city(many)), print_site).identity.accounts) == MOST_ACCOUNTS


@pytest.mark.parametrize(
    ("languages", "spoken"), [("", "en"), ('languages: ["fr", "en"]', "fr"), ('languages: ["dz"]', "en")]
)
def test_artwork_speaks_the_first_language_that_is_known(
    library: Libraries, print_site: Site, languages: str, spoken: str
) -> None:
    header = CITY.replace('languages: ["fr", "en"]\n', languages + "\n")
    files = {"cities/paris/city.md": f"---\n{header}---\n"}
    assert of_paris(library(files), print_site).identity.language == spoken


def test_sums_are_those_that_count_one_a_currency(library: Libraries, print_site: Site) -> None:
    sums = of_paris(library(RICH), print_site).outcome.sums
    assert [(one.currency, str(one.amount), one.precision) for one in sums] == [
        ("EUR", "2351.34", "about"),
        ("USD", "50", None),
    ]


def test_equal_texts_make_equal_facts(print_site: Site, tmp_path: Path) -> None:
    one, other = (of_paris(sites.library_of(tmp_path / name, RICH), print_site) for name in "ab")
    assert one == other


def test_what_letters_say_beside(library: Libraries, print_site: Site) -> None:
    known = library(RICH)
    organisers = of_paris(known, print_site).organisers
    assert (organisers.phase, organisers.cities, organisers.countries) == (Phase.BEFORE, 2, 2)
    assert organisers.site == "https://example.org/"
    later = replace(print_site, now=print_site.now.replace(month=6))
    assert of_paris(known, later).organisers.phase is Phase.OVER


def test_the_festival_has_its_own(library: Libraries, print_site: Site) -> None:
    facts = of_all(library(RICH), print_site)
    identity = facts.identity
    assert (identity.festival, identity.city, identity.edition) == ("Lantern Night", "", "Spring 2011")
    assert identity.page == "https://example.org/"
    assert {name: code.text for name, code in facts.codes.known()} == {
        "page": "https://example.org/",
        "calendar": "webcal://example.org/calendar.ics",
        "hashtag": "https://x.com/hashtag/LanternNight",
    }
    assert facts.cause.charity == "Clean Wells"
    assert facts.cause.goal
    assert [(one.currency, str(one.amount)) for one in facts.outcome.sums] == [
        ("EUR", "2351.34"),
        ("USD", "50"),
    ]
