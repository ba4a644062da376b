"""`samenight check` as people run it: one process, its messages and its exit status."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import pickletools
import re

import pytest
from samenight.builder.site_settings import code_digest
from samenight.commands import devserver

from tests import programs, sites


def run(*arguments, cwd=sites.REPOSITORY, columns="80", interpreter=(), env=None):
    """Run the program, in English unless another language is set; the finished process."""
    ours = {"PYTHONPATH": programs.PLUGINS, "COLUMNS": columns, "SAMENIGHT_NOW": sites.NOW}
    english = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    return programs.samenight(arguments, cwd, {**os.environ, **ours, **english, **(env or {})}, interpreter)


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
    heads = [line for line in lines if not line.startswith(" ") and line]
    assert len(heads) == 4
    assert count == "4 problems."
    assert all(re.match(r"content/cities/\S+\.md:\d+:\d+  (\S+  )?problem \S+$", line) for line in heads), (
        heads
    )
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
    done = run("check", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == 'Error: There is no folder "content". Name it with --content.\n'


def test_another_folder_can_be_named(site, tmp_path):
    assert run("check", "--content", str(site / "content"), cwd=tmp_path).returncode == 0


# Files


PARIS = "content/cities/paris/2011-spring.md"
WRONG = '---\nstatus: "confirmd"\n---\n'


@pytest.fixture
def wrong(site):
    """A site with a mistake in two files and a warning in a third."""
    broken = {"cities/paris/2011-spring.md": WRONG, "pages/about.md": WRONG, "cities/paris/notes/x.md": "x"}
    sites.write(site / "content", broken)
    return site


def files_of(done):
    """The files with reported problems."""
    return [
        line.split("  ")[0].split(":")[0] for line in done.stderr.splitlines() if line.startswith("content/")
    ]


def test_only_problems_of_the_given_files_are_reported(wrong):
    done = run("check", PARIS, cwd=wrong)
    assert (done.returncode, done.stdout, files_of(done)) == (1, "", [PARIS])
    done = run("check", PARIS, "content/pages/about.md", cwd=wrong)
    assert files_of(done) == [PARIS, "content/pages/about.md", "content/pages/about.md"]


def test_a_folder_means_all_files_in_it(wrong):
    done = run("check", "content/cities/", cwd=wrong)
    assert files_of(done) == [PARIS, "content/cities/paris/notes/x.md"]
    assert run("check", "content", cwd=wrong).stderr == run("check", cwd=wrong).stderr


def test_a_file_without_a_mistake_among_others_with_some(wrong):
    done = run("check", "content/cities/auckland/2011-spring.md", cwd=wrong)
    assert (done.returncode, done.stdout) == (0, "1 file: all well.\n")
    assert done.stderr == "Problems in other files: 3.\n"


def test_an_empty_folder_does_not_mean_all_files(wrong):
    (wrong / "content/cities/rome").mkdir()
    done = run("check", "content/cities/rome", cwd=wrong)
    assert (done.returncode, files_of(done)) == (0, [])


def test_a_file_is_compared_with_the_rest(site):
    sites.write(site / "content", {"editions/2011-spring.md": None})
    done = run("check", "content/cities/auckland/2011-spring.md", cwd=site)
    assert done.returncode == 1
    assert files_of(done) == ["content/cities/auckland/2011-spring.md"]
    assert "There is no edition" in done.stderr


def test_two_files_that_contradict_each_other_are_reported_for_either(site):
    sites.write(site / "content", {"cities/paris-2/city.md": sites.GOOD["cities/paris/city.md"]})
    both = [run("check", f"content/cities/{name}/city.md", cwd=site) for name in ("paris", "paris-2")]
    assert [[line for line in one.stderr.splitlines() if "city.twice" in line] for one in both][1]


def test_files_may_be_named_from_anywhere(wrong, tmp_path):
    for named, cwd in [
        (str(wrong / PARIS), wrong),
        (f"./content/../{PARIS}", wrong),
        ("2011-spring.md", wrong / "content/cities/paris"),
    ]:
        done = run("check", "--content", str(wrong / "content"), named, cwd=cwd)
        assert files_of(done) == [PARIS], done.stderr
        assert '     2 | status: "confirmd"' in done.stderr


@pytest.mark.parametrize("name", [".", "../content", "../content/."])
def test_the_folder_may_be_named_from_inside(wrong, name):
    done = run("check", "--content", name, PARIS.removeprefix("content/"), cwd=wrong / "content")
    assert files_of(done) == [PARIS]
    assert '     2 | status: "confirmd"' in done.stderr


def test_a_content_folder_that_is_a_link_keeps_its_name(wrong, tmp_path):
    (wrong / "content").rename(tmp_path / "facts")
    (wrong / "content").symlink_to(tmp_path / "facts")
    done = run("check", PARIS, cwd=wrong)
    assert (done.returncode, files_of(done)) == (1, [PARIS])
    assert '     2 | status: "confirmd"' in done.stderr


def test_a_link_in_the_content_is_reported_by_its_name_and_in_its_folder(site):
    (site / "content/pages/more.md").symlink_to(site / "content/pages/about.md")
    (site / "content/cities/rome").symlink_to(site / "content/cities/paris")
    (site / "content/pages/gone.md").symlink_to("nowhere.md")
    assert files_of(run("check", "content/pages/more.md", cwd=site)) == ["content/pages/more.md"]
    assert files_of(run("check", "content/pages/gone.md", cwd=site)) == ["content/pages/gone.md"]
    assert files_of(run("check", "content/cities", cwd=site)) == ["content/cities/rome"]


@pytest.mark.parametrize("named", ["content/cities/paris/2012.md", "nowhere.md"])
def test_a_file_that_is_not_there_is_wrong_use(wrong, named):
    done = run("check", named, cwd=wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert f'There is no file "{named}".' in done.stderr


@pytest.mark.parametrize("named", ["pelicanconf.py", "..", "/", "content/../pelicanconf.py"])
def test_a_file_outside_the_content_is_wrong_use(wrong, named):
    done = run("check", named, cwd=wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert f'"{named}" is not in the content folder "content".' in done.stderr


def test_without_a_festival_no_file_is_right(site):
    sites.write(site / "content", {"festival.md": None})
    done = run("check", "content/pages/about.md", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert files_of(done) == ["content/festival.md"]


# Formats, strictness, languages


def test_with_strict_warnings_are_errors(site):
    sites.write(site / "content", {"notes.md": "---\n---\n"})
    done = run("check", "--strict", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert "content/notes.md  problem file.stray" in done.stderr
    assert done.stderr.splitlines()[-1] == "1 problem."
    (entry,) = json.loads(run("check", "--strict", "--format", "json", cwd=site).stdout)["problems"]
    assert entry["severity"] == "error"
    assert run("check", "--strict", cwd=sites.make_site(site / "good")).returncode == 0


def test_notes_are_shown_with_their_place_and_fail_nothing(site):
    assert run("fmt", cwd=site).returncode == 0
    path = site / "content/cities/auckland/2011-spring.md"
    path.write_text(path.read_text().replace('start: "18:00"', "start: 6pm"))
    for options in ([], ["--strict"]):
        done = run("check", *options, cwd=site)
        assert done.returncode == 0
        assert "content/cities/auckland/2011-spring.md:" in done.stderr
        assert '"6pm" is read as "18:00". Nothing has to be done; samenight fmt writes it' in done.stderr
        assert done.stderr.splitlines()[-1] == "1 note."
        assert done.stdout.endswith("all well.\n")
    found = json.loads(run("check", "--strict", "--format", "json", cwd=site).stdout)
    assert [found[name] for name in ("errors", "warnings", "notes")] == [0, 0, 1]
    assert run("check", "--format", "github", cwd=site).stdout.startswith("::notice ")
    assert '"severity": "info"' in run("check", "--format", "gitlab", cwd=site).stdout
    assert run("fmt", cwd=site).returncode == 0
    assert run("check", cwd=site).stderr == ""


@pytest.mark.parametrize("form", ["json", "gitlab", "github", "text"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_every_format_can_be_printed_on_any_terminal(wrong, form, encoding):
    sites.write(wrong / "content", {"pages/about.md": '---\nstatus: "zł\\e[31m €"\n---\n'})
    done = run("check", "--format", form, cwd=wrong, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    if form in {"json", "gitlab"}:
        found = json.loads(done.stdout)
        assert len(found["problems"] if form == "json" else found) == 4


@pytest.mark.parametrize("form", ["json", "gitlab"])
def test_formats_for_programs_print_nothing_else(site, form):
    done = run("check", "--format", form, cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    json.loads(done.stdout)


def test_a_summary_is_written_to_the_file_that_github_names(wrong, tmp_path):
    summary = tmp_path / "summary.md"
    done = run("check", "--format", "github", cwd=wrong, env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert len(re.findall("^::error ", done.stdout, re.MULTILINE)) == 3
    assert summary.read_text("utf-8").startswith("### 3 problems and 1 warning.")


@pytest.mark.parametrize("env", [{}, {"LC_ALL": "fr_FR.UTF-8"}, {"LC_ALL": "fr.UTF-8"}, {"LC_ALL": "xx_XX"}])
@pytest.mark.parametrize("arguments", [(), ("--lang", "fr"), ("--lang", "en")])
def test_no_language_ends_in_a_traceback(wrong, env, arguments):
    done = run("check", *arguments, cwd=wrong, env=env)
    assert done.returncode == 1
    assert files_of(done)
    assert "Traceback" not in done.stderr


def test_the_requested_language_goes_before_the_environments(wrong):
    assert (
        run("check", "--lang", "en", cwd=wrong, env={"LC_ALL": "fr_FR.UTF-8"}).stderr
        == run("check", cwd=wrong).stderr
    )


@pytest.mark.parametrize("arguments", [("--format", "xml"), ("--lang", "tlh")])
def test_an_unknown_choice_is_wrong_use(site, arguments):
    done = run("check", *arguments, cwd=site)
    assert (done.returncode, done.stdout) == (2, "")
    assert arguments[1] in done.stderr


# Settings and plugins


@pytest.mark.parametrize(
    "code",
    [
        'raise ValueError("no such thing")',
        "import nowhere_to_be_found",
        "x = (",
        "1 / 0",
        'raise SystemExit("stop")',
    ],
)
def test_settings_that_cannot_be_run_are_reported(site, code):
    sites.plugin(site, code)
    done = run("check", cwd=site)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: pelicanconf.py cannot be run: ")
    assert "Traceback" not in done.stderr


def test_an_invalid_moment_is_reported(site):
    done = run("check", cwd=site, env={"SAMENIGHT_NOW": "soon"})
    assert (done.returncode, done.stdout) == (2, "")
    assert 'SAMENIGHT_NOW = "soon" is not a moment.' in done.stderr


def test_the_content_of_the_settings_is_checked(site):
    (site / "content").rename(site / "facts")
    sites.plugin(site, 'PATH = str(HERE / "facts")')
    assert run("check", cwd=site).stdout == "2 events in 2 cities: all well.\n"


RULE = """
from samenight.site import hooks
from samenight.content.problems.problem import Kind
from samenight.content.reading.origins import origin_key

