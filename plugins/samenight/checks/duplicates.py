"""Rules against things that two cities cannot share: a folder, coordinates, a venue, a ticket address."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from samenight.checks import kinds
from samenight.content.library.library import Library
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City, Event
from samenight.content.places.gazetteer import kilometres
from samenight.content.problems.problem import Kind, Location, Problem
from samenight.content.reading.origins import Origins, origin_key
from samenight.content.values.text_matching import folded

# Two cities closer than this, in kilometres, have the same coordinates.
_ONE_POINT = 1.0


def same_city_twice(library: Library, origins: Origins) -> Iterator[Problem]:
    """Two folders for one city, with the same name or two spellings of it."""
    seen: dict[tuple[str, str, str], City] = {}
    for city in library.cities:
        keys = [_name_key(city, name) for name in (city.name, *city.also_known_as)]
        other = next((seen[key] for key in keys if key in seen and _may_be_one(seen[key], city)), None)
        if other:
            finding = kinds.CITY_TWICE(city.name, folder=other.slug)
            origin = origins[origin_key(city)]
            yield origin.problem(("name",), finding, origins[origin_key(other)].file)
        for key in keys:
            seen.setdefault(key, city)


def _name_key(city: City, name: str) -> tuple[str, str, str]:
    return folded(name), city.country, folded(city.region or "")


def _may_be_one(one: City, other: City) -> bool:
    """Whether two cities of one name can be the same: not if both have coordinates 30 km or more apart."""
    return not (one.coordinates and other.coordinates) or kilometres(one.coordinates, other.coordinates) < 30


def same_place_twice(library: Library, origins: Origins) -> Iterator[Problem]:
    """Two cities with the same coordinates: usually from a copied file."""
    seen: dict[tuple[int, int], list[City]] = {}
    for city in library.cities:
        if city.coordinates is None:
            continue
        other = _at_one_point(city, city.coordinates, seen)
        if other:
            finding = kinds.PLACE_TWICE(other.name)
            origin = origins[origin_key(city)]
            yield origin.problem(("coordinates",), finding, origins[origin_key(other)].file)
        seen.setdefault(_square(city.coordinates), []).append(city)


def _at_one_point(city: City, point: Coordinates, seen: Mapping[tuple[int, int], list[City]]) -> City | None:
    row, column = _square(point)
    around = [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    for other in (one for square in around for one in seen.get(square, ())):
        near = other.coordinates and kilometres(point, other.coordinates) < _ONE_POINT
        if near and folded(other.name) != folded(city.name):
            return other
    return None


def _square(point: Coordinates) -> tuple[int, int]:
    """The cell of a grid of a fiftieth of a degree that contains a point."""
    return int(point.latitude * 50), int(point.longitude * 50)


def same_venue_twice(library: Library, origins: Origins) -> Iterator[Problem]:
    """Venues and ticket addresses that events of two cities share: usually left over from a copied file."""
    venues: dict[Hashable, Event] = {}
    addresses: dict[Hashable, Event] = {}
    for event in library.events:
        venue = event.venue
        if venue and (venue.coordinates or (venue.name and venue.address)):
            key = venue.coordinates or (folded(venue.name or ""), folded(venue.address or ""))
            other = venues.setdefault(key, event)
            if other.city != event.city:
                yield _shared(kinds.VENUE_COPIED, ("venue",), event, other, library, origins)
        for at, url in _ticket_links(event):
            other = addresses.setdefault((event.edition, url), event)
            if other.city != event.city:
                yield _shared(kinds.TICKETS_COPIED, at, event, other, library, origins)


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


RULES = (same_city_twice, same_place_twice, same_venue_twice)
