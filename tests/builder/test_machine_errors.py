"""What a machine can refuse: one sentence that says what to do, and no traceback."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool

import pytest
from samenight.builder.machine_errors import BY_NUMBER, fault_sentence, machine_sentence
from samenight.builder.output.store import named
from samenight.content.problems.wording import ENGLISH, wording

from tests.programs import samenight
from tests.sites import NOW, REPOSITORY, build, make_site, plugin, tree, write

AS_IT_WAS = "the site is as it was."


def one_line(text):
    """Text without its line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize("number", BY_NUMBER, ids=errno.errorcode.get)
def test_each_error_of_the_system_has_a_sentence_with_a_remedy(number):
    sentence = machine_sentence(OSError(number, os.strerror(number), "/some/where"), ENGLISH)
    assert sentence.count(".") >= 2
    assert "{" not in sentence
    assert "/some/where" in sentence or number in {errno.ENOMEM, errno.EAGAIN}
    assert sentence != machine_sentence(OSError(number, os.strerror(number), "/some/where"), wording("fr"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "not enough memory"),
        (BrokenProcessPool("x"), "ended from outside"),
        (RuntimeError("can't start new thread"), "no more processes"),
        (OSError("OS file watch limit reached. about [...]"), "max_user_watches"),
        (ImportError("typst.so: cannot open shared object file: Too many open files"), "ulimit -n"),
        (OSError(errno.ENOSPC, "No space"), "what this program prints"),
    ],
)
def test_other_faults_of_the_machine(error, said):
    assert said in machine_sentence(error, ENGLISH)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"), RuntimeError("x"), ImportError("x"), KeyError("x"), OSError("git"),
        OSError(errno.EINVAL, "x", "y"), FileNotFoundError(errno.ENOENT, "x", "y"),
        BrokenPipeError(errno.EPIPE, "x"), FileExistsError(errno.EEXIST, "x", "/"),
    ],
    ids=repr,
)  # fmt: skip
def test_mistakes_in_the_code_are_none(error):
    assert machine_sentence(error, ENGLISH) is None


def test_a_file_in_place_of_a_folder_is_one(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError) as caught:
        (tmp_path / "file").mkdir()
    assert "A folder is needed" in machine_sentence(caught.value, ENGLISH)


def test_paths_are_shown_from_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    error = OSError(errno.EACCES, "x", str(tmp_path / "a" / "b\x1b[2J"))
    assert "permission for a/b<U+001B>[2J." in machine_sentence(error, ENGLISH)


def test_a_write_to_an_open_file_gets_the_path_of_the_file():
    with pytest.raises(OSError, match="a/file"), named("a/file"):
        raise OSError(errno.ENOSPC, "No space")
    with pytest.raises(OSError, match="other"), named("a/file"):
        raise OSError(errno.ENOSPC, "No space", "other")


def test_without_a_catalogue_the_sentence_is_english(monkeypatch):
    def cannot(_environ):
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("samenight.builder.machine_errors.terminal_wording", cannot)
    assert "There is no space" in fault_sentence(OSError(errno.ENOSPC, "x", "y"), {"LC_ALL": "fr_FR"})


# Builds


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_site(tmp_path_factory.mktemp("built") / "site")
    assert build(site).returncode == 0
    return site


@pytest.fixture
def old(built, tmp_path):
    """A built site whose content has changed since, and what is published of it."""
    site = shutil.copytree(built, tmp_path / "site")
    write(site / "content", {"pages/about.md": '---\ntitle: "New"\n---\n'})
    return site, tree(site / "output")


def in_place_of(path, kind):
    """Put a file or a folder with something in it in place of what may be there."""
    if path.is_dir():
        path.rename(path.with_name("moved"))
    path.unlink(missing_ok=True)
    if kind == "file":
        path.touch()
    else:
        (path / "inside").mkdir(parents=True)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (".samenight", "file"), (".samenight/store", "file"), (".samenight/.store.lock", "folder"),
        (".output.lock", "folder"), (".output.staging", "file"),
    ],
)  # fmt: skip
def test_a_file_in_place_of_a_folder_and_the_reverse_stop_the_build(old, name, kind):
    site, before = old
    in_place_of(site / name, kind)
    done = build(site)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 1
    assert name in done.stderr
    assert tree(site / "output") == before


