"""Titles and purposes of all kinds of pieces, the uses of their files, and their sizes, for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import Wording
from samenight.print_kit.pieces.piece import INCH, Family, Form, Piece

# Kinds in the order of the print page, by section: a heading, and each kind's title and use.
SECTIONS: tuple[tuple[Phrase, Mapping[str, tuple[Phrase, Phrase]]], ...] = (
    (
        Phrase("Posters, flyers, stickers"),
        {
            "poster": (
                Phrase("Poster"),
                Phrase("What, where, when and for whom, with a code that leads to the rest."),
            ),
            "flyer": (
                Phrase("Flyer"),
                Phrase("The poster for the pocket: for bars, counters and letter boxes."),
            ),
            "stickers": (
                Phrase("Stickers"),
                Phrase("Hashtag and code for laptops, windows and glasses."),
            ),
        },
    ),
    (
        Phrase("Badges"),
        {
            "badge": (
                Phrase("Badge"),
                Phrase("Hashtag and accounts on one card: for the door, the bar, lapels and screens."),
            ),
            "name-badges": (
                Phrase("Name badges"),
                Phrase("Label sheets to write names on. With a list of names, they are filled in for you."),
            ),
        },
    ),
    (
        Phrase("At the venue"),
        {
            "table-tent": (
                Phrase("Table tent"),
                Phrase("How to give, the Wi-Fi and the hashtag on every table: print, fold twice, set up."),
            ),
            "social-wall": (
                Phrase("Slide for the social wall"),
                Phrase("The hashtag as large as a wall, for projectors and television sets."),
            ),
            "raffle-tickets": (
                Phrase("Raffle tickets"),
                Phrase("How the numbered tickets will look, each with a stub."),
            ),
            "prices": (
                Phrase("Prices board"),
                Phrase("What tickets and raffle cost, for the door and the bar."),
            ),
            "money": (
                Phrase("Where the money goes"),
                Phrase("Charity, goal and what an amount does, for the entrance."),
            ),
            "thanks": (
                Phrase("Thanks to sponsors"),
                Phrase("The names of all sponsors, for the stage."),
            ),
            "results": (
                Phrase("Results"),
                Phrase("How much was raised, for walls and windows after the event."),
            ),
        },
    ),
    (
        Phrase("Letters"),
        {
            "press-release": (
                Phrase("Press release"),
                Phrase("For local papers and radio: fill in the quote, and send it."),
            ),
            "sponsor-letter": (
                Phrase("Letter to sponsors"),
                Phrase("Asks a business for a room, drinks, prizes or money."),
            ),
            "pledge-form": (
                Phrase("Pledge form"),
                Phrase("For a signed promise, such as an amount for each ticket sold."),
            ),
            "thank-you": (
                Phrase("Thank-you letter"),
                Phrase("For helpers, donors and sponsors after the event."),
            ),
        },
    ),
    (
        Phrase("Codes for your own artwork"),
        {
            "qr-page": (
                Phrase("Code of the page"),
                Phrase("Its address never changes, so printed codes stay valid in the years to come."),
            ),
            "qr-tickets": (Phrase("Code of the ticket shop"), Phrase("Straight to the ticket shop.")),
            "qr-donate": (Phrase("Code for donations"), Phrase("Straight to the donation page.")),
            "qr-calendar": (
                Phrase("Code of the calendar"),
                Phrase("Subscribes to the calendar; later changes arrive by themselves."),
            ),
            "qr-wifi": (Phrase("Code of the Wi-Fi"), Phrase("Phones join the network without typing.")),
            "qr-hashtag": (Phrase("Code of the hashtag"), Phrase("Posts with the hashtag.")),
        },
    ),
)

KINDS: Mapping[str, tuple[Phrase, Phrase]] = MappingProxyType(
    {kind: words for _, kinds in SECTIONS for kind, words in kinds.items()}
)

# The use of a file by its form, with its colours and its bleed.
_USES: Mapping[Form, Phrase] = MappingProxyType(
    {
        Form.PRESS: Phrase("for the print shop: CMYK, 3 mm bleed, crop marks"),
        Form.OFFICE: Phrase("for your own printer: RGB, no bleed"),
        Form.SVG: Phrase("for screens and drawing programs: RGB, vector, letters as outlines"),
        Form.PNG: Phrase("for word processors and posts: RGB pixels"),
        Form.TEXT: Phrase("Markdown, to edit and paste into e-mails"),
    }
)

# The same for codes, which have no letters, no colours and no bleed.
_CODE_USES: Mapping[Form, Phrase] = MappingProxyType(
    {
        Form.BLACK: Phrase("for print: vector, black ink alone"),
        Form.SVG: Phrase("for your own artwork: vector, black on white"),
        Form.PNG: Phrase("for word processors: black and white, 600 dpi or more"),
    }
)

# Words in the names of pieces that distinguish those of one kind.
_VARIANTS: Mapping[str, Phrase] = MappingProxyType(
    {
        "dark": Phrase("dark"),
        "light": Phrase("light"),
        "one-ink": Phrase("one ink"),
        "plain": Phrase("without code"),
        "round": Phrase("round"),
        "4up": Phrase("four on a sheet"),
        "strip": Phrase("strip"),
        "letter": Phrase("US Letter"),
        "quarter-letter": Phrase("quarter of US Letter"),
        "tabloid": Phrase("US Tabloid"),
        "inserts": Phrase("inserts"),
        "60": Phrase("60 mm"),
    }
)
# How the names of files begin, if not with the kind.
_STEMS: Mapping[str, str] = MappingProxyType(
    {
        "name-badges": "badges",
        "sticker-60": "sticker",
        "press-release": "letter-press-release",
        "sponsor-letter": "letter-sponsor",
        "pledge-form": "letter-pledge-form",
        "thank-you": "letter-thank-you",
    }
)
_WORDS = re.compile("|".join([*sorted(_VARIANTS, key=len, reverse=True), r"[^-]+"]))


def title(piece: Piece, wording: Wording) -> str:
    """The title of a piece: "Poster A3", "Badge dark, without code", "Name badges Avery L4785"."""
    return " ".join(filter(None, [kind_title(piece, wording), variant(piece, wording)]))


def kind_title(piece: Piece, wording: Wording) -> str:
    """The title of all pieces of its kind: "Poster"."""
    return wording.text(KINDS[piece.kind][0])


def variant(piece: Piece, wording: Wording) -> str:
    """What distinguishes a piece from the others of its kind, taken from its file name."""
    stem = _STEMS.get(piece.name) or _STEMS.get(piece.kind, piece.kind)
    rest = piece.name.removeprefix(stem).strip("-")
    words = [_word(word, wording) for word in _WORDS.findall(rest)]
    return " ".join(words[:2]) + "".join(f", {word}" for word in words[2:])


def _word(word: str, wording: Wording) -> str:
    if word in _VARIANTS:
        return wording.text(_VARIANTS[word])
    return word.upper() if any(character.isdigit() for character in word) else word.capitalize()


def purpose(piece: Piece, wording: Wording) -> str:
    """The purpose of a piece, in a sentence."""
    return wording.text(KINDS[piece.kind][1])


def use(piece: Piece, form: Form, wording: Wording) -> str:
    """The use of a file of a piece, with its colours and its bleed."""
    return wording.text((_USES if piece.template else _CODE_USES)[form])


def size(piece: Piece) -> tuple[float, float, str]:
    """Width and height after cutting with their unit: inches for US papers, else mm."""
    if piece.family is Family.US:
        return round(piece.width / INCH, 2), round(piece.height / INCH, 2), "in"
    return round(piece.width, 1), round(piece.height, 1), "mm"
