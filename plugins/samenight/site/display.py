"""Template filters that format facts for people: dates, times, money and names in the page's language."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from unidecode import unidecode

from samenight.content.library.event_times import Hours
from samenight.content.model.base import FileFact
from samenight.content.model.event_parts import Act
from samenight.content.problems.wording import name_of_language
from samenight.content.values.money import minor_units
from samenight.content.values.social_networks import NETWORKS, profile_url, shown_handle
from samenight.content.values.times import with_offset
from samenight.site import urls
from samenight.site.body_html import html_of, placed
from samenight.site.calendar_links import LinkedEvent, event_links
from samenight.site.text_links import TextHome, home_of

# Figures first, then their unit, which is written once: "5–8 €", "2:00–6:00 pm".
# A direction mark may come first.
_COUNTED = re.compile("([\u200e\u200f]*(?:\\d|\\d.*\\d))(\\D+)", re.DOTALL)
# The first of a month in French, in a date in words.
_FIRST = re.compile(r"(?<!\d)1 (?=[a-zéû]+ \d{4})")
_CLOSE, _APART = "–", "\u00a0–\u00a0"


@functools.cache
def locale(language: str) -> Locale:
    """The CLDR locale of a language code; English if CLDR has none.

    Plain "en" is world English (``en_001``): day before month, ``US$`` for dollars.
    """
    if language == "en":
        return Locale("en", "001")
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "001")


def _locale(context: Context) -> Locale:
    return locale(str(context.get("lang", "en")))


@pass_context
def link(context: Context, path: str) -> str:
    """The link from this page to a published path."""
    here = str(context["here"])
    if here == urls.NOT_FOUND:  # shown at any address, so relative links do not work there
        return urlsplit(urls.absolute(context["frame"].site_url, path)).path
    return urls.relative(here, path)


@pass_context
def absolute(context: Context, path: str) -> str:
    """The public address of a published path."""
    return urls.absolute(context["frame"].site_url, path)


@pass_context
def webcal(context: Context, path: str) -> str:
    """The address by which a calendar program subscribes to a published path."""
    return urls.webcal(context["frame"].site_url, path)


@pass_context
def day(context: Context, value: dt.date, form: str = "full") -> str:
    """A date in words; ``form`` is one of CLDR's: full, long, medium, short."""
    return day_in(_locale(context), value, form)


def day_in(language: Locale, value: dt.date, form: str = "full") -> str:
    """A date in the words of a locale; ``form`` is one of CLDR's: full, long, medium, short."""
    return with_first_of_month(str(format_date(value, form, locale=language)), language)


def with_first_of_month(text: str, language: Locale) -> str:
    """Dates in words with the ``1er`` of French, which CLDR writes ``1``."""
    return _FIRST.sub("1er ", text) if language.language == "fr" else text


@pass_context
def clock(context: Context, value: dt.time) -> str:
    """A wall-clock time."""
    return clock_in(_locale(context), value)


def clock_in(language: Locale, value: dt.time) -> str:
    """A wall-clock time in the format of a locale."""
    return str(format_time(value, "short", locale=language)).replace("\u202f", "\u00a0")


@pass_context
def deadline(context: Context, value: dt.date | dt.datetime) -> str:
    """A day, with its time if one is given."""
    return deadline_in(_locale(context), value)


@functools.lru_cache(maxsize=1024)
def deadline_in(language: Locale, value: dt.date | dt.datetime) -> str:
    """A day in the words of a locale, with its time if one is given."""
    words = day_in(language, value, "long")
    return f"{words}, {clock_in(language, value.time())}" if isinstance(value, dt.datetime) else words


@pass_context
def money(context: Context, amount: Decimal, currency: str) -> str:
    """An amount with its currency; whole amounts without decimals, and ``US$`` rather than ``$``."""
    return sum_in(_locale(context), amount, currency)


@functools.lru_cache(maxsize=4096)
def sum_in(language: Locale, amount: Decimal, currency: str) -> str:
    """An amount with its currency, in the format of a locale."""
    whole = amount == amount.to_integral_value()
    digits = 0 if whole else minor_units(currency)
    pattern = language.currency_formats["standard"].pattern
    if whole or digits != 2:
        pattern = pattern.replace("0.00", "0" + ("." + "0" * digits if digits else ""))
    shown = format_currency(amount, currency, pattern, locale=language, currency_digits=False)
    return re.sub(r"(?<=[A-Za-z])(?=\d)", "\u00a0", str(shown))  # "MYR 26,000", by CLDR's spacing rule


