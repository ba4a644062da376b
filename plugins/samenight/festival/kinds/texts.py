"""Text that came with a template, and what people may not want the whole world to read."""

from __future__ import annotations

from samenight.festival.problem import Kind

TEMPLATE = Kind(
    "text.template",
    '"{found}" is left over from a template.',
    "Write what holds for your evening, or take the line out.",
    "Guests would read it as a fact.",
)
UNKNOWN = Kind(
    "text.unknown",
    '"{found}" only says that this is not known yet.',
    "Take the line out: the page asks for it in every language by itself.",
    "Nobody thinks of taking it away once the fact is known.",
    "warning",
)
SAMPLE_HOST = Kind(
    "link.sample",
    '"{found}" is the address of a sample.',
    "Write the real address, or take the line out.",
    "People would click on it, scan it and be lost.",
)
EMAIL = Kind(
    "privacy.email",
    "An e-mail address stands in this text: {found}.",
    'Take it out. An address for everybody belongs to the city\'s field "contact".',
    "Robots collect addresses from pages within hours, and the copy in git stays for ever.",
    "warning",
)
PHONE = Kind(
    "privacy.phone",
    "A phone number stands in this text: {found}.",
    "Take it out, unless its owner wants the whole world to have it.",
    "The copy in git stays for ever.",
    "warning",
)
PICTURE_PLACE = Kind(
    "privacy.picture",
    "This picture tells where it was taken.",
    "Save it again without its location, for instance by a screenshot of it.",
    "It may be somebody's home.",
    "warning",
)
WRONG_FILE = Kind(
    "file.type",
    "A file of this type ({found}) has nothing to do here.",
    "Take it out of the content folder. Pictures are .jpg, .png or .webp.",
    "Everybody who clones the festival has to load it, and nothing is made of it.",
)
NAMES_FILE = Kind(
    "file.table",
    "A table ({found}) has nothing to do here.",
    "Keep lists of names, guests and sales outside of the repository.",
    "It may hold names or addresses, and the copy in git stays for ever.",
)
LARGE_FILE = Kind(
    "file.size",
    "The file is larger than {limit} MB.",
    "Save a picture with at most 2,000 pixels a side.",
    "Everybody who clones the festival has to load it.",
)
