"""Numbers, amounts and counts as people write them, read only where their meaning is certain.

A function named ``readings_of_…`` gives the plain readings of a text, each in canonical form: none if it
is nothing of the kind, one if its meaning is certain, two if it has two meanings ("1.200" is 1200 or 1.2).
The canonical form of a value has itself as its only reading.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

# A longer text is no single value, and could take long to match.
LONGEST = 100
Readings = tuple[str, ...]

# Signs that people type instead of those of ASCII: dashes, apostrophes, primes, Arabic separators, and the
# ideographic full stop and comma.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’ʼ‘´`", "'"),
        "٫": ".", "٬": "'", "、": ",", "。": ".", "∶": ":", "〜": "~",
        **dict.fromkeys(["\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad"]),
    }
)  # fmt: skip


def in_ascii_signs(text: str) -> str:
    """A text with ASCII digits, signs and single blanks for those of all scripts and widths, in which values
    can be looked for; letters stay as they are."""
    if text.isascii():
        return " ".join(text.split())
    plain = "".join(map(_ascii_sign, unicodedata.normalize("NFC", text.translate(_SIGNS))))
    return " ".join(plain.translate(_SIGNS).split())


def _ascii_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else sign


def brief(readings: Callable[[str], Readings]) -> Callable[[str], Readings]:
    """Readings of short texts only, in ASCII signs; without repetitions."""

    @functools.wraps(readings)
    def limited(text: str) -> Readings:
        if len(text) > LONGEST:
            return ()
        return tuple(dict.fromkeys(readings(in_ascii_signs(text))))

    return limited


# A number whose thousands are separated by blanks or apostrophes, by two points or commas or more, or as in
# India; with decimals after the other sign.
_GROUPED = (
    (r"[1-9][0-9]{0,2}(?:(?: [0-9]{3})+|(?:'[0-9]{3})+)", "[.,]"),
    (r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}", ","),
    (r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}", r"\."),
    (r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}", r"\."),
)
_WHOLE = re.compile("|".join(groups for groups, _ in _GROUPED))
_WITH_DECIMALS = tuple(
    re.compile(rf"({groups}){point}([0-9]{{1,2}})")
    for groups, point in (
        *_GROUPED,
        (r"[1-9][0-9]{0,2}\.[0-9]{3}", ","),
        (r"[1-9][0-9]{0,2},[0-9]{3}", r"\."),
    )
)
# Where both signs are used, the last is the decimal one, however many decimals there are.
_BOTH = re.compile(
    r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]{3,4})|([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]{3,4})"
)
_TWO_MEANINGS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")


def readings_of_number(text: str) -> Readings:
    """The whole numbers, and for two meanings also the decimal one, that a text can mean: ``"1 200"`` and
    ``"250 people"`` have one reading."""
    return () if len(text) > LONGEST else _number(_without_people(in_ascii_signs(text)))


def _number(plain: str) -> Readings:
    if re.fullmatch(r"[0-9]{1,9}", plain):
        return (plain,)
    if _WHOLE.fullmatch(plain):
        whole = re.sub("[^0-9]", "", plain)
        return (whole,) if len(whole) <= 9 else ()
    if two := _TWO_MEANINGS.fullmatch(plain):
        return _two_meanings(two)
    return ()


def _two_meanings(found: re.Match[str]) -> Readings:
    decimals = found[2].rstrip("0")
    return (found[1] + found[2], f"{found[1]}.{decimals}" if decimals else found[1])


@brief
def readings_of_amount(text: str) -> Readings:
    """The amounts that a text without a currency can mean: ``"1.200,50"`` has one, ``"1,500"`` two.

    ``"1.500"`` is canonical; whether it can be meant depends on the decimals of its currency.
    """
    plain = re.sub(r"(?<=[0-9])(?:[.,] ?-{1,2}|,--)$", "", text)  # "5,-", "5.--"
    if _PLAIN.fullmatch(plain):
        return (plain,)
    if _WHOLE.fullmatch(plain):
        return _short(re.sub("[^0-9]", "", plain))
    for pattern in _WITH_DECIMALS:
        if found := pattern.fullmatch(plain):
            return _short(re.sub("[^0-9]", "", found[1]), found[2])
    if found := _BOTH.fullmatch(plain):
        return _short(re.sub("[^0-9]", "", found[1] or found[3]), found[2] or found[4])
    if found := _TWO_MEANINGS.fullmatch(plain):
        return _two_meanings(found)
    if found := re.fullmatch(r"([0-9]{1,12}),([0-9]{1,2})|([0-9]{4,12}|0),([0-9]{3,4})", plain):
        return (f"{found[1] or found[3]}.{found[2] or found[4]}",)
    found = re.fullmatch(r"[.,]([0-9]{1,2})", plain)
    return (f"0.{found[1]}",) if found else ()


def _short(whole: str, decimals: str = "") -> Readings:
    return (f"{whole}.{decimals}" if decimals else whole,) if len(whole) <= 12 else ()


# Words for people and places after a number, which say nothing that the field does not say.
_PEOPLE = frozenset(
    """
    people persons person guests guest seats places attendees participants visitors pax ppl pers pers.
    personnes personne invités places participants spectateurs visiteurs
    personen leute gäste plätze teilnehmer teilnehmende besucher menschen sitzplätze teilnehmerinnen
    osób osoby miejsc gości uczestników personas persona asistentes plazas invitados participantes
    pessoas pessoa convidados lugares participantes persone posti ospiti partecipanti
    mensen gasten plaatsen bezoekers deelnemers personer gäster platser gjester plasser gæster pladser
    henkilöä vierasta osallistujaa paikkaa osob lidí míst hostů ľudí miest osôb fő ember vendég hely
    persoane locuri invitați человек людей мест гостей участников осіб людей місць гостей учасників
    души гости места ljudi osoba mjesta gostiju oseb kişi kisi misafir άτομα θέσεις καλεσμένοι
    orang tempat người شخص شخصا אנשים 人 名 位 명 사람
    """.split()
)


def _without_people(plain: str) -> str:
    """A number without a word for people after it."""
    found = re.fullmatch(r"(.*[0-9]\+?) ?([^\W\d_]+\.?)", plain)
    return found[1] if found and found[2].casefold() in _PEOPLE else plain


# How well a count is known, in the words of many languages, before a number and after it.
_ABOUT = """
    about|approx|approx.|approximately|around|circa|ca|ca.|c.|cca|cca.|cc|~|≈|±|+/-|roughly|some|
    an estimated|env|env.|environ|à peu près|autour de|etwa|ungefähr|ungef.|rund|zirka|um die|gegen|
    około|ok.|ok|koło|mniej więcej|ongeveer|zowat|rond de|zo'n|unos|unas|aproximadamente|aprox|aprox.|
    alrededor de|cerca de|por volta de|perto de|uns|umas|a volta de|à volta de|intorno a|all'incirca|
    около|примерно|приблизительно|ок.|ок|приблизно|близько|приближно|приблизително|yaklaşık|περίπου|
    γύρω στα|cirka|omkring|rundt|noin|asi|přibližně|zhruba|okolo|približne|körülbelül|kb.|kb|mintegy|
    aproximativ|cam|circa de|oko|otprilike|približno|približno|apie|apmēram|umbes|sekitar|kira-kira|
    khoảng|約|约|大约|大約|およそ|약|대략|حوالي|تقريبا|כ|כ-|בערך|लगभग|ประมาณ
