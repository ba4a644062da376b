"""What French asks for beyond words: articles that prepositions swallow."""

from __future__ import annotations

_AT = (("Les ", "aux "), ("Le ", "au "))


def at(name: str) -> str:
    """``à`` before the name of a town: ``au Havre``, ``aux Sables-d’Olonne``, ``à La Rochelle``."""
    for article, joined in _AT:
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"à {name}"
