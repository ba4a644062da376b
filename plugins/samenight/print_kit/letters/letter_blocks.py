"""Letters in blocks: parsing the templates, filling the blocks with facts, and writing them as Markdown.

A template is parsed into blocks before anything is filled in. It is written in a small part of Markdown,
one block after the other:

    # headline                  > to be filled in by hand
    ## heading                  ___ Label | Another label    lines to write on
    - item of a list            [ ] a box to tick
    ! a line in bold            anything else is a paragraph; an empty line ends it

So the kind of each block is fixed before its facts come in, and a city called "# 1" stays a paragraph.
The text of a block is a Jinja template. A block that shows an unknown fact is left out, and so is a
heading with nothing below it. ``{{ next }}`` begins another block of the same kind. Two filters help with
sentences: ``sentence`` adds a full stop, ``fr_a`` the French preposition before a town.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

KINDS: Mapping[str, str] = {
    "# ": "title", "## ": "heading", "- ": "item", "> ": "fill", "___ ": "line", "[ ] ": "tick",
    "! ": "strong",
}  # fmt: skip
_ENDS_A_PART = {"title", "heading", "strong"}
# Separates the blocks that one template makes (U+001E, record separator). It is removed from all values.
_SEPARATOR = "\x1e"
_NEXT = object()  # ``next`` in templates; no value can equal it
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Letters that run from right to left: the blocks of Hebrew, Arabic and their like (Unicode 16, 9).
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_SPACES = re.compile("[ \t\r\n\u2028\u2029]+")
_FRENCH_TO = (("Les ", "aux "), ("Le ", "au "))
_MARKS = {"title": "# ", "heading": "## ", "item": "- ", "tick": "- [ ] ", "fill": "> ", "paragraph": ""}
_IN_LISTS = {"item", "tick"}
_BLANK = "_" * 30
# Markup anywhere in a text; an underscore inside a word is none (CommonMark 0.31, 6.2).
_ANYWHERE = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])|!(?=\[)")
# Markup at the beginning of a block (CommonMark 0.31, 4 and 5).
_AT_FIRST = re.compile(r"^(?:[#>]|\[(?=[^\]]*\]:)|[-+](?=[-+ ]|$))")
_NUMBERED = re.compile(r"^(\d+)([.)])(?= |$)")
# May end a strikethrough (GitHub's Markdown), which cannot be escaped with a backslash.
_STRIKES = re.compile(r"(?<=\S)~")
_ENTITY = re.compile(r"&(?=#|\w+;)")


@dataclass(frozen=True)
class Block:
    """A block of a template. ``texts`` are Jinja templates: one, or one a label for lines to write on."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class FilledBlock:
    """A block of a letter: plain texts on one line each, in which no character is markup."""

    kind: str
    texts: tuple[str, ...]


class _UnknownError(Exception):
    """A block shows a fact that is not known."""


def parsed(template: str) -> tuple[Block, ...]:
    """The blocks of a template, in their order."""
    found: list[tuple[str, list[str]]] = []
    open_ = False
    for line in template.split("\n"):
        mark = next((mark for mark in KINDS if line.startswith(mark)), "")
        if not line.strip():
            open_ = False
        elif mark or not open_:
            found.append((KINDS.get(mark, "paragraph"), [line.removeprefix(mark)]))
            open_ = True
        else:
            found[-1][1].append(line)
    return tuple(_block(kind, "\n".join(lines)) for kind, lines in found)


def _block(kind: str, text: str) -> Block:
    return Block(kind, tuple(text.split("|")) if kind == "line" else (text,))


def filled(blocks: Iterable[Block], facts: Mapping[str, Any]) -> list[FilledBlock]:
    """The blocks with the facts filled in; empty ones are left out.

    Raises :class:`jinja2.TemplateError` if a template is wrong or uses an unknown name.
    """
    made = [one for block in blocks for one in _filled(block, facts)]
    following = [*made[1:], None]
    return [one for one, after in zip(made, following, strict=True) if not _is_empty_heading(one, after)]


def _is_empty_heading(one: FilledBlock, after: FilledBlock | None) -> bool:
    return one.kind == "heading" and (after is None or after.kind in _ENDS_A_PART)


def _filled(block: Block, facts: Mapping[str, Any]) -> Iterator[FilledBlock]:
    try:
        texts = [_rendered(text, facts) for text in block.texts]
    except _UnknownError:
        return
    if block.kind == "line":
        yield FilledBlock("line", tuple(map(_tidy, texts)))
        return
    for text in texts[0].split(_SEPARATOR):
        if tidy := _tidy(text):
            yield FilledBlock(block.kind, (tidy,))


def _rendered(text: str, facts: Mapping[str, Any]) -> str:
    return str(_template(text).render(facts, next=_NEXT))


@functools.lru_cache(maxsize=1024)
def _template(text: str) -> Any:
    return _environment().from_string(text)


@functools.cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_value,
        autoescape=False,  # it makes no HTML; Markdown is escaped by escaped()
    )
    environment.filters |= {"sentence": sentence, "fr_a": french_to}
    return environment


def _value(value: Any) -> Any:
    """A value as it is put into a text. An unknown one (``None``) drops its block."""
    if value is None:
        raise _UnknownError
    if value is _NEXT:
        return _SEPARATOR
    if not isinstance(value, str):
        return value
    return isolated(_CONTROL.sub(" ", value))


def isolated(text: str) -> str:
    """Text in a first strong isolate (UAX #9) if any of it runs from right to left, so that it keeps its
    own direction in a sentence: two such names with a bracket between them would change places."""
    return f"\u2068{text}\u2069" if _FROM_RIGHT.search(text) else text


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


def sentence(text: str | None) -> str | None:
    """Text with a full stop if it has no punctuation at its end."""
    return text if text is None or text.endswith((".", "!", "?", "…", "。")) else f"{text}."


def french_to(name: str) -> str:
    """``à`` before the name of a town: ``au Havre``, ``aux Sables-d’Olonne``, ``à La Rochelle``."""
    for article, joined in _FRENCH_TO:
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"à {name}"


def markdown(blocks: Sequence[FilledBlock]) -> str:
    """The whole letter, with an empty line between blocks but none between the items of a list."""
    parts = [_markdown_block(one) for one in blocks]
    for at in range(1, len(parts)):
        close = blocks[at].kind == blocks[at - 1].kind and blocks[at].kind in _IN_LISTS
        parts[at] = ("\n" if close else "\n\n") + parts[at]
    return "".join(parts) + "\n"


def _markdown_block(block: FilledBlock) -> str:
    if block.kind == "line":
        return "\n\n".join(_markdown_lines(block.texts))
    if block.kind == "strong":
        return f"**{escaped(block.texts[0])}**"
    return _MARKS[block.kind] + escaped(block.texts[0])


def _markdown_lines(labels: Iterable[str]) -> Iterable[str]:
    return (f"{escaped(label)} {_BLANK}" for label in labels)


def escaped(text: str) -> str:
    """Text on one line as Markdown that renders as the same text in CommonMark and Python-Markdown.

    As little as possible is escaped: most people read the letter without rendering it.
    """
    safe = _ANYWHERE.sub(lambda found: f"\\{found[0]}", _ENTITY.sub("&amp;", text))
    safe = _STRIKES.sub("&#126;", safe.replace("<", "&lt;"))
    safe = _NUMBERED.sub(r"\1\\\2", safe)
    return _AT_FIRST.sub(lambda found: f"\\{found[0]}", safe)
