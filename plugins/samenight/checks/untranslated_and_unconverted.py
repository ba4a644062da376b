"""Rules for what is shown otherwise than its organisers expect: words of pages and print in another language,
as there are none in the city's, and sums that are in no total, as there is no exchange rate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from samenight.checks import kinds
from samenight.checks.events import is_outside
from samenight.content.library.event_state import Phase
from samenight.content.library.ledger import RATE_MAX_AGE
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import without_words
from samenight.content.model.file_facts import Event
from samenight.content.problems.problem import Location, Problem
from samenight.content.reading.origins import WRONG_RATES, Origins, origin_key

_MOST_NAMED = 3


def languages_without_words(library: Library, origins: Origins) -> Iterator[Problem]:
    """The languages of cities with a confirmed event that pages and print kits have no words in, all in one
    problem. A theme without any translation is in English by choice."""
    if library.languages <= {"en"}:
        return
    used: dict[str, str] = {}
    for current in library.current_events.values():
        if current.state.phase is not Phase.OVER and current.event.status == "confirmed":
            missing = without_words(current.languages, library.languages)
            if missing:
                used.setdefault(missing, current.language)
    if used:
        names = sorted(used)
        more = f" + {len(names) - _MOST_NAMED}" if len(names) > _MOST_NAMED else ""
        finding = kinds.LANGUAGE_WORDLESS(
            language=", ".join(names[:_MOST_NAMED]) + more,
            instead=", ".join(sorted(set(used.values()))),
        )
        yield origins[origin_key(library.festival)].problem(("languages",), finding)


def sums_without_rates(library: Library, origins: Origins) -> Iterator[Problem]:
    """Sums in another currency without an exchange rate for their day: one problem for each currency and day.

    Sums that a source reported of past events are left as reported. What follows from another mistake is not
    said: one in the table of rates, or an event on a wrong day.
    """
    told: set[tuple[str, dt.date]] = set()
    seen: set[tuple[object, ...]] = set()
    events = () if WRONG_RATES in origins else library.events
    for event in events:
        if event.results is None or event.results.status == "reported":
            continue
        what = (event.edition, event.date, *_currencies(event))
        if what in seen:
            continue
        seen.add(what)
        if is_outside(event, library.edition[event.edition]):
            continue
        for entry in library.entries_of(event):
            day = entry.day
            if entry.converted is not None or day is None or (entry.currency, day) in told:
                continue
            if day > library.now.date():  # no rate of this day is known yet
                continue
            told.add((entry.currency, day))
            finding = kinds.RATE_MISSING(entry.currency, day=day, days=RATE_MAX_AGE.days)
            yield origins[origin_key(event)].problem(_place_of(event, entry.currency), finding)


def _currencies(event: Event) -> tuple[str, ...]:
    results = event.results
    assert results is not None
    total = [results.total.currency] if results.total else []
    return tuple(sorted({*total, *(line.currency for line in results.lines)}))


def _place_of(event: Event, currency: str) -> Location:
    results = event.results
    assert results is not None
    if results.total and results.total.currency == currency:
        return ("results", "total", "currency")
    number = next(number for number, line in enumerate(results.lines) if line.currency == currency)
    return ("results", "lines", number, "currency")


RULES = (languages_without_words, sums_without_rates)
