"""Kinds of problem that show only when several files are compared."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

_CALENDARS = "Calendars would show guests the wrong hour."

OUTSIDE = Kind(
    "event.outside",
    "{found} is outside {edition} ({window}).",
    "Check both.",
    "Guests would come on the wrong day; usually the year is wrong. More than half a year off it is an "
    "error.",
    "warning",
)
HELD_EARLY = Kind(
    "event.held",
    "The status says that the event took place, and its day, {day}, is still to come.",
    'Write status: "confirmed" until then, or the right date.',
    "Guests would read that it is over.",
)
POSTPONED = Kind(
    "event.postponed",
    "The event is postponed, and {found} may be the old day or the new one; it is shown as the old one.",
    'Write postponed_from: "{found}", and as the date the new day, or no date until it is known.',
    "Guests would come on the wrong day.",
    "warning",
)
MOVED = Kind(
    "event.moved",
    'It was moved from {found}, its status is "{status}", and it has no new date; it is shown as postponed.',
    'Write the new date, or status: "postponed".',
    "Guests cannot know whether and when it takes place.",
    "warning",
)
POST_NAME = Kind(
    "post.name",
    "The file's name says {day}, its header {found}.",
    "Write the same day in both.",
    "The post appears on the day in its header.",
    "warning",
)
POST_FAR = Kind(
    "post.far",
    "The post appears on {found}, in more than a year.",
    "Check the year.",
    "A post is published on its day and cannot be seen before.",
    "warning",
)
CHARITY_TWICE = Kind(
    "event.charity",
    "{edition} is for {charity}; this city names another charity.",
    "Leave it out, or tell the coordinators.",
    "Donors are told that all cities give to one charity.",
    "warning",
)
LOGO = Kind(
    "event.logo",
    "The logo {found} is not shown: {reason}.",
    "Leave it, or take it out.",
    "A file that is there is kept for later. The sponsor's name is shown.",
    "warning",
    mend_with="Did you mean {replacement}?",
)
CLOCK_SKIPS = Kind(
    "time.skipped",
    "There is no {found} on {day} in {zone}: the clocks are put forward over it.",
    "Check the time.",
    _CALENDARS,
    mend_with="Did you mean {replacement}?",
)
CLOCK_TWICE = Kind(
    "time.twice",
    "{found} comes twice on {day} in {zone}: the clocks are put back.",
    "Calendars take the first. Say in time_note which one you mean.",
    _CALENDARS,
    "warning",
)
PROVISIONAL = Kind(
    "results.late",
    "The results are still provisional, {days} days after the event.",
    'Count again, and set the status of the results to "final".',
    "The festival promised final results after {due} days.",
    "warning",
)
CURRENCY_FOREIGN = Kind(
    "money.foreign",
    "{found} is not a currency of this country.",
    "Check the currency.",
    "Guests pay in the local currency; totals are converted automatically.",
    "warning",
    mend_with="Did you mean {replacement}?",
)

RATE_MISSING = Kind(
    "money.rate",
    "There is no exchange rate for {found} of {day} or the {days} days before.",
    "Add it to content/rates.csv, with its source.",
    "The sum stays in its currency, and is in no total.",
    "warning",
)
WINNER_DIGIT = Kind(
    "winner.digit",
    "There is no ticket {found}: its check digit is wrong.",
    "Read the number from the ticket again.",
    "Somebody else would take the prize, or nobody.",
    mend_with="Read the number from the ticket again. With these digits it is {replacement}.",
)
WINNER_UNSOLD = Kind(
    "winner.sold",
    "Ticket {found} is beyond the {sold} that were sold.",
    "Read the number from the ticket again, or correct the count.",
    "The owner of another ticket may have won.",
    "warning",
)
LANGUAGE_WORDLESS = Kind(
    "print.words",
    "Pages and print kits have no words in {language}; they use {instead} instead.",
    "Translate the words (theme/translations), or put a language that has words first in the city's file.",
    "What organisers write stays in their language; all other words are in another one.",
    "warning",
)

SECURITY_HALF = Kind(
    "security.half",
    "A security contact and the day on which it expires belong together, and one of them is missing.",
    "Write both security_contact and security_expires, or neither.",
    "Without both, /.well-known/security.txt is not published (RFC 9116).",
)
SECURITY_EXPIRED = Kind(
    "security.expired",
    "The security contact expired on {found}, so /.well-known/security.txt is not published.",
    "If the contact still holds, write a day within the next year.",
    "Who finds a weakness of the site does not know whom to write to.",
    "warning",
)
SECURITY_EXPIRES = Kind(
    "security.expires",
    "The security contact expires on {found}; after that, /.well-known/security.txt is not published.",
    "If the contact still holds, write a later day within the next year.",
    "Who finds a weakness of the site would not know whom to write to.",
    "warning",
)
SECURITY_FAR = Kind(
    "security.far",
    "The security contact expires on {found}, in more than a year.",
    "Write a day within the next year, and confirm the contact every year.",
    "Nobody would notice that the address is no longer read (RFC 9116, 2.5.5).",
    "warning",
)

TABLE_TRACKED = Kind(
    "git.table",
    "Git has this table, or has it ready for the next commit, and it looks like a list of people.",
    "Take it out (git rm --cached {found}). If it was ever committed, tell a coordinator: then it stays in "
    "the earlier versions.",
    "Everybody who can read the repository can read what was committed.",
    "warning",
)
TABLE_UNIGNORED = Kind(
    "git.unignored",
    "This table is not ignored by git, and it looks like a list of people.",
    'Move it into the folder "private", or write /{found} into .gitignore.',
    "It gets into the repository with the next change, and everybody can read it there.",
    "warning",
)
PRIVATE_TRACKED = Kind(
    "git.private",
    "Git has this file, or has it ready for the next commit, though it is in the folder for private ones.",
    "Take it out (git rm --cached {found}). If it was ever committed, tell a coordinator: then it stays in "
    "the earlier versions.",
    "Everybody who can read the repository can read the names or passwords in what was committed.",
    "warning",
)

CITY_TWICE = Kind(
    "city.twice",
    "{found} has a folder already: {folder}.",
    "Move the events there.",
    "The city's events and results would be split between two folders.",
    "warning",
)
CITY_SAME = Kind(
    "city.same",
    "Is {found} the same city as {city} (folder {folder})?",
    "If so, move the events there, and write this name into also_known_as. If not, check the coordinates.",
    "The city's events and results would be split between two folders.",
    "warning",
)
PLACE_TWICE = Kind(
    "city.copied",
    "{found} has the same coordinates.",
    "Look this city up on a map.",
    "One of the two was copied from the other's file.",
    "warning",
)
VENUE_COPIED = Kind(
    "venue.copied",
    "The event in {city} has the same venue.",
    "Write your own venue, or take it out.",
    "A file was copied from another city, and this was left in it.",
    "warning",
)
TICKETS_COPIED = Kind(
    "tickets.copied",
    "The event in {city} sells its tickets at the same address.",
    "Write your own address, or take it out.",
    "Guests would buy tickets for another city.",
    "warning",
)

HASHTAG_SHARED = Kind(
    "hashtag.shared",
    "{city} uses the hashtag #{found} too.",
    "Choose one of your own.",
    "Two cities could not find their own pictures.",
    "warning",
)
HASHTAG_ALIKE = Kind(
    "hashtag.alike",
    "#{found} looks like #{other} of {city}.",
    "Choose one that differs by more than a letter.",
    "People would type one instead of the other.",
    "warning",
)
HASHTAG_CASE = Kind(
    "hashtag.case",
    "The words of #{found} run together.",
    "Begin each word with a capital letter.",
    "Screen readers spell it out, and unintended words can be read in it.",
    "warning",
    mend_with="Write {replacement}.",
)
ACCOUNT_SHARED = Kind(
    "account.shared",
    "{city} has the account {found} too.",
    "Check whose it is.",
    "People would write to another city.",
    "warning",
)
ACCOUNT_PATTERN = Kind(
    "account.pattern",
    "{found} is not named like the festival's other accounts.",
    "Choose a name in the pattern, if it is still free.",
    "People guess the account of a city from those they know.",
    "warning",
    mend_with="The pattern gives {replacement}.",
)
