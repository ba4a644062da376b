"""`samenight codeowners`: each city's maintainers own its folder and nothing else."""

from __future__ import annotations

import os
import subprocess
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from samenight.commands.codeowners import FIRST_LINE, PLACES, codeowners_text, escaped
from samenight.content.model.people import Maintainer, is_maintainer
from samenight.content.problems.wording import ENGLISH

from tests import sites
from tests.commands.test_check import run

FESTIVAL = sites.GOOD["festival.md"].replace(
    'base_currency: "USD"', 'base_currency: "USD"\n        maintainers: ["@lanterns/coordinators", "@kim"]'
)
CITY = sites.GOOD["cities/paris/city.md"].replace(
    'country: "FR"', 'country: "FR"\n        maintainers: ["@ana", "@Zoe-2", "ana@example.org"]'
)
AUCKLAND = sites.GOOD["cities/auckland/city.md"].replace(
    'country: "NZ"', 'country: "NZ"\n        maintainers: ["@moana"]'
)
EVERYTHING = "* @lanterns/coordinators @kim\n"
PARIS = "/content/cities/paris/ @ana @Zoe-2 ana@example.org\n"
GITHUB, GITLAB, ROOT = (place.path for place in PLACES)


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(site):
    """A repository of a festival with coordinators, in which Paris has maintainers of its own."""
    sites.write(site / "content", {"festival.md": FESTIVAL, "cities/paris/city.md": CITY})
    assert git(site, "init", "--quiet").returncode == 0
    return site


def lines_of(path):
    """The lines that are not comments."""
    return "".join(
        line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("#")
    )


# What is written.


def test_the_coordinators_own_everything_and_each_city_its_folder(repository):
    done = run("codeowners", "--host", "github", cwd=repository)
    assert (done.returncode, done.stderr) == (0, "")
    assert lines_of(repository / GITHUB) == EVERYTHING + PARIS
    assert done.stdout == (
        "Wrote .github/CODEOWNERS: 1 city has maintainers of their own, 1 is with the coordinators.\n"
    )


def test_the_file_names_its_source_and_has_no_owner_in_a_comment(repository):
    run("codeowners", cwd=repository)
    comments = [one for one in (repository / ROOT).read_text("utf-8").splitlines() if one.startswith("#")]
    assert comments[0] == FIRST_LINE
    assert "make codeowners" in FIRST_LINE
    assert "@" not in "".join(comments)  # GitLab would take it for an owner


def test_a_name_is_written_once_and_in_its_place(library):
    names = '["@kim", "@ana", "@Kim"]'
    found = codeowners_text(
        library({"festival.md": FESTIVAL.replace('["@lanterns/coordinators", "@kim"]', names)}), []
    )
    assert found.splitlines()[-1] == "* @kim @ana"


def test_the_same_facts_make_the_same_text(library, tmp_path):
    facts = library({"festival.md": FESTIVAL, "cities/paris/city.md": CITY})
    assert codeowners_text(facts, ["content"]) == codeowners_text(facts, ["content"])
    assert codeowners_text(facts, ["a", "b"]).endswith(PARIS.replace("/content/", "/a/b/"))


def test_writing_again_changes_nothing(repository):
    run("codeowners", cwd=repository)
    before = (repository / ROOT).stat()
    done = run("codeowners", cwd=repository)
    assert done.returncode == 0
    assert done.stdout.startswith("CODEOWNERS is up to date: ")
    assert (repository / ROOT).stat().st_mtime_ns == before.st_mtime_ns
    assert [path.name for path in repository.iterdir() if path.name.endswith(".new")] == []


def test_a_city_without_maintainers_falls_to_the_coordinators(repository):
    run("codeowners", cwd=repository)
    sites.write(repository / "content", {"cities/paris/city.md": sites.GOOD["cities/paris/city.md"]})
    done = run("codeowners", cwd=repository)
    assert lines_of(repository / ROOT) == EVERYTHING
    assert "0 cities have maintainers of their own, 2 are with the coordinators" in done.stdout


# Who owns what, as git itself reads such patterns.