def span(first: str, last: str) -> str:
    """A range of two formatted values, on one line: ``€5–€8``, ``5–8 €``, ``7:30 pm – 12:30 am``.

    A unit after both figures is written once. The dash has spaces around it if an end contains spaces
    (The Chicago Manual of Style, 6.78; CLDR spaces such intervals, too).
    """
    if first == last:
        return first
    begins, ends = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    if begins and ends and begins[2] == ends[2]:
        return f"{begins[1]}{_CLOSE}{last}"
    spaced = any(character.isspace() for character in first + last)
    return f"{first}{_APART if spaced else _CLOSE}{last}"


@pass_context
def number(context: Context, value: int | Decimal) -> str:
    """A number with the grouping of the language."""
    return str(format_decimal(value, locale=_locale(context)))


def country_in(locale: Locale, code: str) -> str:
    """The name of a country by its ISO code; the code if CLDR has no name."""
    return str(locale.territories.get(code, code))


@pass_context
def country_name(context: Context, code: str) -> str:
    """The name of a country by its ISO code."""
    return country_in(_locale(context), code)


@pass_context
def by_country(context: Context, groups: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Pairs that begin with a country's code, in the order of the countries' names; what is only online, and
    has no country, comes last."""
    formats = _locale(context)
    return sorted(
        groups, key=lambda group: (not group[0], unidecode(country_in(formats, group[0])).casefold())
    )


def by_day(acts: Iterable[Act]) -> list[tuple[dt.date | None, list[Act]]]:
    """The entries of a programme in their order, in groups of one day."""
    return [(day, list(group)) for day, group in itertools.groupby(acts, key=lambda act: act.day)]


@pass_context
def currency_name(context: Context, code: str) -> str:
    """The name of a currency by its ISO code."""
    return str(_locale(context).currencies.get(code, code))


@pass_context
def language_name(context: Context, code: str) -> str:
    """The name of a language by its BCP 47 tag."""
    return name_of_language(code, str(context.get("lang", "en")))


def direction(language: str) -> str:
    """``rtl`` for languages written from right to left, else ``ltr``."""
    return str(locale(language).text_direction)


@pass_context
def prose(context: Context, text: FileFact | str) -> Markup:
    """An organiser's Markdown as safe HTML: the text of a content file, or one that belongs to this page. Its
    links are as seen from this page."""
    here = str(context["here"])
    body, home = (text, TextHome(here, ())) if isinstance(text, str) else (text.body, home_of(text))
    return Markup(placed(html_of(body, home), here))  # noqa: S704 -- cleaned by nh3


def contact_link(where: str) -> str:
    """The link of a contact: a web address as it is, an e-mail address as a ``mailto:`` link (RFC 6068)."""
    return where if "://" in where else f"mailto:{quote(where, safe='@')}"


def host(url: str) -> str:
    """The host of an address, for people."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def path(url: str) -> str:
    """The path of an address, for people."""
    return unquote(url.partition("://")[2].partition("/")[2])


def words(text: str) -> str:
    """A code such as ``at_least`` as words."""
    return text.replace("_", " ")


def sentence_case(text: str) -> str:
    """Text with its first letter in upper case, and the others unchanged."""
    return text[:1].upper() + text[1:]


@functools.lru_cache(maxsize=1024)  # the festival's hashtags are on every page, a city's on four
def breakable(text: str) -> Markup:
    """A long run-together word that may wrap before its capitals and after its slashes."""
    pairs = enumerate(itertools.pairwise(text), 1)
    humps = [at for at, (one, two) in pairs if one.islower() and unicodedata.category(two) == "Lu"]
    parts = [text[start:end] for start, end in zip([0, *humps], [*humps, None], strict=True)]
    return Markup("<wbr>").join(parts)


FILTERS = {
    "by_country": by_country,
    "absolute": absolute,
    "breakable": breakable,
    "by_clock": with_offset,
    "by_day": by_day,
    "clock": clock,
    "country_name": country_name,
    "currency_name": currency_name,
    "day": day,
    "deadline": deadline,
    "direction": direction,
    "contact_link": contact_link,
    "host": host,
    "language_name": language_name,
    "link": link,
    "money": money,
    "number": number,
    "path": path,
    "prose": prose,
    "sentence_case": sentence_case,
    "webcal": webcal,
    "words": words,
}


def network_name(key: str) -> str:
    """The name of a social network by its key."""
    return NETWORKS[key].name


def add_links(
    title: str, where: str, lines: Iterable[str | Sequence[str] | None], page: str, hours: Hours
) -> tuple[tuple[str, str], ...]:
    """Services with the links that add an event to their calendars. ``lines`` are the description; one may
    be a sequence of sentences, and ``None`` is left out. Everything is plain text, never markup."""
    texts = [line if isinstance(line, str) else " ".join(line) for line in lines if line]
    return event_links(LinkedEvent(title, where, "\n".join(texts), page, hours))


FUNCTIONS = {
    "add_links": add_links,
    "network_name": network_name,
    "profile_url": profile_url,
    "shown_handle": shown_handle,
}
