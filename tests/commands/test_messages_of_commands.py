"""Every command speaks the language of its user."""

from __future__ import annotations

import ast
import io
import re
import string

import pytest
from babel.messages.pofile import read_po
from samenight.commands.program import SUMMARIES, main
from samenight.content.problems.wording import LANGUAGES

from tests.commands.test_check import run
from tests.test_architecture import FILES, HOUSE, nodes_of, top_package

# What prints, or carries a sentence to where it is printed.
PRINTING = {
    "echo", "secho", "print", "UsageError", "BadParameter", "ClickException", "WrongUseError", "SettingError",
    "CodeownersError", "RefusedError", "SystemExit", "ended_with", "print_warning", "print_sentence",
}  # fmt: skip
# Not sentences, and what other programs read.
ALIKE = {
    "commands/explain.py": {"docs/reference/problems.md#"},
    "builder/site_settings.py": {"SAMENIGHT_EXECUTOR: "},
}


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def literals(node: ast.expr):
    """The literal parts of a text, also of an f-string, a sum and a conditional."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (part.value for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.IfExp):
        yield from [*literals(node.body), *literals(node.orelse)]
    elif isinstance(node, ast.BinOp):
        yield from [*literals(node.left), *literals(node.right)]


def test_no_sentence_is_printed_in_english_alone():
    found = []
    for file in FILES:
        if top_package(file) not in {"commands", "builder"}:
            continue
        name = file.relative_to(HOUSE).as_posix()
        for node in nodes_of(file):
            if isinstance(node, ast.Call) and called(node) in PRINTING:
                texts = [text for argument in node.args for text in literals(argument)]
                found += [
                    (name, node.lineno, text)
                    for text in texts
                    if re.search("[A-Za-z]{2}", text) and text.strip() not in ALIKE.get(name, set())
                    and text not in ALIKE.get(name, set())
                ]  # fmt: skip
    assert found == []


@pytest.mark.parametrize("name", list(SUMMARIES))
def test_every_command_has_the_option(name):
    options = {option for one in main.commands[name].params for option in one.opts}
    assert "--lang" in options


def english_sentences():
    """The English sentences of the catalogue of messages, as patterns; one word proves nothing."""
    file = HOUSE / "content/problems/translations/fr.po"
    for entry in read_po(io.BytesIO(file.read_bytes())):
        for one in entry.id if isinstance(entry.id, tuple) else [entry.id]:
            parts = [(text, gap) for text, gap, _, _ in string.Formatter().parse(one)]
            if len(re.findall("[A-Za-z]{2,}", "".join(text for text, _ in parts))) >= 2:
                yield re.compile(
                    "".join(re.escape(text) + (".+?" if gap is not None else "") for text, gap in parts)
                )


ENGLISH = [pattern for pattern in english_sentences() if len(pattern.pattern) > 12]
WRONG = [
    ("badges",), ("badges", "paris"), ("badges", "nowhere", "names.csv"),
    ("badges", "paris", "odd.csv"), ("badges", "paris", "names.csv", "--nudge-x", "99"),
    ("build", "--settings", "none.py"), ("build", "--due"), ("check", "none.md"),
    ("check", "--content", "none"), ("check", "--codes"), ("check", "--format", "x"), ("codeowners",),
    ("codeowners", "--check"), ("codeowners", "--host", "x"), ("devserver", "--port", "x"),
    ("explain", "value.tim"), ("explain", "x"), ("fmt", "none.md"), ("fmt", "pelicanconf.py"),
    ("fmt", "--check"), ("fmt", "--diff"), ("forget", "x"), ("forget", "Ada Lovelace"), ("forget",),
    ("new-city", "--near", "x", "A"), ("new-city", "Xyzzy", "--country", "XX"),
    ("new-edition", "2011-spring"), ("new-event", "paris", "2011-sprin"),
    ("new-event", "pari", "2011-spring"), ("raffle-tickets", "paris"),
    ("raffle-tickets", "paris", "--check", "1-1"), ("serve", "--output", "none"),
    ("serve", "--port", "x"), ("status",), ("status", "--city", "pari"), ("status", "--edition", "x"),
    ("wifi-kit", "paris"), ("wifi-kit",), ("nothing",), ("status", "--nothing"),
]  # fmt: skip


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_nothing_is_said_in_english_to_a_french_user(site, words):
    (site / "names.csv").write_text("name,role\n,\n,Speaker\n", "utf-8")
    (site / "odd.csv").write_text("what\nx\n", "utf-8")
    env = {"LANGUAGE": "", "LC_ALL": "", "LANG": "fr_FR.UTF-8", "SITEURL": "https://lanterns.example.org"}
    done = run(*words, cwd=site, env=env)
    said = [line.removeprefix("Erreur\u00a0: ") for line in (done.stdout + done.stderr).splitlines()]
    text = " ".join(" ".join(said).split())
    usage = re.sub(r"Usage: \S+.*?(?=Pour|Erreur|$)", "", text)
    assert [one.pattern for one in ENGLISH if one.search(usage)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_option_wins_over_the_environment(site, language):
    env = {"LANGUAGE": "", "LC_ALL": "", "LANG": "en_GB.UTF-8" if language == "fr" else "fr_FR.UTF-8"}
    done = run("fmt", "none.md", "--lang", language, cwd=site, env=env)
    assert ("Ce fichier n’existe pas." in done.stderr) == (language == "fr")
    done = run("fmt", "--nothing", "--lang", language, cwd=site, env=env)
    assert ("Il n’y a pas d’option" in done.stderr) == (language == "fr")


def test_the_closing_line_of_a_build_is_in_french(site):
    env = {"LANGUAGE": "", "LC_ALL": "", "LANG": "fr_FR.UTF-8"}
    first = run("build", cwd=site, env=env)
    assert " fichiers dans output\u00a0: " in first.stdout
    again = run("build", cwd=site, env=env)
    assert "rien n’a changé" in again.stdout
    assert "nothing changed" in run("build", "--lang", "en", cwd=site, env=env).stdout
