"""Rules against things that two cities cannot share: a folder, coordinates, a venue, a ticket address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from samenight.checks import kinds
from samenight.content.library.library import Library
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City, Event
from samenight.content.places import gazetteer
from samenight.content.places.gazetteer import Place, kilometres
from samenight.content.problems.problem import Finding, Kind, Location, Problem
from samenight.content.reading.origins import Origins, origin_key
from samenight.content.values.slugs import slug_of
from samenight.content.values.text_matching import folded

# Two cities closer than this, in kilometres, have the same coordinates.
_ONE_POINT = 1.0
# Two points of one city are at most this far apart: some write its centre, some its town hall.
_ONE_CITY = 30
# The size of the squares in which cities are compared with their neighbours, as parts of a degree.
_SQUARES = 10

# Pairs of cities that are one, by their slugs, the later one first.
Pairs = Mapping[tuple[str, str], Finding]


def copies(library: Library, origins: Origins) -> Iterator[Problem]:
    """Cities that are one, or were copied; venues and ticket addresses of other cities in events. Of two
    cities that are one it is not said that they share anything else."""
    pairs = dict(_pairs(library))
    for (slug, other), finding in pairs.items():
        at = "coordinates" if finding.kind is kinds.PLACE_TWICE else "name"
        origin = origins[origin_key(library.city[slug])]
        yield origin.problem((at,), finding, origins[origin_key(library.city[other])].file)
    yield from _shared_by_events(library, origins, _one_city(pairs, library))


def _pairs(library: Library) -> Iterator[tuple[tuple[str, str], Finding]]:
    seen: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in library.cities:
        keys = _keys(city)
        others = {other.slug: other for key in keys for other in seen[key]}
        found = ((other, _finding(city, other, library)) for other in others.values())
        pair = next(((other.slug, finding) for other, finding in found if finding), None)
        if pair:
            yield (city.slug, pair[0]), pair[1]
        for key in keys:
            seen[key].append(city)


def _keys(city: City) -> set[tuple[str, str]]:
    """What a city has in common with another one that may be the same: a name, however it is written, or the
    square of the map around it; without coordinates, around the place of its name in the gazetteer."""
    names = {city.name, *city.also_known_as}
    words = {folded(name) for name in names} | {slug_of(name) for name in names if not name.isascii()}
    keys = {(city.country, word) for word in words if word}
    keys.add((city.country, city.slug))
    point = city.coordinates or next((place.point for place in _places(city)), None)
    return keys | set(_corners(point)) if point else keys


def _corners(point: Coordinates) -> Iterator[tuple[str, str]]:
    """The corners of the square around a point, so that neighbouring squares have some in common."""
    row, column = int(point.latitude * _SQUARES // 1), int(point.longitude * _SQUARES // 1)
    for down in (0, 1):
        yield from (("", f"{row + down} {column + right}") for right in (0, 1))


def _finding(city: City, other: City, library: Library) -> Finding | None:
    """What two cities have that may be one; ``None`` if they are two."""
    here, there = city.coordinates, other.coordinates
    distance = kilometres(here, there) if here and there else None
    if distance is not None and distance >= _ONE_CITY:
        return None
    if city.country == other.country and _have_a_name(city, other):
        one = distance is not None or not _regions_differ(city, other)
        return (
            kinds.CITY_TWICE(city.name, folder=other.slug)
            if one and not _separate(city, other, library)
            else None
        )
    if city.country == other.country and _are_one_place(city, other):
        separate = _separate(city, other, library)
        return None if separate else kinds.CITY_SAME(city.name, city=other.name, folder=other.slug)
    if distance is None or distance >= _ONE_POINT or folded(city.name) == folded(other.name):
        return None
    if _is_elsewhere(city) or _is_elsewhere(other):
        return kinds.PLACE_TWICE(other.name)
    return kinds.CITY_SAME(city.name, city=other.name, folder=other.slug)


def _have_a_name(city: City, other: City) -> bool:
    ours, theirs = ({folded(name) for name in (one.name, *one.also_known_as)} for one in (city, other))
    return not ours.isdisjoint(theirs)


def _regions_differ(city: City, other: City) -> bool:
    return folded(city.region or "") != folded(other.region or "")


def _are_one_place(city: City, other: City) -> bool:
    """Whether two names are of one place: in the gazetteer, or as one is written in another script."""
    placed = city.coordinates or other.coordinates
    if not placed and city.region and other.region and _regions_differ(city, other):
        return False
    latin = [{slug_of(name) for name in (one.name, *one.also_known_as)} - {""} for one in (city, other)]
    if not latin[0].isdisjoint(latin[1]):
        return True
    if (city.coordinates is None) != (
        other.coordinates is None
    ) and city.name.isascii() == other.name.isascii():
        return False  # a name that is alike in the gazetteer's long lists is not enough
    ours, theirs = _places(city), _places(other)
    return bool(ours and theirs) and ours[0] == theirs[0]


def _places(city: City) -> tuple[Place, ...]:
    """The places in the gazetteer that a city may be, by its name and where it is."""
    found = gazetteer.named(city.name, city.country)
    point = city.coordinates
    return tuple(one for one in found if point is None or kilometres(point, one.point) < _ONE_CITY)


def _is_elsewhere(city: City) -> bool:
    """Whether the gazetteer knows a city of this name, and not where its coordinates are."""
    point, found = city.coordinates, gazetteer.named(city.name, city.country)
    return bool(point and found) and all(
        kilometres(point, one.point) > 2 * _ONE_POINT for one in found if point
    )


def _separate(city: City, other: City, library: Library) -> bool:
    """Whether two folders have events of one edition that are clearly two: at other venues, or at other
    times."""
    events = {event.edition: event for event in library.events_of_city.get(other.slug, ())}
    both = [
        (one, events[one.edition])
        for one in library.events_of_city.get(city.slug, ())
        if one.edition in events
    ]
    return bool(both) and all(_differ(one, another) for one, another in both)


def _differ(one: Event, other: Event) -> bool:
    venues = [
        (folded(e.venue.name or ""), folded(e.venue.address or "")) if e.venue else None for e in (one, other)
    ]
    if all(venues) and venues[0] != venues[1]:
        return True
    return None not in {one.date, other.date} and one.date != other.date


def _one_city(pairs: Pairs, library: Library) -> Mapping[str, str]:
    """The first of the cities that are one, for each of them; for all others the city itself."""
    first = {city.slug: city.slug for city in library.cities}
    for (slug, other), finding in pairs.items():
        if finding.kind is not kinds.PLACE_TWICE:
            first[slug] = first[other]
    return first


def _shared_by_events(library: Library, origins: Origins, one_city: Mapping[str, str]) -> Iterator[Problem]:
    """Venues and ticket addresses that events of two cities share: usually left over from a copied file."""
    venues: dict[tuple[str, str], Event] = {}
    addresses: dict[tuple[str, str], Event] = {}
    for event in library.events:
        for key in _venue_keys(event):
            other = venues.setdefault(key, event)
            if _are_apart(event, other, one_city, library):
                yield _shared(kinds.VENUE_COPIED, ("venue",), event, other, library, origins)
                break
        for at, url in _ticket_links(event):
            other = addresses.setdefault((event.edition, url), event)
            if one_city[other.city] != one_city[event.city]:
                yield _shared(kinds.TICKETS_COPIED, at, event, other, library, origins)


def _venue_keys(event: Event) -> Iterator[tuple[str, str]]:
    """The name of a venue with its address, and with its coordinates: neither says by itself which it is."""
    venue = event.venue
    if venue and venue.name and (venue.address or venue.coordinates):
        name = folded(venue.name)
        if venue.address:
            yield name, venue.address.casefold()
        if venue.coordinates:
            yield name, f"{venue.coordinates.latitude} {venue.coordinates.longitude}"


def _are_apart(event: Event, other: Event, one_city: Mapping[str, str], library: Library) -> bool:
    """Whether two events are in cities so far apart that they cannot have one venue."""
    if one_city[event.city] == one_city[other.city]:
        return False
    points = [library.city[one.city].coordinates for one in (event, other)]
    return None in points or kilometres(*filter(None, points)) >= _ONE_CITY


def _ticket_links(event: Event) -> Iterator[tuple[Location, str]]:
    links: dict[str, Location] = {
        ticket.url: ("tickets", number, "url") for number, ticket in enumerate(event.tickets) if ticket.url
    }
    if event.ticket_url:
        links.setdefault(event.ticket_url, ("ticket_url",))
    return ((at, url) for url, at in links.items())


def _shared(
    kind: Kind, at: Location, event: Event, other: Event, library: Library, origins: Origins
) -> Problem:
    finding = kind(city=library.city[other.city].name)
    return origins[origin_key(event)].problem(at, finding, origins[origin_key(other)].file)


RULES = (copies,)