"""
_AT_LEAST = """
    at least|min|min.|minimum|more than|over|>|>=|≥|=>|upwards of|no less than|au moins|plus de|
    au minimum|mindestens|mind.|mind|über|mehr als|wenigstens|co najmniej|przynajmniej|ponad|więcej niż|
    powyżej|minstens|meer dan|ruim|al menos|por lo menos|como mínimo|más de|mais de|pelo menos|no mínimo|
    almeno|più di|oltre|не менее|более|больше|свыше|минимум|понад|більше|не менше|щонайменше|най-малко|
    над|повече от|en az|τουλάχιστον|πάνω από|minst|mer än|mer enn|mere end|mindst|vähintään|yli|alespoň|
    přes|nejméně|více než|aspoň|viac ako|vyše|legalább|több mint|peste|mai mult de|cel puțin|najmanje|
    više od|preko|barem|vsaj|več kot|bent jau|daugiau nei|vismaz|vairāk nekā|vähemalt|üle|lebih dari|
    setidaknya|hơn|ít nhất|超过|超過|至少|最少|少なくとも|최소|أكثر من|على الأقل|לפחות|יותר מ|מעל
"""
_ESTIMATED = "estimated|est.|est|estimate|geschätzt|geschätzte|estimé|szacunkowo|estimado|stimato|geschat"
_EXACTLY = (
    "exactly|exact|genau|exactement|dokładnie|exactamente|exatamente|esattamente|precies|ровно|рівно|přesně"
)
_ABOUT_BEHIND = """
    or so|ish|-ish|approx|approx.|approximately|circa|ca.|environ|env.|左右|前後|ほど|程度|くらい|余り|
    여 명|명 정도|정도|명쯤|쯤|ungefähr|mniej więcej
