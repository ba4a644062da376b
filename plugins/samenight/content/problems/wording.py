"""Our sentences in the reader's language: English from the code, other languages from catalogues.

There are two kinds, and no sentence belongs to both. Messages are the output of the check and the
commands; their catalogues are in this package and read by :func:`wording`. Words are the texts of pages
and artwork; their catalogues are in the theme, so that a theme can add a language, and an artifact
declares them as a fact, :class:`Words`.
"""

from __future__ import annotations

import datetime as dt
import functools
import gettext
import importlib.resources
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from samenight.content.problems.problem import Day, Figures, Finding, Phrase, Problem

LANGUAGES = ("en", "fr")
# How many characters are shown of what was found, and of replacements and facts.
_FOUND, _FACTS = 80, 400


def _one_or_many(number: int) -> int:
    return int(number != 1)


@dataclass(frozen=True)
class Wording:
    """The sentences of one language. A sentence that is missing in the catalogue stays English.

    ``plurals`` maps the English singular to all plural forms, and ``form`` gives the index of the form
    for a number. ``thousands`` is the separator of thousands.
    """

    language: str
    catalogue: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = _one_or_many
    thousands: str = ","

    def text(self, english: str, **facts: object) -> str:
        """A sentence with its gaps filled."""
        return self.unfilled(english).format(**facts)

    def counted(self, number: int, one: str, many: str) -> str:
        """A number of things in words: ``one`` and ``many`` are the English forms, with the gap ``{n}``."""
        return self.unfilled_of(number, one, many).format(n=self.number(number))

    def unfilled(self, english: str) -> str:
        """A sentence with its gaps left open, for callers that fill them in another way."""
        return self.catalogue.get(english, english)

    def unfilled_of(self, number: int, one: str, many: str) -> str:
        """The plural form for a number, given the two English ones, with its gaps left open."""
        forms = self.plurals.get(one)
        return forms[self.form(number)] if forms else (one, many)[_one_or_many(number)]

    def number(self, number: int) -> str:
        """A whole number with separated thousands."""
        return f"{number:,}".replace(",", self.thousands)

    def what(self, finding: Finding) -> str:
        """What is wrong."""
        return self._filled(finding.kind.what, finding)

    def mend(self, finding: Finding) -> str:
        """How to fix it."""
        kind = finding.kind
        if any(name == "second" for name, _ in finding.facts):
            return self._filled(kind.mend_between, finding)
        return self._filled(kind.mend_with if finding.replacement else kind.mend, finding)

    def why(self, finding: Finding) -> str:
        """Why it matters."""
        return self._filled(finding.kind.why, finding)

    def sentence(self, problem: Problem) -> str:
        """What is wrong and how to fix it."""
        return f"{self.what(problem.finding)} {self.mend(problem.finding)}"

    def _filled(self, english: str, finding: Finding) -> str:
        gaps = {name: self._shown(fact) for name, fact in finding.facts}
        gaps |= {"found": self._shown(finding.found, _FOUND), "replacement": self._shown(finding.replacement)}
        return self.text(english, **gaps)

    def _shown(self, fact: str | int, longest: int = _FACTS) -> str:
        if isinstance(fact, int):
            return self.number(fact)
        if isinstance(fact, Day | Figures):
            return _written(fact, self.language)
        return self.text(fact) if isinstance(fact, Phrase) else harmless(fact, longest)


def _written(fact: Day | Figures, language: str) -> str:
    """A day or a number as a language writes it (CLDR)."""
    from babel import Locale  # noqa: PLC0415 -- most people never need it
    from babel.dates import format_date  # noqa: PLC0415 -- most people never need it
    from babel.numbers import format_decimal  # noqa: PLC0415 -- most people never need it

    locale = Locale.parse("en-GB" if language == "en" else language, sep="-")
    if isinstance(fact, Day):
        return str(format_date(dt.date.fromisoformat(fact), "long", locale))
    written: str = format_decimal(Decimal(fact), locale=locale, decimal_quantization=False)
    return written.replace("\u202f", "\u00a0")  # many terminals and fonts lack the narrow space


