"""A plugin that publishes only what Hugo's site has without its share card: page, calendar and QR code of
each city. It is used in place of the packages that publish more, for one row of the benchmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samenight.calendars.artifacts import artifacts as calendars
from samenight.content.library.library import Library
from samenight.pages.artifacts import artifacts as pages
from samenight.print_kit.artifacts import artifacts as print_kit
from samenight.site import hooks
from samenight.site.artifact import Artifact, Publisher, Site

_WANTED = re.compile(r"city-\d+/(index\.html|calendar\.ics|print/qr-page\.png)")


def nothing(_library: Library, _site: Site) -> Iterable[Artifact]:
    """Nothing of the festival as a whole."""
    return ()


def of_city(library: Library, site: Site) -> Iterable[Artifact]:
    """Of all artifacts that three packages have for a city, these three."""
    for publisher in (pages, calendars, print_kit):
        yield from (one for one in publisher.of_city(library, site) if _WANTED.fullmatch(one.path))


def offer(_build: object) -> Publisher:
    """The function that declares these artifacts."""
    return Publisher(nothing, of_city)


def register() -> None:
    """Connect the plugin to the build."""
    hooks.artifacts.connect(offer)
