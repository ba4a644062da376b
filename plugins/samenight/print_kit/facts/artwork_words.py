"""The labels on artwork in the language of its city, figures with their precision, sums of money, and
the badge's lines: its title, the line above the headline, and the name that signs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel import Locale

from samenight.content.problems.wording import Wording, Words
from samenight.print_kit.facts.fact_groups import Identity
from samenight.site import display


@dataclass(frozen=True)
class ArtworkLanguage:
    """The language of artwork: our sentences in it, and the locale for dates and sums."""

    wording: Wording
    locale: Locale


def artwork_language(words: Words, language: str) -> ArtworkLanguage:
    """The sentences and the locale of a language, given by its tag."""
    return ArtworkLanguage(words.of(language), display.locale(language))


def artwork_labels(wording: Wording) -> Mapping[str, str]:
    """The labels in a language, by the names that templates use for them."""
    return {
        "tickets": wording.text("Tickets"),
        "scan": wording.text("Scan for more"),
        "for": wording.text("All for"),
        "donate": wording.text("Give"),
        "wifi": wording.text("Wi-Fi"),
        "password": wording.text("Password"),
        "raffle": wording.text("Raffle"),
        "step_free": wording.text("Step-free"),
        "post": wording.text("Tell the world"),
        "fold": wording.text("Fold"),
        "tent": wording.text(
            "Fold along the dashed lines, and tape this edge to the other end of the sheet."
        ),
        **_on_sheets(wording),
        **_on_labels(wording),
    }


def _on_sheets(wording: Wording) -> Mapping[str, str]:
    """Labels of the sheets that hang or stand at the venue."""
    return {
        "thank_you": wording.text("Thank you"),
        "prices": wording.text("Prices"),
        "ticket": wording.text("Ticket"),
        "door": wording.text("At the door"),
        "sold_out": wording.text("Sold out"),
        "draw": wording.text("Draw"),
        "give_here": wording.text("Give here"),
        "money": wording.text("Where the money goes"),
        "goal": wording.text("Our goal"),
        "makes_possible": wording.text("What your money does"),
        "gifts": wording.text("Gifts we suggest"),
        "registration": wording.text("Registered as"),
        "results": wording.text("Results"),
        "raised_for": wording.text("Raised for"),
        "counted_on": wording.text("Counted on"),
        "stream": wording.text("Where it came from"),
        "gross": wording.text("Paid in"),
        "fees": wording.text("Fees"),
        "net": wording.text("After fees"),
        "handed_over": wording.text("Handed over"),
        "audit": wording.text("Every figure, with its source"),
    }


def precise(wording: Wording, shown: str, precision: str | None) -> str:
    """A formatted figure in a phrase with its precision, a code of the content model; ``None`` if it is not
    stated."""
    if precision == "about":
        return wording.text("about {figure}", figure=shown)
    if precision == "at_least":
        return wording.text("at least {figure}", figure=shown)
    return wording.text("{figure} (estimate)", figure=shown) if precision == "estimate" else shown


def status_words(wording: Wording) -> Mapping[str, str]:
    """How certain results are, in words, by the code of their status."""
    return {
        "reported": wording.text("As reported, not audited"),
        "provisional": wording.text("Provisional: still being counted"),
        "final": wording.text("Final result"),
    }


def stream_words(wording: Wording) -> Mapping[str, str]:
    """Names of the sources of money, by the code of the stream."""
    return {
        "tickets": wording.text("Tickets"),
        "donations": wording.text("Gifts"),
        "door": wording.text("At the door"),
        "raffle": wording.text("Raffle"),
        "auction": wording.text("Auction"),
        "merchandise": wording.text("Merchandise"),
        "matching": wording.text("Matching gifts"),
        "sponsors": wording.text("Sponsors"),
        "other": wording.text("Other sources"),
    }


def _on_labels(wording: Wording) -> Mapping[str, str]:
    """Labels of name badges and raffle tickets."""
    return {
        "hello": wording.text("Hello, my name is"),
        "full_size": wording.text("Print at 100 %, not fit to page"),
        "measure": wording.text("This line is 100 mm long. Hold the sheet against the label stock."),
        "a_ticket": wording.text("a ticket"),
        "your_name": wording.text("Name"),
        "specimen": wording.text("Specimen"),
    }


def sum_in(locale: Locale, amount: Decimal, currency: str) -> str:
    """An amount with its currency, for heavy letters."""
    return heavy(display.sum_in(locale, amount, currency))


def heavy(figures: str) -> str:
    """Figures for heavy letters: thousands are separated by a full no-break space where the language has a
    narrow one, which cannot be seen between heavy, tightly set figures."""
    return figures.replace("\u202f", "\u00a0")


def title_of(identity: Identity) -> str:
    """The badge in one line, for people who cannot see it: hashtags, accounts, festival and city."""
    hashtags = " ".join(f"#{tag}" for tag in identity.hashtags)
    accounts = ", ".join(" ".join(filter(None, account)) for account in identity.accounts)
    whose = f"{identity.festival} {identity.city}".strip()
    return ", ".join(filter(None, [hashtags, accounts, whose]))


def kicker_of(data: Mapping[str, Any]) -> str:
    """The line above the headline: edition and date, from the data of the identity."""
    return " · ".join(filter(None, [data["edition"], data["night"]]))


def signed_by(data: Mapping[str, Any]) -> str:
    """The name at the foot: the city, or the festival if the city is the headline."""
    return str(data["name"] if data["hashtags"] else data["festival"])