def test_a_file_in_place_of_the_output_stops_the_build(site):
    (site / "output").write_text("precious")
    done = build(site)
    assert done.returncode == 1
    assert one_line(done.stderr) == (
        "A folder is needed at output, and there is a file, or a link that leads nowhere. Move it away, "
        "and try again. Nothing was published; the site is as it was."
    )
    assert all(len(line) <= 80 for line in done.stderr.splitlines())
    assert (site / "output").read_text() == "precious"
    assert not (site / ".output.staging").exists()


@pytest.mark.parametrize("pattern", ["published/*.json", "store/index.txt"])
def test_a_record_that_cannot_be_written_after_the_swap_is_a_warning(old, pattern):
    site, before = old
    (file,) = (site / ".samenight").glob(pattern)
    name = file.relative_to(site / ".samenight").as_posix()
    in_place_of(site / ".samenight" / name, "folder")
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert one_line(done.stderr).startswith(
        "The site is published, but the next build will take longer. A file is needed at "
        f".samenight/{name}, and there is a folder."
    )
    assert tree(site / "output") != before
    assert build(site).returncode == 0


def test_a_sentence_is_in_the_language_of_the_reader(site):
    (site / "output").touch()
    done = build(site, {"LC_ALL": "fr_FR.UTF-8"})
    assert "Il faut un dossier à l’endroit output" in one_line(done.stderr)
    assert "le site est resté comme il était." in one_line(done.stderr)


RAISING = """
    from samenight.site import hooks
    from samenight.site.artifact import Artifact

    def made(what):
        import errno, os, signal
        if what == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "memory":
            raise MemoryError
        if what == "mistake":
            open("there is no such file")

    def offer(_build):
        return lambda library, site: [Artifact("x.txt", "text/plain", made, "{what}")]

    hooks.artifacts.connect(offer)
"""


@pytest.mark.parametrize(
    ("what", "jobs", "said"),
    [
        ("memory", "1", "There is not enough memory."),
        ("memory", "2", "There is not enough memory."),
        ("killed", "2", "A process that made files was ended from outside"),
    ],
)
def test_without_memory_the_site_is_as_it_was(old, what, jobs, said):
    site, before = old
    plugin(site, RAISING.replace("{what}", what))
    done = build(site, {"SAMENIGHT_JOBS": jobs})
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert one_line(done.stderr).startswith(said)
    assert one_line(done.stderr).endswith(AS_IT_WAS)
    assert tree(site / "output") == before
    assert not (site / ".output.staging").exists()


def test_a_mistake_in_the_code_is_a_traceback(old):
    site, before = old
    plugin(site, RAISING.replace("{what}", "mistake"))
    done = build(site)
    assert done.returncode == 1
    assert "FileNotFoundError" in done.stdout + done.stderr
    assert "there is no such file" in done.stdout + done.stderr
    assert tree(site / "output") == before


