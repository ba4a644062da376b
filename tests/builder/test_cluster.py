"""Artifacts made by the processes of a Dask cluster: the same bytes, and clear errors without one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from samenight.builder.processes import cluster
from samenight.builder.processes.artifact_maker import Task, make_chunk
from samenight.builder.processes.cluster import Cluster, ClusterError, marked, sees
from samenight.site.artifact import Part

from tests import sites
from tests.programs import HANGING

# Two workers on this machine; prints their address, and ends with its input.
TWO_WORKERS = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=int(sys.argv[1]), dashboard_address=None) as found:
        print(found.scheduler_address, flush=True)
        sys.stdin.read()
"""
ENV = {**os.environ, "PYTHONPATH": str(sites.REPOSITORY / "plugins"), "SAMENIGHT_NOW": sites.NOW}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a cluster of two workers."""
    yield from running(tmp_path_factory.mktemp("cluster"), "1")


def running(folder, threads):
    pytest.importorskip("distributed")
    (folder / "two_workers.py").write_text(TWO_WORKERS, "utf-8")
    command = [sys.executable, "-W", "ignore", "two_workers.py", threads]
    with subprocess.Popen(
        command, cwd=folder, env=ENV, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        yield run.stdout.readline().strip().replace("tcp://", "dask://")
        run.stdin.close()


def build(site, **env):
    """A build in a process of its own."""
    command = [sys.executable, "-P", "-m", "pelican", "content", "-s", "pelicanconf.py"]
    return subprocess.run(
        command, cwd=site, env=ENV | env, capture_output=True, text=True, check=False, timeout=HANGING
    )


@pytest.mark.parametrize("mark", ["seen", "not seen"])
def test_a_cluster_makes_the_same_bytes(tmp_path, address, mark):
    """Also if its workers do not see the store, so that they send what they make."""
    here, there = sites.make_site(tmp_path / "here"), sites.make_site(tmp_path / "there")
    if mark == "not seen":
        sites.plugin(there, """
            from samenight.builder.processes import artifact_maker
            artifact_maker.marked = lambda folder: "another mark"
        """)  # fmt: skip
    assert sites.build(here).returncode == 0
    done = build(there, SAMENIGHT_EXECUTOR=address)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sites.tree(there / "output") == sites.tree(here / "output")


def test_workers_with_threads_are_refused(tmp_path):
    for address in running(tmp_path, "2"):
        with pytest.raises(ClusterError, match="--nthreads 1"):
            Cluster(address)


@pytest.mark.parametrize("address", ["celery://host:1", "host:8786", "dask://", "dask:8786"])
def test_what_is_no_address_is_refused(tmp_path, address):
    site = sites.make_site(tmp_path / "site")
    done = build(site, SAMENIGHT_EXECUTOR=address)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "dask://host:8786" in " ".join(done.stderr.split())
    assert not (site / "output").exists()


def test_without_the_library_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r'install "samenight\[dask\]"'):
        Cluster("dask://localhost:8786")


def test_where_nothing_answers_that_is_said(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_SECONDS", 0.2)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(ClusterError, match="does not answer"):
            Cluster(f"dask://127.0.0.1:{unused.getsockname()[1]}")


def text(facts, parts=None):
    return facts.encode()


def test_who_does_not_see_the_store_sends_bytes_and_makes_nothing_from_parts(tmp_path):
    tasks = [
        Task("a" * 64, "a", text, "a", ()),
        Task("b" * 64, "b", text, "b", (Part("a", "", 1, str(tmp_path / "a")),)),
    ]
    mark = marked(str(tmp_path))
    assert sees(str(tmp_path), mark)
    assert make_chunk(str(tmp_path), "another mark", tasks) == [b"a", None]
    assert make_chunk(str(tmp_path / "nowhere"), mark, tasks) == [b"a", None]
    assert {entry.split()[1] for entry in make_chunk(str(tmp_path), mark, tasks)} == {"1"}
