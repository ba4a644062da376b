"""The facts under the names that the templates of letters use, ``None`` if unknown."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from babel import Locale
from babel.lists import format_list

from samenight.content.library.event_state import Phase
from samenight.content.library.titles import edition_title
from samenight.content.problems.wording import Words
from samenight.print_kit.codes.contents import Codes
from samenight.print_kit.facts.artwork_words import ArtworkLanguage, artwork_labels, artwork_language, sum_in
from samenight.print_kit.facts.fact_groups import Identity, KitFacts, OrganiserFacts
from samenight.print_kit.facts.template_data import Data, cause_data, event_data, event_days, outcome_data
from samenight.print_kit.letters.letter_blocks import isolated

_VENUE = {"venue": "name", "address": "address", "getting_there": "getting_there"}
_EVENT = ("place", "hours", "prices", "tickets", "raffle", "programme", "sponsors")


def letter_facts(kit: KitFacts, words: Words) -> Data:
    """All facts for the templates of letters, in the language of the kit's identity."""
    language = artwork_language(words, kit.identity.language)
    event, locale = event_data(kit.event, language), language.locale
    venue = event["venue"] or {}
    return {
        **_who(kit, locale),
        **{name: venue.get(key) for name, key in _VENUE.items()},
        **{name: event[name] for name in _EVENT},
        **cause_data(kit.cause, language),
        "charity_site": kit.cause.website,
        **outcome_data(kit.outcome, language),
        "status": kit.outcome.results.status if kit.outcome.results else None,
        **_organisers(kit.organisers, language),
        **_links(kit.codes),
        "words": dict(artwork_labels(language.wording)),
        **_dates(kit.identity, locale),
        "listed": functools.partial(_listed, locale),
    }


def _who(kit: KitFacts, locale: Locale) -> Data:
    identity = kit.identity
    return {
        "festival": identity.festival,
        "edition": kit.event.name or edition_title(identity.festival, identity.edition),
        "tagline": identity.tagline,
        "slogan": identity.slogan,
        "city": identity.city or identity.festival,
        "country": locale.territories.get(identity.country),
        "hashtags": [f"#{tag}" for tag in identity.hashtags],
        "accounts": [" ".join(filter(None, account)) for account in identity.accounts],
        "contact": identity.contact,
    }


def _dates(identity: Identity, locale: Locale) -> Data:
    return {
        "when": event_days(identity, locale, "full"),
        "one_day": identity.last is None or identity.last == identity.first,
    }


def _organisers(organisers: OrganiserFacts, language: ArtworkLanguage) -> Data:
    """The organisers, the numbers of the edition, and the pledges made so far."""
    wording, locale = language.wording, language.locale
    return {
        "over": organisers.phase is Phase.OVER,
        "team": [{"name": one.name, "role": one.role} for one in organisers.team if one.name],
        "capacity": wording.number(organisers.capacity) if organisers.capacity else None,
        "cities": wording.number(organisers.cities) if organisers.cities > 1 else None,
        "countries": wording.number(organisers.countries) if organisers.countries > 1 else None,
        "pledges": [
            {
                "sponsor": one.sponsor,
                "per": one.per,
                "sum": sum_in(locale, one.amount, one.currency),
                "cap": sum_in(locale, one.cap, one.currency) if one.cap else None,
            }
            for one in organisers.match
        ],
        "site": organisers.site,
    }


def _links(codes: Codes) -> Data:
    """Whole addresses, as links to click."""
    return {
        "page": codes.page.text,
        "tickets_at": codes.tickets.text if codes.tickets else None,
        "donate_at": codes.donate.text if codes.donate else None,
        "raffle_at": codes.raffle.text if codes.raffle else None,
    }


def _listed(locale: Locale, names: Sequence[str]) -> str | None:
    """Names as a list in a sentence ("A, B and C"); ``None`` if there are none."""
    kept = [isolated(name.replace(" & ", "\u00a0&\u00a0")) for name in names]  # no line begins with "& Co."
    return str(format_list(kept, locale=locale)) if kept else None
