"""``festival.md``: the facts that all cities share."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from samenight.content.model.amounts import Figure
from samenight.content.model.base import Fact, FileFact, refuse
from samenight.content.model.fields import (
    Accounts,
    Contact,
    Currency,
    Date,
    Hashtag,
    Language,
    Number,
    SecurityContact,
    Text,
    Url,
    YesNo,
)
from samenight.content.model.media import Follow, Link, Photo
from samenight.content.model.people import Maintainer
from samenight.content.model.print_settings import PrintSettings
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import nearest, quoted
from samenight.content.values.inks import css_colours


def _colour(text: str) -> str:
    name = text.lower()
    if name in css_colours():
        return name
    near = nearest(name, css_colours())
    raise refuse(values.COLOUR(text, quoted(near) if near else None))


Colour = Annotated[Text, AfterValidator(_colour)]


def _screen_colour(text: str) -> str:
    """A colour of pages as ``#rrggbb``."""
    lowered = text.lower()
    if re.fullmatch("#(?:[0-9a-f]{3}|[0-9a-f]{6})", lowered):
        return lowered if len(lowered) == 7 else "#" + "".join(sign * 2 for sign in lowered[1:])
    if lowered in css_colours():
        return css_colours()[lowered]
    near = nearest(lowered, css_colours())
    raise refuse(values.SCREEN_COLOUR(text, quoted(near) if near else None))


ScreenColour = Annotated[Text, AfterValidator(_screen_colour)]


def _pattern(text: str) -> str:
    if text.count("{city}") != 1 or re.search(r"[{}]", text.replace("{city}", "")):
        raise refuse(values.PATTERN(text))
    return text


NamePattern = Annotated[Text, AfterValidator(_pattern)]


class OwnWords(Fact):
    """The festival's own words in one language: jams have sites, coderetreats are days."""

    event: Text | None = None
    """Its word for an event."""
    city: Text | None = None
    """Its word for a city."""
    edition: Text | None = None
    """Its word for an edition."""


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
    logo: Text | None = None
    """File name of the festival's logo, in the content folder."""
    favicon: Text | None = None
    """File name of the icon for browsers, in the content folder; by default the logo."""
    accent: ScreenColour | None = None
    """The festival's own colour on its pages: "#e8590c" or a CSS colour name."""
    fonts: tuple[Text, ...] = ()
    """File names of the festival's own fonts, in the content folder."""
    words: dict[Language, OwnWords] = {}
    """The festival's own words for event, city and edition, in each language."""
    code_of_conduct: Url | None = None
    """The rules of conduct of all events."""
    sponsor_levels: tuple[Text, ...] = ()
    """The sponsors' levels, the highest first. Others come after them."""
    photos: tuple[Photo, ...] = ()
    """Pictures of the festival."""
    follow: tuple[Follow, ...] = ()
    """Accounts worth following."""
    links: tuple[Link, ...] = ()
    """Links worth following."""
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
