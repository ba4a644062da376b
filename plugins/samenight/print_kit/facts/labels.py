"""The words that stand on artwork, in the language of its city, and how it writes dates and sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel import Locale

from samenight.content.problems.wording import Wording, Words
from samenight.print_kit.facts.facts import Identity
from samenight.site import display


@dataclass(frozen=True)
class Speech:
    """How artwork speaks: our sentences in its language, and how that writes dates and sums."""

    said: Wording
    locale: Locale


def speech_of(words: Words, language: str) -> Speech:
    """How artwork speaks in a language."""
    return Speech(words.of(language), display.locale(language))


def words_of(said: Wording) -> Mapping[str, str]:
    """What templates call their labels by, in a language."""
    return {
        "tickets": said.text("Tickets"),
        "scan": said.text("Scan for more"),
        "for": said.text("All for"),
        "donate": said.text("Give"),
        "wifi": said.text("Wi-Fi"),
        "password": said.text("Password"),
        "raffle": said.text("Raffle"),
        "step_free": said.text("Step-free"),
        "post": said.text("Tell the world"),
        "fold": said.text("Fold"),
        "tent": said.text("Fold along the dashed lines, and tape this edge to the other end of the sheet."),
        **_on_sheets(said),
        **_on_labels(said),
    }


def _on_sheets(said: Wording) -> Mapping[str, str]:
    """Labels of the sheets that hang or stand in the room."""
    return {
        "thank_you": said.text("Thank you"),
        "prices": said.text("Prices"),
        "ticket": said.text("Ticket"),
        "door": said.text("At the door"),
        "sold_out": said.text("Sold out"),
        "draw": said.text("Draw"),
        "give_here": said.text("Give here"),
        "money": said.text("Where the money goes"),
        "goal": said.text("Our goal"),
        "makes_possible": said.text("What your money does"),
        "gifts": said.text("Gifts we suggest"),
        "registration": said.text("Registered as"),
        "results": said.text("Results"),
        "raised_for": said.text("Raised for"),
        "counted_on": said.text("Counted on"),
        "stream": said.text("Where it came from"),
        "gross": said.text("Paid in"),
        "fees": said.text("Fees"),
        "net": said.text("After fees"),
        "handed_over": said.text("Handed over"),
        "audit": said.text("Every figure, with its source"),
    }


def precise(said: Wording, shown: str, precision: str) -> str:
    """A figure that is shown, with how well it is known: a code of the content model."""
    if precision == "about":
        return said.text("about {figure}", figure=shown)
    if precision == "at_least":
        return said.text("at least {figure}", figure=shown)
    return said.text("{figure} (estimate)", figure=shown) if precision == "estimate" else shown


def status_words(said: Wording) -> Mapping[str, str]:
    """How sure results are, by the code of their status."""
    return {
        "reported": said.text("As reported, not audited"),
        "provisional": said.text("Provisional: still being counted"),
        "final": said.text("Final result"),
    }


def stream_words(said: Wording) -> Mapping[str, str]:
    """Where money comes from, by the code of the stream."""
    return {
        "tickets": said.text("Tickets"),
        "donations": said.text("Gifts"),
        "door": said.text("At the door"),
        "raffle": said.text("Raffle"),
        "auction": said.text("Auction"),
        "merchandise": said.text("Things sold"),
        "matching": said.text("Matching gifts"),
        "sponsors": said.text("Sponsors"),
        "other": said.text("Other sources"),
    }


def _on_labels(said: Wording) -> Mapping[str, str]:
    """On name badges and raffle tickets."""
    return {
        "hello": said.text("Hello, my name is"),
        "full_size": said.text("Print at 100 %, not fit to page"),
        "measure": said.text("This line is 100 mm long. Hold the sheet against the label stock."),
        "a_ticket": said.text("a ticket"),
        "your_name": said.text("Name"),
        "specimen": said.text("Specimen"),
    }


def sum_in(locale: Locale, amount: Decimal, currency: str) -> str:
    """An amount with its currency. Thousands stand apart by a whole space where a language has a narrow
    one: between heavy figures, set tightly, that is none."""
    return display.sum_in(locale, amount, currency).replace("\u202f", "\u00a0")


def title_of(identity: Identity) -> str:
    """The badge in one line, for those who do not see it: hashtags, accounts, festival and city."""
    hashtags = " ".join(f"#{tag}" for tag in identity.hashtags)
    accounts = ", ".join(" ".join(filter(None, account)) for account in identity.accounts)
    whose = f"{identity.festival} {identity.city}".strip()
    return ", ".join(filter(None, [hashtags, accounts, whose]))


def kicker_of(data: Mapping[str, Any]) -> str:
    """The line above the headline, of the identity's data: edition and night."""
    return " · ".join(filter(None, [data["edition"], data["night"]]))


def named(data: Mapping[str, Any]) -> str:
    """Who signs: the city, or, where the city is the headline, the festival."""
    return str(data["name"] if data["hashtags"] else data["festival"])
