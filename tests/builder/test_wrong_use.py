"""Folders, settings and options that cannot be used: one sentence, and nothing is left behind."""

from __future__ import annotations

import os

import pytest

from tests import programs
from tests.sites import NOW, build, plugin, tree, write


def one_line(text):
    """Text without its line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["content/out", "content", "."])
def test_an_output_inside_the_content_leaves_no_file(site, name):
    before = tree(site)
    done = build(site, args=["--output", name])
    assert done.returncode == 1
    assert "one is inside the other. Choose another output folder." in one_line(done.stderr)
    assert tree(site) == before


def test_the_root_of_the_disk_is_no_output(site):
    done = build(site, args=["--output", "/"])
    assert done.returncode == 1
    assert one_line(done.stderr).startswith('"/" and "')
    assert "Traceback" not in done.stdout + done.stderr


def test_an_output_that_cannot_be_used_is_refused_in_french(site):
    write(site / "output", {"thesis.txt": "years of work"})
    done = build(site, {"LC_ALL": "fr_FR.UTF-8"})
    assert "n’ont pas été créés ici" in one_line(done.stderr)
    assert "not made here" not in done.stderr


# Ctrl-C

INTERRUPTING = """
    import os, signal, importlib
    module = importlib.import_module("samenight.builder.{module}")
    real = module.{name}
    def interrupted(*args, **more):
        os.kill(os.getpid(), signal.SIGINT)
        return real(*args, **more)
    module.{name} = interrupted
"""
NOTHING = "Nothing was published; the site is as it was."


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        ("site_inputs", "inspect_festival", NOTHING), ("build", "make_all", NOTHING),
        ("processes.artifact_maker", "content_of", NOTHING),
        ("build", "_send_published", "The site is published."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["pelican", "samenight.commands"])
def test_ctrl_c_says_whether_the_site_is_published(site, command, module, name, said):
    plugin(site, INTERRUPTING.format(module=module, name=name))
    status, out, err = run(site, command)
    assert (status, one_line(err)) == (130, said)
    assert "Traceback" not in out
    assert (site / "output").exists() == (said != NOTHING)
    assert not (site / ".output.staging").exists()


def run(site, command="samenight.commands", *words):
    """Run a build; its status, output and errors."""
    start = ["content", "-s", "pelicanconf.py"] if command == "pelican" else ["build"]
    around = {k: v for k, v in os.environ.items() if k not in {"SOURCE_DATE_EPOCH", *programs.TERMINAL}}
    around |= {"SAMENIGHT_NOW": NOW, "SAMENIGHT_JOBS": "1"}
    done = programs.run(["-m", command, *start, *words], site, around)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_ctrl_c_before_pelican_has_begun(site):
    plugin(site, "import os, signal; os.kill(os.getpid(), signal.SIGINT)")
    status, out, err = run(site)
    assert (status, one_line(err)) == (130, NOTHING)
    assert "Traceback" not in out


@pytest.mark.parametrize("command", ["pelican", "samenight.commands"])
def test_ctrl_c_may_be_pressed_twice(site, command):
    plugin(site, INTERRUPTING.format(module="build", name="make_all") + TWICE)
    status, out, err = run(site, command)
    assert (status, one_line(err)) == (130, NOTHING)
    assert "Keyboard interrupt" not in out


TWICE = """
    def again(build, real=module.Build._state_of_site):
        os.kill(os.getpid(), signal.SIGINT)
        return real(build)
    module.Build._state_of_site = again
