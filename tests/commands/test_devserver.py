"""The process that builds for a live preview: what it answers, and what takes its place."""

from __future__ import annotations

import os
import queue
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from samenight.builder.resident import BuildOutcome, Glance, Request
from samenight.commands.devserver import BuilderProcess
from samenight.commands.live_preview import Preview

from tests import sites
from tests.builder.test_builds import AUCKLAND, editing
from tests.programs import HANGING

Answers = queue.Queue[Any]


@pytest.fixture
def answers() -> Answers:
    return queue.Queue()


@pytest.fixture
def builder(site: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> Iterator[BuilderProcess]:
    """The process for the good site."""
    monkeypatch.chdir(site)
    monkeypatch.setenv("SAMENIGHT_NOW", sites.NOW)
    process = BuilderProcess(["content", "-s", "pelicanconf.py"], answers.put)
    try:
        yield process
    finally:
        process.end()


def test_another_process_answers_what_was_asked_last(
    site: Path, builder: BuilderProcess, answers: Answers
) -> None:
    """Browsers wait for it, whether it was replaced after a change of settings or because it was killed."""
    preview = Preview(site / "output")
    assert answers.get(timeout=HANGING) == BuildOutcome("", str(site / "output"), 0)
    editing(f"content/{AUCKLAND}", "By the harbour.", "In the park.")(site)
    number, _ = preview.request(in_content=True)
    builder.request(Request(number))
    for expected in (Glance, BuildOutcome):
        answer = answers.get(timeout=HANGING)
        assert (type(answer), answer.number) == (expected, number)
    preview.finish(answer)
    shown = preview.number
    sites.plugin(site, 'SITEURL = "https://other.example.org"')
    number, _ = preview.request(in_content=False)
    builder.restart(number)
    preview.finish(answers.get(timeout=HANGING))
    assert preview.number > shown
    assert b"https://other.example.org/" in (site / "output/sitemap.xml").read_bytes()

    pid = builder._process.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    stopped = "The build stopped. The terminal says why."
    assert answers.get(timeout=HANGING) == BuildOutcome(stopped, "", number)
    builder._process.join(HANGING)
    builder.request(Request(number + 1))
    assert answers.get(timeout=HANGING) == BuildOutcome("", str(site / "output"), number + 1)
