"""What a city's print kit holds: the requested pieces, and which of them its facts are enough for."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samenight.content.library.event_state import OfferState, Status
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.model.file_facts import City
from samenight.content.model.print_settings import KINDS, LEAN, PrintSettings
from samenight.content.values.inks import PALETTES, Cmyk, default_colours

# If more cities than this have an event, kits are lean unless a setting says otherwise: a full kit is
# 2 MB and takes a second to make, and 50 of them are a tenth of the limit of free page hosts; a lean
# kit is an eighth of that.
FULL_UP_TO = 50
# Still useful after a cancellation: codes and badges; no posters.
WHEN_CANCELLED = frozenset(["qr-page", "qr-calendar", "qr-donate", "qr-hashtag", "badge", "name-badges"])
# The kinds that mention the day, in addition to those that need one.
OF_A_DAY = ("pledge-form", "thank-you")


class PrintLevel(enum.StrEnum):
    """Which files there are of a kind of piece: all its sizes and forms, or those most print teams need.

    Lean is one family of paper, its standard sheet (A4 or Letter) for office printers, one poster for
    the print shop, and no pixel version of what exists as vectors.
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
    """The requested pieces: kinds in the order of the print page, each with its level, the papers, and two
    colours in per cent of ink. ``paper`` is the setting (``None`` if there is none), ``home`` the paper
    of the country."""

    levels: Mapping[str, PrintLevel]
    paper: str | None
    home: Paper
    ground: Cmyk
    accent: Cmyk

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of pieces."""
        return tuple(self.levels)

    def papers(self, kind: str) -> tuple[Paper, ...]:
        """The papers of a kind of piece, that of the country first."""
        usual = "both" if self.levels[kind] is PrintLevel.FULL else None
        chosen = _PAPERS.get(self.paper or usual, (self.home,))
        return tuple(sorted(chosen, key=lambda paper: paper is not self.home))


def settings_for(library: Library, city: City | None) -> PrintChoice:
    """The requested pieces of a city; each setting is the city's own, else the festival's, else the
    default. ``None`` means the festival's own kit, which is full unless a setting says otherwise."""
    of_all = library.festival.print or PrintSettings()
    own = city.print if city and city.print else of_all
    return PrintChoice(
        levels=_levels(own.pieces or of_all.pieces or (_usual(library) if city else "full",)),
        paper=own.paper or of_all.paper or (None if city else "both"),
        home=paper_of(city.country) if city else Paper.ISO,
        **_colours(city.slug if city else library.festival.name, own, of_all),
    )


def _usual(library: Library) -> str:
    return "full" if library.of_all.cities_with_events <= FULL_UP_TO else "lean"


def _levels(pieces: tuple[str, ...]) -> Mapping[str, PrintLevel]:
    """The level of each kind; a kind that is named is full."""
    full = {*pieces, *(KINDS if "full" in pieces else ())}
    lean = LEAN if "lean" in pieces else frozenset()
    levels = {
        kind: PrintLevel.FULL if kind in full else PrintLevel.LEAN for kind in KINDS if kind in full | lean
    }
    return MappingProxyType(levels)


def _colours(slug: str, own: PrintSettings, of_all: PrintSettings) -> dict[str, Cmyk]:
    for one in (own, of_all):
        if one.ground and one.accent:
            return {"ground": one.ground, "accent": one.accent}
        if one.palette:
            ground, accent = PALETTES[one.palette]
            return {"ground": ground, "accent": accent}
    ground, accent = default_colours(slug)
    return {"ground": ground, "accent": accent}


# What pieces are made of.


def _lacks_ticket_page(one: ResolvedEvent) -> bool:
    return not (one.event.ticket_url or any(ticket.url for ticket in one.event.tickets))


def _lacks_donate(one: ResolvedEvent) -> bool:
    return not (one.donate and one.donate.url)


def _lacks_wifi(one: ResolvedEvent) -> bool:
    return not (one.event.venue and one.event.venue.wifi)


def _lacks_tag(one: ResolvedEvent) -> bool:
    return not one.hashtags