DULL = Kind("our.dull", "{found} is a dull name.", "Find another.", "Nobody would come.")

def rule(library, origins, now):
    for city in library.cities:
        if city.name == "Auckland":
            yield origins[origin_key(city)].problem(("name",), DULL(city.name))

def offer(_sender):
    return rule

def register():
    hooks.rules.connect(offer)
"""


def own_plugin(site, code, name="dullness"):
    (site / "own").mkdir()
    (site / f"own/{name}.py").write_text(code, "utf-8")
    sites.plugin(site, f'PLUGIN_PATHS = [str(HERE / "own")]\nPLUGINS = [*PLUGINS, "{name}"]')


def test_a_rule_of_a_festivals_own_plugin_is_applied(site):
    own_plugin(site, RULE)
    done = run("check", cwd=site)
    assert done.returncode == 1
    assert "content/cities/auckland/city.md:2:7  name  problem our.dull" in done.stderr
    assert "Auckland is a dull name. Find another." in done.stderr
    built = sites.build(site, {"LC_ALL": "C.UTF-8"})
    assert built.returncode == 1
    assert "our.dull" in built.stderr


@pytest.mark.parametrize(
    "code", ["import nowhere_to_be_found", "x = 1", "def register():\n    raise ValueError", "1 / 0"]
)
def test_a_plugin_that_cannot_be_used_stops_no_check(site, code):
    own_plugin(site, code)
    done = run("check", cwd=site)
    assert (done.returncode, done.stdout) == (0, "2 events in 2 cities: all well.\n")
    assert done.stderr.startswith('The plugin "dullness" cannot be used')
    assert "Traceback" not in done.stderr


def test_a_plugin_that_is_not_there_stops_no_check(site):
    sites.plugin(site, 'PLUGINS = [*PLUGINS, "nowhere_to_be_found"]')
    done = run("check", cwd=site)
    assert done.returncode == 0
    assert '"nowhere_to_be_found"' in done.stderr


# Cache


def test_what_was_read_is_cached_and_a_damaged_cache_is_harmless(site):
    assert run("check", cwd=site).returncode == 0
    sites.write(site / "content", {"cities/paris/2011-spring.md": WRONG})
    first = run("check", cwd=site)
    memory = site / ".samenight/facts"
    kept = memory.read_bytes()
    assert b"Auckland" in kept
    for damage in (
        kept,
        kept[:50],
        kept[:-20],
        b"",
        b"\x80\x05garbage",
        kept + kept,
        kept.replace(b"Auckland", b"Aucklend"),
    ):
        memory.write_bytes(damage)
        again = run("check", cwd=site)
        assert (again.returncode, again.stdout, again.stderr) == (
            first.returncode,
            first.stdout,
            first.stderr,
        )


def test_a_cache_with_invalid_facts_is_harmless(site):
    assert run("check", cwd=site).returncode == 0
    memory = site / ".samenight/facts"
    mark, kept = code_digest(), memory.read_bytes()
    assert kept.startswith(mark)
    kept = kept[len(mark) + 32 :]
    names = pickletools.genops(kept)
    keys = [str(value) for op, value, _ in names if "UNICODE" in op.name and str(value).startswith("City [")]
    assert keys
    forged = pickle.dumps(dict.fromkeys(keys, 5))
    memory.write_bytes(mark + hashlib.sha256(forged).digest() + forged)
    assert run("check", cwd=site).stdout == "2 events in 2 cities: all well.\n"


def test_a_file_that_changes_is_read_again(site):
    assert run("check", cwd=site).returncode == 0
    sites.write(site / "content", {"cities/paris/2011-spring.md": WRONG})
    assert files_of(run("check", cwd=site)) == [PARIS]
    sites.write(site / "content", {"cities/paris/2011-spring.md": sites.GOOD["cities/paris/2011-spring.md"]})
    assert run("check", cwd=site).returncode == 0


@pytest.mark.parametrize("damage", ["a file in its place", "a folder in its place", "nobody may write"])
def test_without_a_writable_cache_the_check_still_works(site, damage):
    store = site / ".samenight"
    if damage == "a file in its place":
        store.write_text("x")
    elif damage == "a folder in its place":
        (store / "facts").mkdir(parents=True)
    else:
        store.mkdir()
        store.chmod(0o555)
    try:
        done = run("check", cwd=site)
    finally:
        store.chmod(0o755)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 events in 2 cities: all well.\n", "")


# The build and the check


def test_the_build_and_the_check_report_the_same(wrong):
    sites.write(wrong / "content", {
        "cities/paris-2/city.md": sites.GOOD["cities/paris/city.md"],
        "cities/auckland/city.md": '---\nname: "Auckland"\ncountry: NO\ntimezone: "Pacific/Aukland"\n---\n',
        "charities/clean-wells.md": '---\nname: "Clean Wells\n---\n![a](b)\n',
        "editions/2012.md": '---\nname: "___"\ngoal: {amount: "1,500", currency: "$"}\n---\n',
    })  # fmt: skip
    built = sites.build(wrong, {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "COLUMNS": "80"})
    checked = run("check", cwd=wrong)
    assert (built.returncode, checked.returncode) == (1, 1)
    *lines, closing = built.stderr.splitlines()
    assert closing == "Nothing was published; the site is as it was."
    assert lines == checked.stderr.splitlines()
    assert len(files_of(checked)) >= 8
    assert {"problem", "warning"} <= {word for line in lines for word in line.split()}


def test_with_warnings_only_the_build_and_the_check_report_the_same(site):
    sites.write(
        site / "content", {"notes.md": "x", "cities/paris-2/city.md": sites.GOOD["cities/paris/city.md"]}
    )
    built, checked = (
        sites.build(site, {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "COLUMNS": "80"}),
        run("check", cwd=site),
    )
    assert (built.returncode, checked.returncode) == (0, 0)
    assert built.stderr == checked.stderr


HEAVY = {"pelican", "jinja2", "PIL", "typst", "qrcode", "icalendar", "watchfiles", "rich", "http.server"}


def test_checking_loads_nothing_that_only_building_needs(site):
    done = run("check", cwd=site, interpreter=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "samenight.content.reading.content_reader" in loaded
    assert HEAVY & loaded == set()


@pytest.mark.parametrize("command", [(), ("check",), ("explain",), ("fmt",), ("serve",), ("devserver",)])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_fits_a_terminal(command, flag):
    done = run(*command, flag)
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: ")
    assert [line for line in done.stdout.splitlines() if len(line) > 80] == []


def test_help_lists_all_commands():
    text = run("--help").stdout
    assert "Many cities, one night, one cause." in text
    for command in ("check", "explain", "fmt", "serve", "devserver"):
        (line,) = re.findall(rf"^  {command} +(\S.*)$", text, re.MULTILINE)
        assert not line.endswith("..."), line


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("check", ["--content", "--format", "--strict", "--lang"]),
        ("explain", ["--lang"]),
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


def test_help_of_check_has_its_exit_status():
    text = " ".join(run("check", "--help").stdout.split())
    assert "Exit status: 0 nothing wrong (there may be warnings), 1 problems, 2 wrong use." in text


def test_what_a_site_is_made_of_is_watched():
    assert {"plugins", "pelicanconf.py"} <= set(devserver.CODE)
    assert devserver.THEME == "theme"


@pytest.mark.parametrize(("packages", "reported"), [('"samenight"', True), ('"samenight.builder"', False)])
def test_letters_for_print_matter_only_where_something_is_printed(site, packages, reported):
    sites.plugin(site, f"PLUGINS = [{packages}]")
    city = site / "content/cities/auckland/city.md"
    city.write_text(city.read_text("utf-8").replace('"Auckland"', '"Auckland 🎉"'), "utf-8")
    assert ("print.pictures" in run("check", cwd=site).stderr) == reported


def test_the_fonts_are_those_of_the_theme_next_to_the_content(site):
    (site / "pelicanconf.py").unlink()
    city = site / "content/cities/auckland/city.md"
    city.write_text(city.read_text("utf-8").replace('"Auckland"', '"Auckland 🎉"'), "utf-8")
    assert "print.pictures" not in run("check", cwd=site).stderr
    sites.own_theme(site)
    assert "print.pictures" in run("check", cwd=site).stderr
    assert "print.pictures" in run("check", str(city.relative_to(site)), cwd=site).stderr


def test_hidden_events_are_counted_apart(site):
    path = site / "content/cities/paris/2011-spring.md"
    path.write_text(path.read_text("utf-8").replace("---\n", '---\nhidden: "yes"\n', 1), "utf-8")
    assert run("check", cwd=site).stdout == "1 event in 2 cities, and 1 hidden event: all well.\n"
