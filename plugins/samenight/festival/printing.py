"""What a city's print kit holds: what was asked for, and of that what its facts are enough for."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samenight.festival.identity import accounts_of, hashtags_of
from samenight.festival.inks import Cmyk
from samenight.festival.library import Library
from samenight.festival.model import City, Event
from samenight.festival.palettes import FAMILY, colours_of
from samenight.festival.print_settings import KINDS, LEAN, PrintSettings

# With more cities than this that have an event, kits are lean unless a setting says otherwise: a full
# one is 2 MB and takes a second to make, and 50 of them are a tenth of what free hosts of pages take; a
# lean one is an eighth of it.
FULL_UP_TO = 50
# What is offered of an evening that was called off: its page tells so, and its people meet elsewhere.
WHEN_CANCELLED = frozenset(["qr-page", "qr-calendar", "qr-donate", "qr-hashtag", "badge", "name-badges"])


class Level(enum.StrEnum):
    """How much there is of a kind of piece: all its sizes and forms, or those that most print teams need.

    Lean is one family of paper, its standard sheet (A4 or Letter) for office printers, one poster for
    the print shop, and no pixels of what is there as vectors.
    """

    FULL = "full"
    LEAN = "lean"


class Paper(enum.StrEnum):
    """A family of paper sizes: ISO 216 with A4, or that of the United States with Letter."""

    ISO = "iso"
    US = "us"


# CLDR 46, supplemental data, paperSize "US-Letter"; all others have A4.
_LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
_PAPERS: Mapping[str | None, tuple[Paper, ...]] = MappingProxyType(
    {"a4": (Paper.ISO,), "letter": (Paper.US,), "both": (Paper.ISO, Paper.US)}
)


def paper_of(country: str) -> Paper:
    """The paper of a country, by its ISO 3166 code."""
    return Paper.US if country in _LETTER else Paper.ISO


@dataclass(frozen=True)
class PrintChoice:
    """What was asked for: kinds of pieces in the order of the print page, each with its level, on which
    papers, and two colours in per cent of ink. ``paper`` is what was said of it (``None``: nothing),
    ``home`` the paper of the country."""

    levels: Mapping[str, Level]
    paper: str | None
    home: Paper
    ground: Cmyk
    accent: Cmyk

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of pieces."""
        return tuple(self.levels)

    def papers(self, kind: str) -> tuple[Paper, ...]:
        """The papers that a kind of piece is cut to, that of the country first."""
        usual = "both" if self.levels[kind] is Level.FULL else None
        chosen = _PAPERS.get(self.paper or usual, (self.home,))
        return tuple(sorted(chosen, key=lambda paper: paper is not self.home))


def settings_for(library: Library, city: City | None) -> PrintChoice:
    """What was asked for a city, key by key: what it says itself, else its festival, else the usual.
    ``None`` stands for the festival's own kit, of which there is one: it is full unless a setting says
    otherwise."""
    of_all = library.festival.print or PrintSettings()
    own = city.print if city and city.print else of_all
    return PrintChoice(
        levels=_levels(own.pieces or of_all.pieces or (_usual(library) if city else "full",)),
        paper=own.paper or of_all.paper or (None if city else "both"),
        home=paper_of(city.country) if city else Paper.ISO,
        **_colours(city.slug if city else library.festival.name, own, of_all),
    )


def _usual(library: Library) -> str:
    return "full" if len(library.events_of_city) <= FULL_UP_TO else "lean"


def _levels(pieces: tuple[str, ...]) -> Mapping[str, Level]:
    """A piece that is named is meant with all its sizes."""
    full = {*pieces, *(KINDS if "full" in pieces else ())}
    lean = LEAN if "lean" in pieces else frozenset()
    levels = {kind: Level.FULL if kind in full else Level.LEAN for kind in KINDS if kind in full | lean}
    return MappingProxyType(levels)


