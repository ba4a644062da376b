"""Sentences in the reader's language, with gaps filled from data that is never taken for a sentence."""

from __future__ import annotations

import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.checks.all_kinds import CATALOGUE
from samenight.content.problems.kinds import headers, values
from samenight.content.problems.problem import Finding, Kind, Phrase, Problem
from samenight.content.problems.wording import ENGLISH, LANGUAGES, Wording, harmless, visible, wording

KIND = Kind("a.b", "{found} is wrong in {where}.", "Mend it.", "It matters to {where}.",
            mend_with="Write {replacement}.")  # fmt: skip
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def sentence(finding: Finding, words: Wording = ENGLISH) -> str:
    return words.sentence(Problem("content/x.md", 1, 1, "", finding))


def test_gaps_are_filled_from_what_was_found():
    assert sentence(KIND("ten", where="Paris")) == "ten is wrong in Paris. Mend it."
    assert sentence(KIND("ten", '"10"', where="Paris")) == 'ten is wrong in Paris. Write "10".'
    assert ENGLISH.why(KIND("ten", where="Paris")) == "It matters to Paris."


def test_numbers_fill_gaps_as_well():
    assert ENGLISH.what(headers.DEPTH(limit=8)) == "There are more than 8 levels inside each other."


@given(st.text(max_size=40))
def test_data_is_never_taken_for_a_sentence_with_gaps(text):
    for found in (f"{{{text}}}", "{found}", "{0}", "{where.__class__}", "%s", "{", "}}"):
        assert visible(found) in ENGLISH.what(KIND(found, where=found))
        assert sentence(KIND(found, found, where=found)).count(visible(found)) >= 3


@given(st.text(max_size=60))
def test_nothing_hidden_is_left_in_a_sentence(text):
    shown = sentence(KIND(text, text, where=text))
    assert {unicodedata.category(sign) for sign in shown.replace("\u200d", "")} & HIDDEN == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("\u202egnp.exe", "<U+202E>gnp.exe"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\x9bb", "a<U+009B>b"),
        ("a\u2028b", "a<U+2028>b"),
        ("one\ntwo", "one two"),
        ("\U000e0041", "<U+E0041>"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("Łódź 東京 e\u0301", "Łódź 東京 e\u0301"),
    ],
)
def test_what_cannot_be_seen_is_written_as_its_number(text, shown):
    assert visible(text) == shown
    assert shown in sentence(KIND(text, where=""))


def test_what_is_very_long_is_cut():
    assert harmless("x" * 80) == "x" * 80
    assert harmless("x" * 81) == "x" * 79 + "…"
    assert len(sentence(KIND("x" * 40_000, "y" * 40_000, where="z" * 40_000))) < 1000


def test_replacements_and_lists_of_known_words_are_cut_later():
    known = ", ".join(f"key_number_{number}" for number in range(20))
    assert ENGLISH.mend(values.UNKNOWN_KEY("x", known=known)) == f"Known are: {known}."
    text = f'tagline: "{"a word " * 20}"'
    assert text in ENGLISH.mend(headers.COLON("x", text))


FRENCH = Wording("fr", {KIND.what: "{where} : {found} est faux.", "Paris": "Paname"})


def test_a_sentence_may_order_its_gaps_in_its_own_way():
    assert FRENCH.what(KIND("dix", where="Lyon")) == "Lyon : dix est faux."


def test_a_word_of_ours_in_a_gap_is_translated_and_what_was_found_is_not():
    assert FRENCH.what(KIND("Paris", where=Phrase("Paris"))) == "Paname : Paris est faux."


def test_a_word_of_a_file_is_not_translated():
    assert FRENCH.what(KIND("dix", where="Paris")) == "Paris : dix est faux."


def test_what_a_catalogue_lacks_is_in_english():
    assert sentence(KIND("dix", where="Lyon"), FRENCH) == "Lyon : dix est faux. Mend it."


@pytest.mark.parametrize(
    "language", ["en", "EN", "en_GB.UTF-8", "tlh", "", "C", "POSIX", "C.UTF-8", "..", "x/y"]
)
def test_an_unknown_language_is_english(language):
    assert wording(language) == ENGLISH


@pytest.mark.parametrize("language", ["fr", "fr_FR", "fr_CA.UTF-8", "fr.UTF-8", "fr@euro", "fr-FR", "FR"])
def test_a_language_is_known_however_it_is_written(language):
    assert wording(language).language == "fr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_can_be_said_in_every_language(language):
    """Also if a catalogue has a wrong gap."""
    words = wording(language)
    for kind in CATALOGUE.values():
        english = (kind.what, kind.mend, kind.mend_with, kind.why)
        gaps = {name for text in english for _, name, _, _ in string.Formatter().parse(text) if name}
        facts = dict.fromkeys(gaps - {"found", "replacement"}, "GAP")
        for finding in (kind("FOUND", **facts), kind("FOUND", '"TYPE"', **facts)):
            shown = f"{words.what(finding)} {words.mend(finding)} {words.why(finding)}"
            assert not re.search(r"\{|\w\}", shown.replace("{city}", ""))


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE)
def test_every_kind_says_what_how_and_why(kind):
    for text in (kind.what, kind.mend, kind.why):
        assert not text[0].islower()
        ends = (".", "?", "}", "\\\\", "requirements.txt")  # a command to be typed has no full stop
        assert text.rstrip('"').endswith(ends), text
    assert "{" not in kind.code
    assert kind.severity in {"error", "warning", "note"}