def pattern_of(repository, path):
    """The line that wins for a file: that of a city, else the one for everything, which is the first."""
    every, *cities = lines_of(repository / ROOT).splitlines()
    assert every.startswith("* ")
    patterns = repository / "patterns"  # git reads them as those of an ignore file
    patterns.write_text("\n".join(line.split(" @")[0] for line in cities), "utf-8")
    around = ["-c", f"core.excludesFile={patterns}", "check-ignore", "--no-index", "--verbose"]
    return git(repository, *around, path).stdout.split("\t")[0].rpartition(":")[2] or "*"


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("content/cities/paris/city.md", "/content/cities/paris/"),
        ("content/cities/paris/posts/2011-02-20-venue.md", "/content/cities/paris/"),
        ("content/cities/paris/new/deep/file.jpg", "/content/cities/paris/"),
        ("content/cities/paris-2/city.md", "*"),
        ("content/cities/auckland/city.md", "*"),
        ("content/cities/auckland/content/cities/paris/city.md", "*"),
        ("elsewhere/content/cities/paris/city.md", "*"),
        ("content/festival.md", "*"),
        ("CODEOWNERS", "*"),
        (".github/workflows/publish.yml", "*"),
    ],
)
def test_a_city_owns_its_folder_only(repository, path, pattern):
    run("codeowners", cwd=repository)
    assert pattern_of(repository, path) == pattern


@pytest.mark.parametrize(
    "name", ["my content", "a*b", "q?", "[x]", "back\\slash", "#1", "!no", "été", "a  b "]
)
def test_any_name_of_the_folder_is_escaped(repository, name):
    (repository / "content").rename(repository / name)
    assert run("codeowners", "--content", name, cwd=repository).returncode == 0
    line = lines_of(repository / ROOT).splitlines()[1]
    pattern, _, rest = line.partition(" @ana")
    assert rest == " @Zoe-2 ana@example.org"
    (repository / "patterns").write_text(f"{pattern}\n", "utf-8")
    around = ["-c", f"core.excludesFile={repository / 'patterns'}", "check-ignore", "--no-index"]
    assert git(repository, *around, f"{name}/cities/paris/city.md").returncode == 0
    for other in ("content", "ab", "axb", "qq", "x", "backslash", "1", "no"):
        assert git(repository, *around, f"{other}/cities/paris/city.md").returncode == 1


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_an_escaped_path_is_one_word(path):
    pattern = escaped(path)
    bare = "".join(pattern.split("\\\\"))
    assert all(bare[at - 1] == "\\" for at, sign in enumerate(bare) if sign.isspace() or sign in "*?[]")
    assert pattern.replace("\\", "") == path.replace("\\", "")


# Where it is written.


@pytest.mark.parametrize(
    ("around", "place"),
    [
        ({}, ROOT),
        ({"remote": "git@github.com:lanterns/night.git"}, GITHUB),
        ({"remote": "https://gitlab.example.org/lanterns/night.git"}, GITLAB),
        ({"remote": "https://git.example.org/night.git"}, ROOT),
        ({"folders": [".github"]}, GITHUB),
        ({"folders": [".gitlab"]}, GITLAB),
        ({"folders": [".github", ".gitlab"]}, ROOT),
        ({"folders": [".github", ".gitlab"], "remote": "https://github.com/lanterns/night"}, GITHUB),
        ({"folders": [".github"], "remote": "https://gitlab.com/lanterns/night"}, GITLAB),
        ({"standing": ROOT, "remote": "https://github.com/lanterns/night"}, ROOT),
        ({"standing": GITLAB, "folders": [".github"]}, GITLAB),
    ],
)
def test_the_host_is_detected_from_the_repository(repository, around, place):
    for folder in around.get("folders", ()):
        (repository / folder).mkdir()
    if "remote" in around:
        git(repository, "remote", "add", "origin", around["remote"])
    if "standing" in around:
        (repository / around["standing"]).parent.mkdir(exist_ok=True)
        (repository / around["standing"]).write_text(f"{FIRST_LINE}\n* @old\n", "utf-8")
    done = run("codeowners", cwd=repository)
    assert done.returncode == 0
    assert lines_of(repository / place) == EVERYTHING + PARIS
    assert [path for path in (GITHUB, GITLAB, ROOT) if (repository / path).exists()] == [place]


@pytest.mark.parametrize(("host", "place"), [("github", GITHUB), ("gitlab", GITLAB)])
def test_a_host_can_be_named(repository, host, place):
    assert run("codeowners", "--host", host, cwd=repository).returncode == 0
    assert (repository / place).exists()


