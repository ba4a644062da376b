"""The people around an evening: helpers, team, sponsors, partners, press."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from samenight.content.model.base import Fact
from samenight.content.model.fields import Accounts, Date, Number, Text, Url


class Role(Fact):
    """One job for volunteers."""

    role: Text
    """The job: "Door"."""
    hours: Text | None = None
    """From when to when: "18:30-20:30"."""
    needed: Number | None = None
    """How many are needed."""


class Volunteers(Fact):
    """Helpers wanted."""

    needed: Number | None = None
    """How many in all."""
    url: Url | None = None
    """Where to sign up."""
    roles: tuple[Role, ...] = ()
    """The jobs."""


class Member(Fact):
    """Somebody of the team, with what they agreed to have published."""

    name: Text | None = None
    """Their name."""
    role: Text | None = None
    """What they do."""
    accounts: Accounts = {}
    """Their accounts, one line a network."""
    note: Text | None = None
    """How the source names them."""


class Sponsor(Fact):
    """Somebody who paid for something, so that all the money goes to the charity."""

    name: Text
    """Their name."""
    level: Text | None = None
    """Their level: "venue", "gold"."""
    url: Url | None = None
    """Their page."""
    logo: Text | None = None
    """File name of the logo, beside this file."""
    covers: Text | None = None
    """What they pay for."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class Press(Fact):
    """An article about the evening."""

    title: Text
    """Its headline."""
    outlet: Text | None = None
    """Who printed it."""
    url: Url
    """Its address."""
    date: Date | None = None
    """When it appeared."""


class Partner(Fact):
    """Somebody who supports a whole edition. A bare name may stand for it."""

    name: Text
    """Their name."""
    url: Url | None = None
    """Their page."""
    source: Url | None = None
    """Where the partnership is told."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value
