"""Names compared as people type them: without marks, capitals, hyphens and spaces.

"Łódź" is "lodz", "Saint-Étienne" is "st etienne". Letters of other scripts stay themselves; they
lose only the marks that people leave out when they type.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from unidecode import unidecode

# The letters outside ASCII in which Latin names are written.
_LATIN = (range(0x00AA, 0x02B0), range(0x1D00, 0x1D80), range(0x1E00, 0x1F00), range(0x2C60, 0x2C80))
# What people leave out: ASCII signs, modifier letters, Latin and Greek accents, points and vowels of
# Hebrew and Arabic, general and Chinese punctuation with Japanese middle dots.
_SILENT = (
    range(0x0030), range(0x003A, 0x0061), range(0x007B, 0x00AA), range(0x02B0, 0x0370),
    range(0x0483, 0x0488), range(0x055A, 0x0560), range(0x0591, 0x05C8), range(0x05F3, 0x05F5),
    range(0x0610, 0x061B), range(0x0640, 0x0641), range(0x064B, 0x0660), range(0x0670, 0x0671),
    range(0x1FBD, 0x1FBE), range(0x2000, 0x2070), range(0x3000, 0x3004), range(0x30FB, 0x30FC),
)  # fmt: skip
# CLDR and Unicode have no letter for it; Azerbaijani towns are written with an e where it is missing.
_SCHWA = {0x01DD: "e", 0x0259: "e"}
# What stands between names in a text that is folded as a whole.
SEPARATORS = "|\n"

_SAINT = re.compile(r"(?<![^\s|.,'’(/\-])st(?=e?(?:[\s|.\-]|$))")


@functools.cache
def _plain_letters() -> dict[int, str]:
    table = {code: "" for codes in _SILENT for code in codes}
    for code in (code for codes in _LATIN for code in codes):
        table[code] = re.sub("[^a-z0-9]", "", unidecode(chr(code)).casefold())
    table.update(_SCHWA)
    return {code: plain for code, plain in table.items() if chr(code) not in SEPARATORS}


def folded_all(text: str) -> str:
    """Many names at once, with ``|`` and line ends between them, each as :func:`folded` has it."""
    lower = unicodedata.normalize("NFKD", text).casefold()
    return _SAINT.sub("saint", lower).translate(_plain_letters())


def folded(name: str) -> str:
    """The form of a name in which two spellings of it are equal; empty where nothing of it is left.

    Marks, capitals, spaces, hyphens, apostrophes and stops do not count, letters such as ł, ø and
    ß are their usual ASCII, "St." is "Saint".
    """
    return folded_all(re.sub(f"[{SEPARATORS}]", " ", name)).replace(" ", "")


def lines_with(key: str, text: str) -> Iterator[int]:
    """The numbers of the lines of a folded text in which ``key`` stands between two ``|``."""
    wanted, line, before = f"|{key}|", 0, 0
    at = text.find(wanted) if key else -1
    while at >= 0:
        line += text.count("\n", before, at)
        yield line
        before = text.find("\n", at)
        at = text.find(wanted, before) if before >= 0 else -1
