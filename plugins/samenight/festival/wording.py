"""Problems in the reader's language: English as the kinds have it, other languages by catalogue."""

from __future__ import annotations

import functools
import importlib.resources
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samenight.festival.problem import Finding, Problem

LANGUAGES = ("en", "fr")
_LONGEST = 80


@dataclass(frozen=True)
class Wording:
    """Sentences of one language. An English sentence that the catalogue lacks stays English."""

    language: str
    catalogue: Mapping[str, str]

    def text(self, english: str, **facts: object) -> str:
        """A sentence of ours with its gaps filled."""
        return self.catalogue.get(english, english).format(**facts)

    def what(self, finding: Finding) -> str:
        """What is wrong."""
        return self._filled(finding.kind.what, finding)

    def mend(self, finding: Finding) -> str:
        """How to mend it."""
        kind = finding.kind
        return self._filled(kind.mend_with if finding.replacement else kind.mend, finding)

    def why(self, finding: Finding) -> str:
        """Why it matters."""
        return self._filled(finding.kind.why, finding)

    def sentence(self, problem: Problem) -> str:
        """What is wrong and how to mend it, in one breath."""
        return f"{self.what(problem.finding)} {self.mend(problem.finding)}"

    def _filled(self, english: str, finding: Finding) -> str:
        facts = {name: self.catalogue.get(value, value) for name, value in finding.facts}
        gaps = {**facts, "found": finding.found, "replacement": finding.replacement}
        return self.text(english, **{name: harmless(text) for name, text in gaps.items()})


def harmless(text: str) -> str:
    """Text from a file as it may be shown in a sentence: cut where it is long, all of it visible."""
    return visible(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def visible(text: str) -> str:
    """Text with every sign that cannot be seen, or that could steer a terminal or turn the reading
    direction, written as its number (Unicode categories Cc, Cf, Cs, Co, Cn, Zl and Zp)."""
    return "".join(_visible(sign) for sign in text)


def _visible(sign: str) -> str:
    if sign == "\n":
        return " "
    hidden = unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return f"<U+{ord(sign):04X}>" if hidden and sign != "\u200d" else sign


@functools.cache
def wording(language: str) -> Wording:
    """The sentences of a language (``fr``, ``fr_CA.UTF-8``), English where there is no catalogue."""
    code = language.replace("-", "_").partition("_")[0].lower()
    if code == "en" or code not in LANGUAGES:
        return Wording("en", MappingProxyType({}))
    return Wording(code, MappingProxyType(_catalogue(code)))


def _catalogue(code: str) -> dict[str, str]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- most people never need it

    folder = importlib.resources.files("samenight.festival").joinpath("translations")
    said: dict[str, str] = {}
    for path in sorted(folder.iterdir(), key=lambda one: one.name):  # fr.po, fr-scaffold.po
        if re.fullmatch(rf"{code}(-[a-z]+)?\.po", path.name):
            with path.open("rb") as file:
                messages = read_po(file, locale=code)
            said |= {str(one.id): str(one.string) for one in messages if one.id and one.string}
    return said


ENGLISH = wording("en")
