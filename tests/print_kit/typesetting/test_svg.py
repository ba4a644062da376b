"""Drawings for people and programs: named, in millimetres, small, and unchanged to the eye."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Form
from samenight.print_kit.typesetting.svg import finished_svg, shortened
from samenight.print_kit.typesetting.typst import typeset

from tests.print_kit.samples import RICH, SVG, parsed

DRAWN = (
    '<svg viewBox="0 0 255.118110236 155.905511811" width="255.118110236pt" height="155.905511811pt"'
    ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:h5="http://www.w3.org/1999/xhtml"><path fill="#abcdef" fill-rule="nonzero"'
    ' d="M 0 0v 155.905511811h 255.118110236v -155.905511811Z "/><g clip-path="url(#c1B)">'
    '<use xlink:href="#gA0" x="4.755175781" y="0" fill="#ffd53b" fill-rule="nonzero"/></g>'
    '<defs id="glyph"><symbol id="gA0" overflow="visible"><path d="M 0 0m 0.205078125 4.262695313v 1Z "/>'
    '</symbol></defs><defs><clipPath id="c1B"><path d="M 0 0v 9h 9Z "/></clipPath></defs></svg>'
)
NUMBER = st.decimals(-500, 500, places=9).map(float)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("ml"), st.tuples(NUMBER, NUMBER)),
        st.tuples(st.sampled_from("hv"), st.tuples(NUMBER)),
        st.tuples(st.just("q"), st.tuples(*[NUMBER] * 4)),
        st.tuples(st.just("c"), st.tuples(*[NUMBER] * 6)),
        st.just(("Z", ())),
    ),
    max_size=60,
)
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6}


def ends(path: str) -> list[tuple[float, float]]:
    """Where the steps of a path in relative commands end; a command also applies to the next steps."""
    x = y = 0.0
    start, found = (x, y), []
    for command, text in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", path):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]
        if command in "zZ":
            x, y = start
            continue
        takes = TAKES[command.lower()]
        for at in range(0, len(numbers), takes):
            step = numbers[at : at + takes]
            x += 0 if command == "v" else step[-1 if command == "h" else -2]
            y += 0 if command == "h" else step[-1]
            start = (x, y) if command.lower() == "m" and at == 0 else start
            found.append((x, y))
    return found


@given(STEPS)
def test_rounding_does_not_add_up(steps: list[tuple[str, tuple[float, ...]]]) -> None:
    path = "M 0 0m 1 1" + "".join(
        f"{name} {' '.join(f'{n:.9f}' for n in numbers)}" for name, numbers in steps
    )
    left = ends(shortened(path))
    for before in ends(path)[1:]:
        assert min(abs(before[0] - x) + abs(before[1] - y) for x, y in left) <= 0.0101 + 1e-6


def test_what_need_not_be_written_is_not() -> None:
    assert shortened("M 0 0m 0.5 0.25l -0.5 1.004l 0 0h 3v 0h -3.126Z ") == "m.5 .25l-.5 1h3-3.13z"
    assert shortened("M 0 0v 155.905511811h 255.118110236Z ") == "m0 0v155.91h255.12z"


@pytest.mark.parametrize("path", ["M 0 0a 1 1 0 0 0 1 1", "M 0 0L 5 5", "M 0 0s 1 1 2 2", "M 0 0l 1 2 3 4"])
def test_paths_that_typst_does_not_write_are_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"path|argument"):
        shortened(path)


def test_the_root_says_what_it_is_and_how_large() -> None:
    root = parsed(finished_svg(DRAWN.encode(), "#Mito & <friends>", 90, 55))
    assert root.attrib == {
        "width": "90mm", "height": "55mm", "viewBox": "0 0 255.1181 155.9055", "role": "img",
    }  # fmt: skip
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "#Mito & <friends>"


def test_names_are_short_and_still_meet() -> None:
    svg = finished_svg(DRAWN.encode(), "title", 90, 55).decode()
    names = set(re.findall(r' id="(\w+)"', svg))
    used = set(re.findall(r'href="#(\w+)"|url\(#(\w+)\)', svg))
    assert {one or other for one, other in used} <= names
    assert max(map(len, names)) == 1
    assert 'fill="#abcdef"' in svg, "colours are no names"


@pytest.mark.parametrize("name", ["badge-dark", "badge-one-ink-plain", "sticker-60", "flyer-a6"])
def test_a_drawing_of_typst_becomes_less_than_half(theme: PrintTheme, name: str) -> None:
    piece = PIECES[name]
    groups = {name: getattr(RICH, name) for name in piece.groups}
    data = data_of(piece, Form.SVG, groups, theme.words) | {"families": ["Inter"]}
    (raw,) = typeset(theme, piece.template, data, "svg")
    svg = finished_svg(raw, "title", piece.width, piece.height)
    root = parsed(svg)
    assert len(svg) < len(raw) / 2
    names = {node.attrib["id"] for node in root.iter() if "id" in node.attrib}
    assert all(
        node.attrib["{http://www.w3.org/1999/xlink}href"][1:] in names for node in root.iter(f"{SVG}use")
    )
