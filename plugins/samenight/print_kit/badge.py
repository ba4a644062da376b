"""The hashtag-and-handle badge: 90 x 55 mm, as PDF for the print shop and as SVG for everything.

The artwork is a Typst template of the theme. Facts reach it as JSON and are never pasted into its
source, so no name can become markup.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any, Literal

from samenight.print_kit.badge_facts import (
    HEIGHT,
    WIDTH,
    BadgeFacts,
    code_side,
    headline_of,
    kicker_of,
    title_of,
)
from samenight.print_kit.codes import address_of
from samenight.print_kit.colours import palette_of
from samenight.print_kit.pdf_boxes import with_bleed_box
from samenight.print_kit.plain_badge import plain_svg
from samenight.print_kit.qr import matrix_of, runs_of
from samenight.print_kit.xml_text import xml

_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')
_FINE_DIGITS = re.compile(r"(?<=\.\d{4})\d+")  # a ten-thousandth of a point is 35 nanometres


def badge_pdf(facts: BadgeFacts) -> bytes:
    """The badge for print: CMYK, 3 mm bleed with its boxes, fonts embedded, no date."""
    return with_bleed_box(_typeset(facts, "pdf"))


def badge_svg(facts: BadgeFacts) -> bytes:
    """The badge as SVG, cut to its final size: text as outlines, or as text without Typst."""
    if facts.press is None:
        return plain_svg(facts)
    svg = _FINE_DIGITS.sub("", _typeset(facts, "svg").decode())
    # Typst writes no title; without one, the outlines say nothing to those who cannot see them.
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{WIDTH}mm" height="{HEIGHT}mm" viewBox="{_VIEW_BOX.findall(svg)[0]}" role="img">'
        f"<title>{xml(title_of(facts))}</title>"
    )
    return (root + svg.partition(">")[2] + "\n").encode()


def _typeset(facts: BadgeFacts, form: Literal["pdf", "svg"]) -> bytes:
    assert facts.press is not None
    press = facts.press
    inputs = {"data": json.dumps(_data(facts), ensure_ascii=False)}
    made = _compiler(press.fonts.folder).compile(
        input=press.template.encode(), format=form, sys_inputs=inputs
    )
    assert isinstance(made, bytes)  # one page
    return made


def _data(facts: BadgeFacts) -> dict[str, Any]:
    """The facts in the shape that the template asks for."""
    matrix, palette = matrix_of(facts.url), palette_of(facts.festival)
    return {
        "title": title_of(facts),
        "language": facts.language.partition("-")[0],
        "kicker": kicker_of(facts),
        "candidates": headline_of(facts),
        "accounts": [*facts.accounts, *(("", f"#{tag}") for tag in facts.hashtags[1:])],
        "name": facts.city if facts.hashtags else facts.festival,
        "address": address_of(facts.url),
        "code": {
            "side": len(matrix),
            "runs": list(runs_of(matrix)),
            "width": float(code_side(facts.url)),
        },
        "colours": {
            "ground": palette.ground.cmyk,
            "shade": palette.shade.cmyk,
            "accent": palette.accent.cmyk,
        },
    }


@functools.lru_cache(maxsize=4)
def _compiler(fonts: Path) -> Any:
    """Typst with our fonts and none of the machine's. Made once a process: it reads the fonts."""
    import typst  # noqa: PLC0415 -- an extra; the facts say that it is there

    return typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)
