"""`samenight fmt` as people run it: its changes, its messages and its exit status."""

from __future__ import annotations

import os
import pty
import stat

import pytest
from samenight.commands import fmt
from samenight.content.reading.content_reader import read_content

from tests import programs, sites
from tests.commands.test_check import run

UNTIDY = "---\r\nstart: 18:00 # sharp\r\nstatus: held\r\n---\r\nBody  \r\nto the last byte"
TIDY = '---\r\nstatus: "held"\r\n# sharp\r\nstart: "18:00"\r\n---\r\nBody  \r\nto the last byte'
EVENT = "content/cities/auckland/2011-spring.md"


@pytest.fixture
def tidy(site):
    """The good site in the standard style, in which one file was edited carelessly."""
    assert run("fmt", cwd=site).returncode == 0
    sites.write(site / "content", {"cities/auckland/2011-spring.md": UNTIDY.encode()})
    return site


def test_what_is_not_in_the_standard_style_is_rewritten(tidy):
    before = sites.tree(tidy)
    done = run("fmt", cwd=tidy)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 file rewritten, 8 as they were.\n", "")
    assert sites.tree(tidy) == {**before, EVENT: TIDY.encode()}


def test_the_second_time_nothing_is_left_to_do(tidy):
    run("fmt", cwd=tidy)
    before = {path: path.stat().st_mtime_ns for path in tidy.rglob("*.md")}
    done = run("fmt", cwd=tidy)
    assert (done.returncode, done.stdout) == (0, "0 files rewritten, 9 as they were.\n")
    assert {path: path.stat().st_mtime_ns for path in tidy.rglob("*.md")} == before
    assert run("fmt", "--check", cwd=tidy).stdout == "0 files would be rewritten, 9 in order.\n"


def test_the_facts_stay_what_they_are(site):
    before = read_content(site / "content")
    assert " files rewritten, " in run("fmt", cwd=site).stdout
    after = read_content(site / "content")
    assert (after.library, after.problems) == (before.library, before.problems)
    assert run("check", cwd=site).returncode == 0


def test_check_names_what_would_change_and_changes_nothing(tidy):
    before = sites.tree(tidy)
    done = run("fmt", "--check", cwd=tidy)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == f"{EVENT}\n1 file would be rewritten, 8 in order.\n"
    assert sites.tree(tidy) == before
    (tidy / EVENT).write_bytes(TIDY.encode())
    assert run("fmt", "--check", cwd=tidy).returncode == 0


@pytest.mark.parametrize("arguments", [("--diff",), ("--diff", "--check"), ("--check", "--diff")])
def test_diff_shows_what_would_change_and_changes_nothing(tidy, arguments):
    before = sites.tree(tidy)
    done = run("fmt", *arguments, cwd=tidy)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"--- a/{EVENT}",
        f"+++ b/{EVENT}",
        "@@ -1,6 +1,7 @@",
        " ---\\r",
        "-start: 18:00 # sharp\\r",
        "-status: held\\r",
        '+status: "held"\\r',
        "+# sharp\\r",
        '+start: "18:00"\\r',
        " ---\\r",
        " Body  \\r",
        " to the last byte",
        "1 file would be rewritten, 8 in order.",
    ]
    assert sites.tree(tidy) == before


def test_a_long_body_is_not_shown(tidy):
    (tidy / EVENT).write_text("---\nstatus: held\n---\n" + "\n".join(map(str, range(10_000))))
    assert len(run("fmt", "--diff", cwd=tidy).stdout.splitlines()) < 15


def on_a_terminal(*arguments, cwd, **more):
    """What the program shows on a terminal."""
    ours, theirs = pty.openpty()
    around = {**os.environ, "PYTHONPATH": programs.PLUGINS, **more}
    command = ["-m", "samenight.commands", *arguments]
    running = programs.start(command, cwd, around, (0, theirs, 2))
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # Linux says so at the end
        pass
    os.close(ours)
    running.wait(programs.HANGING)
    return shown.decode()


def test_a_difference_has_colours_on_a_terminal_only_and_only_where_they_are_wanted(tidy):
    (tidy / EVENT).write_text('---\nslogan: a\nplace: "\\e[5m"\n---\n\x1b[31mred\x85\n', "utf-8")
    assert "\x1b" not in run("fmt", "--diff", cwd=tidy).stdout
    shown = on_a_terminal("fmt", "--diff", cwd=tidy)
    assert "\x1b[32m" in shown
    assert "\x1b[31m-slogan" in shown
    assert "\x1b[31mred" not in shown
    assert "\\x1b[31mred" in shown
    assert "\x1b" not in on_a_terminal("fmt", "--diff", cwd=tidy, NO_COLOR="1")


def test_only_the_named_files_are_touched(site):
    before = sites.tree(site)
    done = run("fmt", EVENT, f"./{EVENT}", str(site / EVENT), cwd=site)
    assert (done.returncode, done.stdout) == (0, "1 file rewritten, 0 as they were.\n")
    after = sites.tree(site)
    assert {name for name in after if after[name] != before[name]} == {EVENT}


def test_files_can_be_named_from_within_another_folder(site):
    city = site / "content/cities/auckland"
    done = run("fmt", "--content", "../..", "2011-spring.md", cwd=city)
    assert (done.returncode, done.stdout) == (0, "1 file rewritten, 0 as they were.\n")


