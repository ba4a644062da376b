"""Samenight: many cities, one night, one cause. The packages, in the order of the flow:

- ``content``     FACTS: values, problems, model, places, reading, library, authoring
- ``history``     GIT: when files changed, revisions of events
- ``site``        WHAT PAGES ARE MADE WITH: artifact, templates, display, addresses, hooks
- ``checks``      RULES that compare files with each other
- ``pages``       HTML pages: home, cities, events, countries, editions, charities, accounts
- ``calendars``   iCalendar, and the same as JSON
- ``print_kit``   codes, badges, posters, sheets, letters, and the page that offers them
- ``results``     totals, chart, open data
- ``feeds``       feeds, sitemap, robots
- ``builder``     ARTIFACTS INTO FILES: the only package that writes in a build; the interface to Pelican
- ``commands``    the `samenight` command line
"""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

PACKAGES = (
    "checks", "pages", "calendars", "print_kit", "results", "feeds", "builder",
)  # fmt: skip


def register() -> None:
    """Register every package with Pelican; list single packages in ``PLUGINS`` to leave some out."""
    for package in PACKAGES:
        importlib.import_module(f"samenight.{package}").register()
