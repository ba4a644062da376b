"""The title and the place of an event, each in one line, for pages and calendars."""

from __future__ import annotations

from collections.abc import Iterable


def edition_title(festival: str, edition: str) -> str:
    """An edition's name, with the festival's in front unless it is already in it."""
    return edition if festival.casefold() in edition.casefold() else f"{festival} {edition}"


def event_title(festival: str, edition: str, city: str, own: str | None) -> str:
    """The title of an event in one line, the city in front: "Paris, Twestival Local 2011". ``own`` is its
    own name, which replaces the edition's."""
    title = own or edition_title(festival, edition)
    if city.casefold() not in title.casefold():
        title = f"{city}, {title}"
    return " ".join(title.split())


def where_line(parts: Iterable[str | None]) -> str:
    """The parts of a place, from the venue to the country, in one line. A part with which an earlier one
    already ends is left out: most addresses end with their city."""
    kept: list[str] = []
    for part in parts:
        line = " ".join((part or "").split())
        pieces = [piece.casefold() for before in kept for piece in before.split(",")]
        if line and not any(piece.endswith(line.casefold()) for piece in pieces):
            kept.append(line)
    return ", ".join(kept)
