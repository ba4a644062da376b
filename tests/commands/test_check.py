"""`samenight check` as people run it: one process, what it says and how it ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from samenight.commands import watching

from tests import sites

PROGRAM = [sys.executable, "-m", "samenight.commands"]


def run(*arguments, cwd=sites.REPOSITORY, columns="80", interpreter=()):
    """Run the program; how it ended."""
    around = {**os.environ, "PYTHONPATH": str(sites.REPOSITORY / "plugins"), "COLUMNS": columns}
    command = [PROGRAM[0], *interpreter, *PROGRAM[1:], *arguments]
    return subprocess.run(
        command, cwd=cwd, env=around, capture_output=True, text=True, timeout=60, check=False
    )


def test_content_that_is_right(site):
    done = run("check", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 events in 2 cities: all well.\n"


def test_every_mistake_is_named_at_once_with_its_place_and_a_remedy(site):
    sites.write(
        site / "content",
        {
            "cities/paris/2011-spring.md": """
            ---
            status: "confirmd"
            venu: {name: "V"}
            tickets: [{price: "ten"}]
            ---
            """,
            "cities/auckland/2012-spring.md": '---\nstatus: "planned"\n---\n',
        },
    )
    done = run("check", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    *lines, count = done.stderr.splitlines()
    assert len(lines) == 4
    assert count == "4 problems."
    assert all(re.match(r"content/cities/\S+\.md(:\d+:\d+)?  \S.*[.?]$", line) for line in lines), lines
    assert 'Did you mean "confirmed"?' in done.stderr
    assert 'Did you mean "venue"?' in done.stderr
    assert "content/cities/paris/2011-spring.md:4:19  tickets[0].price" in done.stderr


def test_warnings_do_not_fail(site):
    sites.write(site / "content", {"notes.md": "---\n---\n"})
    done = run("check", cwd=site)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "1 warning."
    assert "2 events in 2 cities" in done.stdout
    assert "all well" not in done.stdout


def test_rules_over_the_whole_are_checked_too(site):
    sites.write(site / "content", {"cities/paris-2/city.md": sites.GOOD["cities/paris/city.md"]})
    done = run("check", cwd=site)
    assert done.returncode == 0
    assert "has a folder already: paris" in done.stderr


def test_content_without_a_festival(tmp_path):
    (tmp_path / "content").mkdir()
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "festival.md" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("check", "--content", "nowhere"), ("check", "--no-such"), ("chek",)])
def test_wrong_use(tmp_path, arguments):
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert run("check", cwd=tmp_path).stderr == 'There is no folder "content". Name it with --content.\n'


def test_another_folder_can_be_named(site, tmp_path):
    assert run("check", "--content", str(site / "content"), cwd=tmp_path).returncode == 0


HEAVY = {"pelican", "jinja2", "PIL", "typst", "qrcode", "icalendar", "watchfiles", "rich", "http.server"}


def test_checking_loads_nothing_that_only_building_needs(site):
    done = run("check", cwd=site, interpreter=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "samenight.festival.reading" in loaded
    assert HEAVY & loaded == set()


@pytest.mark.parametrize("command", [(), ("check",), ("fmt",), ("serve",), ("devserver",)])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_fits_a_terminal(command, flag):
    done = run(*command, flag)
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: ")
    assert [line for line in done.stdout.splitlines() if len(line) > 80] == []


def test_help_says_what_there_is():
    text = run("--help").stdout
    assert "Many cities, one night, one cause." in text
    for command in ("check", "fmt", "serve", "devserver"):
        (line,) = re.findall(rf"^  {command} +(\S.*)$", text, re.MULTILINE)
        assert not line.endswith("..."), line


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("check", ["--content"]),
        ("fmt", ["--check", "--diff", "--content"]),
        ("serve", ["--output", "--host", "--port"]),
        ("devserver", ["--output", "--host", "--port", "--settings", "--no-server"]),
    ],
)
def test_help_names_every_option_and_its_default(command, options):
    text = run(command, "--help").stdout
    assert [option for option in options if option not in text] == []
    for option in re.findall(r"^  (--\w+) [A-Z]+ ", text, re.MULTILINE):
        assert re.search(rf"{option} [^\[]*\[default: ", text), option


def test_help_of_check_tells_its_exit_status():
    text = " ".join(run("check", "--help").stdout.split())
    assert "Exit status: 0 nothing wrong (there may be warnings), 1 problems, 2 wrong use." in text


def test_a_build_of_the_watcher_is_a_real_one(site, monkeypatch, capfd):
    monkeypatch.chdir(site)
    monkeypatch.setenv("SAMENIGHT_NOW", sites.NOW)
    assert watching.build("pelicanconf.py") is True
    assert (site / "output/paris/index.html").is_file()
    sites.write(site / "content", {"festival.md": "no header"})
    assert watching.build("pelicanconf.py") is False
    assert (site / "output/paris/index.html").is_file()
    assert "content/festival.md" in capfd.readouterr().err


def test_what_a_site_is_made_of_is_watched():
    assert {"theme", "plugins", "pelicanconf.py"} <= set(watching.WATCHED)