def test_paths_begin_at_the_root_of_the_repository(repository):
    done = run("codeowners", "--content", "../content", cwd=repository / "content")
    assert done.returncode == 0
    assert lines_of(repository / ROOT) == EVERYTHING + PARIS


def test_without_version_control_the_working_folder_is_the_root(site):
    sites.write(site / "content", {"festival.md": FESTIVAL, "cities/paris/city.md": CITY})
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(site.parent)}
    assert "GIT_DIR" not in environment
    assert run("codeowners", cwd=site).returncode == 0
    assert lines_of(site / ROOT) == EVERYTHING + PARIS


# Whether it is up to date.


def test_check_says_that_it_is_missing_and_writes_nothing(repository):
    done = run("codeowners", "--check", cwd=repository)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == 'CODEOWNERS is missing. Run ".venv/bin/samenight codeowners", and commit what it writes.\n'
    )
    assert not (repository / ROOT).exists()


def test_check_says_that_it_is_up_to_date_or_not(repository):
    run("codeowners", cwd=repository)
    assert run("codeowners", "--check", cwd=repository).returncode == 0
    sites.write(repository / "content", {"cities/auckland/city.md": AUCKLAND})
    before = (repository / ROOT).read_bytes()
    done = run("codeowners", "--check", cwd=repository)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CODEOWNERS is not up to date.")
    assert (repository / ROOT).read_bytes() == before


def test_windows_ends_of_lines_are_up_to_date(repository):
    run("codeowners", cwd=repository)
    path = repository / ROOT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("codeowners", "--check", cwd=repository).returncode == 0


# What is refused.


