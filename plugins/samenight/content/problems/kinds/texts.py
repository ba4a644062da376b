"""Text that came with a template, and what people may not want the whole world to read."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

TEMPLATE = Kind(
    "text.template",
    '"{found}" is left over from a template.',
    "Write what holds for your event, or take the line out.",
    "Guests would read it as a fact.",
)
DOUBTFUL = Kind(
    "text.doubtful",
    '"{found}" reads like a word of a template.',
    "Write what holds for your event. If it is really called so, leave it.",
    "Guests would look for a place or a person that is not there.",
    "warning",
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
MARKUP = Kind(
    "text.markup",
    "{found} has no effect here, and would be shown as it stands.",
    "Write plain text. Only the text below the header can have links and stress.",
    "Guests would read signs instead of words.",
    "warning",
)
GARBLED = Kind(
    "text.garbled",
    "Letters of this text were garbled on their way: {found}.",
    "Type it anew, and save the file as UTF-8.",
    "Names come out as riddles, and nobody finds them.",
    "warning",
    mend_with="Write {replacement}.",
)
DIRECTION = Kind(
    "text.direction",
    "A hidden sign here turns the direction of reading ({found}).",
    "Delete it, or type the line anew. Arabic and Hebrew need no such sign.",
    "With it a text can be shown otherwise than it is, also to those who check a change.",
    "warning",
)
INVISIBLE = Kind(
    "text.invisible",
    "A sign that nobody can see stands here ({found}).",
    "Delete it, or type the word anew.",
    "Searches, links and other cities' files do not match what looks the same.",
    "warning",
)
CONFLICT = Kind(
    "text.conflict",
    "Here git left both of two changes that meet ({found}).",
    "Keep what holds, and delete the other and the lines of <<<<<<<, ======= and >>>>>>>.",
    "Both would be published, with the marks between them.",
)


LEFT = Kind(
    "blank.left",
    "This is still a blank to be filled in.",
    'Write the value, take the line out, or set the status back to "planned".',
    "An event that is no longer only planned has nothing left to be guessed.",
)


OPEN = Kind(
    "blank.open",
    "This is still a blank to be filled in.",
    "Write the value, or take the line out.",
    "It is taken for not known yet, and nothing is shown.",
    "warning",
)


SHORTENER = Kind(
    "link.shortener",
    "{found} is an address shortener.",
    "Write the address that it leads to.",
    "This address goes into QR codes on posters; when the shortener closes, all of them are dead.",
    "warning",
)


MIXED_SCRIPTS = Kind(
    "link.scripts",
    'The host "{found}" mixes letters of several alphabets.',
    "Type the address anew by hand.",
    "Letters that only look alike are a way to lead people to another site.",
)


LOOKALIKE = Kind(
    "link.lookalike",
    'The host "{found}" looks like {known}, and is not.',
    "Check every letter of the address.",
    "One wrong letter can lead people and their money to another site.",
    "warning",
)


PLATFORM = Kind(
    "link.platform",
    "This link does not lead to {platform}, but to {found}.",
    "Check the link, or the name of the platform.",
    "People who are told one name and meet another think of fraud.",
    "warning",
)


BODY_SCHEME = Kind(
    "body.link",
    'A link in the text begins with "{found}", which is not published.',
    "Use a link that begins with https://.",
    "Such links can run programs in the reader's browser.",
    "warning",
)


HASHTAG_SCRIPTS = Kind(
    "hashtag.scripts",
    'The hashtag "{found}" mixes letters of several alphabets.',
    "Type it anew by hand.",
    "It looks right, and nobody who types it will find it.",
)
