"""The sheets for the venue: their texts, and that each is one page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samenight.builder.site_settings import words_of
from samenight.content.library.event_state import OfferState, TicketOffer
from samenight.content.model.amounts import Money, Results, Tier
from samenight.content.model.event_parts import Ticket
from samenight.content.model.people import Sponsor
from samenight.print_kit.facts.artwork_words import artwork_language
from samenight.print_kit.facts.fact_groups import KitFacts, Outcome, PrintTheme
from samenight.print_kit.facts.template_data import cause_data, data_of, event_data, outcome_data
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Form
from samenight.print_kit.typesetting.typst import typeset
from samenight.site.artifact import Site

from tests.print_kit.rich_and_bare import BARE, RICH
from tests.sites import REPOSITORY

WORDS = words_of(REPOSITORY / "theme")
EN, FR = artwork_language(WORDS, "en"), artwork_language(WORDS, "fr")
TEMPLATES = {"thanks.typ", "prices.typ", "money.typ", "results.typ"}
SHEETS = [name for name, piece in PIECES.items() if piece.template in TEMPLATES]


def on_sale(ticket: Ticket) -> TicketOffer:
    """A ticket that can be bought."""
    return TicketOffer(ticket, OfferState.ON_SALE)


MANY = replace(
    RICH,
    event=replace(
        RICH.event,
        sponsors=tuple(Sponsor(name="A name " * (1 + n % 9), level=f"level {n % 4}") for n in range(40)),
        offers=tuple(
            on_sale(Ticket(name="A ticket " * (1 + n % 9), price=str(n), currency="EUR")) for n in range(12)
        ),
    ),
)
FEW = replace(
    BARE,
    event=replace(
        BARE.event, sponsors=(Sponsor(name="One"),), offers=(on_sale(Ticket(price="5", currency="EUR")),)
    ),
    cause=replace(BARE.cause, charity="Water for All", goal=Money(amount="10", currency="EUR")),
    outcome=Outcome(Results(attendance="20"), ()),
)


def test_every_sheet_is_for_both_papers() -> None:
    assert len(SHEETS) == 8
    for name in SHEETS:
        piece = PIECES[name]
        assert piece.forms == (Form.OFFICE, Form.PRESS)
        assert (piece.width > piece.height) == (piece.kind == "thanks")


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("kit", [FEW, RICH, MANY], ids=["few", "rich", "many"])
def test_a_sheet_is_one_page(name: str, kit: KitFacts, print_site: Site) -> None:
    pytest.importorskip("typst")
    piece = PIECES[name]
    groups = {group: getattr(kit, group) for group in piece.groups}
    theme = PrintTheme(print_site.artwork, print_site.fonts, print_site.words)
    data = data_of(piece, Form.OFFICE, groups, theme.words) | {"families": ["Inter"]}
    assert len(typeset(theme, piece.template, data, "png", 20)) == 1


def test_what_came_of_the_night() -> None:
    data = outcome_data(RICH.outcome, EN)
    assert data["raised"] == ["about €2,351.34"]
    assert (data["inexact"], data["final"]) == (True, False)
    assert data["status"] == "Provisional: still being counted"
    assert (data["as_of"], data["guests"]) == ("9 March 2012", "at least 1,220 guests")
    assert data["handed_over"] == {"sum": "€2,351.34", "day": "1 May 2012"}
    tickets, raffle = data["streams"]
    assert tickets == {
        "name": "Tickets", "count": "240", "gross": "€1,500", "fees": "€48.66", "net": "€1,451.34",
    }  # fmt: skip
    assert (raffle["net"], raffle["fees"], raffle["count"]) == ("about €900", None, None)


def test_in_french() -> None:
    data = outcome_data(RICH.outcome, FR)
    assert data["status"] == "Provisoire\u00a0: le compte est en cours"
    assert data["raised"] == ["environ 2\u00a0351,34\u00a0€"]
    assert data["guests"] == "au moins 1\u00a0220 participants"


def test_an_estimate_says_so() -> None:
    sums = (Money(amount="5", currency="EUR", precision="estimate"), Money(amount="7", currency="USD"))
    assert outcome_data(Outcome(None, sums), EN)["raised"] == ["€5 (estimate)", "US$7"]


def test_before_the_night_nothing_came_of_it() -> None:
    data = outcome_data(BARE.outcome, EN)
    assert not any(data.values())


def test_what_an_amount_does() -> None:
    data = cause_data(RICH.cause, EN)
    assert data["goal"] == "about €3,000"
    assert [one["sum"] for one in data["buys"]] == ["€20", "€4,000–€12,000"]


@pytest.mark.parametrize(
    ("tier", "amount", "what"),
    [
        ({"amount": "5", "label": "a brick", "reward": "a card"}, "€5", "a brick, in return a card"),
        ({"amount": "5", "up_to": "9", "reward": "a card"}, "€5–€9", "in return a card"),
        ({"amount": "5", "open_amount": "yes", "label": "a brick"}, "from €5", "a brick"),
    ],
)
def test_suggested_gifts(tier, amount, what) -> None:
    cause = replace(RICH.cause, tiers=(Tier(currency="EUR", **tier),))
    assert cause_data(cause, EN)["tiers"] == [{"sum": amount, "what": what}]


def test_what_people_may_pay_is_not_free() -> None:
    ticket = Ticket(price="0", currency="EUR", open_amount="yes")
    event = replace(RICH.event, offers=(on_sale(ticket),))
    assert event_data(event, EN)["tickets"][0]["price"] == "from €0"


def test_prices() -> None:
    paid, free = event_data(RICH.event, EN)["tickets"]
    assert (paid["price"], paid["door"], paid["sold_out"]) == ("€5", False, False)
    assert (free["price"], free["door"], free["sold_out"]) == ("free", True, True)
