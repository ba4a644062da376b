"""Finishing Typst's SVG drawings: with a title, a size in millimetres, and a fifth of the bytes.

Paths are rounded to hundredths of a point without accumulating errors, and identifiers are shortened.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from samenight.print_kit.codes.qr import xml

_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')
_PATH = re.compile(r' d="([^"]*)"')
_SYMBOL = re.compile(r'<symbol id="(\w+)" overflow="visible"><path( d="[^"]*")/></symbol>')
_NAME = re.compile(r'(?<= id=")\w+|(?<=href="#)\w+|(?<=url\(#)\w+')
_LONG = re.compile(r"-?\d+\.\d{5,}")
# Attributes with their default value, and the y of a letter on its own base line.
_IDLE = re.compile(r' fill-rule="nonzero"| y="0"(?= fill)')
UNIT = 100  # coordinates are rounded to this fraction of a point
_STEP = re.compile(r"([a-df-zA-DF-Z])([^a-df-zA-DF-Z]*)")  # "e" belongs to a number: 1e-7
# Whether the numbers of each command go across (0) or down (1): all that Typst writes (SVG 2, 9.3).
_ACROSS_OR_DOWN = {"m": (0, 1), "l": (0, 1), "h": (0,), "v": (1,), "q": (0, 1) * 2, "c": (0, 1) * 3}
_LINES = frozenset("lhv")  # steps that can be left out if their length is 0
Step = tuple[str, list[int]]


def finished_svg(svg: bytes, title: str, width: float, height: float) -> bytes:
    """The drawing, ``width`` by ``height`` mm, with its words as its title, since screen readers cannot
    read letters that are outlines (SVG 2, 5.8; ``role`` as in SVG-AAM 1.0).

    Coordinates are rounded to a hundredth of a point, 3.5 micrometres, without drift; names of letters
    are shortened. The drawing looks the same.
    """
    text = svg.decode()
    root = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{width:g}mm" height="{height:g}mm" viewBox="{_rounded(_VIEW_BOX.findall(text)[0])}"'
        f' role="img"><title>{xml(title)}</title>'
    )
    body = _IDLE.sub("", text.partition(">")[2])
    body = _SYMBOL.sub(r'<path id="\1"\2/>', body)
    body = _PATH.sub(lambda path: f' d="{shortened(path[1])}"', body)
    return f"{root}{_rounded(_renamed(body))}\n".encode()


def _renamed(body: str) -> str:
    """The drawing with the names of its parts replaced, in their order, by a, b, ..., z, aa, ..."""
    names: dict[str, str] = {}
    return _NAME.sub(lambda name: names.setdefault(name[0], _name(len(names))), body)


@functools.cache
def _name(number: int) -> str:
    head, last = divmod(number, 26)
    return (_name(head - 1) if head else "") + "abcdefghijklmnopqrstuvwxyz"[last]


def _rounded(text: str) -> str:
    return _LONG.sub(lambda number: f"{float(number[0]):.4f}".rstrip("0").rstrip("."), text)


@functools.lru_cache(maxsize=4096)  # the same letters occur in every city
def shortened(path: str) -> str:
    """A path of Typst's, rounded to hundredths. Rounding errors do not add up: every step ends within
    half a hundredth of its original end.

    Raises :class:`ValueError` for a path that Typst does not write: with absolute commands other
    than its first, with arcs or smooth curves, or with several steps to a command.
    """
    drawn = path.removeprefix("M 0 0").lstrip()
    words: list[str] = []
    before = ""
    for name, ends in _steps(drawn if drawn.startswith("m") else "m 0 0" + drawn):
        if name in _LINES and not any(ends):
            continue
        # A command may be omitted if it is the same as before, except for moves.
        command = name if name != before or name in "mz" else ""
        numbers = " ".join(map(_number, ends)).replace(" -", "-")
        words.append(command or ("" if numbers.startswith("-") else " "))
        words.append(numbers)
        before = name
    return "".join(words)


def _steps(path: str) -> Iterator[Step]:
    """The steps in hundredths, each from the rounded end of the one before."""
    pen, written = [0.0, 0.0], [0, 0]
    begun = (pen, written)
    for name, text in _STEP.findall(path):
        if name in "zZ":
            pen, written = begun[0].copy(), begun[1].copy()
            yield "z", []
            continue
        if name not in _ACROSS_OR_DOWN:
            raise ValueError(f"Typst writes no such path: {name}")
        axes = _ACROSS_OR_DOWN[name]
        lengths = [float(number) * UNIT for number in text.split()]
        ends = [round(pen[at] + length) - written[at] for at, length in zip(axes, lengths, strict=True)]
        for at, length, end in zip(axes[-2:], lengths[-2:], ends[-2:], strict=True):
            pen[at] += length
            written[at] += end
        if name == "m":
            begun = (pen.copy(), written.copy())
        yield name, ends


@functools.lru_cache(maxsize=4096)
def _number(hundredths: int) -> str:
    """A number in its shortest form: 3, -.5, 12.25."""
    text = f"{abs(hundredths) / UNIT:.2f}".rstrip("0").rstrip(".")
    text = text.removeprefix("0") or "0"
    return f"-{text}" if hundredths < 0 else text
