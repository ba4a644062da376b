"""Drawings of Typst as SVG for people and programs: named, in millimetres, and a fifth as large."""

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
# What is so by default, and a letter's place on its own base line.
_IDLE = re.compile(r' fill-rule="nonzero"| y="0"(?= fill)')


def described(svg: bytes, title: str, width: float, height: float) -> bytes:
    """The drawing, ``width`` by ``height`` mm, with its words as its title: letters that are outlines
    say nothing to those who do not see them (SVG 2, 5.8; ``role`` as in SVG-AAM 1.0).

    Coordinates are rounded to a hundredth of a point, 3.5 micrometres, without drifting; names of
    letters are made short. What is drawn stays the same.
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
    """Names of parts in the order in which they come: a, b, ..., z, aa, ..."""
    names: dict[str, str] = {}
    return _NAME.sub(lambda name: names.setdefault(name[0], _name(len(names))), body)


@functools.cache
def _name(number: int) -> str:
    head, last = divmod(number, 26)
    return (_name(head - 1) if head else "") + "abcdefghijklmnopqrstuvwxyz"[last]


def _rounded(text: str) -> str:
    return _LONG.sub(lambda number: f"{float(number[0]):.4f}".rstrip("0").rstrip("."), text)


UNIT = 100  # steps of a point that are kept


_STEP = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")


# Whether the numbers of each command go across (0) or down (1): all that Typst writes (SVG 2, 9.3).
_ACROSS_OR_DOWN = {"m": (0, 1), "l": (0, 1), "h": (0,), "v": (1,), "q": (0, 1) * 2, "c": (0, 1) * 3}


_UNSEEN = frozenset("lhv")  # steps that may be left out where they go nowhere


Step = tuple[str, list[int]]


@functools.lru_cache(maxsize=4096)  # letters come again, in every city
def shortened(path: str) -> str:
    """A path of Typst's, rounded to hundredths. Rounding never adds up: every step ends as near to
    where it was as a hundredth allows.

    Raises :class:`ValueError` for a path that Typst does not write: with absolute commands other
    than its first, with arcs or smooth curves, or with several steps to a command.
    """
    drawn = path.removeprefix("M 0 0").lstrip()
    words: list[str] = []
    before = ""
    for name, ends in _steps(drawn if drawn.startswith("m") else "m 0 0" + drawn):
        if name in _UNSEEN and not any(ends):
            continue
        # A command stands for the next steps too, but for moves.
        said = name if name != before or name in "mz" else ""
        numbers = " ".join(map(_number, ends)).replace(" -", "-")
        words.append(said or ("" if numbers.startswith("-") else " "))
        words.append(numbers)
        before = name
    return "".join(words)


def _steps(path: str) -> Iterator[Step]:
    """The steps in hundredths, each from where the one before ended in what was written."""
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
    """A number as short as it goes: 3, -.5, 12.25."""
    text = f"{abs(hundredths) / UNIT:.2f}".rstrip("0").rstrip(".")
    text = text.removeprefix("0") or "0"
    return f"-{text}" if hundredths < 0 else text
