"""Problems of places: coordinates, countries and time zones that do not fit together."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

_MAPS = "Maps and calendars would lead guests somewhere else."

NULL_ISLAND = Kind(
    "place.zero",
    "0, 0 lies in the sea off Africa.",
    "Look the place up on a map, or take the line out.",
    _MAPS,
)
TURNED = Kind(
    "place.turned",
    "{found} is far from {city}; with the numbers or a sign swapped it is there.",
    "Write latitude first.",
    _MAPS,
    mend_with="Write {replacement}.",
)
FAR = Kind(
    "place.far",
    "{found} is {kilometres} km from {city}, near {near}.",
    "Look the place up on a map.",
    "Most often coordinates that came with a copied file. " + _MAPS,
    mend_with="The centre of {city} is {replacement}.",
)
OFF = Kind(
    "place.off",
    "{found} is {kilometres} km from {city}.",
    "Check it on a map.",
    _MAPS,
    "warning",
    mend_with="Check it on a map; the centre of {city} is {replacement}.",
)
ABROAD = Kind(
    "place.abroad",
    "{found} is {kilometres} km outside of this country, near {near}.",
    "Check the coordinates and the country.",
    _MAPS,
)
TERRITORY = Kind(
    "place.territory",
    'The time zone is that of a territory which has a code of its own, not "{found}".',
    "Write the territory's code.",
    "Clocks, money and distances are compared with those of the country.",
    mend_with="Write {replacement} as its country.",
)
ZONE_WRONG = Kind(
    "zone.country",
    "{found} is not a time zone of this country, and its clocks show another hour.",
    "Look up the city's time zone.",
    "Every time in the calendars would be wrong.",
)
ZONE_ELSEWHERE = Kind(
    "zone.city",
    "{city} most likely has another time zone than {found}.",
    "Look it up.",
    "Every time in the calendars would be wrong.",
    "warning",
)
