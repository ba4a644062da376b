"""The content model, one class per kind of file. Every field is a key that its header can have."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from pydantic import ValidationInfo, field_validator

from samenight.content.model.amounts import Buys, Figure, Money, Results
from samenight.content.model.base import FileFact, refuse
from samenight.content.model.event_parts import (
    Act,
    Auction,
    CharityShare,
    Donate,
    Match,
    Merchandise,
    Note,
    Raffle,
    Ticket,
    Venue,
)
from samenight.content.model.fields import (
    Accounts,
    Colour,
    Contact,
    Country,
    Currency,
    Date,
    EventStatus,
    Hashtag,
    Hidden,
    Language,
    Length,
    NamePattern,
    Number,
    PageStatus,
    Point,
    SecurityContact,
    Slug,
    Text,
    Time,
    Url,
    YesNo,
    Zone,
)
from samenight.content.model.people import Maintainer, Member, Partner, Press, Sponsor, Volunteers
from samenight.content.model.print_settings import PrintSettings
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import quoted
from samenight.content.values.times import USUAL_LENGTH

EventKey = tuple[str, str]  # the slugs of city and edition


def _first_day(first: dt.date, last: dt.date) -> str | None:
    """The first day as the earliest last one, if the last is only a day too early: then the two are not
    swapped."""
    return quoted(first.isoformat()) if first - last == dt.timedelta(days=1) else None


class Festival(FileFact):
    """``festival.md``: the facts that all cities share."""

    name: Text
    """The festival's name."""
    tagline: Text | None = None
    """What the festival is, in one line."""
    hashtags: tuple[Hashtag, ...] = ()
    """Hashtags of the whole festival."""
    accounts: Accounts = {}
    """Accounts of the whole festival, one line per network."""
    base_currency: Currency
    """ISO 4217 code of the currency that totals are converted to."""
    contact: Contact | None = None
    """Where anyone may write to: a public e-mail address or a page."""
    security_contact: SecurityContact | None = None
    """Where weaknesses of the site are reported: an e-mail address, a page (https), or "tel:+44-20-…". It is
    published in /.well-known/security.txt (RFC 9116), with the next field."""
    security_expires: Date | None = None
    """The last day on which that contact is certain, within the next year."""
    account_pattern: NamePattern | None = None
    """How city accounts are named, like "twestival{city}"."""
    languages: tuple[Language, ...] = ("en",)
    """Languages of the site, the main one first."""
    results_due_days: Number = 7
    """How many days after its event a city's results must be final."""
    color: Colour = "indigo"
    """The colour of the calendars: a CSS colour name."""
    calendar_extras: YesNo = "no"
    """Whether calendars have separate entries for the raffle draw and the last day to donate."""
    maintainers: tuple[Maintainer, ...] = ()
    """Coordinators, who may change everything: their names on the git host. Not published."""
    print: PrintSettings | None = None
    """The print kits of all cities: pieces, paper and colours."""
    facts: tuple[Figure, ...] = ()
    """Figures over all editions, as sources give them."""
    sources: tuple[Url, ...] = ()
    """Where the facts come from."""


