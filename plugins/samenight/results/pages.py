"""The results pages: sums by edition, country, city and stream, first in their own currencies."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from samenight.content.library.ledger import LedgerEntry, Total, net, total_of
from samenight.content.library.library import Library
from samenight.content.model import amounts
from samenight.content.model.amounts import Figure, Rate
from samenight.content.model.fields import STREAMS
from samenight.content.model.file_facts import Charity, Edition, Event

# Above this many cities, the page of all results has no list of cities; the editions' pages have.
CITIES_ON_RESULTS = 600


@dataclass(frozen=True)
class TotalLine:
    """A table row: key and name of its subject, total, number of events with a figure, and the share
    (0 to 100) of the longest bar."""

    key: str
    name: str
    total: Total
    events: int
    share: int = 0


@dataclass(frozen=True)
class EditionBar:
    """One edition in the chart: what its cities are known to have raised, and what a source reports
    for the whole edition, both as shares (0 to 100) of the longest bar."""

    line: TotalLine
    date: dt.date | None
    reported: Figure | None
    reported_share: int


@dataclass(frozen=True)
class EventLine:
    """One event in an edition's results."""

    city: str
    event: str
    city_name: str
    country: str
    charity: Charity | None
    entry: LedgerEntry
    share: int


@dataclass(frozen=True)
class StreamLine:
    """What came in through one stream, in one currency."""

    stream: str
    currency: str
    gross: Decimal
    fees: Decimal
    net: Decimal
    events: int


@dataclass(frozen=True)
class ResultsPage:
    """All results."""

    total: Total
    events: int
    editions: tuple[EditionBar, ...]
    countries: tuple[TotalLine, ...]
    cities: tuple[TotalLine, ...]
    streams: tuple[StreamLine, ...]
    rates: tuple[Rate, ...]
    facts: tuple[Figure, ...]


@dataclass(frozen=True)
class EditionResultsPage:
    """The results of one edition."""

    edition: Edition
    total: Total
    events: int
    lines: tuple[EventLine, ...]
    streams: tuple[StreamLine, ...]
    rates: tuple[Rate, ...]


def results_page(library: Library) -> ResultsPage:
    """The facts of the page of all results."""
    cities = [
        _line(library, city.slug, city.name, library.events_of_city.get(city.slug, ()))
        for city in library.cities
    ]
    countries = [
        _line(library, code, code, library.events_of_country.get(code, ()))
        for code in library.cities_of_country
    ]
    entries = [entry for event in library.events for entry in library.entries_of(event)]
    return ResultsPage(
        total=total_of(entries, library.festival.base_currency),
        events=sum(library.state_of(event).took_place for event in library.events),
        editions=_edition_bars(library),
        countries=_ranked(countries),
        cities=_ranked(cities) if len(cities) <= CITIES_ON_RESULTS else (),
        streams=_streams(library.events),
        rates=_rates(entries),
        facts=library.festival.facts,
    )


def edition_results_page(library: Library, edition: Edition) -> EditionResultsPage:
    """The facts of one edition's results."""
    events = library.events_of_edition.get(edition.slug, ())
    pairs = [(event, entry) for event in events for entry in library.entries_of(event)]
    pairs.sort(key=lambda pair: (-(pair[1].converted or 0), *pair[0].key))
    longest = max((entry.converted or Decimal(0) for _, entry in pairs), default=Decimal(0))
    entries = [entry for _, entry in pairs]
    return EditionResultsPage(
        edition=edition,
        total=total_of(entries, library.festival.base_currency),
        events=sum(library.state_of(event).took_place for event in events),
        lines=tuple(_event_line(library, event, entry, longest) for event, entry in pairs),
        streams=_streams(events),
        rates=_rates(entries),
    )


def _line(library: Library, key: str, name: str, events: Iterable[Event]) -> TotalLine:
    entries = [entry for event in events for entry in library.entries_of(event)]
    counted = len({(entry.city, entry.event) for entry in entries})
    return TotalLine(key, name, total_of(entries, library.festival.base_currency), counted)


def _ranked(lines: Iterable[TotalLine]) -> tuple[TotalLine, ...]:
    """Lines with a total, the largest converted one first, each with its share of the largest."""
    ranked = sorted(
        (line for line in lines if line.total.sums), key=lambda one: (-one.total.converted, one.key)
    )
    longest = max((line.total.converted for line in ranked), default=Decimal(0))
    return tuple(
        TotalLine(line.key, line.name, line.total, line.events, _share(line.total.converted, longest))
        for line in ranked
    )


def _share(part: Decimal, whole: Decimal) -> int:
    """A share in whole per cent, at least 1 for anything above zero."""
    return max(int(part * 100 / whole), 1) if part and whole else 0


def _edition_bars(library: Library) -> tuple[EditionBar, ...]:
    base = library.festival.base_currency
    lines = [
        (edition, _line(library, edition.slug, edition.name, library.events_of_edition.get(edition.slug, ())))
        for edition in library.editions
    ]
    reported = {edition.slug: _reported_sum(edition, base) for edition, _ in lines}
    sums = [line.total.converted for _, line in lines]
    sums += [figure.amount or Decimal(0) for figure in reported.values() if figure]
    longest = max(sums, default=Decimal(0))
    return tuple(_edition_bar(edition, line, reported[edition.slug], longest) for edition, line in lines)


def _edition_bar(edition: Edition, line: TotalLine, reported: Figure | None, longest: Decimal) -> EditionBar:
    shared = TotalLine(line.key, line.name, line.total, line.events, _share(line.total.converted, longest))
    share = _share(reported.amount or Decimal(0), longest) if reported else 0
    return EditionBar(shared, edition.date, reported, share)


def _reported_sum(edition: Edition, currency: str) -> Figure | None:
    """The first sum in ``currency`` that a source gives for the whole edition."""
    sums = (fact for fact in edition.facts if fact.what == "raised" and fact.currency == currency)
    return next(sums, None)


def _event_line(library: Library, event: Event, entry: LedgerEntry, longest: Decimal) -> EventLine:
    return EventLine(
        city=event.city,
        event=event.slug,
        city_name=library.city[event.city].name,
        country=entry.country,
        charity=library.resolve(event).charity,
        entry=entry,
        share=_share(entry.converted or Decimal(0), longest),
    )


def _streams(events: Iterable[Event]) -> tuple[StreamLine, ...]:
    """Sums of all events by stream and currency, streams in their usual order."""
    groups: dict[tuple[int, str], list[amounts.StreamAmount]] = defaultdict(list)
    for line in (line for event in events if event.results for line in event.results.lines):
        groups[STREAMS.index(line.stream), line.currency].append(line)
    return tuple(_stream_line(groups[key]) for key in sorted(groups))


def _stream_line(lines: list[amounts.StreamAmount]) -> StreamLine:
    gross = sum((line.gross for line in lines), Decimal(0))
    left = sum((net(line) for line in lines), Decimal(0))
    return StreamLine(lines[0].stream, lines[0].currency, gross, gross - left, left, len(lines))


def _rates(entries: Iterable[LedgerEntry]) -> tuple[Rate, ...]:
    """The rates that were used, each once."""
    used = {(entry.rate.currency, entry.rate.date): entry.rate for entry in entries if entry.rate}
    return tuple(used[key] for key in sorted(used))