"""


def test_ctrl_c_reaches_all_processes(site):
    """A terminal sends the signal to each process: those that make files must not print tracebacks."""
    plugin(site, INTERRUPTING.format(module="processes.artifact_maker", name="make_chunk").replace(
        "os.kill(os.getpid()", "os.kill(os.getpid(), signal.SIGINT); os.kill(os.getppid()"
    ))  # fmt: skip
    done = build(site, {"SAMENIGHT_JOBS": "2"})
    assert (done.returncode, one_line(done.stderr)) == (130, NOTHING)
    assert "Traceback" not in done.stdout


# Settings and options


def wrong_settings(site, text):
    (site / "wrong.py").write_text(text, "utf-8")


def stopped(site, *words, status=1):
    """What a build says that stops, in one line."""
    before = tree(site)
    found, out, err = run(site, "samenight.commands", *words)
    assert found == status, out + err
    assert "Traceback" not in out + err
    assert {name for name in tree(site) if "__pycache__" not in name} == set(before)
    return one_line(err)


@pytest.mark.parametrize("place", ["absent", "pelicanconf.py"])
def test_a_content_folder_that_is_none(site, place):
    said = stopped(site, "--content", place)
    assert said == f'"{place}" is not a folder. Name the folder of the content with --content. {NOTHING}'


@pytest.mark.parametrize("place", ["nope.py", "content"])
def test_a_file_of_settings_that_is_none(site, place):
    said = stopped(site, "--settings", place)
    assert said == f'"{place}" is not a file. Name the file of the settings with --settings. {NOTHING}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A = 1\nB = (\n", "Line 2 of \"wrong.py\" cannot be run (SyntaxError: '(' was never closed)."),
        ("A = 1\nB = C\n", "Line 2 of \"wrong.py\" cannot be run (NameError: name 'C' is not defined)."),
    ],
)
def test_settings_that_cannot_be_run(site, text, said):
    wrong_settings(site, text)
    assert stopped(site, "--settings", "wrong.py") == f"{said} Correct it, and try again. {NOTHING}"


def test_a_setting_that_pelican_refuses(site):
    plugin(site, "EXTRA_TEMPLATES_PATHS = ['x']; THEME_TEMPLATES_OVERRIDES = ['x']")
    assert stopped(site).startswith('"pelicanconf.py" cannot be read (ValueError: Setting both')


@pytest.mark.parametrize("command", ["pelican", "samenight.commands"])
def test_a_folder_that_is_no_theme(site, command):
    status, out, err = run(site, command, "--theme-path", "content")
    assert status == 1
    assert one_line(err).startswith('Settings: "content" is not a theme. Name a folder')
    assert "Traceback" not in out


@pytest.mark.parametrize("option", [False, True])
def test_a_theme_that_is_missing(site, option):
    if not option:
        plugin(site, 'THEME = "nope"')
    said = stopped(site, *(["--theme-path", "nope"] if option else []))
    assert said.startswith('"nope" is not a theme.')


@pytest.mark.parametrize("words", [["--bogus"], ["-e", "THEME"], ["content", "more"]])
def test_wrong_use_has_status_2_and_names_the_program(site, words):
    said = stopped(site, *words, status=2)
    assert said.lower().startswith("usage: ")
    assert "samenight" in said.split("[")[0]
    assert "__main__.py" not in said


# What Pelican only logs


OURS = '["samenight.builder", "samenight.pages"'


@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
@pytest.mark.parametrize(
    "setting",
    [
        f'PLUGINS = {OURS}, "samenight.calenders"]', f'PLUGINS = ["nope", *{OURS}]]',
        "import types; wrong = types.ModuleType('wrong'); wrong.register = lambda: 1 / 0; "
        f"PLUGINS = {OURS}, wrong]",
    ],
)  # fmt: skip
def test_a_plugin_that_pelican_cannot_use_stops_the_build(site, setting, quiet):
    plugin(site, setting)
    done = build(site, args=quiet)
    assert done.returncode == 1
    said = one_line(done.stderr)
    assert said.startswith("Settings: PLUGINS names what Pelican cannot use: ")
    assert any(f": {name}." in said for name in ("samenight.calenders", "nope", "wrong"))
    assert said.endswith(NOTHING)
    assert quiet or "plugin" in done.stdout
    assert not (site / "output").exists()


def test_some_plugins_are_left_out_on_purpose(site):
    plugin(site, f"import samenight.feeds; PLUGINS = {OURS}, samenight.feeds]")
    assert build(site).returncode == 0


@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
def test_a_page_that_pelican_leaves_out_stops_the_build(site, quiet):
    plugin(site, 'PAGE_SAVE_AS = "../../x/{slug}.html"')
    done = build(site, args=quiet)
    assert done.returncode == 1
    assert "Skipping" in done.stdout
    assert one_line(done.stderr).endswith(NOTHING)
    assert not (site / "output").exists()
    assert not (site / ".output.staging").exists()


LOGGING = """
    import logging
    from pelican import signals
    def report(_pelican):
        logging.getLogger("pelican.plugins.other").error("It failed")
    signals.{name}.connect(report)
"""


@pytest.mark.parametrize("name", ["get_generators", "finalized"])
def test_an_error_that_is_logged_stops_the_build(site, name):
    plugin(site, LOGGING.format(name=name))
    done = build(site)
    assert done.returncode == 1
    assert "It failed" in done.stdout
    assert one_line(done.stderr).startswith("Pelican or one of its plugins reports an error (see above).")
    assert not (site / "output").exists()
    assert not (site / ".output.staging").exists()
