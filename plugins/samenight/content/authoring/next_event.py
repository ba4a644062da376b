"""The next event of a city, from its last one: what stays, what is asked again, what is left out.

An organiser copies last time's file and forgets to change half of it: guests then stand before a
closed door. So whatever has to be agreed on anew comes as a blank with its last value behind the
mark; to confirm it one deletes what stands before the value: ``"___ again? Le Comptoir"``.

- **Stays**: the event's own name, the town or quarter, kinds of tickets with their currency and
  whether they are sold at the door, who sells them, the donation platform, kinds of raffle, auction
  and sale, volunteers' jobs and how many each needs, the team, accounts and hashtags. Whatever
  carries a year is left out.
- **Is asked again**: venue (but not its Wi-Fi), times, capacity, prices, what tickets include,
  addresses of ticket and donation pages, goal, volunteers' hours, and the charity where cities choose.
- **Is left out**: dates, status, results, prizes, winners, programme, sponsors and pledges (they are
  asked anew, see :func:`sponsors_of`), press, notes, sources, slogans, links to the event's own page,
  the Wi-Fi: its password was of one event.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from samenight.content.authoring.new_files import Values, blank, first_event, new_ticket
from samenight.content.model.file_facts import Edition
from samenight.content.problems.wording import Wording
from samenight.content.reading.placeholders import without_blanks
from samenight.content.values.money import currency_of, tender_on

_YEAR = re.compile(r"(?:19|20)\d\d|\d\d$")
_VENUE = ("name", "address", "url", "coordinates", "step_free", "getting_there")


@dataclass(frozen=True)
class Purse:
    """The money of a city: which currency it has on the new event, and which on the last one."""

    now: str | None
    before: frozenset[str]

    def of(self, currency: str | None) -> str | None:
        """The currency in which the new event counts what the last one counted in ``currency``."""
        return self.now if currency is None or currency in self.before else currency


def purse_of(country: str, last: dt.date | None, coming: dt.date) -> Purse:
    """The purse of a city in ``country``: what was tender at the last event and no longer is when the
    new one is coming, is exchanged for what is tender today."""
    old = tender_on(country, last) if last else frozenset()
    return Purse(currency_of(country), old - tender_on(country, coming))


def next_event(previous: Mapping[str, Any], edition: Edition, purse: Purse, words: Wording) -> Values:
    """The values of a city's event in ``edition``; ``previous`` is the header of its last one.

    Whatever the last one did not have is a blank as in a first event.
    """
    last = without_blanks(dict(previous)) or {}
    carry = _Carrier(purse, words)
    values = first_event(edition, purse.now, words)
    values |= _kept(last, ("name", "place", "ticket_platform"))
    values |= {key: carry.again(last[key]) for key in ("start", "end", "capacity") if key in last}
    if "charity" in values and "charity" in last:
        values["charity"] = carry.again(last["charity"])
    for key, part in _PARTS.items():
        if last.get(key):
            carried = part(carry, last[key])
            values |= {key: carried} if carried else {}
    if "ticket_url" in last and "tickets" not in last:
        values["ticket_url"] = carry.again(last["ticket_url"])
        del values["tickets"]
    return values


def sponsors_of(previous: Mapping[str, Any]) -> list[str]:
    """The names of the last event's sponsors and of those who made pledges, to be asked again."""
    last = without_blanks(dict(previous)) or {}
    named = [one if isinstance(one, str) else one.get("name") for one in last.get("sponsors") or ()]
    named += [one.get("sponsor") for one in last.get("match") or ()]
    return list(dict.fromkeys(filter(None, named)))


def _plain(last: Mapping[str, Any], keys: Iterable[str]) -> Values:
    return {key: last[key] for key in keys if last.get(key)}


def _kept(last: Mapping[str, Any], keys: Iterable[str]) -> Values:
    return {key: last[key] for key in keys if key in last and not _YEAR.search(last[key])}


@dataclass(frozen=True)
class _Carrier:
    purse: Purse
    words: Wording

    def again(self, value: str) -> str:
        return blank(self.words.text("again? {value}", value=value))

    def venue(self, last: Mapping[str, Any]) -> Values:
        known = {key: self.again(last[key]) for key in _VENUE if last.get(key) not in {None, "unknown"}}
        fresh = {
            "name": blank(self.words.text("the name on the door")),
            "address": blank(self.words.text("street and number, as one writes them there")),
        }
        return fresh | known

    def tickets(self, last: Iterable[Mapping[str, Any]]) -> list[Values]:
        return [self._ticket(one) for one in last]

    def _ticket(self, last: Mapping[str, Any]) -> Values:
        ticket = new_ticket(self.purse.of(last.get("currency")), self.words)
        ticket |= _kept(last, ("name", "at_the_door"))
        ticket |= {key: self.again(last[key]) for key in ("price", "url", "includes") if last.get(key)}
        if last.get("at_the_door") == "yes" and not last.get("url"):
            del ticket["url"]
        return ticket

    def donate(self, last: Mapping[str, Any]) -> Values:
        page = self.words.text("the donation page, like https://...")
        url = self.again(last["url"]) if last.get("url") else blank(page)
        return {"url": url, **_kept(last, ("platform",))}

    def money(self, last: Mapping[str, Any]) -> Values:
        return {"amount": self.again(last["amount"]), "currency": self.purse.of(last["currency"])}

    def raffle(self, last: Mapping[str, Any]) -> Values:
        currency = self.purse.of(last.get("currency"))
        priced = {"price": self.again(last["price"])} if last.get("price") else {}
        counted = {"currency": currency} if priced and currency else {}
        return {**self.kind(last, "raffle"), **priced, **counted}

    def auction(self, last: Mapping[str, Any]) -> Values:
        return self.kind(last, "auction")

    def merchandise(self, last: Mapping[str, Any]) -> Values:
        return self.kind(last, "merchandise")

    def kind(self, last: Mapping[str, Any], usual: str) -> Values:
        return _kept(last, ("kind",)) or {"kind": self.again(last.get("kind", usual))}

    def volunteers(self, last: Mapping[str, Any]) -> Values:
        asked = {key: self.again(last[key]) for key in ("needed", "url") if last.get(key)}
        roles = [self._role(role) for role in last.get("roles") or ()]
        return {**asked, **({"roles": roles} if roles else {})}

    def _role(self, last: Mapping[str, Any]) -> Values:
        hours = {"hours": self.again(last["hours"])} if last.get("hours") else {}
        return {"role": last["role"], **hours, **_plain(last, ("needed",))}


def _team(_carry: _Carrier, last: Iterable[Mapping[str, Any]]) -> list[Values]:
    people = [_plain(one, ("name", "role", "accounts")) for one in last]
    return [one for one in people if one]


def _hashtags(_carry: _Carrier, last: Iterable[str]) -> list[str]:
    return [tag for tag in last if not _YEAR.search(tag)]


def _accounts(_carry: _Carrier, last: Mapping[str, str]) -> Values:
    return {network: handle for network, handle in last.items() if not _YEAR.search(handle)}


_PARTS: Mapping[str, Callable[[_Carrier, Any], Any]] = MappingProxyType(
    {
        "venue": _Carrier.venue, "goal": _Carrier.money, "tickets": _Carrier.tickets,
        "donate": _Carrier.donate, "raffle": _Carrier.raffle, "auction": _Carrier.auction,
        "merchandise": _Carrier.merchandise, "volunteers": _Carrier.volunteers, "team": _team,
        "hashtags": _hashtags, "accounts": _accounts,
    }
)  # fmt: skip
