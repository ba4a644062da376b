"""A sample of the series of faults (``make faults`` runs all of them)."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise

import pytest

from tests.faults import shim
from tests.faults.series import faults, spread
from tests.programs import HANGING
from tests.sites import REPOSITORY


@pytest.mark.skipif(sys.platform != "linux", reason="the builds are forks of one process")
def test_a_fault_at_any_step_leaves_the_site_whole_and_the_next_build_heals():
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.faults.series",
        "--spread",
        "3",
        "--processes",
        "1",
    ]
    paths = os.pathsep.join((str(REPOSITORY / "plugins"), str(REPOSITORY)))
    done = subprocess.run(
        command, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True,
        timeout=HANGING, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("3 builds with a fault") == 7
    assert done.stdout.endswith("All builds kept the site whole, and the next ones healed.\n")


def test_a_sample_is_spread_over_all_operations():
    log = b"ososrwcm" * 100
    all_of_them = list(faults(log))
    assert {fault.number for fault in all_of_them} == set(range(1, 801))
    chosen = spread(all_of_them, 10)
    assert len(chosen) == len(set(chosen)) == 10
    gaps = [two.number - one.number for one, two in pairwise(chosen)]
    assert all(60 < gap < 100 for gap in gaps)


SHIMMED = """
import os, sys
from pathlib import Path
from tests.faults import shim
shim.install(Path("log"), shim.Fault(int(sys.argv[1]), sys.argv[2]))
Path("a").write_bytes(b"x" * 10)
os.replace("a", "b")
print(Path("b").read_bytes())
"""


@pytest.mark.parametrize(
    ("number", "how", "expected"),
    [
        (0, "", (0, "", "cwmor")),
        (1, "EACCES", (1, "PermissionError: [Errno 13] Permission denied: PosixPath('a')", "c")),
        (2, "ENOSPC", (1, "OSError: [Errno 28] No space left on device", "cw")),
        (3, "EIO", (1, "OSError: [Errno 5] Input/output error: 'a' -> 'b'", "cwm")),
        (5, "EIO", (1, "OSError: [Errno 5] Input/output error", "cwmor")),
        (2, shim.FULL, (1, "OSError: [Errno 28] No space left on device", "cw")),
        (3, shim.KILL, (-9, "", "cwm")),
    ],
)
def test_the_shim_lets_one_operation_fail(tmp_path, number, how, expected):
    paths = os.pathsep.join((str(REPOSITORY / "plugins"), str(REPOSITORY)))
    done = subprocess.run(
        [sys.executable, "-c", SHIMMED, str(number), how], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    last = done.stderr.strip().rpartition("\n")[2]
    status, said, operations = expected
    assert (done.returncode, last) == (status, said)
    assert (tmp_path / "log").read_text().startswith(operations)  # a traceback reads more