"""
_AT_LEAST_BEHIND = """
    +|or more|and more|or over|and over|plus|et plus|ou plus|und mehr|oder mehr|i więcej|lub więcej|
    y más|o más|ou mais|e mais|o più|e più|of meer|en meer|и более|и больше|або більше|eller fler|
    tai enemmän|a více|nebo více|以上|名以上|人以上|余|多|余人|多人|이상|명 이상|minimum|min.|at least
"""
_EXACTLY_BEHIND = "exactly|exactement|genau|exact"
_ESTIMATED_BEHIND = "(estimated)|(est.)|(estimate)|estimated|est.|geschätzt|(geschätzt)|(estimé)"


def _words(by_precision: Mapping[str, str]) -> Mapping[str, str]:
    pairs = [(word.strip(), name) for name, words in by_precision.items() for word in words.split("|")]
    return MappingProxyType({word: name for word, name in pairs if word})


_BEFORE = _words({"about": _ABOUT, "at_least": _AT_LEAST, "estimate": _ESTIMATED, "exact": _EXACTLY})
_BEHIND = _words(
    {
        "about": _ABOUT_BEHIND,
        "at_least": _AT_LEAST_BEHIND,
        "estimate": _ESTIMATED_BEHIND,
        "exact": _EXACTLY_BEHIND,
    }
)
# The words that are written before a number in canonical form, by the precision that they state.
CANONICAL_WORDS = MappingProxyType(
    {"about": "about", "at_least": "at least", "estimate": "estimated", "exact": "exactly"}
)


class Rough(NamedTuple):
    """A text without the words that say how well its number is known, and that precision; it is empty if
    nothing is said."""

    bare: str
    precision: str


def rough(text: str) -> Rough | None:
    """A text with at most one statement of how well its number is known: ``"ca. 50"`` is "50", about.
    ``None`` if there are two of them."""
    plain = _without_people(in_ascii_signs(text))
    first = re.search("[0-9]", plain)
    if first is None:
        return Rough(plain, "")
    before, start = plain[: first.start()].strip(), first.start()
    word = before.rpartition(" ")[0]  # "about €500"
    if before.casefold() not in _BEFORE and word.casefold() in _BEFORE:
        before, start = word, start - len(plain[: first.start()]) + len(word) + 1
    last = max(at for at, sign in enumerate(plain) if sign.isdecimal()) + 1
    behind = plain[last:].strip()
    unit = next((word for word in ("人", "名", "명") if behind.startswith(word)), "")  # "50人左右"
    behind = behind if behind.casefold() in _BEHIND else behind.removeprefix(unit).strip()
    told_before, told_behind = _BEFORE.get(before.casefold()), _BEHIND.get(behind.casefold())
    if told_before and told_behind:
        return None
    if told_before:
        return Rough(plain[start:].strip(), told_before)
    return Rough(plain[:last], told_behind) if told_behind else Rough(plain, "")


def readings_of_count(text: str) -> Readings:
    """The counts that a text can mean, in canonical form: "50", "about 50", "at least 50", "estimated 50",
    "exactly 50"."""
    if len(text) > LONGEST:
        return ()
    found = rough(text)
    numbers = _number(_without_people(found.bare)) if found else ()
    word = CANONICAL_WORDS.get(found.precision) if found else None
    return tuple(f"{word} {number}" if word else number for number in numbers)


def count_and_precision(text: str) -> tuple[str, str]:
    """The number and the precision of a count in canonical form; the precision is empty if none is
    stated."""
    word, _, number = text.rpartition(" ")
    return number, next((name for name, told in CANONICAL_WORDS.items() if told == word), "")