def refused(repository, *arguments, status=1):
    """The message of the program when it refuses."""
    before = sites.tree(repository / "content")
    standing = {path: (repository / path).read_bytes() for path in (GITHUB, GITLAB, ROOT)
                if (repository / path).exists()}  # fmt: skip
    done = run("codeowners", *arguments, cwd=repository)
    assert (done.returncode, done.stdout) == (status, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    after = {path: (repository / path).read_bytes() for path in (GITHUB, GITLAB, ROOT)
             if (repository / path).exists()}  # fmt: skip
    assert (sites.tree(repository / "content"), after) == (before, standing)
    return done.stderr


def test_a_festival_without_coordinators(repository):
    sites.write(repository / "content", {"festival.md": sites.GOOD["festival.md"]})
    message = refused(repository)
    assert "content/festival.md names no maintainers" in message
    assert 'maintainers: ["@ana"]' in message


def test_content_with_problems(repository):
    sites.write(repository / "content", {"cities/paris/city.md": CITY.replace('"@ana"', '"@a na"')})
    assert ".venv/bin/samenight check" in refused(repository)


def test_a_file_of_an_earlier_version_is_ours(repository):
    run("codeowners", cwd=repository)
    path = repository / ROOT
    ours = path.read_text("utf-8")
    path.write_text(ours.replace("make codeowners", "samenight codeowners", 1), "utf-8")
    assert run("codeowners", "--check", cwd=repository).returncode == 1
    assert run("codeowners", cwd=repository).returncode == 0
    assert path.read_text("utf-8") == ours


def test_a_file_of_somebody_else(repository):
    (repository / ROOT).write_text("* @somebody\n", "utf-8")
    assert "was not made by this command" in refused(repository)


def test_a_file_that_the_host_would_not_read(repository):
    (repository / ROOT).write_text(f"{FIRST_LINE}\n* @kim\n", "utf-8")
    assert "CODEOWNERS would be read instead of .gitlab/CODEOWNERS" in refused(repository, "--host", "gitlab")


@pytest.mark.parametrize("name", ["@ana.b", "@a/b/c"])
def test_a_name_that_github_does_not_have(repository, name):
    sites.write(repository / "content", {"cities/paris/city.md": CITY.replace("@ana", name, 1)})
    assert f'"{name}" cannot be a name on GitHub' in refused(repository, "--host", "github")
    assert run("codeowners", "--host", "gitlab", cwd=repository).returncode == 0


def test_content_outside_the_repository(repository, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert git(repository / "content", "init", "--quiet").returncode == 0
    assert run("codeowners", cwd=repository).returncode == 0  # a repository of its own
    assert lines_of(repository / "content" / ROOT).splitlines()[1].startswith("/cities/paris/ ")
    (repository / "content" / ROOT).unlink()
    assert run("codeowners", "--content", str(repository / "content"), cwd=elsewhere).returncode == 0


def test_no_repository_and_content_elsewhere(site, tmp_path_factory):
    sites.write(site / "content", {"festival.md": FESTIVAL})
    done = run("codeowners", "--content", str(site / "content"), cwd=tmp_path_factory.mktemp("elsewhere"))
    assert done.returncode == 2
    assert "is outside the repository" in done.stderr


def test_a_folder_that_is_not_there(tmp_path):
    done = run("codeowners", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        'Error: There is no folder "content". Name it with --content.\n',
    )


def test_a_host_that_is_not_known(repository):
    assert run("codeowners", "--host", "gitea", cwd=repository).returncode == 2


def test_a_file_that_cannot_be_written_is_reported(repository):
    (repository / ROOT).mkdir()
    assert "A file is needed at" in refused_folder(repository)


def refused_folder(repository):
    done = run("codeowners", cwd=repository)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


# Names on the git host.

KIND = TypeAdapter(Maintainer)


NAMES = "@ana @Ana-Maria @a @ana_b @ana.b @our-festival/lodz @a/b/c ana@example.org a.b+c@mail.example.org"


@pytest.mark.parametrize("name", NAMES.split())
def test_names_as_codeowners_has_them(name):
    assert is_maintainer(name)
    assert KIND.validate_python(f" {name} ") == name


WRONG = [
    ("ana", 'Did you mean "@ana"?'),
    ("our-festival/lodz", 'Did you mean "@our-festival/lodz"?'),
    ("https://github.com/ana", 'Did you mean "@ana"?'),
    ("https://gitlab.com/our-festival/lodz/", 'Did you mean "@our-festival/lodz"?'),
    ("https://github.com/orgs/our-festival/teams/lodz", 'Did you mean "@our-festival/lodz"?'),
    ("@@ana", 'Did you mean "@ana"?'),
    ("@", "Write it like"),
    ("@ana @kim", "Write it like"),
    ("@ana\n* @eve", "Write it like"),
    ("@ana#", "Write it like"),
    ("@-ana", "Write it like"),
    ("@ana.", "Write it like"),
    ("@ana//kim", "Write it like"),
    ("Ana Nowak", "Write it like"),
    ("@аna", "Write it like"),
    ("a@b", "Write it like"),
    ("", "Something must be written here."),
]


@pytest.mark.parametrize(("name", "message"), [(name, message) for name, message in WRONG if name])
def test_other_names_are_refused_with_a_remedy(name, message):
    with pytest.raises(ValidationError) as caught:
        KIND.validate_python(name)
    (detail,) = caught.value.errors()
    finding = detail["ctx"]["finding"]
    assert finding.kind.code == "value.maintainer"
    assert message in f"{ENGLISH.what(finding)} {ENGLISH.mend(finding)}"


@given(st.text())
def test_no_name_can_break_a_line(text):
    if is_maintainer(text):
        assert text.isascii()
        assert text.split() == [text]
        assert "@" in text
        assert "#" not in text


def test_a_wrong_name_is_shown_with_its_place(reading):
    (problem,) = reading({"cities/paris/city.md": CITY.replace('"@ana"', '"ana"')}).problems
    assert (problem.file, problem.line, problem.field) == (
        "content/cities/paris/city.md",
        4,
        "maintainers[0]",
    )
    assert 'Did you mean "@ana"?' in sites.said(problem)


# Not published.


def test_maintainers_are_published_nowhere(repository):
    built = sites.build(repository)
    assert built.returncode == 0, built.stderr
    for path, content in sites.tree(repository / "output").items():
        assert not any(name in content for name in (b"Zoe-2", b"ana@example.org", b"@kim")), path
        if path.endswith(".zip"):
            with zipfile.ZipFile(repository / "output" / path) as kit:
                assert not any(b"Zoe-2" in kit.read(name) for name in kit.namelist()), path


def test_help_describes_the_command_and_its_exit_status():
    text = run("codeowners", "--help").stdout
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert [option for option in ("--content", "--host", "--check") if option not in text] == []
    assert "Exit status: 0 " in text
