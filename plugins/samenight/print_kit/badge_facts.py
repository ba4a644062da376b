"""What a hashtag-and-handle badge says, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from samenight.artifact import Fonts
from samenight.print_kit.breaking import broken, humps
from samenight.print_kit.qr import SMALLEST_MODULE, matrix_of, smallest_side

TEMPLATE = "badge-before.typ"
WIDTH, HEIGHT, BLEED = 90, 55, 3  # mm; the width and height are those after cutting
MARGIN, CODE = 5, 24  # mm


@dataclass(frozen=True)
class Press:
    """What typesets the badge: the text of its template, and the fonts. One for all cities."""

    template: str
    fonts: Fonts


@dataclass(frozen=True)
class BadgeFacts:
    """What the badge says. ``press`` is ``None`` where Typst is not installed.

    ``accounts`` are pairs of a network's name (empty where it goes without saying) and a handle
    as people write it; ``night`` is the date in words; ``url`` is what the code holds.
    """

    festival: str
    edition: str
    night: str
    city: str
    hashtags: tuple[str, ...]
    accounts: tuple[tuple[str, str], ...]
    url: str
    language: str
    press: Press | None


def title_of(facts: BadgeFacts) -> str:
    """The badge in one line."""
    hashtags = " ".join(f"#{tag}" for tag in facts.hashtags)
    accounts = ", ".join(" ".join(filter(None, account)) for account in facts.accounts)
    return ", ".join(filter(None, [hashtags, accounts, f"{facts.festival} {facts.city}"]))


def kicker_of(facts: BadgeFacts) -> str:
    """The line above the headline: festival, edition and night, no name twice.

    Without a hashtag the festival stands below, in the place of the city.
    """
    named = facts.festival.casefold() in facts.edition.casefold() or not facts.hashtags
    parts = [facts.edition] if named else [facts.festival, facts.edition]
    return " · ".join(filter(None, [*parts, facts.night]))


def headline_of(facts: BadgeFacts) -> tuple[tuple[str, ...], ...]:
    """The headline on one line, on two, on three: the first hashtag, else the city."""
    if facts.hashtags:
        return broken(humps(f"#{facts.hashtags[0]}"), "")
    return broken(tuple(facts.city.split()), " ")


def code_side(url: str) -> Decimal:
    """The side of the badge's code in mm, with its quiet zone; larger than usual for long addresses."""
    return max(Decimal(CODE), SMALLEST_MODULE * len(matrix_of(url)))


def smallest_width(url: str) -> int:
    """The width in whole mm below which the badge must not be printed, for its code to scan."""
    return min(WIDTH, -(-WIDTH * smallest_side(url) // CODE))
