"""Translations of messages and words: complete, with the same gaps, well typeset, none in both catalogues."""

from __future__ import annotations

import io
import re
import string
from types import MappingProxyType

import pytest
from babel.messages.pofile import read_po
from samenight.builder.fact_cache import read_cache, write_cache
from samenight.content.problems.kinds import headers, places
from samenight.content.problems.problem import Kind, Phrase, Problem
from samenight.content.problems.report import Style, report
from samenight.content.problems.wording import ENGLISH, LANGUAGES, Wording, code_of, wording
from samenight.content.reading.content_reader import FactCache, note_of, problem_of

from tests import sites
from tools.update_messages import (
    ADVISING,
    CATALOGUES,
    PACKAGE,
    head_of,
    is_done,
    kinds,
    messages,
    publishes,
    updated,
    words,
    written_in,
)

SENTENCES = {folder: sentences() for folder, sentences in CATALOGUES.items()}
FILES = [path for folder in CATALOGUES for path in sorted(folder.glob("*.po"))]
# What is the same in both languages.
ALIKE = {
    ("problems", "fr"): {"{row}"},
    ("theme", "fr"): {
        "Badge", "Badges", "Code", "Contact", "Hashtag", "Net", "Notes", "Programme", "Source", "Sources",
        "US Letter", "US Tabloid", "Wi-Fi", "audio", "badge", "date", "hashtag", "photos",
    },
}  # fmt: skip
NO_BREAK, NARROW = "\u00a0", "\u202f"


def catalogue(path):
    """The translations of a catalogue, by English sentence; each form of a plural by itself."""
    found = {}
    for message in read_po(io.BytesIO(path.read_bytes())):
        if message.id:
            found[message.id] = [message.string] if isinstance(message.id, str) else list(message.string)
    return found


def gaps(sentence):
    """The names of a sentence's gaps; fails if it cannot be filled. Templates use the gaps of Python's
    ``%``, and code those of ``str.format``."""
    braces = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    return braces | set(re.findall(r"%\((\w+)\)s", sentence))


each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")


def test_every_language_but_english_has_both_catalogues():
    for folder in CATALOGUES:
        assert {path.stem for path in FILES if path.parent == folder} == set(LANGUAGES) - {"en"}


def test_no_sentence_is_both_a_message_and_a_word():
    """It would have two translations, which one day would differ."""

    def sentences(found):
        return {sentence if isinstance(sentence, str) else sentence[0] for sentence in found}

    assert sentences(messages()) & sentences(words()) == set()


def test_what_is_published_uses_words_of_the_theme():
    """And nothing else does: a word missing in a festival's theme must not change the output of a command."""
    assert {path.name for path in PACKAGE.iterdir()} >= ADVISING
    for file in PACKAGE.rglob("*.py"):
        code = file.read_text("utf-8")
        if publishes(file):
            assert not re.search(r"import (.*\b)?(wording|ENGLISH)\b", code), file


@each_file
def test_every_sentence_has_its_translation(path):
    found = catalogue(path)
    assert [message for message in SENTENCES[path.parent] if not all(found.get(message, [""]))] == []
    assert not any(message.fuzzy for message in read_po(io.BytesIO(path.read_bytes())))


@each_file
def test_nothing_is_translated_that_is_no_longer_used(path):
    assert [message for message in catalogue(path) if message not in SENTENCES[path.parent]] == []


@each_file
def test_a_translation_has_the_gaps_of_its_sentence(path):
    wrong = [
        (message, text)
        for message, texts in catalogue(path).items()
        for text in texts
        if text and gaps(text) != gaps(message if isinstance(message, str) else message[1])
    ]
    assert wrong == []


@each_file
def test_a_translation_is_another_sentence(path):
    same = {message for message, texts in catalogue(path).items() if message in texts}
    assert same == ALIKE[path.parts[-3], path.stem]


@each_file
def test_the_catalogue_is_as_the_tool_writes_it(path):
    text = path.read_text("utf-8")
    assert updated(text, SENTENCES[path.parent], path.stem) == text, "run: make messages"


def sentences_of(path):
    return [text for texts in catalogue(path).values() for text in texts]


each_french = pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem == "fr"], ids=lambda path: path.parts[-3]
)


@each_french
def test_what_is_typed_stays_as_it_is_typed(path):
    """Values in straight quotes, as typed in files, are the same in every language."""
    pattern = r'"[^" ]*[^" .,][^" ]*"'
    free = {'"@nom"'}
    english = {found for message in SENTENCES[path.parent] for found in re.findall(pattern, str(message))}
    french = {found for text in sentences_of(path) for found in re.findall(pattern, text)}
    assert french - free <= english


@each_french
def test_french_has_its_own_typography(path):
    badly_set = rf"(?<![{NO_BREAK}{NARROW}])[;!?»]| [:;!?»]|«(?!{NO_BREAK})|\w'\w"
    texts = (re.sub(r"\{\w+!r\}", "{gap}", text) for text in sentences_of(path))
    assert [text for text in texts if re.search(badly_set, text)] == []


# What the tool finds, and keeps.


def test_sentences_are_found_in_code():
    code = """
text("one")
style.wording.text("two", n=1)
text("three" if it else "four")
wording.counted(number, "{n} dog", "{n} dogs")
_HEAD = (Phrase("five"), problem.Phrase("six"))
text(name); said.get("none"); text(call("none either"))
talk.say("seven", n=1); talk.stop(2, "eight")
"""
    assert sorted(written_in(code), key=str) == sorted(
        [("{n} dog", "{n} dogs"), "one", "two", "three", "four", "five", "six", "seven", "eight"], key=str
    )


