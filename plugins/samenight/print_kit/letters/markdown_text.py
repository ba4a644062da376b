"""Blocks of a letter as Markdown: text that people can mail as it is, and programs can set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from samenight.print_kit.letters.letter_blocks import Filled

_BEFORE = {"title": "# ", "heading": "## ", "item": "- ", "tick": "- [ ] ", "fill": "> ", "paragraph": ""}
_IN_LISTS = {"item", "tick"}
_BLANK = "_" * 30
# What means something wherever it stands; an underscore inside a word does not (CommonMark 0.31, 6.2).
_ANYWHERE = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])|!(?=\[)")
# What means something at the beginning of a block (CommonMark 0.31, 4 and 5).
_AT_FIRST = re.compile(r"^(?:[#>]|\[(?=[^\]]*\]:)|[-+](?=[-+ ]|$))")
_NUMBERED = re.compile(r"^(\d+)([.)])(?= |$)")
# What may end a passage that is struck through (GitHub's Markdown): it has no sign to escape it.
_STRIKES = re.compile(r"(?<=\S)~")
_ENTITY = re.compile(r"&(?=#|\w+;)")


def markdown(blocks: Sequence[Filled]) -> str:
    """The whole letter, blocks parted by empty lines and items of one list by none."""
    parts = [_block(one) for one in blocks]
    for at in range(1, len(parts)):
        close = blocks[at].kind == blocks[at - 1].kind and blocks[at].kind in _IN_LISTS
        parts[at] = ("\n" if close else "\n\n") + parts[at]
    return "".join(parts) + "\n"


def _block(block: Filled) -> str:
    if block.kind == "line":
        return "\n\n".join(_lines(block.texts))
    if block.kind == "strong":
        return f"**{escaped(block.texts[0])}**"
    return _BEFORE[block.kind] + escaped(block.texts[0])


def _lines(labels: Iterable[str]) -> Iterable[str]:
    return (f"{escaped(label)} {_BLANK}" for label in labels)


def escaped(text: str) -> str:
    """Text on one line as Markdown that shows it as it is, both by CommonMark and by Python-Markdown.

    As little as possible is escaped: most people read the letter as it stands.
    """
    safe = _ANYWHERE.sub(lambda found: f"\\{found[0]}", _ENTITY.sub("&amp;", text))
    safe = _STRIKES.sub("&#126;", safe.replace("<", "&lt;"))
    safe = _NUMBERED.sub(r"\1\\\2", safe)
    return _AT_FIRST.sub(lambda found: f"\\{found[0]}", safe)
