"""Mistakes that show only where several files are held against each other."""

from __future__ import annotations

from samenight.festival.problem import Kind

OUTSIDE = Kind(
    "event.outside",
    "{found} is outside {edition} ({window}).",
    "Check both.",
    "Guests would come on the wrong day; most often it is a slip of the year.",
    "warning",
)
PARTS = Kind(
    "results.parts",
    "The lines make {found}, more than this total.",
    "Check both.",
    "Totals must add up to the last cent.",
)
CHARITY_TWICE = Kind(
    "event.charity",
    "{edition} is for {charity}; this city names another charity.",
    "Leave it out, or tell the coordinators.",
    "Donors are told that all cities give to one charity.",
    "warning",
)
RESULTS_CANCELLED = Kind(
    "results.cancelled",
    "A cancelled event has results.",
    'Set the status to "held", or take them out.',
    "An evening that did not take place raised nothing.",
    "warning",
)
PLACEHOLDER = Kind(
    "event.placeholder",
    '"{found}" is left over from a template.',
    "Write the venue, or leave it out for now.",
    "Guests would look for a place of that name.",
)
LOGO = Kind(
    "event.logo",
    "Logos are not published yet; the name is.",
    "Leave it, or take it out.",
    "The file is kept for later and shown nowhere.",
    "warning",
)
CITY_TWICE = Kind(
    "city.twice",
    "{found} has a folder already: {folder}.",
    "Move the events there.",
    "The city's evenings and results would be torn apart.",
    "warning",
)
PLACE_TWICE = Kind(
    "city.copied",
    "{found} stands at the same point.",
    "Look this city up on a map.",
    "One of the two was copied from the other's file.",
    "warning",
)
ZONE_ELSEWHERE = Kind(
    "city.zone",
    '"{found}" is not a time zone of this country.',
    "Look up the city's time zone.",
    "Every time in the calendars would be wrong.",
    "warning",
)
