"""The words of pages and artwork: which language is used, and what its catalogue has."""

from __future__ import annotations

import pickle

import pytest
from samenight.content.problems.wording import CatalogueError, Words, catalogue
from samenight.site.artifact import Digester

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {rule}\\n"\n\n'
TWO = HEAD.format(rule="nplurals=2; plural=n > 1;")
FRENCH = TWO + (
    'msgid "Where"\nmsgstr "Où"\n\n'
    '#, fuzzy\nmsgid "When"\nmsgstr "Pas sûr"\n\n'
    'msgid "Goal"\nmsgstr ""\n\n'
    'msgid "For {name}"\nmsgstr "Pour {name}"\n\n'
    'msgid "{n} city"\nmsgid_plural "{n} cities"\nmsgstr[0] "{n} ville"\nmsgstr[1] "{n} villes"\n\n'
    'msgid "{n} guest"\nmsgid_plural "{n} guests"\nmsgstr[0] "{n} convive"\nmsgstr[1] ""\n'
)
CANADIAN = TWO + 'msgid "Where"\nmsgstr "À quelle place"\n'
WORDS = Words((("fr", FRENCH), ("fr-CA", CANADIAN), ("zh-Hant", "")))


@pytest.mark.parametrize(
    ("languages", "first"),
    [
        (["fr", "en"], "fr"),
        (["de", "fr"], "fr"),
        (["fr-BE"], "fr-BE"),
        (["FR-be"], "FR-be"),
        (["de", "en-GB", "fr"], "en-GB"),
        (["zh-Hant-TW"], "zh-Hant-TW"),
        (["zh", "zh-Hans"], "en"),
        (["frr", "f"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_has_words(languages, first):
    assert WORDS.first(*languages) == first


def test_english_always_has_words():
    assert Words().languages == {"en"}
    assert WORDS.languages == {"en", "fr", "fr-CA", "zh-Hant"}


@pytest.mark.parametrize(
    ("language", "where"),
    [
        ("fr", "Où"),
        ("fr-BE", "Où"),
        ("fr-CA", "À quelle place"),
        ("FR-ca", "À quelle place"),
        ("de", "Where"),
    ],
)
def test_the_sentences_of_a_language(language, where):
    assert WORDS.of(language).text("Where") == where


def test_what_is_not_translated_or_not_sure_stays_english():
    french = WORDS.of("fr")
    assert [french.text(text) for text in ("When", "Goal", "Never heard of")] == [
        "When",
        "Goal",
        "Never heard of",
    ]
    assert french.counted(2, "{n} guest", "{n} guests") == "2 guests"


def test_gaps_are_filled_and_counts_follow_the_rule_of_the_catalogue():
    french = WORDS.of("fr")
    assert french.text("For {name}", name="Ada") == "Pour Ada"
    assert [french.counted(n, "{n} city", "{n} cities") for n in (0, 1, 2)] == [
        "0 ville",
        "1 ville",
        "2 villes",
    ]
    assert french.counted(1234, "{n} city", "{n} cities") == "1\u00a0234 villes"


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "1,234"), ("de", "1.234"), ("xx", "1,234"), ("fr", "1\u00a0234")]
)
def test_thousands_are_parted_as_the_language_does(language, shown):
    assert Words(((language, ""),)).of(language).number(1234) == shown


@pytest.mark.parametrize(
    "text",
    [
        "this is no catalogue\n",
        'msgid "Where"\n\nmsgid "When"\nmsgstr "Quand"\n',
        HEAD.format(rule="nplurals=2; plural=n >> 1;"),
        HEAD.format(rule="nplurals=many; plural=n;"),
        HEAD.format(rule="nplurals=2; plural=n;"),
    ],
)
def test_a_damaged_catalogue_is_not_half_read(text):
    with pytest.raises(CatalogueError):
        catalogue("fr", text)


def test_equal_words_are_one_fact():
    again = pickle.loads(pickle.dumps(WORDS))  # noqa: S301 -- our own
    assert (again, hash(again)) == (WORDS, hash(WORDS))
    assert again.of("fr") is WORDS.of("fr")
    assert Digester(b"").digest(again) == Digester(b"").digest(WORDS)
    assert Digester(b"").digest(Words((("fr", CANADIAN),))) != Digester(b"").digest(WORDS)