def harmless(text: str, longest: int = _FOUND) -> str:
    """Text from a file, made safe for a sentence: cut if it is long, with hidden characters visible."""
    return visible(text if len(text) <= longest else f"{text[: longest - 1]}…")


def visible(text: str) -> str:
    """Text with every character that is invisible, or that could control a terminal or change the reading
    direction, written as its code point (Unicode categories Cc, Cf, Cs, Co, Cn, Zl and Zp)."""
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
    """The words of pages and artwork, in the languages of a theme.

    ``texts`` are sorted pairs of a language tag (``fr``, ``pt-BR``) and the text of its catalogue.
    """

    texts: tuple[tuple[str, str], ...] = ()

    @property
    def languages(self) -> frozenset[str]:
        """The tags of the languages that have words; English is always among them."""
        return frozenset(["en", *(tag for tag, _ in self.texts)])

    def first(self, *languages: str) -> str:
        """The first of the given languages that has words, as it was given; English if none has.

        A language also has the words of its broader tags: ``fr-CA`` those of ``fr``.
        """
        return first_with(self.languages, languages)

    def of(self, language: str) -> Wording:
        """The sentences of a language: its own, else those of a broader tag, else English.

        Raises :class:`CatalogueError`.
        """
        return _wording_of(self.texts, language)


def first_with(known: Iterable[str], languages: Iterable[str]) -> str:
    """The first of the given languages that is among the ``known`` ones, itself or by a broader tag;
    English if there is none. Every output chooses its language by this rule."""
    tags = {tag.lower() for tag in known}
    return next((one for one in languages if not tags.isdisjoint(broader_tags(one))), "en")


def broader_tags(language: str) -> Iterator[str]:
    """A language tag in lower case, then its broader tags: ``zh-hant-tw``, ``zh-hant``, ``zh`` (lookup
    of RFC 4647, 3.4)."""
    parts = language.lower().split("-")
    return ("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@functools.lru_cache(maxsize=256)
def _wording_of(texts: tuple[tuple[str, str], ...], language: str) -> Wording:
    known = {tag.lower(): (tag, text) for tag, text in texts}
    found = next((known[tag] for tag in broader_tags(language) if tag in known), None)
    return catalogue(*found) if found else ENGLISH


@functools.cache
def wording(language: str) -> Wording:
    """The messages in a language (``fr``, ``fr-CA``); English if it has no catalogue."""
    code = code_of(language)
    if code == "en" or code not in LANGUAGES:
        return ENGLISH
    folder = importlib.resources.files("samenight.content.problems").joinpath("translations")
    return catalogue(code, folder.joinpath(f"{code}.po").read_text("utf-8"))


def code_of(name: str) -> str:
    """The language code of a locale name: ``fr`` for ``fr_CA.UTF-8``, ``fr@euro`` or ``fr-CA``."""
    return re.split(r"[-_.@]", name, maxsplit=1)[0].lower()


@functools.lru_cache(maxsize=64)
def catalogue(language: str, text: str) -> Wording:
    """The sentences of a language, from the text of its catalogue (GNU gettext's PO format).

    Entries that are fuzzy or have no translation are left out. Raises :class:`CatalogueError`.
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
    """The name of a language in the reader's language, both given by their tags; the tag itself if CLDR has
    no name."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 -- most people never need it

    try:
        return str(Locale.parse(tag, sep="-").get_display_name(Locale.parse(reader, sep="-")) or tag)
    except (ValueError, UnknownLocaleError):
        return tag


def _thousands(language: str) -> str:
    """The separator of thousands in a language (CLDR)."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 -- most people never need it
    from babel.numbers import get_group_symbol  # noqa: PLC0415 -- most people never need it

    try:
        sign: str = get_group_symbol(Locale.parse(language, sep="-"))
    except UnknownLocaleError:
        return ","
    return sign.replace("\u202f", "\u00a0")  # many terminals and fonts lack the narrow space


ENGLISH = Wording("en", MappingProxyType({}))
