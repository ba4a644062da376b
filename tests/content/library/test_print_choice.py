"""Which pieces of the print kit are offered, why others are not, and which are requested."""

from __future__ import annotations

import pytest
from samenight.content.library import print_choice
from samenight.content.library.print_choice import (
    FULL_UP_TO,
    NEEDS,
    Paper,
    PrintLevel,
    paper_of,
    settings_for,
)
from samenight.content.model.print_settings import KINDS, LEAN
from samenight.content.values.inks import PALETTES, default_colours
from samenight.content.values.written_codes import country_codes

from tests import sites
from tests.pages import pages

WELLS = {"slug": "wells", "name": "Clean Wells"}
BUYING = {**WELLS, "buys": [{"amount": "20", "currency": "EUR", "buys": "water"}]}
VENUE = {"name": "Le Comptoir"}
WIFI = {**VENUE, "wifi": {"network": "lantern", "public": "yes"}}
PRIVATE_WIFI = {**VENUE, "wifi": {"network": "lantern"}}
# Everything that any piece needs.
WHOLE = {
    "venue": WIFI,
    "charity": "wells",
    "goal": {"amount": "500", "currency": "EUR"},
    "tickets": [{"price": "5", "currency": "EUR", "url": "https://shop.example/"}],
    "donate": {"url": "https://give.example/"},
    "raffle": {"price": "2", "currency": "EUR"},
    "sponsors": ["Koło"],
    "hashtags": ["LanternParis"],
    "results": {"total": {"amount": "20", "currency": "EUR"}},
}


def library_of(event, **parts):
    return sites.seen(pages.of(event, **{"charities": [WELLS], **parts}))


def resolved_of(event, **parts):
    library = library_of(event, **parts)
    return library.resolve(library.events[0])


def lacking(event, **parts):
    return print_choice.lacking(resolved_of(event, **parts))


def without(*names, **changes):
    return {**{name: value for name, value in WHOLE.items() if name not in names}, **changes}


def test_an_event_that_tells_everything_has_every_piece():
    assert lacking(WHOLE) == {}
    assert all(print_choice.offered(resolved_of(WHOLE), kind) for kind in KINDS)


def test_what_no_fact_is_needed_for_is_always_there():
    there = {"qr-page", "qr-calendar", "badge", "name-badges", "stickers"}
    assert set(KINDS) - set(lacking({})) == there


@pytest.mark.parametrize(
    ("event", "missing"),
    [
        (without("venue"),
         {"poster": "venue", "flyer": "venue", "press-release": "venue", "qr-wifi": "wifi"}),
        (without(venue={"address": "1 rue des Lampes"}),
         {"poster": "venue", "flyer": "venue", "press-release": "venue", "qr-wifi": "wifi"}),
        (without(venue=VENUE), {"qr-wifi": "wifi"}),
        (without("tickets"), {"qr-tickets": "ticket_page"}),
        (without("tickets", ticket_url="https://shop.example/"), {}),
        (without("tickets", raffle={"draw": "22:00"}), {"qr-tickets": "ticket_page", "prices": "any_price"}),
        (without(donate={"platform": "HelloAsso"}), {"qr-donate": "donate"}),
        (without("raffle"), {"raffle-tickets": "raffle"}),
        (without("sponsors"), {"thanks": "sponsors"}),
        (without("goal"), {"money": "figures"}),
        (without("goal", donate={"url": "https://give.example/",
                                 "tiers": [{"amount": "5", "currency": "EUR", "label": "a kit"}]}), {}),
        (without("results"), {"results": "results"}),
        (without(results={"attendance": "20"}), {"results": "results"}),
        (without(results={"lines": [{"stream": "door", "gross": "5", "currency": "EUR"}]}), {}),
        (without("hashtags"), {"qr-hashtag": "tag", "social-wall": "hashtag"}),
        (without("hashtags", accounts={"x": "@lanternparis"}), {"qr-hashtag": "tag"}),
        (without("hashtags", "donate", venue=VENUE),
         {"qr-hashtag": "tag", "social-wall": "hashtag", "qr-donate": "donate", "qr-wifi": "wifi",
          "table-tent": "donate_wifi_tag"}),
    ],
)  # fmt: skip
def test_what_each_piece_is_made_of(event, missing):
    assert lacking(event) == {kind: (key,) for kind, key in missing.items()}


