"""The list of all accounts: the festival's, then each city's, as attendees look for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samenight.content.library.festival_facts import cities_in_groups
from samenight.content.library.library import Library
from samenight.content.library.resolved_city import own_accounts, own_hashtags
from samenight.content.model.file_facts import City


@dataclass(frozen=True)
class CityAccounts:
    """A city's own accounts and hashtags."""

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
    countries: tuple[tuple[str, tuple[CityAccounts, ...]], ...]


def accounts_page(library: Library) -> AccountsPage:
    """The facts of the page."""
    festival = library.festival
    rows = {
        code: tuple(row for city in cities if (row := _row(library, city)).accounts or row.hashtags)
        for code, cities in cities_in_groups(library).items()
    }
    countries = tuple((code, group) for code, group in rows.items() if group)
    return AccountsPage(festival.accounts, festival.hashtags, festival.account_pattern, countries)


def _row(library: Library, city: City) -> CityAccounts:
    return CityAccounts(city.slug, city.name, own_accounts(city, library), own_hashtags(city, library))