def test_what_cannot_be_read_is_named_and_the_rest_is_done(tidy):
    broken = {
        "cities/paris/city.md": "---\nname: [\n---\n",
        "cities/paris/2011-spring.md": b"---\nname: \xff\n---\n",
        "editions/2011-spring.md": "No header.\n",
    }
    sites.write(tidy / "content", broken)
    before = sites.tree(tidy)
    done = run("fmt", cwd=tidy)
    assert done.returncode == 1
    assert done.stdout == "1 file rewritten, 5 as they were, 3 left alone.\n"
    assert sites.tree(tidy) == {**before, EVENT: TIDY.encode()}
    reported = run("check", cwd=tidy).stderr.splitlines()
    heads = [line for line in done.stderr.splitlines() if line.startswith("content/")]
    assert len(heads) == 3
    assert set(heads) <= set(reported)
    assert run("fmt", "--check", cwd=tidy).returncode == 1


def test_a_link_is_left_alone(tidy, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_bytes(UNTIDY.encode())
    link = tidy / "content/cities/auckland/2012.md"
    link.symlink_to(outside)
    done = run("fmt", cwd=tidy)
    assert done.returncode == 1
    assert done.stderr.startswith("content/cities/auckland/2012.md  problem file.link\n")
    assert "  This is a symbolic link. Put the file itself here.\n" in done.stderr
    assert link.is_symlink()
    assert outside.read_bytes() == UNTIDY.encode()
    named = run("fmt", str(link), cwd=tidy)
    assert (named.returncode, named.stdout) == (2, "")
    assert "symbolic link" in named.stderr


def test_a_folder_that_leads_outside_is_not_followed(tidy, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/city.md").write_bytes(UNTIDY.encode())
    (tidy / "content/cities/far").symlink_to(tmp_path / "outside")
    assert run("fmt", cwd=tidy).returncode == 0
    named = run("fmt", "content/cities/far/city.md", cwd=tidy)
    assert named.returncode == 2
    assert 'not in the folder "content"' in named.stderr
    assert (tmp_path / "outside/city.md").read_bytes() == UNTIDY.encode()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("content/nowhere.md", "There is no such file."),
        ("pelicanconf.py", 'This file is not in the folder "content".'),
        ("content/../pelicanconf.py", 'This file is not in the folder "content".'),
        ("content/rates.csv", "not a file of the content model"),
        ("content/cities/paris", "not a file of the content model"),
        ("content", "not a file of the content model"),
        ("content/notes.md", "not a file of the content model"),
        ("content/\x1b[31m.md", "content/\\x1b[31m.md  There is no such file."),
    ],
)
def test_wrong_use_is_reported_before_anything_is_written(tidy, file, message):
    sites.write(tidy / "content", {"notes.md": "---\n---\n"})
    before = sites.tree(tidy)
    done = run("fmt", EVENT, file, cwd=tidy)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sites.tree(tidy) == before


@pytest.mark.parametrize("arguments", [(), ("--check",), ("content/festival.md",)])
def test_a_content_folder_that_is_not_there_is_named(tmp_path, arguments):
    done = run("fmt", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'Error: There is no folder "content". Name it with --content.\n'


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_a_file_keeps_its_permissions(tidy, mode):
    (tidy / EVENT).chmod(mode)
    assert run("fmt", cwd=tidy).returncode == 0
    assert (tidy / EVENT).read_bytes() == TIDY.encode()
    assert stat.S_IMODE((tidy / EVENT).stat().st_mode) == mode


@pytest.mark.parametrize("call", ["copymode", "replace"])
def test_a_file_that_cannot_be_written_is_named_and_stays_whole(tidy, monkeypatch, capsys, call):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    before = sites.tree(tidy)
    monkeypatch.setattr(fmt.shutil if call == "copymode" else fmt.os, call, full)
    assert fmt.rewrite(tidy / "content", []) == 1
    monkeypatch.undo()
    printed = capsys.readouterr()
    assert printed.out == "0 files rewritten, 8 as they were, 1 left alone.\n"
    assert (
        printed.err == f"{EVENT}  The file cannot be written (No space left on device). It was not changed.\n"
    )
    assert sites.tree(tidy) == before  # and nothing half-written is left


def test_a_city_is_not_made_if_the_event_that_carries_it_cannot_be_rewritten(tidy, monkeypatch):
    replace = os.replace

    def full_at_the_event(source, target):
        if str(target).endswith("/2011-spring.md"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    text = '---\ncity:\n  name: "Ulm"\n  country: "DE"\n  timezone: "Europe/Berlin"\nstatus: "planned"\n---\n'
    sites.write(tidy / "content", {EVENT.removeprefix("content/"): TIDY, "cities/ulm/2011-spring.md": text})
    before = sites.tree(tidy)
    monkeypatch.setattr(fmt.os, "replace", full_at_the_event)
    assert fmt.rewrite(tidy / "content", []) == 1
    monkeypatch.undo()
    assert sites.tree(tidy) == before
    assert fmt.rewrite(tidy / "content", []) == 0
    assert (tidy / "content/cities/ulm/city.md").is_file()


def test_files_outside_the_content_model_are_left_out(tidy):
    sites.write(tidy / "content", {"notes.md": "b: a\n", "cities/paris/.#draft.md": UNTIDY})
    assert run("fmt", cwd=tidy).stdout == "1 file rewritten, 8 as they were.\n"
