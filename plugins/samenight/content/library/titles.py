"""What an event is called in one line, and where it is in one line: on pages as in calendars."""

from __future__ import annotations

from collections.abc import Iterable


def edition_title(festival: str, edition: str) -> str:
    """An edition's name, with the festival's where it is not in it already."""
    return edition if festival.casefold() in edition.casefold() else f"{festival} {edition}"


def event_title(festival: str, edition: str, city: str, own: str | None) -> str:
    """The title of an event in one line, the city in front: "Paris, Twestival Local 2011". ``own`` is its
    own name, which takes the place of the edition's."""
    title = own or edition_title(festival, edition)
    if city.casefold() not in title.casefold():
        title = f"{city}, {title}"
    return " ".join(title.split())


def where_line(parts: Iterable[str | None]) -> str:
    """Parts of a place, from the venue to the country, in one line; none again that ends one of those
    before: an address mostly has its city in it."""
    said: list[str] = []
    for part in parts:
        line = " ".join((part or "").split())
        pieces = [piece.casefold() for before in said for piece in before.split(",")]
        if line and not any(piece.endswith(line.casefold()) for piece in pieces):
            said.append(line)
    return ", ".join(said)
