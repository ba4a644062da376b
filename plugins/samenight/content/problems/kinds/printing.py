"""What cannot be printed: pieces nobody knows, colours that paper cannot show, letters that no font
has, codes that cannot be read; and what a machine lacks to make the rest."""

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
    '"{found}" cannot be set: {said}.',
    "Mend the theme's artwork; docs/print.md tells what templates are given.",
    "Every piece that is made from it waits for it.",
)
UNREADABLE = Kind(
    "print.code",
    "Codes with {found} that can be read: {read} of {drawn}.",
    "Look whether the theme's artwork covers, cuts, inverts or shrinks it.",
    "A code that no phone reads cannot be mended on paper.",
)
MISSING = Kind(
    "print.extra",
    "Print kits are made without {packages}: {lacking}.",
    "Install what is missing: .venv/bin/python -m pip install -r requirements.txt",
    "Typst sets the artwork; the others read every code back before it is published.",
    "warning",
)
# What is lacking then.
UNMADE = Phrase("only codes, plain badges and the texts of letters are made")
UNSEEN = Phrase("codes are not read back, and there are no pictures and no PNG of the pieces")
UNREAD = Phrase("codes are not read back before they are published")

_FROM_AFAR = "Posters are read from across the street, in the rain, and by people who see little."
_LEFT_OPEN = "It would be left to chance what is printed."

PIECE = Kind(
    "print.piece",
    '"{found}" is no piece of the print kit.',
    'Write "full", "lean" or "none", or name the pieces: {known}.',
    "A piece by a name that is not known would be left out without a word.",
)
NONE = Kind(
    "print.none",
    '"none" stands beside other pieces.',
    "Take it out, or the others.",
    _LEFT_OPEN,
)
INKS = Kind(
    "print.inks",
    '"{found}" is not a colour in printing inks.',
    'Write per cents of cyan, magenta, yellow and black, like "70 100 15 30".',
    "A print shop prints these four numbers as they are.",
    mend_with="Write per cents of cyan, magenta, yellow and black: {replacement}.",
)
SCREEN = Kind(
    "print.screen",
    '"{found}" is a colour of screens, and paper is printed in inks.',
    'Write per cents of cyan, magenta, yellow and black, like "70 100 15 30".',
    "Each print shop would make other inks of it, and none of them the ones you see.",
    mend_with="Write per cents of cyan, magenta, yellow and black. The nearest is {replacement}; look at a "
    "printed proof.",
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
    'White letters on "{found}" have a contrast of {ratio}:1; it takes {least}:1.',
    "Make it darker, with more black.",
    _FROM_AFAR,
    mend_with="Make it darker, with more black: {replacement}.",
)
SHADE = Kind(
    "print.shade",
    'White letters on the shade of "{found}" have a contrast of {ratio}:1; it takes {least}:1.',
    "Make it darker, with more black.",
    _FROM_AFAR,
    mend_with="Make it darker, with more black: {replacement}.",
)
ACCENT = Kind(
    "print.accent",
    'Words in "{found}" have a contrast of {ratio}:1 on the ground and its shade; it takes {least}:1.',
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
    "There are a palette and colours of your own.",
    "Take one of them out.",
    _LEFT_OPEN,
)
WIFI_NETWORK = Kind(
    "value.wifi_network",
    '"{found}" is too long for the name of a Wi-Fi.',
    "Write the name that phones list: {most} bytes at most.",
    "No phone can join a network of that name, and it would be printed on every table.",
)
WIFI_PASSWORD = Kind(
    "value.wifi_password",
    "This is no password of a Wi-Fi.",
    "Write its 8 to 63 letters, figures and signs of the keyboard without accents; leave it out where the "
    "network is open.",
    "No phone can join with it, and it would be printed on every table.",
)