def _colours(slug: str, own: PrintSettings, of_all: PrintSettings) -> dict[str, Cmyk]:
    for one in (own, of_all):
        if one.ground and one.accent:
            return {"ground": one.ground, "accent": one.accent}
        if one.palette:
            ground, accent = FAMILY[one.palette]
            return {"ground": ground, "accent": accent}
    ground, accent = colours_of(slug)
    return {"ground": ground, "accent": accent}


# What pieces are made of.


def _lacks_ticket_page(_library: Library, event: Event) -> bool:
    return not (event.ticket_url or any(ticket.url for ticket in event.tickets))


def _lacks_donate(_library: Library, event: Event) -> bool:
    return not (event.donate and event.donate.url)


def _lacks_wifi(_library: Library, event: Event) -> bool:
    return not (event.venue and event.venue.wifi)


def _lacks_tag(library: Library, event: Event) -> bool:
    return not hashtags_of(event, library)


def _lacks_hashtag(library: Library, event: Event) -> bool:
    return not (hashtags_of(event, library) or accounts_of(event, library))


def _lacks_all_three(library: Library, event: Event) -> bool:
    return all(lacks(library, event) for lacks in (_lacks_donate, _lacks_wifi, _lacks_tag))


def _lacks_price(_library: Library, event: Event) -> bool:
    raffle = event.raffle.price if event.raffle else None
    return raffle is None and all(ticket.price is None for ticket in event.tickets)


def _lacks_figures(library: Library, event: Event) -> bool:
    charity = library.charity_of(event)
    return not (event.goal or (event.donate and event.donate.tiers) or (charity and charity.buys))


def _lacks_results(_library: Library, event: Event) -> bool:
    return not (event.results and (event.results.lines or event.results.total))


# Each key of KINDS, and whether an evening lacks it.
NEEDS: Mapping[str, Callable[[Library, Event], bool]] = MappingProxyType(
    {
        "date": lambda library, event: library.day_of(event) is None,
        "venue": lambda _library, event: not (event.venue and event.venue.name),
        "charity": lambda library, event: library.charity_of(event) is None,
        "ticket_page": _lacks_ticket_page,
        "any_price": _lacks_price,
        "donate": _lacks_donate,
        "figures": _lacks_figures,
        "tag": _lacks_tag,
        "hashtag": _lacks_hashtag,
        "wifi": _lacks_wifi,
        "donate_wifi_tag": _lacks_all_three,
        "raffle": lambda _library, event: event.raffle is None,
        "sponsors": lambda _library, event: not event.sponsors,
        "results": _lacks_results,
    }
)


def lacking(library: Library, event: Event) -> Mapping[str, tuple[str, ...]]:
    """Each kind of piece that cannot be offered, with the keys of what it lacks: those of NEEDS, or
    "cancelled" where the evening does not take place."""
    if event.status == "cancelled":
        return {kind: ("cancelled",) for kind in KINDS if kind not in WHEN_CANCELLED} | {
            kind: missing for kind, missing in _lacking(library, event).items() if kind in WHEN_CANCELLED
        }
    return _lacking(library, event)


def offered(library: Library, event: Event, kind: str) -> bool:
    """Whether the facts of an evening are enough for a kind of piece."""
    return kind not in lacking(library, event)


def waiting(library: Library, event: Event) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the pieces that were asked for wait for before the night: each key of NEEDS that an evening
    lacks, with the kinds that would come with it or wait for more besides."""
    asked = settings_for(library, library.city[event.city]).levels
    missing = {kind: keys for kind, keys in lacking(library, event).items() if kind in asked}
    return tuple(_by_key({kind: keys for kind, keys in missing.items() if kind != "results"}))


def _lacking(library: Library, event: Event) -> dict[str, tuple[str, ...]]:
    absent = {key for key, lacks in NEEDS.items() if lacks(library, event)}
    return {kind: tuple(key for key in keys if key in absent) for kind, keys in KINDS.items()
            if not absent.isdisjoint(keys)}  # fmt: skip


def _by_key(missing: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key in NEEDS:
        kinds = tuple(kind for kind, keys in missing.items() if key in keys)
        if kinds:
            yield key, kinds
