"""Samenight: many cities, one night, one cause. The rooms, in the order of the flow:

- ``festival``    THE FACTS: header, model, library, links, money and its ledger
- ``checks``      RULES that hold files against each other
- ``city_pages``  HTML pages: home, cities, events, countries, editions, charities
- ``calendars``   iCalendar, and the same as JSON
- ``print_kit``   codes, badges, posters, sheets, letters, and the page that offers them
- ``results``     totals, chart, open data
- ``discovery``   feeds, sitemap, robots
- ``accounts``    handles and hashtags of all cities
- ``output``      ARTIFACTS INTO FILES: the only room that writes, and where Pelican is met
- ``commands``    the `samenight` command line

Between the rooms stand the benches that all of them use: ``artifact`` (what is declared before it is
made), ``theme`` (pages out of templates), ``show`` (facts in words), ``hooks`` (where a room comes
in), ``survey`` (all that is wrong with a festival) and ``report`` (problems in words).
"""

from __future__ import annotations

import importlib

ROOMS = (
    "checks", "city_pages", "calendars", "print_kit", "results", "discovery", "accounts", "output",
)  # fmt: skip


def register() -> None:
    """Register every room with Pelican; list single rooms in ``PLUGINS`` to leave some out."""
    for room in ROOMS:
        importlib.import_module(f"samenight.{room}").register()
