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
# How much of what was found is shown; what is to be typed instead, and facts, are shown further.
_FOUND, _FACTS = 80, 400


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
        gaps = {name: harmless(text, _FACTS) for name, text in facts.items()}
        gaps |= {"found": harmless(finding.found), "replacement": harmless(finding.replacement, _FACTS)}
        return self.text(english, **gaps)


def harmless(text: str, longest: int = _FOUND) -> str:
    """Text from a file as it may be shown in a sentence: cut where it is long, all of it visible."""
    return visible(text if len(text) <= longest else f"{text[: longest - 1]}…")


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
    code = code_of(language)
    if code == "en" or code not in LANGUAGES:
        return Wording("en", MappingProxyType({}))
    return Wording(code, MappingProxyType(_catalogue(code)))


def code_of(language: str) -> str:
    """``fr_CA.UTF-8``, ``fr.UTF-8``, ``fr-CA`` and ``fr@euro`` → ``fr``."""
    return re.split(r"[-_.@]", language.strip())[0].lower()


def _catalogue(code: str) -> dict[str, str]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- most people never need it

    folder = importlib.resources.files("samenight.festival").joinpath("translations")
    file = folder.joinpath(f"{code}.po")
    if not file.is_file():
        return {}
    with file.open("rb") as catalogue:
        messages = read_po(catalogue, locale=code)
    return {str(one.id): str(one.string) for one in messages if one.id and one.string}


ENGLISH = wording("en")