LIMITS = {
    "RLIMIT_NOFILE": (12, "Too many files are open"),
    "RLIMIT_FSIZE": (2_000, "larger than a file may be here"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other limits")
@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_limits_of_the_system(old, name, jobs):
    site, before = old
    limit, said = LIMITS[name]
    number = "len(os.listdir('/proc/self/fd'))" if name == "RLIMIT_NOFILE" else limit
    plugin(site, f"""
        import os, resource
        resource.setrlimit(resource.{name}, ({number}, {number}))
    """)  # fmt: skip
    done = build(site, {"SAMENIGHT_JOBS": jobs})
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert said in one_line(done.stderr)
    assert AS_IT_WAS in one_line(done.stderr)
    assert tree(site / "output") == before


NO_FORK = """
    import errno, itertools, os
    _real, _calls = os.fork, itertools.count(1)
    def _fork():
        if next(_calls) == {call}:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return _real()
    os.fork = _fork
"""


@pytest.mark.parametrize("call", [1, 2])
def test_workers_that_cannot_be_started_leave_none_behind(old, call):
    """The second one: the first is there already, and would wait for work for ever."""
    site, before = old
    plugin(site, NO_FORK.replace("{call}", str(call)))
    done = build(site, {"SAMENIGHT_JOBS": "2"})
    assert done.returncode == 1
    assert one_line(done.stderr).startswith("The system starts no more processes.")
    assert tree(site / "output") == before


def test_a_git_that_cannot_be_started_publishes_no_lower_revisions(old):
    site, before = old
    plugin(site, """
        import errno, os, subprocess
        def _refuse(*args):
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        subprocess._fork_exec = _refuse
    """)  # fmt: skip
    done = build(site)
    assert done.returncode == 1
    assert one_line(done.stderr).startswith("The system starts no more processes.")
    assert tree(site / "output") == before


WARNED = {"content/stray.txt": "x", "content/cities/paris/stray.txt": "x"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "streams", [">&-", "2>&-", ">&- 2>&-", ">/dev/full", "2>/dev/full", ">/dev/full 2>&1"]
)
@pytest.mark.parametrize("command", ["pelican content -s pelicanconf.py -v", "samenight.commands build -v"])
def test_closed_and_full_streams_hinder_no_build(old, command, streams):
    site, before = old
    write(site, WARNED)
    plugin(site, """
        import logging
        from pelican import signals
        def warn(_pelican):
            logging.getLogger("pelican").warning("A warning")
        signals.get_generators.connect(warn)
    """)  # fmt: skip
    line = f'exec "{sys.executable}" -m {command} {streams}'
    around = {**os.environ, "PYTHONPATH": str(REPOSITORY / "plugins"), "SAMENIGHT_NOW": NOW}
    done = subprocess.run(
        ["sh", "-c", line], cwd=site, env=around, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stderr
    assert tree(site / "output") != before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_build_whose_lines_nobody_can_write_down_is_published(old):
    site, before = old
    plugin(site, """
        import os, sys
        os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
    """)  # fmt: skip
    assert build(site).returncode == 0
    assert tree(site / "output") != before


# Commands


FULL = """
    import os
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
"""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("command", ["check", "status"])
def test_a_command_whose_output_cannot_be_written(site, command):
    plugin(site, FULL)
    done = samenight([command], site, dict(os.environ))
    assert done.returncode == 1
    assert "There is no space left on the disk of what this program prints." in one_line(done.stderr)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_command_in_a_folder_that_is_gone(tmp_path):
    (tmp_path / "gone").mkdir()
    code = "import os; os.rmdir(os.getcwd()); from samenight.commands import main; main()"
    paths = {**os.environ, "PYTHONPATH": str(REPOSITORY / "plugins")}
    done = subprocess.run(
        [sys.executable, "-c", code, "check"], cwd=tmp_path / "gone", env=paths, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, one_line(done.stderr)) == (
        1, "Error: The current folder does not exist any more. Change to another one, and try again.",
    )  # fmt: skip


COMMANDS = [
    ["check"], ["status"], ["fmt"], ["codeowners"], ["new-event", "paris", "2012-spring"],
    ["new-city", "Lyon", "--country", "FR"], ["new-edition", "2012-spring", "--date", "2012-03-24"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_content_folder_that_cannot_be_listed(tmp_path, command):
    site = make_site(tmp_path / "site")
    plugin(site, """
        import errno, os
        _scandir = os.scandir
        def _refuse(folder="."):
            if os.path.abspath(folder) == str(HERE / "content"):
                raise OSError(errno.EIO, os.strerror(errno.EIO), folder)
            return _scandir(folder)
        os.scandir = _refuse
    """)  # fmt: skip
    done = samenight(command, site, dict(os.environ))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "The disk failed at content" in one_line(done.stderr)
