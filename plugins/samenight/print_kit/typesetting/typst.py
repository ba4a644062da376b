"""Running Typst: the theme's templates, filled with a kit's facts.

Facts are passed to a template as JSON and never pasted into its source, so no name can become markup.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samenight.content.problems.kinds.printing import TEMPLATE
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.site.artifact import Sources, UnfitError

POINTS = 72  # per inch
ARTWORK = "print"  # the folder of templates, next to that of fonts
_QUOTED = re.compile(r'"/?([^"\n]+)"')  # what may be the name of a file: imported, or a drawing


def typeset(
    theme: PrintTheme, template: str, data: Mapping[str, Any], form: str, dots: float = 300
) -> list[bytes]:
    """The pages of a document: as one PDF (``form`` is "pdf"), or one file per page ("svg", "png").

    ``data`` is passed as the file ``data.json``: as ``sys.inputs``, Typst would build its whole standard
    library again each time. ``dots`` is the density of PNG, per inch.
    Raises :class:`samenight.site.artifact.UnfitError` if the template is wrong.
    """
    import typst  # noqa: PLC0415 -- an extra; callers check that it is installed

    content = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
    made = _set_from_folder(theme, template, content, form, dots)
    if made is None:
        files = {**_with_main(theme.artwork, template), "data.json": content}
        try:
            made = _compiler(theme.fonts.folder, None).compile(input=files, format=form, ppi=float(dots))
        except typst.TypstError as error:
            message = ", ".join([error.message.rstrip("."), *error.trace])
            raise UnfitError(TEMPLATE(template, said=message)) from error
    return [made] if isinstance(made, bytes) else made


def _set_from_folder(
    theme: PrintTheme, template: str, content: bytes, form: str, dots: float
) -> bytes | list[bytes] | None:
    """The same from the files in the theme's folder: Typst reads those again only if they have changed,
    which saves a third of its time, and the result is the same. ``None`` if one of them is not, or no
    longer, as it is in ``theme``, or if the template is wrong."""
    import typst  # noqa: PLC0415

    folder = theme.fonts.folder.parent / ARTWORK
    files = {"main.typ": f'#include "{template}"'.encode(), "data.json": content}
    if not folder.is_dir():
        return None
    try:
        made = _compiler(theme.fonts.folder, folder).compile(input=files, format=form, ppi=float(dots))
        texts = _with_main(theme.artwork, template)
        # looked at afterwards, so that no change of a file goes unnoticed
        same = all((folder / _own_name(name, template)).read_bytes() == text for name, text in texts.items())
    except (typst.TypstError, OSError):
        return None
    return made if same else None


def _own_name(name: str, template: str) -> str:
    return template if name == "main.typ" else name


@functools.lru_cache(maxsize=64)
def _with_main(artwork: Sources, template: str) -> Mapping[str, bytes]:
    """The template and the files it names, and no others: Typst reads every file that it is given."""
    texts = dict(artwork.texts)
    needed, waiting = {"main.typ": texts[template].encode()}, [texts[template]]
    while waiting:
        quoted = set(_QUOTED.findall(waiting.pop())) & texts.keys() - needed.keys()
        needed |= {name: texts[name].encode() for name in quoted}
        waiting += [texts[name] for name in quoted if name.endswith(".typ")]
    return needed


@functools.lru_cache(maxsize=4)
def _compiler(fonts: Path, root: Path | None) -> Any:
    """Typst with our fonts and none of the system's, reading files from ``root``. Made once per process."""
    import typst  # noqa: PLC0415 -- an extra; callers check that it is installed

    return typst.Compiler(root=root, font_paths=_fonts(fonts))


@functools.lru_cache(maxsize=2)
def _fonts(folder: Path) -> Any:
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