def test_all_kinds_of_mistake_are_among_them():
    """Also those that a package defines for itself."""
    made = [
        node
        for file in (sites.REPOSITORY / "plugins").rglob("*.py")
        for node in re.findall(r"^[A-Z_]+ = Kind\($", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(made) == len(kinds()) > 100


def test_new_sentences_come_in_and_old_ones_go():
    head = '# ours\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n\n'
    text = f'{head}msgid "old"\nmsgstr "vieux"\n\nmsgid "kept"\nmsgstr "gardé"\n'
    after = updated(text, {"new {gap}": "here.py", "kept": "there.py", ("{n} dog", "{n} dogs"): "here.py"})
    assert after == (
        f"{head}"
        '#. here.py\nmsgid "new {gap}"\nmsgstr ""\n\n'
        '#. there.py\nmsgid "kept"\nmsgstr "gardé"\n\n'
        '#. here.py\nmsgid "{n} dog"\nmsgid_plural "{n} dogs"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    assert updated(after, {"kept": "there.py"}).count("msgid") == 2


def test_an_empty_catalogue_begins_a_language():
    begun = updated("", {("{n} dog", "{n} dogs"): "here.py", "%(n)s km, {x}": "t.html"}, "pl")
    assert begun.startswith(f"{head_of('pl')}\n\n")
    assert '"Language: pl\\n"\n"Plural-Forms: nplurals=3; ' in begun
    found = read_po(io.BytesIO(begun.encode()))
    assert [is_done(one) for one in found if one.id] == [False, False]


def test_all_forms_of_a_count_are_kept():
    polish = 'msgid "{n} dog"\nmsgid_plural "{n} dogs"\n'
    polish += "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(("pies", "psy", "psów")))
    text = updated(f"{head_of('pl')}\n\n{polish}", {("{n} dog", "{n} dogs"): "here.py"}, "pl")
    assert text.endswith(f"#. here.py\n{polish}")


# What is made of them.

CITY = Kind("test.city", "{city} is {state}.", "Go to {city}.", "It is {found}.")
BORN = Wording("xx", MappingProxyType({"Number": "Numéro", "{city} is {state}.": "{city} : {state}."}))


def test_only_words_of_ours_are_translated():
    """A city may be called like one of our words."""
    finding = CITY("Number", city="Number", state=Phrase("Number"))
    assert BORN.what(finding) == "Number : Numéro."
    assert BORN.why(finding) == "It is Number."
    assert BORN.mend(finding) == "Go to Number."
    assert BORN.why(CITY(Phrase("Number"))) == "It is Numéro."


def test_how_an_unquoted_word_would_be_read_is_in_the_readers_language(reading):
    found = reading(
        {"cities/paris/city.md": '---\nname: "a number"\ncountry: "FR"\nregion: no\ntimezone: 0755\n---\n'}
    )
    said = " ".join(
        map(wording("fr").why, (one.finding for one in found.problems if one.code == "header.unquoted"))
    )
    assert "un oui ou un non" in said
    assert "un nombre" in said


def test_a_cached_problem_has_the_same_words(tmp_path):
    finding = headers.UNQUOTED("755", '"755"', taken=Phrase("a number"), limit=1234)
    note = note_of(Problem("content/x.md", 2, 1, "name", finding))
    write_cache(tmp_path / "facts", b"mark", FactCache({}, {"x": (note,)}))
    ((again,),) = read_cache(tmp_path / "facts", b"mark").notes.values()
    assert "un nombre" in wording("fr").why(problem_of(again, "content/x.md").finding)


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0 problems", "0 problème"),
        (1, "1 problem", "1 problème"),
        (2, "2 problems", "2 problèmes"),
        (1234, "1,234 problems", f"1{NO_BREAK}234 problèmes"),
    ],
)
def test_what_is_counted(number, english, french):
    assert ENGLISH.counted(number, "{n} problem", "{n} problems") == english
    assert wording("fr").counted(number, "{n} problem", "{n} problems") == french


def test_numbers_in_a_sentence_are_written_in_its_language():
    finding = places.ABROAD("1, 2", kilometres=1234, near="x")
    assert "1,234 km" in ENGLISH.what(finding)
    assert f"1{NO_BREAK}234{NO_BREAK}km" in wording("fr").what(finding)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_every_kind_can_be_said_in_every_language(kind):
    names = set().union(*(gaps(text) for text in (kind.what, kind.mend, kind.mend_with, kind.why)))
    finding = kind("{found}", **dict.fromkeys(names - {"found", "replacement"}, "{x}"))
    for language in LANGUAGES:
        said = report([Problem("content/x.md", 0, 0, "", finding)], Style(wording(language)))
        assert kind.code in said


def test_a_line_is_never_broken_before_a_sign():
    problem = Problem("content/x.md", 2, 1, "", headers.COLON("x", '"Bar: x"'))
    for width in range(40, 100):
        lines = report([problem], Style(wording("fr"), width)).splitlines()
        assert [line for line in lines if re.match(r"\s*[:;!?»]", line)] == []


@pytest.mark.parametrize("name", ["fr", "FR", "fr_FR", "fr-CA", "fr_FR.UTF-8", "fr.UTF-8", "fr@euro"])
def test_names_of_a_language(name):
    assert code_of(name) == "fr"
    assert wording(name).language == "fr"


@pytest.mark.parametrize("name", ["", "C", "en_GB", "de_DE.UTF-8", "frr", "../fr"])
def test_without_a_catalogue_it_is_english(name):
    assert wording(name).language == "en"
