"""The next event of a city, from its last one: what is kept, what is to be confirmed, what is left out.

Organisers who copy last year's file and forget to change half of it send guests to a closed door. So
everything that has to be agreed again is a blank with its last value after the mark; to confirm it,
delete what precedes the value: ``"___ again? Le Comptoir"``.

- **Kept**: the event's own name, the town or quarter, kinds of tickets with their currency and
  whether they are sold at the door, who sells them, the donation platform, kinds of raffle, auction
  and sale, volunteers' jobs and how many each needs, the team, hosts, languages, time zone, format, code
  of conduct, levels of sponsors, accounts and hashtags. Names that contain a year are left out.
- **To be confirmed**: venue (but not its Wi-Fi), times, capacity, prices, what tickets include,
  addresses of ticket and donation pages, goal, volunteers' hours, and the charity if cities choose.
- **Left out**: dates, status, results, prizes, winners, programme, sponsors and pledges (see
  :func:`sponsors_of`), press, notes, sources, slogans, links to the event's own page, and the Wi-Fi,
  whose password was for one event.

:data:`EVENT` and the tables after it decide this for each field of the model; a new field needs a line there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from samenight.content.authoring.new_files import Values, blank, first_event, new_ticket
from samenight.content.model.canonical_values import canonical_values
from samenight.content.model.file_facts import Edition, Event
from samenight.content.problems.wording import Wording
from samenight.content.reading.placeholders import without_blanks
from samenight.content.values.money import currency_of, tender_on

_YEAR = re.compile(r"(?:19|20)\d\d|\d\d$")


@dataclass(frozen=True)
class CurrencyChange:
    """The currency of a city at its new event, and the currencies it replaces since the last one."""

    now: str | None
    before: frozenset[str]

    def of(self, currency: str | None) -> str | None:
        """The currency of the new event for an amount of the last one in ``currency``."""
        return self.now if currency is None or currency in self.before else currency


def currency_change(country: str, last: dt.date | None, coming: dt.date) -> CurrencyChange:
    """The change of currency in ``country`` from the last event to the coming one: currencies that were
    legal tender then and are not any more are replaced by the current one."""
    old = tender_on(country, last) if last else frozenset()
    return CurrencyChange(currency_of(country), old - tender_on(country, coming))


def next_event(
    previous: Mapping[str, Any], edition: Edition, currency: CurrencyChange, words: Wording
) -> Values:
    """The values of a city's event in ``edition``; ``previous`` is the header of its last one.

    Whatever the last one did not have is a blank as in a first event.
    """
    last = without_blanks(canonical_values(Event, dict(previous)).values) or {}
    renewal = _Renewal(currency, words)
    values = first_event(edition, currency.now, words)
    for key, treatment in EVENT.items():
        if last.get(key) and (key != "charity" or key in values):
            renewed = treatment(renewal, last[key])
            values |= {key: renewed} if renewed else {}
    if "ticket_url" in last and "tickets" not in last:
        values["ticket_url"] = renewal.again(last["ticket_url"])
        del values["tickets"]
    return values


def sponsors_of(previous: Mapping[str, Any]) -> list[str]:
    """The names of the last event's sponsors and pledge givers, whom the organisers may ask again."""
    last = without_blanks(canonical_values(Event, dict(previous)).values) or {}
    named = [one if isinstance(one, str) else one.get("name") for one in last.get("sponsors") or ()]
    named += [one.get("sponsor") for one in last.get("match") or ()]
    return list(dict.fromkeys(filter(None, named)))


def _plain(last: Mapping[str, Any], keys: Iterable[str]) -> Values:
    return {key: last[key] for key in keys if last.get(key)}


def _kept(last: Mapping[str, Any], keys: Iterable[str]) -> Values:
    return {key: last[key] for key in keys if key in last and not _YEAR.search(last[key])}


def _keep(renewal: _Renewal, value: Any) -> Any:
    """The same, without texts that contain a year."""
    if isinstance(value, dict):
        found = {key: kept for key, one in value.items() if (kept := _keep(renewal, one))}
        return found if "name" in found or "name" not in value else None
    if isinstance(value, list):
        return [kept for one in value if (kept := _keep(renewal, one))]
    return value if value and not _YEAR.search(value) else None


def _again(renewal: _Renewal, value: Any) -> Any:
    """To be confirmed: a blank with the last value; nothing for what was not known either."""
    if isinstance(value, dict):
        return {key: asked for key, one in value.items() if (asked := _again(renewal, one))}
    if isinstance(value, list):
        return [asked for one in value if (asked := _again(renewal, one))]
    return None if value in {None, "", "unknown"} else renewal.again(value)


