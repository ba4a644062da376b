"""The print kit settings of a festival or a city: which pieces, on which paper, in which colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainValidator,
    ValidationInfo,
    field_validator,
    model_validator,
)

from samenight.content.model.base import Fact, refuse
from samenight.content.model.fields import PaletteName, PaperSize, Text, need_text
from samenight.content.model.ink_guesses import (
    GROUND_CONTRAST,
    LEAST_CONTRAST,
    accent_contrast,
    darker,
    four_inks,
    lighter,
    nearest_inks,
    screen_colour,
    thinner,
    typed,
    white_contrast,
)
from samenight.content.problems.kinds import printing
from samenight.content.problems.problem import Finding, Kind, nearest, quoted
from samenight.content.values.inks import MAX_INK, Cmyk, css_colours, shade_of

# The kinds of pieces in the order of the print page, each with the keys of what it needs, all of them;
# what each key means is defined in `content/library/print_choice.py`.
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "qr-page": (),
        "qr-tickets": ("ticket_page",),
        "qr-donate": ("donate",),
        "qr-calendar": (),
        "qr-wifi": ("wifi",),
        "qr-hashtag": ("tag",),
        "badge": (),
        "name-badges": (),
        "poster": ("date", "venue"),
        "flyer": ("date", "venue"),
        "table-tent": ("donate_wifi_tag",),
        "stickers": (),
        "social-wall": ("hashtag",),
        "raffle-tickets": ("raffle",),
        "thanks": ("sponsors",),
        "prices": ("any_price",),
        "money": ("charity", "figures"),
        "results": ("results",),
        "press-release": ("date", "venue", "charity"),
        "sponsor-letter": ("date", "charity"),
        "pledge-form": ("charity",),
        "thank-you": ("charity",),
    }
)
# What a print team cannot make in a word processor within a minute: codes, pieces that carry one, and the
# two sheets about the money. Letters, numbered tickets and pieces that few events need are made on request.
LEAN = frozenset(
    ["qr-page", "qr-tickets", "qr-donate", "qr-calendar", "qr-wifi", "qr-hashtag", "badge", "name-badges",
     "poster", "flyer", "table-tent", "money", "results"]
)  # fmt: skip
# Words for several pieces at once.
SETS = ("full", "lean", "none")
# What people write instead.
_MEANT = {"yes": "full", "true": "full", "all": "full", "everything": "full", "no": "none", "false": "none"}


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _piece(text: str) -> str:
    if text in SETS or text in KINDS:
        return text
    plain = re.sub(r"[\s_]+", "-", text.casefold())
    near = _MEANT.get(plain) or nearest(plain, (*SETS, *KINDS))
    raise refuse(printing.PIECE(text, quoted(near) if near else None, known=", ".join(KINDS)))


def _agreeing(pieces: tuple[str, ...]) -> tuple[str, ...]:
    if "none" in pieces and set(pieces) != {"none"}:
        raise refuse(printing.NONE())
    return pieces


def _inks(value: Any) -> Cmyk:
    text = need_text(value)
    screen = screen_colour(text) or css_colours().get(text.lower())
    if screen:
        raise refuse(printing.SCREEN(text, quoted(typed(nearest_inks(screen)))))
    inks = four_inks(text)
    if inks is None or typed(inks) != text:
        raise refuse(printing.INKS(text, quoted(typed(inks)) if inks else None))
    if sum(inks) > MAX_INK:
        less = quoted(typed(thinner(inks)))
        raise refuse(printing.TOO_MUCH_INK(text, less, total=sum(inks), most=MAX_INK))
    return inks


def _deep(ground: Cmyk) -> Cmyk:
    for kind, below, least in (
        (printing.GROUND, ground, GROUND_CONTRAST),
        (printing.SHADE, shade_of(ground), LEAST_CONTRAST),
    ):
        ratio = white_contrast(below)
        if ratio < least:
            raise refuse(_faint(kind, ground, darker(ground), ratio, least))
    return ground


def _faint(kind: Kind, inks: Cmyk, instead: Cmyk, ratio: float, least: float) -> Finding:
    """The finding for a contrast that is too low, with its ratio and the least ratio."""
    return kind(typed(inks), quoted(typed(instead)), ratio=_floored(ratio), least=_floored(least))


def _floored(ratio: float) -> str:
    """A ratio with one decimal, rounded down so that it never shows a limit that it misses."""
    return f"{int(ratio * 10) / 10:g}"


Pieces = Annotated[
    tuple[Annotated[Text, AfterValidator(_piece)], ...], BeforeValidator(_listed), AfterValidator(_agreeing)
]
Inks = Annotated[Cmyk, PlainValidator(_inks)]
Ground = Annotated[Inks, AfterValidator(_deep)]


class PrintSettings(Fact):
    """The print kit: its pieces, paper and colours. A plain word may be written instead, for its pieces."""

    pieces: Pieces = ()
    """Which pieces: "full", "lean", "none", or names; one next to "lean" adds that piece in all its sizes."""
    paper: PaperSize | None = None
    """Paper size: "a4", "letter" or "both". By default both in full kits, the country's own in lean ones."""
    palette: PaletteName | None = None
    """The name of a palette. By default each city gets one by its name."""
    ground: Ground | None = None
    """Your own background colour, in percentages of ink; dark enough for white letters."""
    accent: Inks | None = None
    """The light colour of small words on that background, in percentages of ink."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"pieces": value} if isinstance(value, str) else value

    @field_validator("accent")
    @classmethod
    def _stands_out(cls, accent: Cmyk | None, info: ValidationInfo) -> Cmyk | None:
        ground = info.data.get("ground")
        if accent and ground:
            ratio = accent_contrast(accent, ground)
            if ratio < LEAST_CONTRAST:
                raise refuse(_faint(printing.ACCENT, accent, lighter(accent, ground), ratio, LEAST_CONTRAST))
        return accent

    @model_validator(mode="after")
    def _one_choice(self) -> PrintSettings:
        if self.palette and (self.ground or self.accent):
            raise refuse(printing.TWO_PALETTES())
        if bool(self.ground) != bool(self.accent):
            raise refuse(printing.PAIR())
        return self
