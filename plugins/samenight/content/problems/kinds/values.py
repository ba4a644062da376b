"""Problems of single values and keys, and of the text below the header."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

_SUMS = "Amounts are added up, so each must be a plain number."
_CALENDARS = "Pages, calendars and reminders depend on it."
_BETWEEN = "It can be {one} or {other}: write {first} or {second}."

UNKNOWN_KEY = Kind(
    "key.unknown",
    '"{found}" is not known here.',
    "Known are: {known}.",
    "An unknown key would be left out without notice.",
    mend_with='Did you mean "{replacement}"?',
)
MISSING_KEY = Kind(
    "key.missing",
    'The key "{found}" is missing here.',
    "Add it.",
    "Without it there is nothing to show for this part.",
)
NOTHING = Kind(
    "value.missing",
    "Something must be written here.",
    "Write it, or take out the key and what it belongs to.",
    "Without it there is nothing to show for this part.",
)
TWICE = Kind(
    "value.twice",
    "The same is here twice, first in line {first}.",
    "Take one out.",
    "It would be shown twice, and money would be counted twice.",
    "warning",
)
TEXT = Kind(
    "value.text",
    "One piece of text belongs here, not several.",
    "Put the text in quotes, in one line.",
    "Only a single piece of text can be shown at this place.",
)
LIST = Kind(
    "value.list",
    "A list belongs here.",
    'Write one line each, beginning with "- ".',
    "There can be several of these, so each has its own line.",
)
GROUP = Kind(
    "value.group",
    "A group of keys belongs here.",
    'Write them one a line and indented, like name: "...".',
    "This part has several facts, each with its own key.",
)
CONTROL = Kind(
    "value.control",
    "A control character ({found}) is hidden in this text.",
    "Type it again.",
    "It probably came with a copied text, and some programs cannot read the text with it.",
)
AMOUNT = Kind(
    "value.amount",
    '"{found}" is not an amount.',
    'Write it with digits, like "10.00". What is not known yet is left out.',
    _SUMS,
    mend_with="Write it with digits and a point: {replacement}. The currency has a key of its own.",
    mend_between=_BETWEEN,
)
RATE = Kind(
    "value.rate",
    '"{found}" is not a rate.',
    'Write it with digits, like "1.2853".',
    "Sums are converted with it.",
)
NUMBER = Kind(
    "value.number",
    '"{found}" is not a whole number.',
    'Write digits only, like "250". What is not known yet is left out.',
    "Numbers are added up and compared.",
    mend_with="Write digits only: {replacement}.",
    mend_between=_BETWEEN,
)
DATE = Kind(
    "value.date",
    '"{found}" is not a date.',
    'Write year-month-day, like "2011-03-24". What is not known yet is left out.',
    _CALENDARS,
    mend_with="Write year-month-day: {replacement}.",
    mend_between=_BETWEEN,
)
DATE_IMPOSSIBLE = Kind(
    "date.impossible",
    "There is no {found} in the calendar.",
    "Look the day up.",
    _CALENDARS,
)
DATE_YEAR = Kind(
    "date.year",
    "The year of {found} cannot be right.",
    "Check it.",
    _CALENDARS,
)
TIME = Kind(
    "value.time",
    '"{found}" is not a time.',
    'Write hours and minutes, like "19:30". What is not known yet is left out.',
    _CALENDARS,
    mend_with="Write hours and minutes: {replacement}.",
    mend_between="These are two times: write {first} where it begins, and {second} where it ends.",
)
NEXT_DAY = Kind(
    "time.next_day",
    '"{found}" is a time of the next day.',
    'Write a time from "00:00" to "23:59", and its day as the date.',
    _CALENDARS,
    mend_with="Write {replacement}, and the next day as the date.",
)
FORM = Kind(
    "value.form",
    '"{found}" is read as {meant}.',
    "Nothing has to be done; samenight fmt writes it like that.",
    "If all write a value in the same way, people and programs can compare the files.",
    "note",
    mend_with="Nothing has to be done; samenight fmt writes it like that.",
)
OTHER_CURRENCY = Kind(
    "money.other",
    '"{found}" is in another currency than {currency}, which is written next to it.',
    "Keep one of the two.",
    "A sum in the wrong currency is a wrong sum.",
)
WHICH_CURRENCY = Kind(
    "money.which",
    'It is not clear which currency "{found}" is in.',
    'Write the amount alone, and the currency in a key of its own, like currency: "USD".',
    "A sign such as $ is used by twenty countries.",
)
LENGTH = Kind(
    "value.length",
    '"{found}" is not a number of hours.',
    'Write hours, or hours and minutes, like "4" or "3:30"; a day at most.',
    "Calendars use it for events without an end.",
)
COLOUR = Kind(
    "value.colour",
    '"{found}" is not the name of a colour.',
    'Write a CSS colour name, like "teal" or "darkorange".',
    "Calendars can only be coloured by one of these names.",
)
SCREEN_COLOUR = Kind(
    "value.screen_colour",
    '"{found}" is not a colour of a screen.',
    'Write it like "#e8590c", or as a CSS colour name, like "teal".',
    "Browsers could not show it.",
)
CURRENCY = Kind(
    "value.currency",
    '"{found}" is not a currency.',
    'Write its ISO 4217 code, like "EUR".',
    "A sign such as $ is used by twenty countries.",
)
COUNTRY = Kind(
    "value.country",
    '"{found}" is not a country code.',
    'Write its two ISO 3166 letters, like "FR".',
    "Cities are listed by it in every language.",
)
ZONE = Kind(
    "value.zone",
    '"{found}" is not an IANA time zone.',
    'Write it like "Europe/Paris".',
    "A fixed offset is wrong half of the year; a zone has the rules for clock changes.",
)
LANGUAGE = Kind(
    "value.language",
    '"{found}" is not a language.',
    'Write its code, like "fr" or "pt-BR".',
    "Browsers and screen readers choose their voice by it.",
)
SLUG = Kind(
    "value.slug",
    '"{found}" cannot be used in an address.',
    "Write lower-case letters, digits and hyphens.",
    "It becomes part of addresses that are printed and kept for years.",
    mend_with="Write {replacement}.",
)
WORD = Kind(
    "value.word",
    '"{found}" is not known here.',
    "Write one of: {words}.",
    "Only these words are understood, translated and counted.",
)
COORDINATES = Kind(
    "value.coordinates",
    '"{found}" is not a place on the map.',
    'Write latitude, longitude, like "48.8697, 2.3439".',
    "Maps and calendars would lead guests somewhere else.",
)
URL = Kind(
    "link.address",
    '"{found}" is not a web address.',
    'Write all of it, like "https://example.org/page". What is not known yet is left out.',
    "A link that leads nowhere is only noticed at the door.",
)
URL_CREDENTIALS = Kind(
    "link.credentials",
    "This address contains a user name or a password.",
    "Take it out.",
    "Everybody who reads the page could use it.",
)
CONTACT = Kind(
    "value.contact",
    '"{found}" is neither an e-mail address nor a web address.',
    'Write one that the whole world may have, like "lodz@example.org".',
    "Messages of guests would reach nobody.",
)
SECURITY_CONTACT = Kind(
    "value.security_contact",
    '"{found}" is no contact that security.txt can have.',
    'Write an e-mail address, a page that begins with https://, or a number like "tel:+44-20-7946-0000".',
    "Who finds a weakness of the site could not report it (RFC 9116, 2.5.3).",
)
MAINTAINER = Kind(
    "value.maintainer",
    '"{found}" is not a name on the git host.',
    'Write it like "@ana" or "@our-festival/lodz".',
    "The git host asks these people to review each change to the city.",
)
HASHTAG = Kind(
    "hashtag.syntax",
    '"{found}" is not a hashtag on every network.',
    "Use 2 to 30 letters and digits, a letter first.",
    "Networks cut it at the first character they do not allow, and people end up elsewhere.",
)
ACCOUNTS = Kind(
    "account.list",
    "Accounts are written one line per network.",
    'Write one line per network, like x: "@name".',
    "Each network links to its accounts in its own way.",
)
NETWORK = Kind(
    "account.network",
    '"{found}" is not a network known here.',
    "Known are: {known}.",
    "Without the network nobody can link to the account.",
    mend_with='Did you mean "{replacement}"?',
)
PATTERN = Kind(
    "account.template",
    '"{found}" does not say where the name of the city goes.',
    'Write {{city}} once in that place, like "lantern{{city}}".',
    "Names of new accounts are compared with it, and proposed from it.",
)
HANDLE = Kind(
    "account.handle",
    '"{found}" is not a name on {network}.',
    'Write it like "{example}".',
    "The link would lead to nobody, or to somebody else.",
)

EDITION_END = Kind(
    "edition.end",
    "The edition ends on {found}, before it begins.",
    "Swap date and end_date.",
    _CALENDARS,
    mend_with="It ends on {replacement} or later. Leave end_date out if it ends in the night it begins.",
)
EVENT_END = Kind(
    "event.end",
    "The event ends on {found}, before it begins.",
    "Swap date and end_date.",
    _CALENDARS,
    mend_with="It ends on {replacement} or later. Leave end_date out if it ends in the night it begins.",
)
EVENT_TIMES = Kind(
    "event.times",
    "The event ends on {day} at {found}, which is not after its beginning.",
    "If it ends the next morning, leave end_date out, or write that day as end_date.",
    _CALENDARS,
)
TICKET_CURRENCY = Kind(
    "ticket.currency",
    "A price needs its currency.",
    'Add it, like currency: "EUR".',
    "A number alone is not a price.",
)
ONLINE_PLACE = Kind(
    "city.online",
    "What is only online has no country and no coordinates.",
    'Take them out, or online: "yes".',
    "It would be shown on the map, where nobody would find it.",
)
FIGURE_CURRENCY = Kind(
    "figure.currency",
    "An amount and its currency belong together.",
    "Write both.",
    "A number alone is not a sum of money.",
)
RESULTS_AS_OF = Kind(
    "results.as_of",
    "Final results need their date.",
    'Add it, like as_of: "2011-04-06".',
    "A donor must see when the account was closed.",
)

BODY_SIZE = Kind(
    "body.size",
    "The text is longer than {limit} KB.",
    "Shorten it or split it into posts.",
    "People read it on a phone in the street.",
)
BODY_CHARACTER = Kind(
    "body.character",
    "A character that cannot be published ({found}) is hidden in the text.",
    "Take it out.",
    "Feeds and some browsers would refuse the whole page.",
)
BODY_BRACKETS = Kind(
    "body.brackets",
    "There are more than {limit} square brackets in the text.",
    "Use fewer links.",
    "A computer would need minutes to read so many.",
)
BODY_ANGLES = Kind(
    "body.angles",
    'There are more than {limit} "<" in the text.',
    "Write Markdown, not HTML.",
    "A computer would need minutes to read so many.",
)
BODY_BACKTICKS = Kind(
    "body.backticks",
    'There are more than {limit} backticks ("`") in the text.',
    "Write less of it as code.",
    "A computer would need minutes to read so many.",
)
BODY_OPEN = Kind(
    "body.open",
    "Square brackets are not closed, or there is too much text in them.",
    'Close each with "]" after a few words, or take it out.',
    "A computer would need minutes to find out where the links end.",
)
BODY_NESTING = Kind(
    "body.nesting",
    "Here lists, quotes or indented lines are inside each other, more than {limit} levels deep.",
    "Indent less, and put the deepest ones into the text.",
    "On a phone there would be no room for them, and a computer cannot read any number of levels.",
)
BODY_LINES = Kind(
    "body.lines",
    "From here on more than {limit} lines follow each other without an empty line.",
    "Put an empty line after each paragraph and heading, and between the parts of a long list.",
    "A computer would need minutes to read so many.",
)
BODY_TABLE = Kind(
    "body.table",
    "This table has more than {limit} cells.",
    "Make it smaller, or link to a file that has all of it.",
    "The page would take long to load, and nobody could read the table on a phone.",
)
BODY_HEADER = Kind(
    "body.header",
    "The text begins like a header: {found}",
    'Take the line "---" above it out: the header ends there.',
    "These facts would be shown as text, and not used as facts.",
)
BODY_HIDDEN = Kind(
    "body.hidden",
    "This line is in the text, where it withdraws nothing: {found}",
    'Move it up, below the first line "---".',
    "The line itself and all the rest would be published.",
    "warning",
)
BODY_PICTURE = Kind(
    "body.picture",
    "Pictures in the text are not published.",
    "Take them out, or link to them.",
    "Readers would see a gap.",
    "warning",
)
