"""Sentences of ours in the reader's language: English as the code has it, others by catalogue.

Problems are said so, and whatever else no template says: dialogues, and the words in calendars.
"""

from __future__ import annotations

import functools
import gettext
import importlib.resources
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from samenight.festival.problem import Finding, Phrase, Problem

LANGUAGES = ("en", "fr")
# How much of what was found is shown; what is to be typed instead, and facts, are shown further.
_FOUND, _FACTS = 80, 400
# What parts the thousands of a number.
_THOUSANDS = Phrase(",")


def _one_or_many(number: int) -> int:
    return int(number != 1)


@dataclass(frozen=True)
class Wording:
    """Sentences of one language. An English sentence that the catalogue lacks stays English.

    ``plurals`` has the forms of what is counted by the English form for one, and ``form`` says which
    of them a number takes.
    """

    language: str
    catalogue: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = _one_or_many

    def text(self, english: str, **facts: object) -> str:
        """A sentence of ours with its gaps filled."""
        return self.catalogue.get(english, english).format(**facts)

    def counted(self, number: int, one: str, many: str) -> str:
        """So many of something: ``one`` and ``many`` are the English words, with the gap ``{n}``."""
        forms = self.plurals.get(one)
        said = forms[self.form(number)] if forms else (one, many)[_one_or_many(number)]
        return said.format(n=self.number(number))

    def number(self, number: int) -> str:
        """A whole number with its thousands parted."""
        return f"{number:,}".replace(",", self.text(_THOUSANDS))

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
        gaps = {name: self._shown(fact) for name, fact in finding.facts}
        gaps |= {"found": self._shown(finding.found, _FOUND), "replacement": self._shown(finding.replacement)}
        return self.text(english, **gaps)

    def _shown(self, fact: str | int, longest: int = _FACTS) -> str:
        if isinstance(fact, int):
            return self.number(fact)
        return self.text(fact) if isinstance(fact, Phrase) else harmless(fact, longest)


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
    """The sentences of a language (``fr``, ``fr-CA``), English where there is no catalogue."""
    code = code_of(language)
    if code == "en" or code not in LANGUAGES:
        return Wording("en", MappingProxyType({}))
    return _translated(code)


def spoken(*languages: str) -> str:
    """The first of some languages in which there are words of ours; English where there are none in any."""
    return next((language for language in languages if code_of(language) in LANGUAGES), "en")


def code_of(name: str) -> str:
    """The language in the name of a locale: ``fr`` of ``fr_CA.UTF-8``, ``fr@euro`` or ``fr-CA``."""
    return re.split(r"[-_.@]", name, maxsplit=1)[0].lower()


def _translated(code: str) -> Wording:
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- most people never need it

    folder = importlib.resources.files("samenight.festival").joinpath("translations")
    with folder.joinpath(f"{code}.po").open("rb") as file:
        messages = read_po(file, locale=code)
    done = [one for one in messages if one.id and one.string and not one.fuzzy]
    texts = {one.id: one.string for one in done if not one.pluralizable}
    plurals = {one.id[0]: tuple(one.string) for one in done if one.pluralizable and all(one.string)}
    form = gettext.c2py(messages.plural_expr)
    return Wording(code, MappingProxyType(texts), MappingProxyType(plurals), form)


ENGLISH = wording("en")
