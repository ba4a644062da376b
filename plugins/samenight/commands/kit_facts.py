"""The facts of a city's print kit, for commands that typeset something by themselves."""

from __future__ import annotations

import datetime as dt

from samenight.festival import links
from samenight.festival.handles import NETWORKS, shown_handle
from samenight.festival.identity import accounts_of, hashtags_of
from samenight.festival.library import Library
from samenight.festival.model import City, Event
from samenight.print_kit.codes import Code, calendar_code, hashtag_code, page_code
from samenight.print_kit.colours import palette_of
from samenight.print_kit.facts import Cause, Codes, Evening, Identity, KitFacts, Outcome

# Countries whose printers hold US Letter (CLDR 45, supplemental measurementData, paperSize).
_LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
MOST_ACCOUNTS = 3


def facts_for(library: Library, city_slug: str, site_url: str, now: dt.datetime) -> KitFacts | None:
    """The facts of a city's kit, from its current event at the moment ``now``; ``None`` without one.

    Raises :class:`KeyError` where there is no such city.
    """
    city, event = library.city[city_slug], library.current_event(city_slug, now)
    if event is None:
        return None
    identity = _identity(city, event, library, site_url)
    raffle = Code(f"{identity.page}#raffle", page_code(identity.page).below + "/#raffle")
    codes = Codes(
        page=page_code(identity.page),
        calendar=calendar_code(site_url, city_slug),
        hashtag=hashtag_code(identity.hashtags[0], accounts_of(event, library))
        if identity.hashtags
        else None,
        raffle=raffle,
    )
    evening = Evening(
        event.name, event.start, event.end, event.venue, event.place,
        event.tickets, event.raffle, event.programme, event.sponsors,
    )  # fmt: skip
    return KitFacts(identity, codes, evening, _cause(event, library), Outcome(event.results, ()))


def paper_of(country: str) -> str:
    """What printers hold in a country (ISO 3166 code): "a4" or "letter"."""
    return "letter" if country in _LETTER else "a4"


def _identity(city: City, event: Event, library: Library, site_url: str) -> Identity:
    festival, edition = library.festival, library.edition[event.edition]
    accounts = accounts_of(event, library)
    known = [key for key in NETWORKS if key in accounts][:MOST_ACCOUNTS]
    return Identity(
        festival=festival.name,
        tagline=festival.tagline,
        edition=edition.name,
        slogan=event.slogan or edition.slogan,
        city=city.name,
        country=city.country,
        hashtags=hashtags_of(event, library)[:2],
        accounts=tuple(
            ("" if key == "x" else NETWORKS[key].name, shown_handle(key, accounts[key])) for key in known
        ),
        page=links.absolute(site_url, links.city(city.slug)),
        contact=city.contact,
        language=(*city.languages, *festival.languages)[0],
        paper="us" if paper_of(city.country) == "letter" else "iso",
        first=library.day_of(event),
        last=event.end_date,
        palette=palette_of(city.slug),
    )


def _cause(event: Event, library: Library) -> Cause:
    charity = library.charity_of(event)
    return Cause(
        charity=charity.name if charity else None,
        purpose=charity.purpose if charity else None,
        website=charity.website if charity else None,
        registration=charity.registration if charity else None,
        goal=event.goal,
        buys=charity.buys if charity else (),
        tiers=event.donate.tiers if event.donate else (),
    )
