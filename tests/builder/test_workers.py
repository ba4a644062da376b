"""Processes that read and make: what they get, and that files read by them are read as in one process."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
from pathlib import Path

import pytest
from samenight.builder.processes import workers as workers_module
from samenight.builder.processes.workers import Workers, read_on_all_cores
from samenight.content.reading.content_reader import EMPTY_CACHE, NOTHING, read_content
from samenight.site.artifact import Sources

from benchmarks import festivals

SHARED = Sources(tuple((f"{number}.html", "text" * 100) for number in range(50)))


def seen(first, item):
    """The process, whether it collects garbage, and what it got."""
    return os.getpid(), gc.isenabled(), first.digest, item


def test_results_are_in_the_order_of_the_items():
    with Workers(2) as workers:
        found = list(workers.each(seen, SHARED, items=range(100)))
    assert [item for *_, item in found] == list(range(100))
    assert {digest for *_, digest, _ in found} == {SHARED.digest}
    assert os.getpid() not in {process for process, *_ in found}


def test_what_is_shared_is_not_sent(monkeypatch):
    sent = []
    monkeypatch.setattr(workers_module, "call", lambda pickled: sent.append(len(pickled)))

    def lengths(shared):
        with Workers(2, shared) as workers:
            pool = workers.start()
            monkeypatch.setattr(pool, "submit", lambda _, pickled: sent.append(len(pickled)) or Done())
            list(workers.each(seen, SHARED, items=[1]))
        return sent.pop()

    alone, with_all = lengths([SHARED]), lengths([])
    assert alone < 200
    assert with_all > len(pickle.dumps(SHARED))


class Done:
    """The future of a call that returns nothing."""

    def result(self):
        """Nothing."""


def test_a_shared_fact_is_the_same_in_a_worker():
    with Workers(2, [Sources(()), SHARED]) as workers:
        assert {digest for *_, digest, _ in workers.each(seen, SHARED, items=range(9))} == {SHARED.digest}


def test_workers_collect_garbage_even_if_it_is_paused_where_they_start():
    gc.disable()
    try:
        with Workers(2) as workers:
            assert {is_on for _, is_on, *_ in workers.each(seen, SHARED, items=range(9))} == {True}
    finally:
        gc.enable()


BROKEN = {
    "cities/city-00003/city.md": "---\nname: City\n  x: 1\n---\n",
    "cities/city-00005/2024-spring.md": "---\ndate: 2024-13-40\nstatus: gone\n---\n[x](javascript:y)\n",
    "cities/city-00007/city.md": b"---\nname: \xff\n---\n",
    "cities/city-00009/2023-spring.md": "---\nhidden: yes\nstart: nine\n---\n",
    "cities/Wrong Name/city.md": '---\nname: "Wrong"\ncountry: "FR"\n---\n',
    "charities/clean-wells.md": "<<<<<<< ours\n",
}


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """The content of eighty cities, in which some files are wrong."""
    folder = tmp_path_factory.mktemp("many") / "content"
    festivals.make(folder, 80)
    for name, text in BROKEN.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_many_files_are_read_as_in_one_process(content):
    alone = read_content(content)
    with Workers(2) as workers:
        many = read_content(content, EMPTY_CACHE, NOTHING, read_on_all_cores(workers))
        assert workers.is_started
    assert len(alone.problems) > len(BROKEN)
    assert many.problems == alone.problems
    assert list(many.origins.items()) == list(alone.origins.items())
    assert many.library == alone.library
    assert list(many.cache.facts.items()) == list(alone.cache.facts.items())
    assert list(many.cache.notes.items()) == list(alone.cache.notes.items())


def test_few_new_files_are_read_without_starting_processes(content, tmp_path):
    copy = tmp_path / "content"
    shutil.copytree(content, copy)
    known = read_content(copy).cache
    with Path(copy / "cities/city-00001/city.md").open("a", encoding="utf-8") as file:
        file.write("One more sentence.\n")
    with Workers(2) as workers:
        again = read_content(copy, known, NOTHING, read_on_all_cores(workers))
        assert not workers.is_started
    assert again == read_content(copy)