def test_what_is_inherited_counts():
    assert lacking(without("charity", "goal"), editions=[{**pages.SPRING, "charity": "wells"}]).keys() == {
        "money"
    }
    assert lacking(without("goal"), charities=[BUYING]) == {}
    assert lacking(without("hashtags"), festival={"hashtags": ["Lantern"]}) == {}


def test_a_postponed_event_without_a_day_has_no_poster():
    waiting = lacking(without(status="postponed", date=None))
    assert waiting["poster"] == waiting["sponsor-letter"] == ("date",)
    assert "poster" in lacking(without(status="postponed"))
    assert "poster" not in lacking(without(status="postponed", postponed_from="2011-03-20"))


def test_several_reasons_are_all_given():
    assert lacking(without("charity", "goal", "venue"))["press-release"] == ("venue", "charity")


def test_of_a_cancelled_event_there_are_codes_and_badges_alone():
    event = resolved_of(without(status="cancelled"))
    there = {kind for kind in KINDS if print_choice.offered(event, kind)}
    assert there == print_choice.WHEN_CANCELLED
    assert set(print_choice.lacking(event).values()) == {("cancelled",)}
    assert lacking({"status": "cancelled"})["qr-donate"] == ("donate",)


def test_every_key_is_used_and_every_piece_has_its_keys():
    assert {key for keys in KINDS.values() for key in keys} == set(NEEDS)
    assert set(KINDS) >= LEAN | print_choice.WHEN_CANCELLED


def test_pieces_are_listed_by_what_they_lack():
    library = library_of(without("venue", "charity", "results"))
    assert dict(print_choice.missing_for_prints(library, library.resolve(library.events[0]))) == {
        "venue": ("poster", "flyer", "press-release"),
        "charity": ("money", "press-release", "sponsor-letter", "pledge-form", "thank-you"),
        "wifi": ("qr-wifi",),
    }


def test_a_private_wifi_is_in_no_kit_and_still_not_missing():
    library = library_of({**WHOLE, "venue": PRIVATE_WIFI, "results": None})
    event = library.resolve(library.events[0])
    assert print_choice.lacking(event) == {"qr-wifi": ("wifi",), "results": ("results",)}
    assert print_choice.missing_for_prints(library, event) == ()
    assert library.for_organisers(event).event == library.events[0]


@pytest.mark.parametrize(
    ("public", "known"), [(None, False), ("no", False), ("unknown", False), ("yes", True)]
)
def test_no_output_gets_a_wifi_that_is_not_public(public, known):
    """Whatever a template shows of an event: what it does not have it cannot show."""
    wifi = {"network": "lantern", "password": "s3cret-door", **({"public": public} if public else {})}
    library = library_of({"venue": {**VENUE, "address": "1 rue des Lampes", "wifi": wifi}})
    event = library.resolve(library.events[0])
    assert (event.event.venue.wifi is not None) is known
    assert (event.event.venue.name, event.event.venue.address) == ("Le Comptoir", "1 rue des Lampes")
    assert ("s3cret-door" in repr(event)) is known
    assert library.for_organisers(event).event.venue.wifi.password == wifi["password"]


def test_pieces_that_are_not_requested_are_not_listed():
    library = library_of({}, cities=[{**pages.PARIS, "print": {"pieces": ["poster", "badge"]}}])
    assert print_choice.missing_for_prints(library, library.resolve(library.events[0])) == (
        ("venue", ("poster",)),
    )


SHOP = "https://shop.example/"
SOLD_OUT = [{"price": "5", "currency": "EUR", "url": SHOP, "sold_out": "yes"}]
LATER = [{"price": "5", "currency": "EUR", "url": SHOP, "since": "2011-03-10"}]
OVER = [{"price": "5", "currency": "EUR", "url": SHOP, "until": "2011-02-10"}]