def _leave_out(_renewal: _Renewal, _value: Any) -> None:
    """Nothing: it was true of one event only, or the edition has it."""


def _each(
    renewal: _Renewal, last: Mapping[str, Any], table: Mapping[str, Callable[[_Renewal, Any], Any]]
) -> Values:
    treated = {key: treatment(renewal, last[key]) for key, treatment in table.items() if key in last}
    return {key: value for key, value in treated.items() if value}


@dataclass(frozen=True)
class _Renewal:
    """Makes the values of the new event from those of the last one, part by part."""

    currency: CurrencyChange
    words: Wording

    def again(self, value: str) -> str:
        return blank(self.words.text("again? {value}", value=value))

    def venue(self, last: Mapping[str, Any]) -> Values:
        fresh = {
            "name": blank(self.words.text("the name on the door")),
            "address": blank(self.words.text("street and number, as written locally")),
        }
        return fresh | _each(self, last, VENUE)

    def tickets(self, last: Iterable[Mapping[str, Any]]) -> list[Values]:
        return [self._ticket(one) for one in last]

    def _ticket(self, last: Mapping[str, Any]) -> Values:
        ticket = new_ticket(self.currency.of(last.get("currency")), self.words)
        ticket |= _each(self, last, TICKET)
        if last.get("at_the_door") == "yes" and not last.get("url"):
            del ticket["url"]
        return ticket

    def donate(self, last: Mapping[str, Any]) -> Values:
        page = self.words.text("the donation page, like https://...")
        url = self.again(last["url"]) if last.get("url") else blank(page)
        return {"url": url, **_kept(last, ("platform",))}

    def money(self, last: Mapping[str, Any]) -> Values:
        return {"amount": self.again(last["amount"]), "currency": self.currency.of(last["currency"])}

    def raffle(self, last: Mapping[str, Any]) -> Values:
        currency = self.currency.of(last.get("currency"))
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


def _team(_renewal: _Renewal, last: Iterable[Mapping[str, Any]]) -> list[Values]:
    people = [{key: one[key] for key in MEMBER if one.get(key) and MEMBER[key] is _keep} for one in last]
    return [one for one in people if one]


def _hashtags(_renewal: _Renewal, last: Iterable[str]) -> list[str]:
    return [tag for tag in last if not _YEAR.search(tag)]


def _accounts(_renewal: _Renewal, last: Mapping[str, str]) -> Values:
    return {network: handle for network, handle in last.items() if not _YEAR.search(handle)}


Treatments = Mapping[str, Callable[[_Renewal, Any], Any]]
# What becomes of each field of an event. Those that first_event fills from the edition are left out here.
EVENT: Treatments = MappingProxyType(
    {
        **dict.fromkeys(
            "name place kind languages timezone format hosts code_of_conduct "
            "ticket_platform".split(), _keep
        ),
        **dict.fromkeys("start end capacity expected charity".split(), _again),
        "venue": _Renewal.venue, "goal": _Renewal.money, "tickets": _Renewal.tickets,
        "donate": _Renewal.donate, "raffle": _Renewal.raffle, "auction": _Renewal.auction,
        "merchandise": _Renewal.merchandise, "volunteers": _Renewal.volunteers, "team": _team,
        "hashtags": _hashtags, "accounts": _accounts,
        **dict.fromkeys(
            "hidden status status_note updated date date_note postponed_from end_date time_note "
            "capacity_note slogan website own_cause charity_note ticket_url match programme sponsors "
            "account_note press results notes sources notice join_url media grants actions photos goals was "
            "slug follow links partners".split(),
            _leave_out,
        ),
    }
)  # fmt: skip
VENUE: Treatments = MappingProxyType(
    {
        **dict.fromkeys("name address url coordinates access getting_there".split(), _again),
        "map": _keep, "wifi": _leave_out, "note": _leave_out,
    }
)  # fmt: skip
TICKET: Treatments = MappingProxyType(
    {
        "name": _keep, "at_the_door": _keep, "open_amount": _keep,
        **dict.fromkeys("price url includes reward".split(), _again),
        **dict.fromkeys("currency since until sold_out note limit left".split(), _leave_out),
    }
)  # fmt: skip
MEMBER: Treatments = MappingProxyType(
    {**dict.fromkeys("name role accounts url ambassador".split(), _keep), "note": _leave_out}
)
