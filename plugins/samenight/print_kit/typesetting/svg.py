"""Drawings of Typst as SVG for people and programs: named, in millimetres, and a fifth as large."""

from __future__ import annotations

import functools
import re

from samenight.print_kit.codes.xml_text import xml
from samenight.print_kit.typesetting.svg_paths import shortened

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