def _lacks_all_three(one: ResolvedEvent) -> bool:
    return all(lacks(one) for lacks in (_lacks_donate, _lacks_wifi, _lacks_tag))


def _lacks_every_price(one: ResolvedEvent) -> bool:
    """Whether there is no price at all, of a ticket or of the raffle."""
    raffle = one.event.raffle.price if one.event.raffle else None
    return raffle is None and all(ticket.price is None for ticket in one.event.tickets)


def _lacks_figures(one: ResolvedEvent) -> bool:
    tiers, buys = one.donate and one.donate.tiers, one.charity and one.charity.buys
    return not (one.event.goal or tiers or buys)


def _lacks_results(one: ResolvedEvent) -> bool:
    results = one.event.results
    return not (results and (results.lines or results.total))


# Each key of KINDS, and whether an event lacks it.
NEEDS: Mapping[str, Callable[[ResolvedEvent], bool]] = MappingProxyType(
    {
        "date": lambda one: one.day is None,
        "venue": lambda one: not (one.event.venue and one.event.venue.name),
        "charity": lambda one: one.charity is None,
        "ticket_page": _lacks_ticket_page,
        "any_price": _lacks_every_price,
        "donate": _lacks_donate,
        "figures": _lacks_figures,
        "tag": _lacks_tag,
        "hashtag": lambda one: not (one.hashtags or one.accounts),
        "wifi": _lacks_wifi,
        "donate_wifi_tag": _lacks_all_three,
        "raffle": lambda one: one.event.raffle is None,
        "sponsors": lambda one: not one.event.sponsors,
        "results": _lacks_results,
    }
)


def lacking(one: ResolvedEvent) -> Mapping[str, tuple[str, ...]]:
    """Each kind of piece that cannot be offered, with the keys of what it lacks: those of NEEDS, "sale"
    if nothing is sold now, or "cancelled" if the event does not take place."""
    missing = {**_closed(one), **_lacking(one)}
    if one.state.is_unsettled:
        missing |= {kind: ("date", *missing.get(kind, ())) for kind in OF_A_DAY}
    if one.state.status is Status.CANCELLED:
        return {kind: ("cancelled",) for kind in KINDS if kind not in WHEN_CANCELLED} | {
            kind: keys for kind, keys in missing.items() if kind in WHEN_CANCELLED
        }
    return missing


def offered(one: ResolvedEvent, kind: str) -> bool:
    """Whether the facts of an event are enough for a kind of piece."""
    return kind not in lacking(one)


def missing_for_prints(library: Library, one: ResolvedEvent) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the requested pieces still need before the night: each key of NEEDS that an event lacks, with
    the kinds that need it, even if they lack more than that. A Wi-Fi that is not public is not missing."""
    requested, known = settings_for(library, one.city).levels, library.for_organisers(one)
    missing = {kind: keys for kind, keys in lacking(known).items() if kind in requested}
    return tuple(_by_key({kind: keys for kind, keys in missing.items() if kind != "results"}))


def _closed(one: ResolvedEvent) -> dict[str, tuple[str, ...]]:
    """The kinds that would link to a sale that is over or has not begun, or show its prices."""
    coming = one.state.is_coming
    shown = coming and any(offer.state is not OfferState.ENDED for offer in one.state.offers)
    raffle = one.event.raffle if coming else None
    closed = {"qr-tickets": one.state.shop is None, "prices": not (shown or raffle)}
    return {kind: ("sale",) for kind, is_closed in closed.items() if is_closed}


def _lacking(one: ResolvedEvent) -> dict[str, tuple[str, ...]]:
    absent = {key for key, lacks in NEEDS.items() if lacks(one)}
    return {kind: tuple(key for key in keys if key in absent) for kind, keys in KINDS.items()
            if not absent.isdisjoint(keys)}  # fmt: skip


def _by_key(missing: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key in NEEDS:
        kinds = tuple(kind for kind, keys in missing.items() if key in keys)
        if kinds:
            yield key, kinds
