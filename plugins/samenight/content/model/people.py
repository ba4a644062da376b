"""The people around an event: helpers, team, sponsors, partners, press."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, model_validator

from samenight.content.model.base import Fact, refuse
from samenight.content.model.fields import Accounts, Date, Number, Text, Url, YesNo
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import quoted
from samenight.content.values.written_numbers import readings_of_number
from samenight.content.values.written_places import readings_of_url

_PART = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-])?"
_NAME = re.compile(rf"@{_PART}(?:/{_PART}){{0,19}}")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
# The address of somebody's page on a git host, which people copy.
_PROFILE = re.compile(r"https?://[^/\s]+/(?:orgs/)?([^/\s?#]+(?:/teams)?(?:/[^/\s?#]+)?)/?")


class Role(Fact):
    """One job for volunteers."""

    role: Text
    """The job: "Door"."""
    hours: Text | None = None
    """The hours: "18:30-20:30"."""
    needed: Number | None = None
    """How many are needed."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """A job of which only the name is written."""
        return {"role": text}


class Volunteers(Fact):
    """Helpers wanted."""

    needed: Number | None = None
    """How many in all."""
    url: Url | None = None
    """Where to sign up."""
    roles: tuple[Role, ...] = ()
    """The jobs."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """How many are wanted, or the page to sign up, if only that is written."""
        number, url = readings_of_number(text), readings_of_url(text)
        if len(number) == 1:
            return {"needed": number[0]}
        return {"url": url[0]} if url else None


class Member(Fact):
    """A member of the team, with what they agreed to have published."""

    name: Text | None = None
    """Their name."""
    role: Text | None = None
    """What they do."""
    url: Url | None = None
    """Their page."""
    accounts: Accounts = {}
    """Their accounts, one line per network."""
    ambassador: YesNo = "no"
    """Whether they speak for the festival in their city."""
    note: Text | None = None
    """How the source names them."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """A member of whom only the name is written."""
        return None if readings_of_url(text) else {"name": text}


class Host(Fact):
    """An organisation that the event is held by or with. A plain name may be written instead."""

    name: Text
    """Its name."""
    url: Url | None = None
    """Its page."""
    logo: Text | None = None
    """File name of its logo, in the same folder."""
    note: Text | None = None
    """What it does for the event."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class Sponsor(Fact):
    """Somebody who paid for something, so that all money goes to charity. A plain name may be written."""

    name: Text
    """Their name."""
    level: Text | None = None
    """Their level: "venue", "gold"."""
    url: Url | None = None
    """Their page."""
    logo: Text | None = None
    """File name of the logo, in the same folder."""
    covers: Text | None = None
    """What they pay for."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class Press(Fact):
    """An article about the event."""

    title: Text
    """Its headline."""
    outlet: Text | None = None
    """Who published it."""
    url: Url
    """Its web address."""
    date: Date | None = None
    """When it appeared."""


class Partner(Fact):
    """Somebody who supports a whole edition. A plain name may be written instead."""

    name: Text
    """Their name."""
    url: Url | None = None
    """Their page."""
    source: Url | None = None
    """Where the partnership is reported."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


def is_maintainer(text: str) -> bool:
    """Whether ``text`` is a name on a git host, as CODEOWNERS files write it, or an e-mail address."""
    return bool(_NAME.fullmatch(text) or _EMAIL.fullmatch(text))


def _guess(text: str) -> str | None:
    """The name that was meant if the ``@`` was left out or the address of a page was copied."""
    page = _PROFILE.fullmatch(text)
    name = "@" + (page[1].replace("/teams/", "/") if page else text.lstrip("@").strip())
    return name if _NAME.fullmatch(name) else None


def _maintainer(text: str) -> str:
    if is_maintainer(text):
        return text
    guess = _guess(text)
    raise refuse(values.MAINTAINER(text, quoted(guess) if guess else None))


Maintainer = Annotated[Text, AfterValidator(_maintainer)]
