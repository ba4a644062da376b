"""Sentences of ours in the reader's language: English as the code has it, others by catalogue.

There are two sorts of them, and no sentence is of both. Messages are what the check and the commands
say; their catalogues lie in this package, and :func:`wording` has them. Words are what stands on pages
and artwork; their catalogues lie in the theme, so that a theme can bring a language, and an artifact
declares them as a fact, :class:`Words`.
"""

from __future__ import annotations

import functools
import gettext
import importlib.resources
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from samenight.content.problems.problem import Finding, Phrase, Problem

LANGUAGES = ("en", "fr")
# How much of what was found is shown; what is to be typed instead, and facts, are shown further.
_FOUND, _FACTS = 80, 400


def _one_or_many(number: int) -> int:
    return int(number != 1)


@dataclass(frozen=True)
class Wording:
    """Sentences of one language. An English sentence that the catalogue lacks stays English.

    ``plurals`` has the forms of what is counted by the English form for one, and ``form`` says which
    of them a number takes. ``thousands`` is what parts the thousands of a number.
    """

    language: str
    catalogue: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = _one_or_many
    thousands: str = ","

    def text(self, english: str, **facts: object) -> str:
        """A sentence of ours with its gaps filled."""
        return self.unfilled(english).format(**facts)

    def counted(self, number: int, one: str, many: str) -> str:
        """So many of something: ``one`` and ``many`` are the English words, with the gap ``{n}``."""
        return self.unfilled_of(number, one, many).format(n=self.number(number))

    def unfilled(self, english: str) -> str:
        """A sentence of ours with its gaps open, for those who fill them in another way."""
        return self.catalogue.get(english, english)

    def unfilled_of(self, number: int, one: str, many: str) -> str:
        """The form that a number takes, of two English ones, with its gaps open."""
        forms = self.plurals.get(one)
        return forms[self.form(number)] if forms else (one, many)[_one_or_many(number)]

    def number(self, number: int) -> str:
        """A whole number with its thousands parted."""
        return f"{number:,}".replace(",", self.thousands)

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


class CatalogueError(ValueError):
    """A catalogue that cannot be read; the message says why."""


@dataclass(frozen=True)
class Words:
    """The words of pages and artwork, in the languages that a theme has them in.

    ``texts`` are pairs of a language's tag (``fr``, ``pt-BR``) and the text of its catalogue, sorted.
    """

    texts: tuple[tuple[str, str], ...] = ()

    @property
    def languages(self) -> frozenset[str]:
        """The tags of the languages that have words; English always has."""
        return frozenset(["en", *(tag for tag, _ in self.texts)])

    def first(self, *languages: str) -> str:
        """The first of some languages that has words, as it was given; English where none has.

        A language has the words of the one it is a kind of: ``fr-CA`` those of ``fr``.
        """
        return first_with(self.languages, languages)

    def of(self, language: str) -> Wording:
        """The sentences of a language: of itself, else of the one it is a kind of, else English.

        Raises :class:`CatalogueError`.
        """
        return _spoken(self.texts, language)


def first_with(known: Iterable[str], languages: Iterable[str]) -> str:
    """The first of some languages that is among those ``known`` or is a kind of one of them; English
    where there is none. This is the one rule by which an output chooses its language."""
    tags = {tag.lower() for tag in known}
    return next((one for one in languages if not tags.isdisjoint(wider(one))), "en")


def wider(language: str) -> Iterator[str]:
    """A language's tag in small letters and what it is a kind of: ``zh-hant-tw``, ``zh-hant``, ``zh``
    (the lookup of RFC 4647, 3.4)."""
    parts = language.lower().split("-")
    return ("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@functools.lru_cache(maxsize=256)
def _spoken(texts: tuple[tuple[str, str], ...], language: str) -> Wording:
    known = {tag.lower(): (tag, text) for tag, text in texts}
    found = next((known[tag] for tag in wider(language) if tag in known), None)
    return catalogue(*found) if found else ENGLISH


@functools.cache
def wording(language: str) -> Wording:
    """The messages of a language (``fr``, ``fr-CA``), English where there is no catalogue."""
    code = code_of(language)
    if code == "en" or code not in LANGUAGES:
        return ENGLISH
    folder = importlib.resources.files("samenight.content.problems").joinpath("translations")
    return catalogue(code, folder.joinpath(f"{code}.po").read_text("utf-8"))


def code_of(name: str) -> str:
    """The language in the name of a locale: ``fr`` of ``fr_CA.UTF-8``, ``fr@euro`` or ``fr-CA``."""
    return re.split(r"[-_.@]", name, maxsplit=1)[0].lower()


@functools.lru_cache(maxsize=64)
def catalogue(language: str, text: str) -> Wording:
    """The sentences of a language, from the text of its catalogue (GNU gettext's PO format).

    What is fuzzy or lacks a translation is left out. Raises :class:`CatalogueError`.
    """
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 -- most people never need it

    try:
        messages = read_po(io.StringIO(text), locale=language.replace("-", "_"), abort_invalid=True)
        form = gettext.c2py(messages.plural_expr)
    except (PoFileError, ValueError) as error:
        raise CatalogueError(str(error)) from error
    if max(map(form, range(1000))) >= messages.num_plurals:
        raise CatalogueError(f"the rule {messages.plural_expr} has more than {messages.num_plurals} forms")
    done = [one for one in messages if one.id and one.string and not one.fuzzy]
    texts = {one.id: one.string for one in done if not one.pluralizable}
    plurals = {one.id[0]: tuple(one.string) for one in done if one.pluralizable and all(one.string)}
    return Wording(language, MappingProxyType(texts), MappingProxyType(plurals), form, _thousands(language))


def name_of_language(tag: str, reader: str) -> str:
    """What a language is called in the language of a reader, both by their tags; the tag itself where
    CLDR has no name."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 -- most people never need it

    try:
        return str(Locale.parse(tag, sep="-").get_display_name(Locale.parse(reader, sep="-")) or tag)
    except (ValueError, UnknownLocaleError):
        return tag


def _thousands(language: str) -> str:
    """What parts the thousands of a number in a language, after CLDR."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 -- most people never need it
    from babel.numbers import get_group_symbol  # noqa: PLC0415 -- most people never need it

    try:
        sign: str = get_group_symbol(Locale.parse(language, sep="-"))
    except UnknownLocaleError:
        return ","
    return sign.replace("\u202f", "\u00a0")  # many terminals and fonts lack the narrow space


ENGLISH = Wording("en", MappingProxyType({}))
