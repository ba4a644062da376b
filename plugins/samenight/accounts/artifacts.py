"""The list of all accounts: the festival's, then each city's, as attendees look for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samenight.artifact import Artifact, Site
from samenight.festival import links
from samenight.festival.library import Library
from samenight.festival.model import City
from samenight.theme import frame_of, page


@dataclass(frozen=True)
class Row:
    """A city's accounts and hashtags; those of its latest evening that names any, where it has none."""

    city: str
    name: str
    accounts: Mapping[str, str]
    hashtags: tuple[str, ...]


@dataclass(frozen=True)
class AccountsPage:
    """All accounts of the festival."""

    accounts: Mapping[str, str]
    hashtags: tuple[str, ...]
    pattern: str | None
    countries: tuple[tuple[str, tuple[Row, ...]], ...]


def artifacts(library: Library, site: Site) -> Iterable[Artifact]:
    """One page."""
    festival = library.festival
    rows = {
        code: tuple(row for city in cities if (row := _row(library, city)).accounts or row.hashtags)
        for code, cities in library.cities_of_country.items()
    }
    countries = tuple((code, group) for code, group in rows.items() if group)
    content = AccountsPage(festival.accounts, festival.hashtags, festival.account_pattern, countries)
    yield page(site, frame_of(library, site), links.ACCOUNTS, "accounts.html", content)


def _row(library: Library, city: City) -> Row:
    newest_first = library.events_of_city.get(city.slug, ())[::-1]
    accounts = city.accounts or next((e.accounts for e in newest_first if e.accounts), {})
    own = [e.hashtags for e in newest_first if e.hashtags and e.hashtags != library.festival.hashtags]
    return Row(city.slug, city.name, accounts, city.hashtags or next(iter(own), ()))
