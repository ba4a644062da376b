"""The content model, one class per kind of file. Every field is a key that its header can have."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from pydantic import ValidationInfo, field_validator, model_validator

from samenight.content.model.amounts import Buys, Count, Figure, Goal, Grant, Money, Results
from samenight.content.model.base import FileFact, refuse
from samenight.content.model.event_parts import (
    Act,
    Action,
    Auction,
    CharityShare,
    Donate,
    Match,
    Merchandise,
    Note,
    Notice,
    Raffle,
    SharedSale,
    Ticket,
)
from samenight.content.model.fields import (
    Accounts,
    Contact,
    Country,
    Currency,
    Date,
    EventFormat,
    EventStatus,
    Hashtag,
    Hidden,
    Language,
    Length,
    Number,
    OnlyYes,
    Point,
    Slug,
    Text,
    Time,
    Url,
    YesNo,
    Zone,
)
from samenight.content.model.media import Follow, Link, Media, Photo
from samenight.content.model.people import Host, Maintainer, Member, Partner, Press, Sponsor, Volunteers
from samenight.content.model.print_settings import PrintSettings
from samenight.content.model.venue import Venue
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import quoted
from samenight.content.values.times import USUAL_LENGTH

EventKey = tuple[str, str]  # the slugs of city and event
_EACH_OTHER = (("edition", "slug"), ("slug", "edition"))


def _first_day(first: dt.date, last: dt.date) -> str | None:
    """The first day as the earliest last one, if the last is only a day too early: then the two are not
    swapped."""
    return quoted(first.isoformat()) if first - last == dt.timedelta(days=1) else None


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
    code_of_conduct: Url | None = None
    """The rules of conduct, if they differ from the festival's."""
    sponsor_levels: tuple[Text, ...] = ()
    """The sponsors' levels, the highest first, if they differ from the festival's."""
    goals: tuple[Goal, ...] = ()
    """What more than a sum is hoped for: guests, cities, wells."""
    links: tuple[Link, ...] = ()
    """Links worth following."""
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
    online: OnlyYes = "no"
    """Whether it is no place at all, only events that take place online: "yes" needs a time zone alone."""
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
    was: tuple[Slug, ...] = ()
    """Names that the folder had before, the oldest first: their addresses lead here."""
    photos: tuple[Photo, ...] = ()
    """Pictures of the city and its events."""
    follow: tuple[Follow, ...] = ()
    """Accounts worth following here."""
    links: tuple[Link, ...] = ()
    """Links worth following."""
    maintainers: tuple[Maintainer, ...] = ()
    """People who may change the city's folder: their names on the git host. Not published."""
    print: PrintSettings | None = None
    """The city's print kit, if it differs from the festival's."""
    note: Text | None = None
    """Anything else about the city."""

    @model_validator(mode="before")
    @classmethod
    def _country_of_nowhere(cls, value: Any) -> Any:
        is_online = isinstance(value, dict) and value.get("online") == "yes"
        return {"country": "", **value} if is_online else value

    @model_validator(mode="after")
    def _is_somewhere_or_online(self) -> City:
        if self.online == "yes" and (self.country or self.coordinates):
            raise refuse(values.ONLINE_PLACE())
        return self


class Event(FileFact):
    """``cities/<city>/<edition>.md``: one event in one city. A file with any other name gives its edition."""

    city: Slug
    """The city (the folder name)."""
    slug: Slug
    """The event's name in addresses (the file name)."""
    edition: Slug
    """The edition that it belongs to; not needed in a file that is named after its edition."""
    hidden: Hidden = "no"
    """Whether it is withdrawn: "yes" leaves a page without its facts, and a cancelled entry in calendars."""
    was: tuple[Slug, ...] = ()
    """Names that the file had before, the oldest first: their addresses lead here."""
    name: Text | None = None
    """The event's own name, if it has one."""
    kind: Text | None = None
    """What kind of event it is, in words: "concert", "hackathon"."""
    format: EventFormat = "in_person"
    """in_person, online or hybrid."""
    join_url: Url | None = None
    """Where one takes part online."""
    languages: tuple[Language, ...] = ()
    """Languages of the event, the main one first, if they differ from the city's."""
    notice: Notice | None = None
    """What guests must know first: the moved door, the closed street."""
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
    timezone: Zone | None = None
    """IANA time zone of the times, if it differs from the city's."""
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
    expected: Count | None = None
    """How many guests are expected."""
    slogan: Text | None = None
    """The event's slogan."""
    website: Url | None = None
    """The event's website."""
    code_of_conduct: Url | None = None
    """The rules of conduct, if they differ from the edition's."""
    charity: Slug | None = None
    """The charity, if the edition lets each city choose: its file name, without ".md"."""
    own_cause: YesNo = "unknown"
    """Whether it collects for its own cause instead of the edition's charity."""
    charity_note: Text | None = None
    """What the money is for."""
    goal: Money | None = None
    """The amount that the city hopes to raise."""
    goals: tuple[Goal, ...] = ()
    """What more than a sum is hoped for: guests, gifts, volunteers."""
    grants: tuple[Grant, ...] = ()
    """Money that was granted to the event."""
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
    partners: tuple[SharedSale, ...] = ()
    """Shops, bars and makers that give a share of their sales."""
    actions: tuple[Action, ...] = ()
    """What else people can do: a petition to sign, a list to join."""
    programme: tuple[Act, ...] = ()
    """What happens, in order."""
    volunteers: Volunteers | None = None
    """Helpers wanted."""
    team: tuple[Member, ...] = ()
    """Who organises it."""
    hosts: tuple[Host, ...] = ()
    """Organisations that it is held by or with."""
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
    media: tuple[Media, ...] = ()
    """Reports, photos, videos and posts about it."""
    photos: tuple[Photo, ...] = ()
    """Pictures of the organisers."""
    follow: tuple[Follow, ...] = ()
    """Accounts worth following."""
    links: tuple[Link, ...] = ()
    """Links worth following."""
    results: Results | None = None
    """The results, after the event."""
    notes: tuple[Note, ...] = ()
    """Facts that no other field holds."""
    sources: tuple[Url, ...] = ()
    """Where the facts come from."""

    @property
    def key(self) -> EventKey:
        """The slugs of its city and its own."""
        return self.city, self.slug

    @model_validator(mode="before")
    @classmethod
    def _named_after_its_edition(cls, value: Any) -> Any:
        """Of the names of the event and its edition, one is enough."""
        if not isinstance(value, dict):
            return value
        named = {key: value[other] for key, other in _EACH_OTHER if other in value}
        return {**named, **value}

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


class RootFile(NamedTuple):
    """A file of ``content/root``, published as it is: its path below that folder, which is also its path on
    the site, its media type and its content."""

    path: str
    media_type: str
    content: bytes
