"""The staging folder and the swap: the site is complete at every moment."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys

import pytest
from samenight.builder.output import staging
from samenight.builder.output.staging import empty_staging, place, staging_folder, swap, unsafe_output
from samenight.content.problems.wording import ENGLISH

from tests.sites import REPOSITORY, tree


@pytest.fixture(params=["one step", "two renames"])
def way(request, monkeypatch):
    """Both ways of swapping: the system's exchange, and the renames where there is none."""
    if request.param == "two renames":
        monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    elif sys.platform not in {"linux", "darwin"}:
        pytest.skip("this system cannot exchange two folders")
    return request.param


@pytest.fixture
def output(tmp_path):
    """An output folder with the last site in it."""
    folder = tmp_path / "site" / "output"
    (folder / "paris").mkdir(parents=True)
    (folder / "paris/index.html").write_text("old")
    (folder / "gone.html").write_text("old")
    return folder


def stage(output):
    made = empty_staging(output)
    (made / "paris").mkdir()
    (made / "paris/index.html").write_text("new")
    (made / "added.html").write_text("new")
    return made


OLD = {"paris/index.html": b"old", "gone.html": b"old"}
NEW = {"paris/index.html": b"new", "added.html": b"new"}


def siblings(output):
    return {path.name for path in output.parent.iterdir()}


def test_a_swap_publishes_all_and_takes_the_old_away(output, way):
    made = stage(output)
    assert swap(made, output)
    assert tree(output) == NEW
    assert tree(made) == OLD
    assert siblings(output) == {"output", made.name}


def test_the_first_site(tmp_path, way):
    output = tmp_path / "site" / "output"
    assert not swap(stage(output), output)
    assert tree(output) == NEW
    assert siblings(output) == {"output"}


def test_staging_is_empty_at_the_beginning(output):
    made = empty_staging(output)
    (made / "left.html").write_text("by a killed build")
    assert tree(empty_staging(output)) == {}
    assert tree(output) == OLD


def test_staging_is_next_to_the_output(output):
    assert staging_folder(output) == output.parent / ".output.staging"


class Killed(BaseException):
    """Simulates the end of a process."""


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_build_killed_between_the_renames_is_repaired(output, monkeypatch, renames):
    monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    real, calls = type(output).rename, []

    def rename(self, target):
        calls.append(target)
        if len(calls) > renames:
            raise Killed
        return real(self, target)

    made = stage(output)
    with monkeypatch.context() as patch:
        patch.setattr(type(output), "rename", rename)
        with pytest.raises(Killed):
            swap(made, output)
    empty_staging(output)
    assert tree(output) == (OLD if renames < 2 else NEW)
    swap(stage(output), output)
    assert tree(output) == NEW
    assert siblings(output) == {"output", made.name}


def test_an_output_folder_that_is_a_link_is_published_through_it(tmp_path, output, way):
    """Some link the output folder to where the web server looks."""
    served = tmp_path / "served"
    output.rename(served)
    output.symlink_to(served)
    swap(stage(output), output)
    assert tree(output) == NEW


def test_place_puts_the_file_there(tmp_path):
    (tmp_path / "stored").write_text("x")
    place(tmp_path / "stored", tmp_path / "placed")
    assert (tmp_path / "placed").read_text() == "x"


def test_place_copies_where_the_disk_cannot_link(tmp_path, monkeypatch):
    def cannot(*args):
        raise OSError

    monkeypatch.setattr(os, "link", cannot)
    (tmp_path / "stored").write_text("x")
    place(tmp_path / "stored", tmp_path / "placed")
    assert (tmp_path / "placed").read_text() == "x"
    assert (tmp_path / "placed").stat().st_nlink == 1


HOLD = """
import sys
from pathlib import Path
from samenight.builder.output.staging import build_lock
with build_lock(Path(sys.argv[1]), lambda process: print(f"waits for {process}", flush=True)):
    print("in", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_waits_for_the_first(output):
    def build():
        command = [sys.executable, "-c", HOLD, str(output)]
        env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "plugins")}
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)

    with build() as first:
        assert first.stdout.readline() == b"in\n"
        with open(lock_of(output), "a") as lock, pytest.raises(BlockingIOError):
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with build() as second:
            assert second.stdout.readline() == f"waits for {first.pid}\n".encode()
            first.kill()  # the lock goes with its process, however it ends
            assert second.stdout.readline() == b"in\n"


def lock_of(output):
    return output.with_name(f".{output.name}.lock")


def test_a_folder_with_other_files_is_not_published_to(tmp_path):
    thesis = tmp_path / "documents"
    thesis.mkdir()
    (thesis / "thesis.txt").write_text("years of work")
    assert "not made here" in unsafe_output(thesis, [], ENGLISH)
    (thesis / "thesis.txt").unlink()
    assert unsafe_output(thesis, [], ENGLISH) is None
    (thesis / "manifest.json").write_text("{}")
    assert unsafe_output(thesis, [], ENGLISH) is None


@pytest.mark.parametrize("name", ["content", ".", "content/output"])
def test_the_content_is_not_published_over(tmp_path, name):
    (tmp_path / "content").mkdir()
    assert "one is inside the other" in unsafe_output(
        (tmp_path / name).resolve(), [tmp_path / "content"], ENGLISH
    )
