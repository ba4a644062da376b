"""Artwork out of templates: the theme's Typst files, filled with a kit's facts.

Facts reach a template as JSON and are never pasted into its source, so no name can become markup.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samenight.content.problems.kinds.printing import TEMPLATE
from samenight.print_kit.facts.facts import PrintTheme
from samenight.site.artifact import Sources, UnfitError

POINTS = 72  # an inch
_QUOTED = re.compile(r'"/?([^"\n]+)"')  # what may be the name of a file: imported, or a drawing


def typeset(
    press: PrintTheme, template: str, data: Mapping[str, Any], form: str, dots: float = 300
) -> list[bytes]:
    """The pages of a document: as one PDF (``form`` is "pdf"), or each by itself ("svg", "png").

    ``data`` is what the template finds in the file ``data.json``: as an input of the system it would cost
    the whole library of Typst each time. ``dots`` is the density of PNG, an inch.
    Raises :class:`samenight.site.artifact.UnfitError` where the template is wrong.
    """
    import typst  # noqa: PLC0415 -- an extra; whoever asks knows that it is there

    said = json.dumps(data, ensure_ascii=False, sort_keys=True)
    files = {**_with_main(press.artwork, template), "data.json": said.encode()}
    try:
        made = _compiler(press.fonts.folder).compile(input=files, format=form, ppi=float(dots))
    except typst.TypstError as error:
        said = ", ".join([error.message.rstrip("."), *error.trace])
        raise UnfitError(TEMPLATE(template, said=said)) from error
    return [made] if isinstance(made, bytes) else made


@functools.lru_cache(maxsize=64)
def _with_main(artwork: Sources, template: str) -> Mapping[str, bytes]:
    """The template and the files it names, and nothing else: Typst reads all that it is given each time."""
    texts = dict(artwork.texts)
    needed, waiting = {"main.typ": texts[template].encode()}, [texts[template]]
    while waiting:
        quoted = set(_QUOTED.findall(waiting.pop())) & texts.keys() - needed.keys()
        needed |= {name: texts[name].encode() for name in quoted}
        waiting += [texts[name] for name in quoted if name.endswith(".typ")]
    return needed


@functools.lru_cache(maxsize=4)
def _compiler(fonts: Path) -> Any:
    """Typst with our fonts and none of the machine's. Made once a process: it reads the fonts."""
    import typst  # noqa: PLC0415 -- an extra; whoever asks knows that it is there

    return typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)
