"""Problems of the print kit: unknown pieces, colours that cannot be printed, letters that no font has,
codes that cannot be read, and packages that are not installed."""

from __future__ import annotations

from samenight.content.problems.problem import Kind, Phrase

LETTERS = Kind(
    "print.letters",
    "The fonts for print ({fonts}) do not have {letters}.",
    "Put a font that has these letters into {folder}, or write the text in others.",
    "They would be printed as empty boxes, so the pieces that show this text are left out.",
    "warning",
)
PICTURES = Kind(
    "print.pictures",
    "The fonts for print ({fonts}) do not have {letters}.",
    "Leave it, or take it out: print does without. The folder for fonts is {folder}.",
    "It would be printed as an empty box, so artwork leaves it out; pages and calendars show it.",
    "warning",
)
TEMPLATE = Kind(
    "print.template",
    '"{found}" cannot be typeset: {said}.',
    "Fix the theme's artwork; docs/print.md says what data templates get.",
    "Until then no piece that needs it can be made.",
)
UNREADABLE = Kind(
    "print.code",
    "Codes with {found} that can be read: {read} of {drawn}.",
    "Check whether the theme's artwork covers, cuts, inverts or shrinks it.",
    "A code that no phone reads cannot be fixed on paper.",
)
MISSING = Kind(
    "print.extra",
    "Print kits are made without {packages}: {lacking}.",
    "Install what is missing: .venv/bin/python -m pip install -r requirements.txt",
    "Typst sets the artwork; the others decode codes before they are published.",
    "warning",
)
# What is missing then.
UNMADE = Phrase("only codes, plain badges and the texts of letters are made")
UNSEEN = Phrase("codes are not decoded, and there are no pictures and no PNG of the pieces")
UNREAD = Phrase("codes are not decoded before they are published")

_FROM_AFAR = "Posters are read from across the street, in the rain, and by people with poor eyesight."
_LEFT_OPEN = "It would be unclear what is to be printed."

PIECE = Kind(
    "print.piece",
    '"{found}" is not a piece of the print kit.',
    'Write "full", "lean" or "none", or name the pieces: {known}.',
    "A piece with an unknown name would be left out without notice.",
)
NONE = Kind(
    "print.none",
    '"none" is written next to other pieces.',
    "Take it out, or the others.",
    _LEFT_OPEN,
)
INKS = Kind(
    "print.inks",
    '"{found}" is not a colour in printing inks.',
    'Write the percentages of cyan, magenta, yellow and black, like "70 100 15 30".',
    "A print shop prints these four numbers as they are.",
    mend_with="Write the percentages of cyan, magenta, yellow and black: {replacement}.",
)
SCREEN = Kind(
    "print.screen",
    '"{found}" is a screen colour, and paper is printed with inks.',
    'Write the percentages of cyan, magenta, yellow and black, like "70 100 15 30".',
    "Each print shop would convert it differently, and none to exactly what you see.",
    mend_with="Write the percentages of cyan, magenta, yellow and black. The nearest is {replacement}; look "
    "at a printed proof.",
)
TOO_MUCH_INK = Kind(
    "print.ink",
    '"{found}" is {total} % of ink in all, and paper takes {most} % at most.',
    "Take some of each colour away, and keep the black.",
    "More does not dry: sheets smear, stick together, and come back from the shop.",
    mend_with="Take some of each colour away, and keep the black: {replacement}.",
)
GROUND = Kind(
    "print.ground",
    'White letters on "{found}" have a contrast of {ratio}:1; they need {least}:1.',
    "Make it darker, with more black.",
    _FROM_AFAR,
    mend_with="Make it darker, with more black: {replacement}.",
)
SHADE = Kind(
    "print.shade",
    'White letters on the shade of "{found}" have a contrast of {ratio}:1; they need {least}:1.',
    "Make it darker, with more black.",
    _FROM_AFAR,
    mend_with="Make it darker, with more black: {replacement}.",
)
ACCENT = Kind(
    "print.accent",
    'Words in "{found}" have a contrast of {ratio}:1 on the ground and its shade; they need {least}:1.',
    "Make it lighter, with less ink.",
    _FROM_AFAR,
    mend_with="Make it lighter, with less ink: {replacement}.",
)
PAIR = Kind(
    "print.pair",
    "Ground and accent belong together, and one of them is missing.",
    "Write both, or choose a palette.",
    "Whether words can be read depends on both of them.",
)
TWO_PALETTES = Kind(
    "print.palette",
    "There is a palette, and there are also colours of your own.",
    "Take one of them out.",
    _LEFT_OPEN,
)
WIFI_NETWORK = Kind(
    "value.wifi_network",
    '"{found}" is too long for a Wi-Fi name.',
    "Write the name that phones show: {most} bytes at most.",
    "No phone can join a network of that name, and it would be printed on every table.",
)
WIFI_PASSWORD = Kind(
    "value.wifi_password",
    "This cannot be a Wi-Fi password.",
    "Write its 8 to 63 letters, digits and keyboard signs, without accents; leave it out if the network is "
    "open.",
    "No phone can join with it, and it would be printed on every table.",
)
