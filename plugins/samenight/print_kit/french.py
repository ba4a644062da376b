"""What French asks for beyond words: articles that prepositions swallow, and the first of a month."""

from __future__ import annotations

import re

_AT = (("Les ", "aux "), ("Le ", "au "))


def at(name: str) -> str:
    """``à`` before the name of a town: ``au Havre``, ``aux Sables-d’Olonne``, ``à La Rochelle``."""
    for article, joined in _AT:
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"à {name}"


def first_of_month(day: str) -> str:
    """A date in words with its ``1er``, which CLDR writes ``1``."""
    return re.sub(r"(?<!\d)1 (?=[a-zéû]+ \d{4})", "1er ", day)
