"""Compiled templates: compiled once, never from something damaged or of other templates."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from samenight.builder.processes.template_code import compile_all, keep_templates, remove_old_templates
from samenight.content.problems.wording import Words
from samenight.site.artifact import Sources
from samenight.site.page_templates import environment

TEMPLATES = Sources((("a.html", "A{{ x }}"), ("b.html", "{% include 'a.html' %}B"), ("c.html", "{{ 1 + }}")))
CODE = b"code"


@pytest.fixture
def compiled(monkeypatch):
    """The names of templates that are compiled, and not loaded."""
    names = []
    real = Environment._parse

    def parse(self, source, name, filename):
        names.append(name)
        return real(self, source, name, filename)

    monkeypatch.setattr(Environment, "_parse", parse)
    return names


def in_a_new_process(folder, templates=TEMPLATES, code=CODE):
    """The environment of pages, as a process that has just started gets it."""
    environment.cache_clear()
    keep_templates(templates, Words(), folder, code)
    return environment(templates, Words())


@pytest.fixture(autouse=True)
def forget():
    yield
    environment.cache_clear()


def test_a_template_is_compiled_by_one_process(tmp_path, compiled):
    in_a_new_process(tmp_path)
    compile_all(TEMPLATES, Words(), tmp_path)
    assert sorted(compiled) == ["a.html", "b.html", "c.html"]  # the last one is wrong
    compiled.clear()
    env = in_a_new_process(tmp_path)
    assert env.get_template("b.html").render(x="<") == "A&lt;B"
    assert compiled == []


def test_with_other_code_and_other_texts_it_is_compiled_again(tmp_path, compiled):
    in_a_new_process(tmp_path).get_template("a.html")
    other = Sources((("a.html", "Other {{ x }}"),))
    assert in_a_new_process(tmp_path, other).get_template("a.html").render(x=1) == "Other 1"
    in_a_new_process(tmp_path, code=b"other").get_template("a.html")
    assert compiled == ["a.html"] * 3


@pytest.mark.parametrize("content", [b"", b"x" * 500, "half", "other"])
def test_what_is_damaged_is_compiled_again(tmp_path, compiled, content):
    in_a_new_process(tmp_path).get_template("a.html")
    (file,) = (tmp_path / "templates").iterdir()
    whole = file.read_bytes()
    changed = {"half": whole[:-9], "other": whole[:60] + bytes([whole[60] ^ 1]) + whole[61:]}
    file.write_bytes(changed.get(content, content))
    assert in_a_new_process(tmp_path).get_template("a.html").render(x=1) == "A1"
    assert (compiled, file.read_bytes()) == (["a.html"] * 2, whole)


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path, compiled):
    (tmp_path / "templates").write_text("a file")
    for _ in range(2):
        assert in_a_new_process(tmp_path).get_template("a.html").render(x=1) == "A1"
    assert compiled == ["a.html"] * 2


def test_old_versions_are_removed(tmp_path, monkeypatch):
    remove_old_templates(tmp_path)
    monkeypatch.setattr("samenight.builder.processes.template_code.MOST_KEPT", 2)
    for number in range(4):
        in_a_new_process(tmp_path, Sources((("a.html", f"{number}"),))).get_template("a.html")
    (tmp_path / "templates/.killed.new").write_text("half")
    remove_old_templates(tmp_path)
    assert len(list((tmp_path / "templates").iterdir())) <= 2
