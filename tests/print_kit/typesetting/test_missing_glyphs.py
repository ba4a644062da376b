"""The check for printed characters that no font has."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from samenight.builder.site_settings import fonts_of
from samenight.commands.project import register_rules
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import Problem
from samenight.content.problems.report import report
from samenight.print_kit.typesetting.missing_glyphs import PRINTED, problems
from samenight.site.artifact import Fonts
from samenight.site.inspection import inspect_festival

from tests import programs, sites
from tests.mistakes.laying import THEME, lay, mend
from tests.mistakes.mistake import COMING, HELD, LODZ, Mistake

register_rules({})
AFTER = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def found(content: Path, fonts: Fonts | None, *mistakes: Mistake) -> list[Problem]:
    mend(content)
    for mistake in mistakes:
        lay(content, mistake.texts())
    problems_found = inspect_festival(content, Moment(AFTER), fonts=fonts).problems
    return [problem for problem in problems_found if problem.code in {"print.letters", "print.pictures"}]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "content"


PERSON = Mistake("", COMING, 'name: "Ana"', 'name: "Ana 🎉"')


def test_a_letter_is_named_with_its_code_and_name_and_the_fonts(content: Path) -> None:
    (problem,) = found(content, fonts_of(THEME), PERSON)
    assert (problem.field, problem.severity, problem.finding.found) == ("team[0].name", "warning", "🎉")
    text = " ".join(report([problem]).split())
    assert "🎉 U+1F389 PARTY POPPER" in text
    assert "Inter, Noto Sans Arabic" in text
    assert "theme/fonts" in text


def test_many_letters_are_counted(content: Path) -> None:
    tibetan = Mistake("", COMING, 'name: "Ana"', 'name: "' + "".join(map(chr, range(0xF40, 0xF47))) + 'ཉཊཋ"')
    (problem,) = found(content, fonts_of(THEME), tibetan)
    assert "ཀ U+0F40, ཁ U+0F41" in report([problem])
    assert "… (10)" in report([problem])


def test_nothing_is_said_where_nobody_knows_the_fonts(content: Path, tmp_path: Path) -> None:
    assert found(content, None, PERSON) == []
    assert found(content, fonts_of(tmp_path / "no theme"), PERSON) == []


def test_events_of_the_past_are_not_printed_any_more(content: Path) -> None:
    past = Mistake("", HELD, '"Weekend in Gdańsk"', '"Weekend 🎉"')
    assert found(content, fonts_of(THEME), past) == []


def test_a_text_that_is_not_printed_may_have_any_letters(content: Path) -> None:
    note = Mistake("", LODZ, 'also_known_as: ["Lodz"]', 'also_known_as: ["Lodz 🎉"]')
    assert found(content, fonts_of(THEME), note) == []


def test_a_short_form_is_reported_at_its_place(content: Path) -> None:
    mend(content)
    text = (content / COMING).read_text("utf-8")
    (content / COMING).write_text(text.replace("prizes:\n", 'prizes:\n    - "Lantern 🏮"\n', 1), "utf-8")
    problems_found = inspect_festival(content, Moment(AFTER), fonts=fonts_of(THEME)).problems
    (problem,) = [one for one in problems_found if one.code == "print.pictures"]
    assert problem.line == text[: text.index("prizes:")].count("\n") + 2


@pytest.mark.parametrize("kind", PRINTED, ids=lambda kind: kind.__name__)
def test_every_printed_field_is_one_of_the_model(kind) -> None:
    assert all(path[0] in kind.model_fields for path in PRINTED[kind])


def test_the_check_and_the_build_say_the_same(site: Path) -> None:
    city = site / "content/cities/auckland/city.md"
    city.write_text(city.read_text("utf-8").replace("\n---", '\nhashtags: ["Tāmaki𐤌"]\n---', 1), "utf-8")
    env = {**os.environ, "PYTHONPATH": programs.PLUGINS, "LC_ALL": "C.UTF-8"}
    checked = programs.samenight(["check"], site, env)
    built = sites.build(site, {"LC_ALL": "C.UTF-8"})
    for text in (checked.stderr, built.stderr):
        assert "print.letters" in text
        assert "U+1090C PHOENICIAN LETTER MEM" in " ".join(text.split())


def test_the_rule_takes_the_facts_as_other_rules_do() -> None:
    assert list(problems(None, None, {}, AFTER)) == []  # type: ignore[arg-type]
