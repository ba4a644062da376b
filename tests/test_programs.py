"""Programs forked from a waiting process behave like newly started ones."""

from __future__ import annotations

import os
import re
import shutil
import tempfile

import pytest

from tests import programs, sites

SAMENIGHT = ["-m", "samenight.commands"]
COMMANDS = [
    ["-m", "pelican", "content", "-s", "pelicanconf.py"],
    [*SAMENIGHT, "check"],
    [*SAMENIGHT, "check", "--content", "nowhere"],
    [*SAMENIGHT, "explain", "value.amount"],
    [*SAMENIGHT, "fmt"],
    [*SAMENIGHT, "status"],
    [*SAMENIGHT, "codeowners", "--host", "github"],
    [*SAMENIGHT, "new-city", "Łódź", "--country", "PL"],
    [*SAMENIGHT, "new-edition", "2012", "--date", "2012-03-24"],
    [*SAMENIGHT, "raffle-tickets", "paris", "--to", "20"],
    [*SAMENIGHT, "--help"],
    ["-c", "import sys; print(sys.argv, sys.path[0], sys.stdin.read())"],
    ["-c", "import atexit; atexit.register(print, 'the end'); raise SystemExit('stopped')"],
    ["-c", "import os; print('a', flush=True); os.kill(os.getpid(), 9)"],
]


def around(**more):
    """The environment of a command for which a fork will do."""
    gone = {*programs.TERMINAL, "LANGUAGE", "SOURCE_DATE_EPOCH"}
    ours = {"PYTHONPATH": programs.PLUGINS, "LC_ALL": programs.PLAIN, "SAMENIGHT_NOW": sites.NOW}
    return {name: value for name, value in os.environ.items() if name not in gone} | ours | more


def anew(arguments, folder, environment):
    """Like :func:`programs.run`, in a new process."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, open(os.devnull, "rb") as none:
        files = (none.fileno(), out.fileno(), err.fileno())
        status = programs.afresh(arguments, folder, environment, files).wait(programs.HANGING)
        out.seek(0)
        err.seek(0)
        return status, out.read(), err.read()


def without_times(output, folder):
    """Output without durations and folder names."""
    return re.sub(rb"[\d.]+ s(econds)?\b", b"", output.replace(bytes(folder), b"here"))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_fork_does_what_a_new_process_does(site, arguments):
    other = shutil.copytree(site, site.with_name("other") / site.name)
    assert programs.can_wait(arguments, around())
    copy = programs.run(arguments, site, around())
    status, out, err = anew(arguments, other, around())
    assert copy.returncode == status
    assert without_times(copy.stdout, site) == without_times(out, other)
    assert without_times(copy.stderr, site) == without_times(err, other)
    for folder in ("content", "output", "private"):
        assert sites.tree(site / folder) == sites.tree(other / folder)


def test_each_copy_has_its_own_surroundings(site):
    code = (
        "import os, sys, time; print(os.getcwd(), os.environ.get('MARK'), time.tzname[0], oct(os.umask(0)))"
    )
    for mark, zone, name, umask in (("a", "Asia/Tokyo", "JST", 0o077), ("b", "UTC", "UTC", 0o022)):
        output = programs.run(["-c", code], site, around(MARK=mark, TZ=zone), umask).stdout.decode()
        assert output == f"{site} {mark} {name} {oct(umask)}\n"


def test_nothing_of_one_copy_is_left_for_the_next(site):
    code = "import samenight as s; print(hasattr(s, 'left')); s.left = True; open('left', 'a').write('x')"
    output = [programs.run(["-c", code], site, around()).stdout for _ in range(4)]
    assert output == [b"False\n"] * 4
    assert (site / "left").read_text() == "xxxx"


def test_sets_have_another_order_from_one_copy_to_the_next(site):
    code = "print([*{str(n) for n in range(50)}])"
    one, two, three = (programs.run(["-c", code], site, around()).stdout for _ in range(3))
    assert one != two
    assert one == three


@pytest.mark.parametrize(
    "more",
    [
        {"LC_ALL": "fr_FR.UTF-8"},
        {"LC_ALL": ""},
        {"LANGUAGE": "fr"},
        {"PYTHONHASHSEED": "3"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONPATH": "/elsewhere"},
    ],
    ids=str,
)
def test_settings_that_are_read_at_the_start_get_a_new_process(more):
    assert not programs.can_wait(["-c", "pass"], around(**more))


def test_options_of_python_and_a_terminal_for_pelican_get_a_new_process():
    assert not programs.can_wait(["-X", "importtime", "-c", "pass"], around())
    assert not programs.can_wait(["-m", "pelican"], around(COLUMNS="40"))
    assert programs.can_wait(["-m", "samenight.commands"], around(COLUMNS="40"))


def test_a_program_that_hangs_is_ended(site):
    with open(os.devnull, "r+b") as none:
        files = (none.fileno(),) * 3
        running = programs.start(["-c", "import threading; threading.Event().wait()"], site, around(), files)
        assert running.wait(0) == -9
