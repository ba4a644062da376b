"""Problems of texts and links: template words, private data, hidden characters, wrong addresses."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

TEMPLATE = Kind(
    "text.template",
    '"{found}" is left over from a template.',
    "Write what is true for your event, or take the line out.",
    "Guests would read it as a fact.",
)
LONG = Kind(
    "text.long",
    "This is too long: more than {limit} letters, or fewer in other scripts than Latin.",
    "Write a sentence or two here, and the rest into the text below the header.",
    "It has to fit on a phone and on a poster.",
)
ITEMS = Kind(
    "list.long",
    "This list has more than {limit} entries.",
    "Take out what guests need not know, or link to a page that has all of it.",
    "It has to fit on a phone and on a poster.",
)
DOUBTFUL = Kind(
    "text.doubtful",
    '"{found}" reads like a word of a template.',
    "Write what is true for your event. If it is the real name, leave it.",
    "Guests would look for a place or a person that is not there.",
    "warning",
)
UNKNOWN = Kind(
    "text.unknown",
    '"{found}" only says that this is not known yet.',
    "Take the line out: the page says so by itself, in every language.",
    "Nobody thinks of taking it out once the fact is known.",
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
    "This text contains an e-mail address: {found}.",
    'Take it out. A public address belongs in the city\'s field "contact".',
    "Robots collect addresses from pages within hours, and the copy in git stays for ever.",
    "warning",
)
PHONE = Kind(
    "privacy.phone",
    "This text contains a phone number: {found}.",
    "Take it out, unless its owner wants the whole world to have it.",
    "The copy in git stays for ever.",
    "warning",
)
MARKUP = Kind(
    "text.markup",
    "{found} has no effect here, and would be shown as it is typed.",
    "Write plain text. Only the text below the header can have links and emphasis.",
    "Guests would read signs instead of words.",
    "warning",
)
GARBLED = Kind(
    "text.garbled",
    "Some letters of this text are garbled: {found}.",
    "Type it again, and save the file as UTF-8.",
    "The names are unreadable, and a search does not find them.",
    "warning",
    mend_with="Write {replacement}.",
)
DIRECTION = Kind(
    "text.direction",
    "A hidden character here changes the reading direction ({found}).",
    "Delete it, or type the line again. Arabic and Hebrew do not need it.",
    "With it a text can look different from what it is, also to people who review a change.",
    "warning",
)
INVISIBLE = Kind(
    "text.invisible",
    "There is an invisible character here ({found}).",
    "Delete it, or type the word again.",
    "Searches, links and other cities' files do not match what looks the same.",
    "warning",
)
CONFLICT = Kind(
    "text.conflict",
    "Git left two conflicting changes here ({found}).",
    "Keep the right one, and delete the other and the lines with <<<<<<<, ======= and >>>>>>>.",
    "Both would be published, with the marks between them.",
)


LEFT = Kind(
    "blank.left",
    "This is still a blank to be filled in.",
    'Write the value, take the line out, or set the status back to "planned".',
    "Once an event is more than planned, nothing about it may be left open.",
)


OPEN = Kind(
    "blank.open",
    "This is still a blank to be filled in.",
    "Write the value, or take the line out.",
    "It counts as not known yet, and nothing is shown.",
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
    "Type the address again by hand.",
    "Letters that look alike can be used to lead people to another site.",
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
    "If people expect one name and see another, they suspect fraud.",
    "warning",
)


BODY_PELICAN = Kind(
    "body.pelican",
    "A link in the text uses the syntax of Pelican, and leads to nothing that is published ({found}).",
    'Write the address on the site, like "/about/", the name of a content file, or a link that begins with '
    "https://.",
    "Readers would find nothing there. Only texts, and files in root/, are published from the content "
    "folder.",
)
BODY_DEAD = Kind(
    "body.dead",
    'The link "{found}" leads to nothing on the site.',
    'Write an address of the site, like "/about/", or a link that begins with https://.',
    "Readers would see an error instead of a page.",
    "warning",
    mend_with="Did you mean {replacement}?",
)
BODY_ANCHOR = Kind(
    "body.anchor",
    'The link "{found}" leads to a heading that is not there.',
    "Write the words of the heading in small letters, with hyphens between them, like #how-to-get-there.",
    "Readers would stay where they are.",
    "warning",
    mend_with="Did you mean {replacement}?",
)
BODY_EMBED = Kind(
    "body.embed",
    "{found} in the text is not published, nor is what it would show.",
    "Take it out, or link to the page that shows it.",
    "Readers would see a gap. The site shows nothing of other sites, and runs no programs of texts.",
    "warning",
)
BODY_HTML = Kind(
    "body.html",
    "{found} is taken out of the text, and only the words in it stay.",
    "Write Markdown: an empty line between paragraphs, ## before a heading, - before an item of a list.",
    "Words that were apart could run together, and what was hidden or struck out would be shown.",
    "warning",
)
BODY_SIGNS = Kind(
    "body.signs",
    "{found} has no meaning here, and is shown as it is typed.",
    "Take it out, or say it in words.",
    "Other programs know this sign; readers of the site would see it in the middle of the text.",
    "warning",
)
BODY_JOINED = Kind(
    "body.joined",
    '"{found}" and the line above would run together.',
    "Put an empty line above the list or table, and begin items with - or with a number and a full stop.",
    "Readers would see one paragraph instead of a list.",
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
    "Type it again by hand.",
    "It looks right, and nobody who types it will find it.",
)
