"""Problems of amounts, results and times that contradict each other."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

_AUDIT = "A donor must be able to follow every sum."

DECIMALS = Kind(
    "money.decimals",
    "{found} has more decimals than {currency} has.",
    "Check the amount: a point never divides thousands.",
    '"1.500" is one and a half, not fifteen hundred.',
    mend_with="If you mean fifteen hundred and the like, write {replacement}.",
    mend_between="It can be {one} or {other}: write {first} or {second}.",
)
ABSURD = Kind(
    "money.absurd",
    "{found} {currency} is an unusual price.",
    "Check it for a zero or a point too many.",
    "Nobody buys a ticket with a mistyped price.",
    "warning",
)
FEES = Kind(
    "results.fees",
    "The fees of this line are larger than what was paid.",
    "Check both amounts; gross is what people paid.",
    _AUDIT,
)
PARTS = Kind(
    "results.parts",
    "The lines make {found}, more than this total.",
    "Check both.",
    "Totals must add up to the last cent.",
)
EVIDENCE = Kind(
    "results.evidence",
    "A line of the final results does not say what proves it.",
    'Add evidence: "..." with the name of an export, or "counted by two".',
    _AUDIT,
    "warning",
)
AS_OF_EARLY = Kind(
    "results.early",
    "The results of {found} are older than the event ({day}).",
    "Check both dates.",
    "Nothing was raised before it began, except by tickets that are counted afterwards.",
)
HANDED_EARLY = Kind(
    "results.handed",
    "The money was handed over on {found}, before the event ({day}).",
    "Check both dates.",
    _AUDIT,
)
HANDED_MORE = Kind(
    "results.handed.more",
    "{found} were handed over, more than the {total} raised.",
    "Check both, or add the line that is missing.",
    _AUDIT,
    "warning",
)
RESULTS_CANCELLED = Kind(
    "results.cancelled",
    "A cancelled event has results.",
    'Set the status to "held", or take them out.',
    "An event that did not take place raised nothing.",
    "warning",
)
RESULTS_PLANNED = Kind(
    "results.planned",
    "There are results, and the status is still {found}.",
    "Set the status of the event.",
    "Pages would count the event among those that are still to come.",
    "warning",
    mend_with="Write status: {replacement}.",
)
WINNER = Kind(
    "raffle.winner",
    'There is no prize "{found}" in the list of prizes.',
    "Write the prize as it is written there.",
    "The winner could not tell what was won.",
    "warning",
)
CAP = Kind(
    "match.cap",
    "The cap of this pledge ({found}) is smaller than what is pledged for one {per}.",
    "Check both amounts.",
    "A pledge that ends before it begins raises nothing.",
)

SALE_LATE = Kind(
    "sale.late",
    "The sale ends on {found}, after the event ({day}).",
    "Check both dates.",
    "People would buy tickets for an event that is over.",
    "warning",
)
SALE_TURNED = Kind(
    "sale.turned",
    "The sale ends before it begins.",
    "Swap since and until.",
    "Nobody could ever buy this ticket.",
)
MIDNIGHT = Kind(
    "time.midnight",
    "The event begins at midnight: most often a form that was not filled in.",
    "Write the time at which doors open, or take the line out.",
    "Calendars would show it a day early.",
    "warning",
)
DRAW = Kind(
    "time.outside",
    "{found} is outside the event ({start} to {end}).",
    "Check the times.",
    "People would wait for it in an empty room.",
    "warning",
)
ACT_DAY = Kind(
    "programme.day",
    "{found} is not a day of the event ({first} to {last}).",
    "Check the day, or add end_date to the event.",
    "People would come on the wrong day.",
    "warning",
)
TICKET_TWICE = Kind(
    "ticket.twice",
    "Two kinds of ticket have the same name and price: {found}.",
    "Take one out, or give it a name of its own.",
    "Guests cannot know which one to buy.",
    "warning",
)


VOLUNTEERS = Kind(
    "volunteers.sum",
    "The jobs need {jobs} helpers, and {found} are needed in all.",
    "Correct one of the numbers.",
    "Pages and posters would ask for too few or too many.",
    "warning",
)
