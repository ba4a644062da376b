"""Builds as processes: one is killed while workers make its files, and two run at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests import sites
from tests.programs import HANGING

WAITING = '''
from pathlib import Path

from samenight.site import hooks
from samenight.site.artifact import Artifact

PIPE = str(Path(__file__).parent / "pipe")


def wait(pipe):
    """Reads until the other end is closed."""
    return Path(pipe).read_bytes()


def artifacts(library, site):
    return [Artifact("waiting.txt", "text/plain", wait, PIPE)]


def offer(_build):
    return artifacts


def register():
    hooks.artifacts.connect(offer)
'''


@pytest.fixture
def site(tmp_path):
    """A site with an artifact whose making lasts until a pipe is closed."""
    site = sites.make_site(tmp_path / "site")
    conf = (site / "pelicanconf.py").read_text("utf-8")
    (site / "own").mkdir()
    (site / "own/waiting.py").write_text(WAITING, "utf-8")
    os.mkfifo(site / "own/pipe")
    sites.plugin(site, 'PLUGIN_PATHS = [str(HERE / "own")]\nPLUGINS = [*PLUGINS, "waiting"]')
    return site, conf


def started(site, settings="pelicanconf.py", output="output"):
    """A build in a process of its own, with two workers."""
    env = {**os.environ, "SAMENIGHT_NOW": sites.NOW, "SAMENIGHT_JOBS": "2",
           "PYTHONPATH": str(sites.REPOSITORY / "plugins")}  # fmt: skip
    command = [sys.executable, "-P", "-m", "pelican", "content", "-s", settings, "-o", output]
    return subprocess.Popen(command, cwd=site, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers find out by the end of their queue")
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_the_build_and_the_next_one_goes_through(site, by):
    site, conf = site
    build = started(site)
    pipe = os.open(site / "own/pipe", os.O_WRONLY)  # waits for the worker that reads
    try:
        build.send_signal(by)
        build.communicate(timeout=HANGING)  # until nobody holds its output any more
        (site / "pelicanconf.py").write_text(conf, "utf-8")
        assert sites.build(site).returncode == 0
    finally:
        os.close(pipe)


def test_two_builds_of_one_store_both_go_through(site):
    """As ``make html`` next to ``make publish``: what one has made is not swept away by the other."""
    site, conf = site
    (site / "plain.py").write_text(conf, "utf-8")
    first = started(site)
    pipe = os.open(site / "own/pipe", os.O_WRONLY)
    second = started(site, "plain.py", "public")
    try:
        assert any(f"(process {first.pid})".encode() in line for line in second.stdout)
    finally:
        os.close(pipe)
    for build in (first, second):
        said, _ = build.communicate(timeout=HANGING)
        assert build.returncode == 0, said.decode()
    made = sites.tree(site / "output")
    assert made.pop("waiting.txt") == b""
    assert made.keys() == sites.tree(site / "public").keys()


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_that_are_not_forked_from_the_build_make_the_same(tmp_path, method):
    """As on macOS, and on Linux from Python 3.14: such a worker is not a child of the build."""
    here, there = sites.make_site(tmp_path / "here"), sites.make_site(tmp_path / "there")
    sites.plugin(there, f"""
        import multiprocessing
        from samenight.builder.processes import artifact_maker
        multiprocessing.set_start_method("{method}", force=True)
        artifact_maker.worth_a_pool = lambda: 1
    """)  # fmt: skip
    assert sites.build(here).returncode == 0
    build = started(there)
    said, _ = build.communicate(timeout=HANGING)
    assert build.returncode == 0, said.decode()
    assert sites.tree(there / "output") == sites.tree(here / "output")
