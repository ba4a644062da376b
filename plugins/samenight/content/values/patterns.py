"""What a language code and a web address look like: asked where one is read, and where one is guessed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

# Years that a festival can mean; calendar arithmetic cannot overflow at either end.
YEARS = range(1900, 2200)


# Official in a country or a territory, and named by CLDR, which has no locale of them (Babel 2.18): their
# pages show dates and sums in English.
_WITHOUT_LOCALE = frozenset("ay bi fj ho mh na sm ty".split())


def is_language(text: str) -> bool:
    """Whether a text is the code of a language that CLDR knows, as in ``fr``, ``pt-BR``, ``zh-Hans``."""
    if text in _WITHOUT_LOCALE:
        return True
    if text == "und" or not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", text):
        return False  # "und" is CLDR's word for no language
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def is_address(text: str) -> bool:
    """Whether a text is a whole address of the web, with a host that has a full stop in it."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    named = re.fullmatch(r"[^.]+(\.[^.]+)+\.?", host)
    unsafe = re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", text)
    return parts.scheme in {"http", "https"} and named is not None and not unsafe
