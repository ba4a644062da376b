"""A festival whose sums can be added up by hand."""

from __future__ import annotations

from typing import Any

from samenight.content.library.library import Library

from tests.pages import pages

AUTUMN = {"slug": "2011-autumn", "name": "Autumn 2011", "date": "2011-10-20"}
SPRING = {**pages.SPRING, "charity": "wells"}
RATES = [
    {"currency": "EUR", "date": "2011-03-01", "rate": "1.3000", "source": "Bank"},
    {"currency": "EUR", "date": "2011-03-24", "rate": "1.4128", "source": 'Bank, "reference" rates'},
    {"currency": "EUR", "date": "2011-10-20", "rate": "1.3700", "source": "Bank"},
    {"currency": "JPY", "date": "2011-03-20", "rate": "0.0123", "source": "Bank"},
]
CITIES = [
    {"slug": slug, "name": name, "country": code, "timezone": "UTC"}
    for slug, name, code in (
        ("auckland", "Auckland", "NZ"),
        ("kyoto", "京都", "JP"),
        ("lyon", "Lyon", "FR"),
        ("paris", "Paris", "FR"),
        ("reno", "Reno", "US"),
        ("zagreb", "Zagreb", "HR"),
    )
]


def line(stream: str, gross: str, currency: str = "EUR", **more: str) -> dict[str, str]:
    """A line of an event's results."""
    return {"stream": stream, "gross": gross, "currency": currency, **more}


def total(amount: str, currency: str, **more: Any) -> dict[str, Any]:
    """An event's results of which only the total is known."""
    return {"total": {"amount": amount, "currency": currency, **more}}


PARIS = {
    "status": "final",
    "as_of": "2011-04-06",
    "lines": [
        line("tickets", "1500.00", fees="48.66", count="240", evidence="Export"),
        line("raffle", "900.00"),
    ],
    "total": {"amount": "2351.34", "currency": "EUR", "precision": "exact"},
    "handed_over": {"date": "2011-04-08", "amount": "2351.34", "currency": "EUR"},
}
# Two lines are parts of a larger total, reported in the same currency, and are not added to it.
LYON = {**total("100.10", "EUR", precision="about"), "lines": [line("door", "60"), line("raffle", "7.50")]}
EXACT = total("20", "EUR", precision="exact")
# Two currencies at one event.
RENO = {
    "status": "provisional",
    "lines": [line("door", "10", "USD", precision="exact"), line("donations", "5.55", "EUR")],
}


def festival() -> Library:
    """Eight events of six cities: in USD 3321.97 + 141.42 + 7.84 + 10 + 12.30 and, in autumn, 27.40."""
    return pages.of(
        {"city": "paris", "results": PARIS},
        {"city": "lyon", "results": LYON, "charity": "school"},
        {"city": "reno", "results": RENO},
        {"city": "kyoto", "results": total("1000", "JPY", precision="estimate")},
        {"city": "auckland", "results": total("33.30", "NZD", precision="exact")},
        {"city": "zagreb"},
        {"city": "zagreb", "edition": "2011-autumn", "date": "2011-10-20", "results": {"attendance": "9"}},
        {"city": "lyon", "edition": "2011-autumn", "date": "2011-10-20", "results": EXACT},
        editions=[SPRING, AUTUMN],
        cities=CITIES,
        charities=[{"slug": "school", "name": "=School"}, {"slug": "wells", "name": 'Wells, "Clean"'}],
        rates=RATES,
        festival={"facts": [{"what": "raised", "amount": "9000", "currency": "USD", "precision": "about"}]},
    )
