"""Matching of text: names as people type them, language codes, and web addresses.

Names are compared without marks, capitals, hyphens and spaces.

"Łódź" equals "lodz", "Saint-Étienne" equals "st etienne". Letters of other scripts are kept; they lose
only the marks that people leave out when typing.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from unidecode import unidecode

# The letters outside ASCII in which Latin names are written.
_LATIN = (range(0x00AA, 0x02B0), range(0x1D00, 0x1D80), range(0x1E00, 0x1F00), range(0x2C60, 0x2C80))
# What people leave out: ASCII punctuation, modifier letters, Latin and Greek accents, points and vowels of
# Hebrew and Arabic, general and Chinese punctuation with Japanese middle dots.
_SILENT = (
    range(0x0030), range(0x003A, 0x0061), range(0x007B, 0x00AA), range(0x02B0, 0x0370),
    range(0x0483, 0x0488), range(0x055A, 0x0560), range(0x0591, 0x05C8), range(0x05F3, 0x05F5),
    range(0x0610, 0x061B), range(0x0640, 0x0641), range(0x064B, 0x0660), range(0x0670, 0x0671),
    range(0x1FBD, 0x1FBE), range(0x2000, 0x2070), range(0x3000, 0x3004), range(0x30FB, 0x30FC),
)  # fmt: skip
# CLDR and Unicode have no ASCII letter for the schwa; Azerbaijani town names are typed with an e instead.
_SCHWA = {0x01DD: "e", 0x0259: "e"}
# Separators between names in a text that is folded as a whole.
SEPARATORS = "|\n"

_SAINT = re.compile(r"(?<![^\s|.,'’(/\-])st(?=e?(?:[\s|.\-]|$))")
# Years that make sense for a festival; date arithmetic cannot overflow at either end.
YEARS = range(1900, 2200)
# Official in a country or territory, and named by CLDR, which has no locale for them (Babel 2.18): pages
# in these languages show dates and sums in English.
_WITHOUT_LOCALE = frozenset("ay bi fj ho mh na sm ty".split())


@functools.cache
def _plain_letters() -> dict[int, str]:
    table = {code: "" for codes in _SILENT for code in codes}
    for code in (code for codes in _LATIN for code in codes):
        table[code] = re.sub("[^a-z0-9]", "", unidecode(chr(code)).casefold())
    table.update(_SCHWA)
    return {code: plain for code, plain in table.items() if chr(code) not in SEPARATORS}


def folded_all(text: str) -> str:
    """Many names at once, with ``|`` and line ends between them, each folded as by :func:`folded`."""
    lower = unicodedata.normalize("NFKD", text).casefold()
    return _SAINT.sub("saint", lower).translate(_plain_letters())


def folded(name: str) -> str:
    """The form of a name in which different spellings of it are equal; empty if nothing is left of it.

    Marks, capitals, spaces, hyphens, apostrophes and full stops are dropped, letters such as ł, ø and
    ß become their usual ASCII, "St." becomes "Saint".
    """
    return folded_all(re.sub(f"[{SEPARATORS}]", " ", name)).replace(" ", "")


def lines_with(key: str, text: str) -> Iterator[int]:
    """The numbers of the lines of a folded text in which ``key`` is between two ``|``."""
    wanted, line, before = f"|{key}|", 0, 0
    at = text.find(wanted) if key else -1
    while at >= 0:
        line += text.count("\n", before, at)
        yield line
        before = text.find("\n", at)
        at = text.find(wanted, before) if before >= 0 else -1


def is_language(text: str) -> bool:
    """Whether a text is a language code that CLDR has, like ``fr``, ``pt-BR``, ``zh-Hans``."""
    if text in _WITHOUT_LOCALE:
        return True
    shape = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
    return re.fullmatch(shape, text) is not None and has_locale(text)


def has_locale(code: str) -> bool:
    """Whether CLDR has a locale for a language code, so that dates and sums can be in it."""
    try:
        Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return code != "und"  # CLDR's code for an undetermined language


def is_address(text: str) -> bool:
    """Whether a text is a full web address (http or https) whose host has a dot in it."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    named = re.fullmatch(r"[^.]+(\.[^.]+)+\.?", host)
    unsafe = re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", text)
    return parts.scheme in {"http", "https"} and named is not None and not unsafe
