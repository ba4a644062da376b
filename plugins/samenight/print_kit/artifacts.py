"""What the print team of each city gets, and from which facts."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from babel.dates import format_date, format_interval

from samenight import show, theme
from samenight.artifact import Artifact, Site
from samenight.festival import links
from samenight.festival.handles import NETWORKS, shown_handle
from samenight.festival.identity import accounts_of, hashtags_of
from samenight.festival.library import Library
from samenight.festival.model import City, Event
from samenight.print_kit.badge import badge_pdf, badge_svg
from samenight.print_kit.badge_facts import (
    BLEED,
    HEIGHT,
    TEMPLATE,
    WIDTH,
    BadgeFacts,
    Press,
    kicker_of,
    smallest_width,
    title_of,
)
from samenight.print_kit.coverage import covers
from samenight.print_kit.kit import KitFacts, kit_zip
from samenight.print_kit.qr import SIDE, QrFacts, qr_png, qr_svg, smallest_side

MOST_ACCOUNTS = 3  # lines that stay legible beside the code; the city's page names all of them
MOST_HASHTAGS = 2


@dataclass(frozen=True)
class PrintPage:
    """The fields of ``print.html``. Paths are published ones; lengths are whole millimetres."""

    city: str
    city_name: str
    city_path: str
    qr_svg: str
    qr_png: str
    qr_side: int
    qr_smallest: int
    badge_svg: str
    badge_pdf: str | None
    badge_width: int
    badge_height: int
    badge_bleed: int
    badge_smallest: int
    badge_words: str
    kit: str


def artifacts(library: Library, site: Site) -> Iterable[Artifact]:
    """The kit and its page for every city that has an event."""
    press = press_of(site)
    frame = theme.frame_of(library, site)
    for city in library.cities:
        event = library.current_event(city.slug, site.now)
        if event:
            kit = kit_of(event, library, site, press)
            yield from _files(city, kit)
            here = links.city_print(city.slug)
            yield theme.page(site, frame, here, "print.html", _page(city, kit))


def press_of(site: Site) -> Press | None:
    """What typesets badges: ``None`` without the package ``typst`` or without the artwork."""
    template = dict(site.artwork.texts).get(TEMPLATE)
    if template is None or importlib.util.find_spec("typst") is None:
        return None
    return Press(template, site.fonts)


def kit_of(event: Event, library: Library, site: Site, press: Press | None) -> KitFacts:
    """The facts of a city's kit, from its current event.

    A badge in letters that the fonts lack is not typeset: live text finds its letters elsewhere.
    """
    festival, city = library.festival, library.city[event.city]
    edition = library.edition[event.edition]
    url = links.absolute(site.url, links.city(city.slug))
    nights = _nights(library.day_of(event), event.end_date, (*city.languages, *festival.languages))
    badge = BadgeFacts(
        festival=festival.name,
        edition=edition.name,
        night=next((night for night in nights if not press or covers(press.fonts, night)), ""),
        city=city.name,
        hashtags=hashtags_of(event, library)[:MOST_HASHTAGS],
        accounts=_accounts(accounts_of(event, library)),
        url=url,
        language=festival.languages[0],
        press=press,
    )
    if press and not covers(press.fonts, title_of(badge) + kicker_of(badge)):
        badge = replace(badge, press=None)
    return KitFacts(QrFacts(url, f"{festival.name} {city.name}: {url}"), badge)


def _accounts(accounts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Accounts in the order of the networks. X goes without saying: ``@name`` began there."""
    known = [key for key in NETWORKS if key in accounts][:MOST_ACCOUNTS]
    return tuple(
        ("" if key == "x" else NETWORKS[key].name, shown_handle(key, accounts[key])) for key in known
    )


def _nights(first: dt.date | None, last: dt.date | None, languages: Iterable[str]) -> Iterable[str]:
    """The date in words, in one language after the other, and in figures at last."""
    if first is None:
        return
    for language in languages:
        locale = show.locale(language)
        if last and last > first:
            yield str(format_interval(first, last, "yMMMMd", locale=locale))
        else:
            yield str(format_date(first, "long", locale=locale))
    yield first.isoformat()


def _files(city: City, kit: KitFacts) -> Iterable[Artifact]:
    pieces = tuple(_pieces(city, kit))
    yield from pieces
    all_in_one = links.city_print_file(city.slug, "kit.zip")
    yield Artifact(all_in_one, "application/zip", kit_zip, kit, tuple(piece.path for piece in pieces))


def _pieces(city: City, kit: KitFacts) -> Iterable[Artifact]:
    def path(name: str) -> str:
        return links.city_print_file(city.slug, name)

    yield Artifact(path("qr-page.svg"), "image/svg+xml", qr_svg, kit.qr)
    yield Artifact(path("qr-page.png"), "image/png", qr_png, kit.qr)
    yield Artifact(path("badge.svg"), "image/svg+xml", badge_svg, kit.badge)
    if kit.badge.press:
        yield Artifact(path("badge.pdf"), "application/pdf", badge_pdf, kit.badge)


def _page(city: City, kit: KitFacts) -> PrintPage:
    def path(name: str) -> str:
        return links.city_print_file(city.slug, name)

    return PrintPage(
        city=city.slug,
        city_name=city.name,
        city_path=links.city(city.slug),
        qr_svg=path("qr-page.svg"),
        qr_png=path("qr-page.png"),
        qr_side=SIDE,
        qr_smallest=smallest_side(kit.qr.text),
        badge_svg=path("badge.svg"),
        badge_pdf=path("badge.pdf") if kit.badge.press else None,
        badge_width=WIDTH,
        badge_height=HEIGHT,
        badge_bleed=BLEED,
        badge_smallest=smallest_width(kit.badge.url),
        badge_words=title_of(kit.badge),
        kit=path("kit.zip"),
    )