@pytest.mark.parametrize("tickets", [SOLD_OUT, LATER, OVER])
def test_no_code_leads_to_a_sale_that_is_closed_and_none_is_waited_for(tickets):
    library = library_of(without(tickets=tickets))
    event = library.resolve(library.events[0])
    assert print_choice.lacking(event)["qr-tickets"] == ("sale",)
    assert print_choice.missing_for_prints(library, event) == ()


def test_no_board_shows_prices_of_which_none_can_be_paid_any_more():
    assert "prices" in lacking(without("raffle", tickets=OVER))
    assert "prices" not in lacking(without("raffle", tickets=SOLD_OUT))


# The requested pieces.


def choice(city=None, festival=None, **more):
    place = {**pages.PARIS, **more, **({"print": city} if city else {})}
    library = library_of({}, cities=[place], festival={"print": festival} if festival else {})
    return settings_for(library, library.cities[0])


@pytest.mark.parametrize(
    ("pieces", "full", "lean"),
    [
        ("full", set(KINDS), set()),
        ("lean", set(), set(LEAN)),
        ("none", set(), set()),
        (["poster", "badge"], {"poster", "badge"}, set()),
        (["lean", "raffle-tickets", "poster"], {"raffle-tickets", "poster"}, LEAN - {"poster"}),
        (["full", "lean"], set(KINDS), set()),
    ],
)  # fmt: skip
def test_words_for_pieces(pieces, full, lean):
    levels = choice({"pieces": pieces}).levels
    assert {kind for kind, level in levels.items() if level is PrintLevel.FULL} == full
    assert {kind for kind, level in levels.items() if level is PrintLevel.LEAN} == lean


def test_pieces_are_in_the_order_of_the_page():
    assert choice({"pieces": ["thanks", "badge", "qr-page"]}).kinds == ("qr-page", "badge", "thanks")


def test_a_city_overrides_its_festival_key_by_key():
    festival = {"pieces": "lean", "paper": "letter", "palette": "plum"}
    assert choice(None, festival).levels == choice("lean").levels
    own = choice({"paper": "a4"}, festival)
    assert (own.kinds, own.papers("poster"), own.ground) == (
        choice("lean").kinds,
        (Paper.ISO,),
        PALETTES["plum"][0],
    )
    own = choice({"ground": "80 95 0 40", "accent": "0 0 0 0"}, festival)
    assert (own.ground, own.accent) == ((80, 95, 0, 40), (0, 0, 0, 0))
    own = choice({"palette": "sea"}, {"ground": "80 95 0 40", "accent": "0 0 0 0"})
    assert (own.ground, own.accent) == PALETTES["sea"]


def test_colours_that_are_not_chosen_follow_from_the_name():
    assert (choice().ground, choice().accent) == default_colours("paris")
    library = library_of({})
    own = settings_for(library, None)
    assert (own.ground, own.accent) == default_colours(library.festival.name)


def test_papers():
    both = (Paper.ISO, Paper.US)
    assert choice("full").papers("poster") == both
    assert choice("full", country="US").papers("poster") == both[::-1]
    assert choice("lean").papers("poster") == (Paper.ISO,)
    assert choice("lean", country="CO").papers("poster") == (Paper.US,)
    assert choice({"pieces": "lean", "paper": "both"}).papers("poster") == both
    assert choice({"pieces": "full", "paper": "letter"}).papers("poster") == (Paper.US,)
    library = library_of({}, festival={"print": "lean"})
    assert settings_for(library, None).papers("poster") == both


def test_the_paper_of_a_country():
    letter = {country for country in country_codes() if paper_of(country) is Paper.US}
    assert letter >= {"US", "CA", "MX", "PH", "CL", "CO"}
    assert letter.isdisjoint({"FR", "PL", "JP", "BR", "IN", "NZ", "GB"})


@pytest.mark.parametrize(
    ("cities", "level"), [(FULL_UP_TO, PrintLevel.FULL), (FULL_UP_TO + 1, PrintLevel.LEAN)]
)
def test_kits_of_large_festivals_are_lean(cities, level):
    places = [{**pages.PARIS, "slug": f"city-{number}"} for number in range(cities + 5)]
    events = [{"city": place["slug"]} for place in places[:cities]]
    library = pages.of(*events, cities=places)
    assert set(settings_for(library, library.cities[0]).levels.values()) == {level}
