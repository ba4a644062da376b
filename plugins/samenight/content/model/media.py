"""Pictures, reports and links: what was published about an event, and what its organisers publish."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from samenight.content.model.base import Fact, refuse
from samenight.content.model.fields import Date, Language, MediaKind, NetworkName, Text, Url
from samenight.content.problems.kinds import values
from samenight.content.values.social_networks import NETWORKS, canonical_handle


class Photo(Fact):
    """A picture of the organisers."""

    file: Text
    """Its file name, in the same folder."""
    alt: Text
    """What it shows, for those who cannot see it."""
    credit: Text | None = None
    """Who took it."""
    licence: Text | None = None
    """Under which licence, if it has one."""
    url: Url | None = None
    """Where it was published."""


class Media(Fact):
    """A report, photos, a video or a post about the event. A plain address may be written instead."""

    kind: MediaKind = "report"
    """report, photos, video, audio or post."""
    url: Url
    """Its web address."""
    title: Text | None = None
    """Its title."""
    who: Text | None = None
    """Who made it."""
    date: Date | None = None
    """When it was published."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"url": value} if isinstance(value, str) else value


class Link(Fact):
    """A link worth following. A plain address may be written instead."""

    url: Url
    """The web address."""
    title: Text | None = None
    """What is there."""
    outlet: Text | None = None
    """Who publishes it."""
    date: Date | None = None
    """When it was published."""
    why: Text | None = None
    """Why it matters."""
    language: Language | None = None
    """The language it is written in."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"url": value} if isinstance(value, str) else value


class Follow(Fact):
    """An account worth following, with the reason."""

    network: NetworkName
    """The network, as among accounts."""
    account: Text
    """The account, however it was typed."""
    why: Text | None = None
    """Why it is worth following."""

    @model_validator(mode="before")
    @classmethod
    def _canonical(cls, value: Any) -> Any:
        typed = value.get("account") if isinstance(value, dict) else None
        network = NETWORKS.get(str(value.get("network"))) if isinstance(value, dict) else None
        if network is None or not isinstance(typed, str):
            return value
        handle = canonical_handle(network, typed)
        if handle is None:
            raise refuse(values.HANDLE(typed, network=network.name, example=network.example))
        return {**value, "account": handle}
