"""Cities and their posts with what they inherit, for output without an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from samenight.content.library.festival_facts import FestivalFacts
from samenight.content.library.resolved_event import each_once, languages_of
from samenight.content.model.file_facts import City
from samenight.content.model.posts_and_pages import Post
from samenight.content.problems.wording import first_with
from samenight.content.values.times import midnight


@dataclass(frozen=True)
class ResolvedPost:
    """A post of a city, the language (BCP 47) it is written in, and the instant (UTC) at which it appears:
    the midnight that begins its day in its city."""

    post: Post
    city: City
    language: str
    published: dt.datetime


def resolved_post(post: Post, facts: FestivalFacts) -> ResolvedPost:
    """A post with what it inherits from its city and the festival."""
    city = facts.city[post.city]
    language = languages_of(post.languages, city.languages, facts.festival.languages)[0]
    return ResolvedPost(post, city, language, midnight(post.date, city.timezone))


@dataclass(frozen=True)
class ResolvedCity:
    """A city with what it inherits from the festival, for output without an event."""

    language: str
    text_language: str
    hashtags: tuple[str, ...]
    accounts: Mapping[str, str]


def resolved_city(city: City, facts: FestivalFacts, known: AbstractSet[str]) -> ResolvedCity:
    """A city with what it inherits from the festival; ``known`` are the translated languages."""
    festival, languages = facts.festival, languages_of(city.languages, facts.festival.languages)
    return ResolvedCity(
        language=first_with(known, languages),
        text_language=languages[0],
        hashtags=each_once([*city.hashtags, *festival.hashtags]),
        accounts=city.accounts or festival.accounts,
    )


def own_accounts(city: City, facts: FestivalFacts) -> Mapping[str, str]:
    """The accounts of a city, or those of its latest event that names any."""
    events = facts.events_of_city.get(city.slug, ())[::-1]
    return city.accounts or next((event.accounts for event in events if event.accounts), {})


def own_hashtags(city: City, facts: FestivalFacts) -> tuple[str, ...]:
    """The hashtags of a city, or those of its latest event that names others than the festival's."""
    events = facts.events_of_city.get(city.slug, ())[::-1]
    own = (event.hashtags for event in events if event.hashtags != facts.festival.hashtags)
    return city.hashtags or next(filter(None, own), ())