class Edition(FileFact):
    """``editions/<edition>.md``: one night, or one season of nights."""

    slug: Slug
    """The edition's name in addresses (the file name)."""
    name: Text
    """The edition's name."""
    date: Date | None = None
    """The night, or the first day of the window."""
    end_date: Date | None = None
    """The last day of the window."""
    date_note: Text | None = None
    """What else is known about the date."""
    announced: Date | None = None
    """When the edition was announced."""
    usual_length: Length = USUAL_LENGTH
    """Length in calendars of an event without an end, in hours: "4", "3:30". Not shown anywhere else."""
    charity: Slug | None = None
    """The charity that all cities support: its file name, without ".md"."""
    cities_choose: YesNo = "no"
    """Whether each city chooses its own charity."""
    charity_note: Text | None = None
    """What the charity does with the money of this edition."""
    also_for: tuple[CharityShare, ...] = ()
    """Other charities that are supported too."""
    currency: Currency | None = None
    """ISO 4217 code of the currency of the edition's totals."""
    goal: Money | None = None
    """The amount that all cities together hope to raise."""
    slogan: Text | None = None
    """The edition's slogan."""
    hashtags: tuple[Hashtag, ...] = ()
    """Hashtags of the edition."""
    partners: tuple[Partner, ...] = ()
    """Who supports the whole edition."""
    facts: tuple[Figure, ...] = ()
    """Figures as sources give them, including those that disagree."""
    notes: tuple[Note, ...] = ()
    """Facts that no other field holds."""
    sources: tuple[Url, ...] = ()
    """Where the facts come from."""

    @field_validator("end_date")
    @classmethod
    def _ends_after_start(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        first = info.data.get("date")
        if first and value and value < first:
            raise refuse(values.EDITION_END(value, _first_day(first, value)))
        return value


class Charity(FileFact):
    """``charities/<charity>.md``: a charity that receives money."""

    slug: Slug
    """The charity's name in addresses (the file name)."""
    name: Text
    """The charity's name."""
    country: Country | None = None
    """ISO 3166 code of the country where it is registered."""
    registration: Text | None = None
    """Its number in the official register."""
    website: Url | None = None
    """Its website."""
    accounts: Accounts = {}
    """Its accounts, one line per network."""
    purpose: Text | None = None
    """What it does, in one line."""
    buys: tuple[Buys, ...] = ()
    """What an amount buys."""
    facts: tuple[Figure, ...] = ()
    """Figures as sources give them."""
    notes: tuple[Note, ...] = ()
    """Facts that no other field holds."""
    sources: tuple[Url, ...] = ()
    """Where the facts come from."""


class City(FileFact):
    """``cities/<city>/city.md``: what stays the same from one edition to the next."""

    slug: Slug
    """The city's name in addresses (the folder name)."""
    name: Text
    """The city's name in its own language."""
    country: Country
    """ISO 3166 code of the country."""
    region: Text | None = None
    """State, province or region."""
    timezone: Zone
    """IANA time zone."""
    coordinates: Point | None = None
    """Latitude, longitude of the city centre."""
    population: Number | None = None
    """How many people live there."""
    languages: tuple[Language, ...] = ()
    """Languages of the city's pages, the main one first."""
    hashtags: tuple[Hashtag, ...] = ()
    """The city's hashtags."""
    accounts: Accounts = {}
    """The city's accounts, one line per network."""
    contact: Contact | None = None
    """Where guests may write to: a public e-mail address or a page."""
    also_known_as: tuple[Text, ...] = ()
    """Other names, for search."""
    maintainers: tuple[Maintainer, ...] = ()
    """People who may change the city's folder: their names on the git host. Not published."""
    print: PrintSettings | None = None
    """The city's print kit, if it differs from the festival's."""
    note: Text | None = None
    """Anything else about the city."""


class Event(FileFact):
    """``cities/<city>/<edition>.md``: one event in one city."""

    city: Slug
    """The city (the folder name)."""
    edition: Slug
    """The edition (the file name)."""
    hidden: Hidden = "no"
    """Whether it is withdrawn: "yes" leaves a page without its facts, and a cancelled entry in calendars."""
    name: Text | None = None
    """The event's own name, if it has one."""
    status: EventStatus = "planned"
    """planned, confirmed, postponed, cancelled or held."""
    status_note: Text | None = None
    """Why it was postponed or cancelled."""
    updated: Date | None = None
    """When these facts last changed in a way that matters to guests."""
    date: Date | None = None
    """The day it begins."""
    date_note: Text | None = None
    """What else is known about the date."""
    postponed_from: Date | None = None
    """The original day, before it was postponed. A date that differs from it is the new day."""
    end_date: Date | None = None
    """The day it ends, if it does not end on the day or in the night it begins."""
    start: Time | None = None
    """When it begins, local time."""
    end: Time | None = None
    """When it ends, local time. Without end_date, a time not after the start is on the next day."""
    time_note: Text | None = None
    """What else is known about the time."""
    place: Text | None = None
    """The town or district, if it is not the city itself."""
    venue: Venue | None = None
    """Where it takes place."""
    capacity: Number | None = None
    """How many people the place holds."""
    capacity_note: Text | None = None
    """What else is known about it: sold out, pre-registered."""
    slogan: Text | None = None
    """The event's slogan."""
    website: Url | None = None
    """The event's website."""
    charity: Slug | None = None
    """The charity, if the edition lets each city choose: its file name, without ".md"."""
    own_cause: YesNo = "unknown"
    """Whether it collects for its own cause instead of the edition's charity."""
    charity_note: Text | None = None
    """What the money is for."""
    goal: Money | None = None
    """The amount that the city hopes to raise."""
    tickets: tuple[Ticket, ...] = ()
    """The tickets."""
    ticket_url: Url | None = None
    """Where tickets are sold."""
    ticket_platform: Text | None = None
    """The platform that sells them."""
    donate: Donate | None = None
    """How to give without coming."""
    raffle: Raffle | None = None
    """The raffle."""
    auction: Auction | None = None
    """The auction."""
    merchandise: Merchandise | None = None
    """Things sold for the cause."""
    match: tuple[Match, ...] = ()
    """Pledges: an amount for each ticket, share or gift."""
    programme: tuple[Act, ...] = ()
    """What happens, in order."""
    volunteers: Volunteers | None = None
    """Helpers wanted."""
    team: tuple[Member, ...] = ()
    """Who organises it."""
    sponsors: tuple[Sponsor, ...] = ()
    """Who paid for something."""
    hashtags: tuple[Hashtag, ...] = ()
    """Hashtags of the event, if they differ from the city's."""
    accounts: Accounts = {}
    """Accounts of the event, if they differ from the city's."""
    account_note: Text | None = None
    """What else is known about accounts and hashtags."""
    press: tuple[Press, ...] = ()
    """Articles about it."""
    results: Results | None = None
    """The results, after the event."""
    notes: tuple[Note, ...] = ()
    """Facts that no other field holds."""
    sources: tuple[Url, ...] = ()
    """Where the facts come from."""

    @field_validator("end_date")
    @classmethod
    def _ends_after_start(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        first = info.data.get("date")
        if first and value and value < first:
            raise refuse(values.EVENT_END(value, _first_day(first, value)))
        return value

    @field_validator("end")
    @classmethod
    def _end_is_after_start(cls, value: dt.time | None, info: ValidationInfo) -> dt.time | None:
        day, last, start = (info.data.get(name) for name in ("date", "end_date", "start"))
        if day and day == last and start and value and value <= start:
            raise refuse(values.EVENT_TIMES(f"{value:%H:%M}", day=last))
        return value


class Post(FileFact):
    """``cities/<city>/posts/<date>-<name>.md``: news of one city."""

    city: Slug
    """The city (the folder name)."""
    slug: Slug
    """The post's name in addresses (the file name)."""
    hidden: Hidden = "no"
    """Whether it is withdrawn: "yes" takes it off all pages and feeds."""
    title: Text
    """The headline."""
    date: Date
    """When it was published."""
    edition: Slug | None = None
    """The edition it belongs to."""
    languages: tuple[Language, ...] = ()
    """The language it is written in."""


class Page(FileFact):
    """``pages/<page>.md``: an ordinary page."""

    slug: Slug
    """The page's name in addresses (the file name)."""
    title: Text
    """The headline."""
    summary: Text | None = None
    """One line for search engines."""
    menu: YesNo = "yes"
    """Whether the menu lists it."""
    status: PageStatus = "published"
    """published, hidden (no link leads to it) or draft."""
    language: Language | None = None
    """The language it is written in."""


class RootFile(NamedTuple):
    """A file of ``content/root``, published as it is: its path below that folder, which is also its path on
    the site, its media type and its content."""

    path: str
    media_type: str
    content: bytes
