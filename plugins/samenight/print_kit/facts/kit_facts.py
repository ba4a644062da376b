"""The facts of a kit, from the library: a city's from its current event, the festival's from its
current edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from samenight.content.library.event_state import OfferState
from samenight.content.library.ledger import LedgerEntry
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.model.amounts import Money
from samenight.content.model.event_parts import Donate
from samenight.content.model.file_facts import Charity, Edition
from samenight.content.model.people import Sponsor
from samenight.content.values.social_networks import NETWORKS, shown_handle
from samenight.print_kit.codes.contents import Codes, calendar_code, hashtag_code, page_code, wifi_code
from samenight.print_kit.facts.fact_groups import (
    Cause,
    EventFacts,
    Identity,
    KitFacts,
    OrganiserFacts,
    Outcome,
    Palette,
)
from samenight.site import display, event_words, urls
from samenight.site.artifact import Site

MOST_ACCOUNTS = 3  # lines that stay legible next to a code; the city's page names all accounts


def home_of(event: ResolvedEvent, library: Library) -> str:
    """The path of the page that the codes of an event's kit lead to: the city's for the main event of its
    current night, else the event's own."""
    main = library.main_event(event.city.slug)
    if main and main.key == event.key:
        return urls.city(event.city.slug)
    return urls.event(*event.key)


def city_kit(one: ResolvedEvent, home: str, library: Library, site: Site, colours: Palette) -> KitFacts:
    """The facts of a kit, from one event of a city; ``home`` is the path of the page of its codes."""
    return KitFacts(
        identity=_identity(one, home, site, colours),
        codes=_codes(one, home, site),
        event=_event(one, site),
        cause=_cause(one.charity, one.charity_note, one.event.goal, one.donate),
        outcome=Outcome(one.event.results, _sums(library.entries.get(one.key, ()))),
        organisers=_organisers(one, library, site),
    )


def _event(one: ResolvedEvent, site: Site) -> EventFacts:
    event, coming = one.event, one.state.is_coming
    wording, locale = site.words.of(one.language), display.locale(one.language)
    return EventFacts(
        name=event.name,
        start=event.start,
        end=event.end,
        hours=one.hours if one.day else None,
        venue=event.venue,
        place=event.place,
        offers=tuple(offer for offer in one.state.offers if offer.state is not OfferState.ENDED),
        prices=one.state.prices,
        why_no_tickets=event_words.sale_words(one, wording, locale) if coming else None,
        raffle=event.raffle,
        programme=event.programme,
        sponsors=tuple(sponsor for group in one.sponsor_groups for sponsor in group.sponsors),
    )


def festival_kit(edition: Edition, library: Library, site: Site, colours: Palette) -> KitFacts:
    """The facts of the festival's own kit: its names and front page, the edition's charity, and the
    sums that all its cities raised."""
    festival = library.festival
    home = urls.absolute(site.url, urls.HOME)
    tags = tuple(dict.fromkeys([*edition.hashtags, *festival.hashtags]))
    charity = library.charity.get(edition.charity or "")
    entries = [entry for entry in _entries(library) if entry.edition == edition.slug]
    return KitFacts(
        identity=Identity(
            festival=festival.name,
            tagline=festival.tagline,
            edition=edition.name,
            slogan=edition.slogan,
            city="",
            country="",
            hashtags=tags,
            accounts=_accounts(festival.accounts),
            page=home,
            contact=festival.contact,
            language=site.words.first(*festival.languages),
            languages=tuple(festival.languages),
            first=edition.date,
            last=edition.end_date,
            palette=colours,
        ),
        codes=Codes(
            page=page_code(home),
            calendar=calendar_code(site.url, urls.CALENDAR),
            hashtag=hashtag_code(tags[0], festival.accounts) if tags else None,
        ),
        event=EventFacts(sponsors=tuple(Sponsor(name=partner.name) for partner in edition.partners)),
        cause=_cause(charity, edition.charity_note, edition.goal, None),
        outcome=Outcome(None, _sums(entries)),
    )


def _identity(one: ResolvedEvent, home: str, site: Site, colours: Palette) -> Identity:
    return Identity(
        festival=one.festival,
        tagline=one.tagline,
        edition=one.edition.name,
        slogan=one.slogan,
        city=one.city.name,
        country=one.city.country,
        hashtags=one.hashtags,
        accounts=_accounts(one.accounts),
        page=urls.absolute(site.url, home),
        contact=one.contact,
        language=one.language,
        languages=one.languages,
        first=one.day,
        last=one.last_day,
        palette=colours,
        title=one.title,
    )


def _accounts(accounts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Accounts in the order of the networks. X needs no name: ``@name`` began there."""
    known = [key for key in NETWORKS if key in accounts][:MOST_ACCOUNTS]
    return tuple(
        ("" if key == "x" else NETWORKS[key].name, shown_handle(key, accounts[key])) for key in known
    )


def _codes(one: ResolvedEvent, home: str, site: Site) -> Codes:
    event, page = one.event, urls.absolute(site.url, home)
    shop, donate = one.state.shop, one.donate.url if one.donate else None
    wifi, tags = event.venue.wifi if event.venue else None, one.hashtags
    return Codes(
        page=page_code(page),
        tickets=page_code(shop) if shop else None,
        donate=page_code(donate) if donate else None,
        calendar=calendar_code(site.url, urls.city_calendar(one.city.slug)),
        wifi=wifi_code(wifi.network, wifi.password) if wifi else None,
        hashtag=hashtag_code(tags[0], one.accounts) if tags else None,
        raffle=page_code(f"{page}#raffle") if event.raffle else None,
    )


def _cause(charity: Charity | None, note: str | None, goal: Money | None, donate: Donate | None) -> Cause:
    return Cause(
        charity=charity.name if charity else None,
        purpose=charity.purpose if charity and charity.purpose else note,
        website=charity.website if charity else None,
        registration=charity.registration if charity else None,
        goal=goal,
        buys=charity.buys if charity else (),
        tiers=donate.tiers if donate else (),
    )


def _organisers(one: ResolvedEvent, library: Library, site: Site) -> OrganiserFacts:
    cities, countries = library.of_all.extent_of[one.edition.slug]
    return OrganiserFacts(
        phase=one.state.phase,
        team=one.event.team,
        match=one.event.match,
        capacity=one.event.capacity,
        cities=cities,
        countries=countries,
        site=urls.absolute(site.url, urls.HOME),
    )


def _entries(library: Library) -> Iterator[LedgerEntry]:
    for entries in library.entries.values():
        yield from entries


def _sums(entries: Iterable[LedgerEntry]) -> tuple[Money, ...]:
    """The money raised, one sum per currency."""
    by_currency: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        by_currency.setdefault(entry.currency, []).append(entry)
    return tuple(_sum(currency, found) for currency, found in sorted(by_currency.items()))


def _sum(currency: str, entries: list[LedgerEntry]) -> Money:
    """A sum of a single precision has it; one of several is about right."""
    precisions = {entry.precision for entry in entries}
    return Money(
        amount=str(sum(entry.net for entry in entries)),
        currency=currency,
        precision=_precision_of(precisions),
    )


def _precision_of(precisions: set[str | None]) -> str | None:
    known = precisions - {"exact", None}
    if known:
        return known.pop() if len(precisions) == 1 else "about"
    return None if None in precisions else "exact"
