"""Checks of amounts, prices, pledges, and the number of helpers."""

from __future__ import annotations

import re
from decimal import Decimal

from samenight.content.model.base import FileFact, between
from samenight.content.model.event_parts import Raffle, Ticket
from samenight.content.model.file_facts import Event
from samenight.content.problems.kinds import sums as kinds
from samenight.content.problems.problem import Finding, Location, quoted
from samenight.content.reading.file_checks.texts import Oddities, Texts, parts_of
from samenight.content.values.money import minor_units
from samenight.content.values.text_matching import folded

_THREE_DECIMALS = re.compile(r"^[0-9]+\.[0-9]{3,}$", re.MULTILINE)
_AMOUNTS = ("amount", "price", "gross", "fees", "cap", "up_to")
# Ticket prices from here on are reported, in units of a currency worth about a dollar.
_DEAR = 1000
# Currencies whose unit is worth less than a fiftieth of a dollar: prices have more digits.
_SMALL = frozenset(
    """
    AFN ALL AMD AOA ARS BDT BIF BTN BWP CDF CLP COP CRC CVE CZK DJF DOP DZD EGP ETB GNF GYD HTI HUF IDR
    INR IQD IRR ISK JMD JPY KES KGS KHR KMF KRW KZT LAK LBP LKR LRD MGA MKD MMK MNT MRU MUR MWK MZN NGN
    NIO NPR PHP PKR PYG RSD RUB RWF SDG SLE SLL SOS SSP STN SYP THB TJS TWD TZS UAH UGX UYU UZS VES VND
    VUV XAF XOF XPF YER ZMW ZWL
    """.split()
)

# Currencies whose unit is worth less than a five-thousandth of a dollar.
_TINY = frozenset("GNF IDR IRR LAK LBP PYG SLL UZS VND ZWL".split())


def decimals(fact: FileFact, texts: Texts) -> Oddities:
    """Amounts with more decimals than their currency has: usually the point separates thousands."""
    if not _THREE_DECIMALS.search(texts.whole):
        return
    for at, part in parts_of(fact):
        currency = getattr(part, "currency", None)
        if not currency:
            continue
        for name in _AMOUNTS:
            amount = getattr(part, name, None)
            if isinstance(amount, Decimal) and _too_many(amount, currency):
                yield (*at, name), _decimals(amount, currency)


def _decimals(amount: Decimal, currency: str) -> Finding:
    """The finding for an amount with too many decimals; "1.200" has two meanings, and "1.205" only one."""
    if not _thousands(amount):
        return kinds.DECIMALS(str(amount), currency=currency)
    whole, less = str(amount).replace(".", ""), str(amount).rstrip("0").rstrip(".")
    if _too_many(Decimal(less), currency):
        return kinds.DECIMALS(str(amount), quoted(whole), currency=currency)
    return between(kinds.DECIMALS, str(amount), (whole, less), currency=currency)


def _too_many(amount: Decimal, currency: str) -> bool:
    cents = amount.normalize().as_tuple().exponent
    typed = amount.as_tuple().exponent
    allowed = max(minor_units(currency), 2)
    return -int(typed) > allowed and (-int(cents) > allowed or -int(typed) == 3)


def _thousands(amount: Decimal) -> bool:
    return amount.as_tuple().exponent == -3


def prices(event: Event) -> Oddities:
    """Improbably high prices of tickets and raffle tickets."""
    priced: list[tuple[Location, Ticket | Raffle]] = [
        (("tickets", n), t) for n, t in enumerate(event.tickets)
    ]
    priced += [(("raffle",), event.raffle)] if event.raffle else []
    for at, part in priced:
        limit = _DEAR * (1000 if part.currency in _SMALL else 1) * (100 if part.currency in _TINY else 1)
        if part.price is not None and part.price >= limit:
            yield (*at, "price"), kinds.ABSURD(part.price, currency=part.currency)


def pledges(event: Event) -> Oddities:
    """Pledges whose cap is smaller than what one ticket or share brings."""
    for number, match in enumerate(event.match):
        if match.cap is not None and match.cap < match.amount:
            yield ("match", number, "cap"), kinds.CAP(match.cap, per=match.per)


def twice(event: Event) -> Oddities:
    """Two kinds of ticket with one name and price: usually a line that was copied and not changed."""
    seen: dict[tuple[object, ...], str | None] = {}
    for number, ticket in enumerate(event.tickets):
        if ticket.name is None or ticket.price is None:
            continue
        key = (folded(ticket.name) or ticket.name, ticket.price, ticket.currency)
        if key in seen and seen[key] in {ticket.url, None}:
            yield ("tickets", number), kinds.TICKET_TWICE(f"{ticket.name}, {ticket.price} {ticket.currency}")
        seen.setdefault(key, ticket.url)


def volunteers(event: Event) -> Oddities:
    """Jobs that need more helpers than are needed in all, or fewer if all of several jobs say how many: a
    single one may be an example."""
    wanted = event.volunteers
    if wanted is None or wanted.needed is None or not wanted.roles:
        return
    counts = [role.needed for role in wanted.roles]
    jobs = sum(count or 0 for count in counts)
    listed = len(counts) > 1 and None not in counts
    if jobs > wanted.needed or (listed and jobs < wanted.needed):
        yield ("volunteers", "needed"), kinds.VOLUNTEERS(wanted.needed, jobs=jobs)
