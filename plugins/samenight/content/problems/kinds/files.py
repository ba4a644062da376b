"""Problems of whole files (name, place, encoding, type), exchange rates, references and output paths."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

_UNSEEN = "Until then nothing of it is on the site."

LINK = Kind(
    "file.link",
    "This is a symbolic link.",
    "Put the file itself here.",
    "A link can lead out of the content folder, to files that nobody meant to publish.",
)
MISSING = Kind(
    "file.missing",
    "This file is missing. It names the festival.",
    'Add it, with name: "..." and base_currency: "...".',
    "Without it no page has a title and no total a currency.",
)
STRAY = Kind(
    "file.stray",
    "This file is not part of the content model, so nothing is made of it.",
    "Move it to where its kind of file belongs (docs/reference/fields.md), or take it out.",
    _UNSEEN,
    "warning",
)
PAGE = Kind(
    "file.page",
    "This is not a page: below pages/ there can only be files like pages/about.md.",
    "Move it out of that folder. A page is a file in Markdown, directly in pages/.",
    "Everything in this folder is meant for the site, so nothing else may be in it.",
)
SLUG = Kind(
    "file.slug",
    '"{found}" cannot be used in an address.',
    "Choose a name in Latin letters, as in lodz.",
    "The name becomes part of addresses that are printed and kept for years.",
    mend_with="Rename it to {replacement}.",
)
ROOT_NAME = Kind(
    "root.name",
    "No file of this name is published.",
    "Take it out. docs/festival.md lists the files that can be in root/, such as CNAME or favicon.ico.",
    "Files in this folder are published as they are, so only those can be in it that services ask for.",
)
ROOT_CONTENT = Kind(
    "root.content",
    "A file of this name holds {found}, and nothing else.",
    "Write it like that, or take the file out.",
    "Files in this folder are published as they are, so none may hold anything else.",
)
RESERVED = Kind(
    "file.reserved",
    '"{found}" cannot be a name here: {reason}.',
    "Choose another name.",
    "Two pages cannot have one address, and a file must have a name that all computers can give it.",
)
UNREADABLE = Kind(
    "file.unreadable",
    "The file cannot be read ({found}).",
    "Check who may read it.",
    _UNSEEN,
)
ENCODING = Kind(
    "file.encoding",
    "The file is not UTF-8 (byte {byte}).",
    "Save it as UTF-8.",
    "In any other encoding accented letters become unreadable.",
)
LARGE = Kind(
    "file.large",
    "The file is larger than {limit} KB.",
    "Split it, or take out what does not belong in it.",
    "No text of a festival is so long. " + _UNSEEN,
)
SPECIAL = Kind(
    "file.special",
    "There is no ordinary file here, but {found}.",
    "Put a file with the text in its place.",
    _UNSEEN,
)
DEEP = Kind(
    "file.deep",
    "The folders are nested more than {limit} deep here.",
    "Move it to where its kind of file belongs (docs/reference/fields.md), or take it out.",
    _UNSEEN,
    "warning",
)
PICTURE_PLACE = Kind(
    "privacy.picture",
    "This picture contains the place where it was taken.",
    "Save it again without its location, for instance by a screenshot of it.",
    "It may be somebody's home.",
    "warning",
)
TYPE = Kind(
    "file.type",
    "A file of this type ({found}) does not belong here.",
    "Take it out of the content folder. Pictures are .jpg, .png or .webp.",
    "Everybody who clones the festival has to download it, and nothing is made of it.",
)
TABLE = Kind(
    "file.table",
    "A table ({found}) does not belong here.",
    'Keep lists of names, guests and sales outside of the repository, or in its folder "private", which '
    "git and the site leave alone.",
    "It may hold names or addresses, and the copy in git stays for ever.",
)
SIZE = Kind(
    "file.size",
    "The file is larger than {limit} MB.",
    "Save a picture with at most 2,000 pixels a side.",
    "Everybody who clones the festival has to download it.",
)
GIVEN = Kind(
    "key.given",
    "This comes from the name of the file or folder.",
    "Leave the key out.",
    "Two places that say the same will one day disagree.",
)

RATES_HEAD = Kind(
    "rates.head",
    "The first line must be: {columns}",
    "Write it like that.",
    "It says which column is where.",
)
RATES_TWICE = Kind(
    "rates.twice",
    "This day has a rate in line {first} already.",
    "Keep one of them.",
    "A donor must be able to tell which rate a sum was converted with.",
)
RATES_LINE = Kind(
    "rates.line",
    "This line cannot be read ({found}).",
    "Check its quotes.",
    "The rates below it cannot be read either.",
)
RATES_CELLS = Kind(
    "rates.cells",
    "This line has {found} cells instead of 4.",
    "Write decimals with a point, and a source with commas in quotes.",
    "A decimal comma would be taken for the border of two cells.",
)

REFERENCE_ADDRESS = Kind(
    "reference.address",
    'A city has the address "/{found}/" already.',
    "Rename this page.",
    "Two pages cannot have one address.",
)
REFERENCE_EDITION = Kind(
    "reference.edition",
    'There is no edition "{found}".',
    "Add content/editions/{found}.md, or give the one that is meant: the file's name, or the key edition.",
    "An event's date, charity and totals come from its edition.",
)
REFERENCE_WAS = Kind(
    "reference.was",
    'The old name "{found}" is in use: {where}.',
    "Take it out here, or rename the other one.",
    "An old address can lead to one place only.",
)
CITY_TWICE = Kind(
    "city.carried",
    "The city is in this file, and it has a file already: {found}.",
    "Take city: and what is below it out here.",
    "Two places that say the same will one day disagree.",
)
COUNTRY_FILE = Kind(
    "file.country",
    '"{found}" is not the code of a country.',
    'Name the file after the ISO 3166 code in small letters, like "fr.md".',
    "It belongs to the cities of that country.",
)
REFERENCE_CITY = Kind(
    "reference.city",
    'The folder has no "city.md".',
    "Add it to say where {found} is.",
    "Without it the city has no name, country or time zone.",
    mend_with="Add it to say where {found} is, or move the file to the city {replacement}.",
)
REFERENCE_CHARITY = Kind(
    "reference.charity",
    'There is no charity "{found}".',
    "Add content/charities/{found}.md.",
    "Donors want to know who receives the money.",
)


OUTSIDE = Kind(
    "path.outside",
    "{owner} would be written outside the output folder.",
    "Rename the file behind it.",
    "A build writes nothing outside the site.",
)


TWICE = Kind(
    "path.twice",
    "{owner} and {other} claim one path.",
    "Rename one of them, or take one out.",
    "One would overwrite the other, on some disks and hosts also where only the case differs.",
)


FOLDER = Kind(
    "path.folder",
    "{owner} needs a folder where {other} has a file.",
    "Rename one of them.",
    "A path cannot be both.",
)


PATH_TYPE = Kind(
    "path.type",
    "{owner} would publish a file of a type that is not published.",
    "Take it out of the theme, or out of the plugin that makes it.",
    "A browser or a host could take it for a program, or for settings.",
)


PATH_LINK = Kind(
    "path.link",
    "{owner} made a symbolic link, a pipe or a device here.",
    "Let it make an ordinary file.",
    "A link can lead to files that nobody meant to publish.",
)
