"""The documentation agrees with the project."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions

import pytest
from samenight.checks.all_kinds import CATALOGUE
from samenight.commands.explain import anchor
from samenight.content.authoring.header_writer import canonical
from samenight.content.model import amounts, festival, file_facts, posts_and_pages
from samenight.content.reading.file_reader import known_keys

from tests.programs import HANGING
from tests.sites import REPOSITORY

DOCS = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
NAMES = [path.relative_to(REPOSITORY).as_posix() for path in DOCS]
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")
each_page = pytest.mark.parametrize("path", DOCS, ids=NAMES)


def text(name):
    return (REPOSITORY / name).read_text("utf-8")


# The reference, made from the model.


def reference():
    """The module that makes it."""
    spec = importlib.util.spec_from_file_location("make_reference", REPOSITORY / "docs/make_reference.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_reference_is_up_to_date():
    for path, made in reference().pages().items():
        assert path.read_text("utf-8") == made, "run: make docs"


def test_every_field_is_in_the_reference():
    rows = re.findall(
        r"^\| \**`(\w+)`\** \| ([^|]+) \| ([^|]+) \|$", text("docs/reference/fields.md"), re.MULTILINE
    )
    kinds = (
        festival.Festival,
        file_facts.Edition,
        file_facts.Charity,
        file_facts.City,
        file_facts.Event,
        posts_and_pages.Post,
        posts_and_pages.Page,
        amounts.Rate,
    )
    keys = {key for kind in kinds for key in known_keys(kind, ())}
    assert keys <= {key for key, _, _ in rows}
    assert [row for row in rows if not all(cell.strip() for cell in row) or "None" in row[1:]] == []


def test_every_kind_of_problem_is_in_the_reference_with_an_example():
    page = text("docs/reference/problems.md")
    entries = {part.partition("\n")[0]: part for part in page.split("\n## ")[1:]}
    assert list(entries) == list(CATALOGUE)
    for code, entry in entries.items():
        assert all(f"- {words}" in entry for words in ("To mend it: ", "Why it matters: "))
        head = rf"content/.*  (?:problem|warning|note) {re.escape(code)}"
        shown = re.search(rf"```text\n{head}\n(?:.+\n)+```", entry)
        elsewhere = code.startswith(("path.", "git.")) or code in {
            "print.code",
            "print.extra",
            "print.template",
            "print.words",
        }
        assert shown or elsewhere, code  # of the output or the machine, not of a file


def test_links_to_problems_lead_to_their_entries():
    heads = re.findall(r"^## (.+)$", text("docs/reference/problems.md"), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", head).lower() for head in heads}
    assert {anchor(kind) for kind in CATALOGUE.values()} == anchors


@pytest.mark.parametrize("name", ["fields", "print", "problems"])
def test_links_within_the_reference_hold(name):
    page = text(f"docs/reference/{name}.md")
    heads = {
        re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-")
        for head in re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", page)) <= heads


# Targets, links and files.


def targets():
    return dict(re.findall(r"^([a-z][a-z-]*):(?!=)[^#\n]*(?:## (.*))?$", MAKEFILE, re.MULTILINE))


def test_every_target_says_what_it_does():
    assert [name for name, words in targets().items() if not words] == []
    assert len(targets()) > 15


def test_every_target_is_phony():
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)[1].replace("\\", " ").split()
    assert sorted(phony) == sorted(targets())


def test_pelicans_usual_targets_are_there():
    assert {"help", "html", "clean", "regenerate", "serve", "devserver", "publish"} <= targets().keys()


def test_help_of_make_lists_every_target():
    done = subprocess.run(
        ["make", "help"], cwd=REPOSITORY, capture_output=True, text=True, timeout=HANGING, check=True
    )
    listed = re.findall(r"^  make ([a-z-]+)", done.stdout, re.MULTILINE)
    assert listed == list(targets())
    assert [line for line in done.stdout.splitlines() if len(line) > 80] == []


@each_page
def test_only_targets_that_exist_are_named(path):
    spans = re.findall(r"`([^`\n]+)`|^\s*(make .+)$", path.read_text("utf-8"), re.MULTILINE)
    calls = [re.match(r"(?:\w+=\S+ )*make ((?:[a-z-]+ ?)+)", a or b) for a, b in spans]
    named = [word for call in calls if call for word in call[1].split()]
    assert [name for name in named if name not in targets()] == []


@each_page
def test_links_lead_to_files(path):
    prose = re.sub(r"^```text\n.*?^```$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    found = re.findall(r"\]\(([^)#\s]+)(?:#[\w-]*)?\)", prose)
    local = [link for link in found if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (path.parent / link).exists()] == []


@each_page
def test_files_that_are_named_exist(path):
    """Files of the project; names of content files can be examples."""
    spans = re.findall(
        r"`((?:\.ci|\.github|\.gitlab|plugins|tests|theme|docs|tools|benchmarks)/[\w./-]*[\w/])`",
        path.read_text("utf-8"),
    )
    spans += re.findall(r"`([\w.-]+\.(?:py|in|toml))`", path.read_text("utf-8"))
    ours = {file.name for file in (REPOSITORY / "plugins").rglob("*.py")}
    assert [name for name in spans if not (REPOSITORY / name).exists() and name not in ours] == []


def test_the_readmes_numbers_are_right():
    shown = re.search(
        r"(\d+) events in (\d+) cities and (\d+) countries", " ".join(text("README.md").split())
    )
    cities = [path.parent for path in (REPOSITORY / "content/cities").glob("*/city.md")]
    events = [path for path in (REPOSITORY / "content/cities").glob("*/*.md") if path.name != "city.md"]
    countries = {
        re.search(r'^country: "(\w+)"', (city / "city.md").read_text("utf-8"), re.MULTILINE)[1]
        for city in cities
    }
    counts = (len(events), len(cities), len(countries))  # users add their own city to the archive
    assert all(number <= found for number, found in zip(map(int, shown.groups()), counts, strict=True))


@each_page
def test_pages_of_the_documentation_begin_with_a_title(path):
    heads = re.findall(
        r"^# .+", re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL), re.MULTILINE
    )
    assert heads
    assert path.read_text("utf-8").startswith("# ")


def headers_in(page):
    """The headers that a page shows as examples, as Markdown files."""
    for block in re.findall(r"^( *)```yaml\n(.*?)^ *```", text(page), re.MULTILINE | re.DOTALL):
        lines = [line.removeprefix(block[0]) for line in block[1].splitlines()]
        if lines[0] == "---":
            yield "\n".join([*lines, ""])


@pytest.mark.parametrize("page", ["README.md", "docs/festival.md"])
def test_examples_can_be_read(page, reading):
    names = {"name": "cities/lodz/city.md", "status": "cities/lodz/2011-spring.md"}
    examples = list(headers_in(page))
    files = {names[example.splitlines()[1].partition(":")[0]]: example for example in examples}
    if page == "docs/festival.md":
        files = {"festival.md": examples[0]}
    elif "cities/lodz/city.md" not in files:
        files["cities/lodz/city.md"] = '---\nname: "Łódź"\ncountry: "PL"\ntimezone: "Europe/Warsaw"\n---\n'
    assert examples
    assert [str(problem) for problem in reading(files).problems] == []


# Packages.

LISTS = (
    "requirements",
    "requirements-dev",
    "requirements-browser",
    "requirements-gazetteer",
    "requirements-outlines",
    "requirements-fonts",
    "requirements-bench",
)


def direct(name):
    """The packages that a list requires directly."""
    lines = (line.partition("#")[0].strip() for line in text(f"{name}.in").splitlines())
    return [re.match(r"[\w-]+", line)[0].lower() for line in lines if line and not line.startswith("-")]


def test_every_package_of_the_site_has_its_reason():
    rows = re.findall(r"^\| ([\w-]+) \| ([^|]+) \| ([^|]+) \|$", text("docs/dependencies.md"), re.MULTILINE)
    reasons = {name: reason for name, *reason in rows if name != "package"}
    assert sorted(reasons) == sorted(direct("requirements"))
    assert all(cell.strip() for reason in reasons.values() for cell in reason)


@pytest.mark.parametrize("name", LISTS[1:])
def test_every_other_package_is_named_with_the_reasons(name):
    page = text("docs/dependencies.md")
    stubs = {package for package in direct(name) if package.startswith("types-")}
    assert [package for package in direct(name) if package not in page and package not in stubs] == []


def test_the_package_requires_what_the_site_needs():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["print"]]
    assert sorted(re.match(r"[\w-]+", line)[0] for line in required) == sorted(direct("requirements"))


# Packages that are dependencies of a required one.
COMES_WITH = {"blinker": "pelican", "markupsafe": "jinja2", "pydantic-core": "pydantic", "rich": "pelican"}


def test_every_import_is_of_a_required_package():
    code = [path.read_text("utf-8") for path in (REPOSITORY / "plugins").rglob("*.py")]
    modules = {name for one in code for name in re.findall(r"^ *(?:from|import) (\w+)", one, re.MULTILINE)}
    known = packages_distributions()
    packages = {known[name][0].lower().replace("_", "-") for name in modules if name in known}
    extras = tomllib.loads(text("pyproject.toml"))["project"]["optional-dependencies"]
    allowed = {*direct("requirements"), *extras["dask"], *extras["xlsx"], "samenight"}
    assert {COMES_WITH.get(name, name) for name in packages} <= allowed
    assert set(COMES_WITH) & set(direct("requirements")) == set()


@pytest.mark.parametrize("name", LISTS)
def test_pinned_packages_have_hashes_and_name_no_host(name):
    lines = text(f"{name}.txt").replace("\\\n", " ").splitlines()
    pinned = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert all(re.match(r"[\w.-]+==[\w.]+( ; [^-]+)? +--hash=sha256:[0-9a-f]{64}", line) for line in pinned)
    assert "://" not in text(f"{name}.txt")
    assert not re.search(r"--(extra-)?index|--find-links|--trusted", text(f"{name}.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_every_required_package_is_pinned(name):
    pinned = re.findall(r"^([\w.-]+)==", text(f"{name}.txt"), re.MULTILINE)
    assert [package for package in direct(name) if package not in {pin.lower() for pin in pinned}] == []


def pins(name):
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text(f"{name}.txt"), re.MULTILINE))


def test_all_lists_pin_the_same_versions():
    site, tests, browser, *others = (pins(name) for name in LISTS)
    assert site.items() <= tests.items()
    assert tests.items() <= browser.items()
    for other in others:
        assert {name: site.get(name, version) for name, version in other.items()} == other


def tracked():
    """The files under version control; none without version control."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, timeout=HANGING, check=False
    )
    return [REPOSITORY / name.decode() for name in done.stdout.split(b"\0") if name]


# In two parts each, so that this file does not contain the names.
REGISTRIES = [
    first + "." + second
    for first, second in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", ""),
        ("crates", "io"),
        ("rubygems", "org"),
    )
]


def test_no_file_names_a_host_of_packages():
    found = []
    for path in filter(lambda one: one.is_file(), tracked()):
        content = path.read_bytes().lower()
        found += [(path.name, host) for host in REGISTRIES if host.encode() in content]
    assert found == []


# Settings.

CONF = text("pelicanconf.py")


def blocks():
    """The paragraphs of the settings file, as lists of lines."""
    return [block.splitlines() for block in re.split(r"\n\n+", CONF)]


def test_every_setting_is_explained():
    bare = []
    for lines in blocks():
        explained = lines[0].startswith("#")
        for line in lines:
            name = re.match(r"([A-Z][A-Z_]+)(?:: [\w\[\]]+)? = ", line)
            explained = explained or line.startswith("#")
            if name and name[1] != "BASE" and not explained and "  # " not in line:
                bare.append(name[1])
    assert bare == []


# Not settings: what one step of a build leaves for the next.
INNER = {"SAMENIGHT_BUILD", "SAMENIGHT_FRAME", "SAMENIGHT_LOGGED_ERRORS", "SAMENIGHT_PLUGINS"}


def test_every_setting_of_ours_is_in_the_settings_file():
    code = "\n".join(path.read_text("utf-8") for path in (REPOSITORY / "plugins").rglob("*.py"))
    used = set(re.findall(r"\bSAMENIGHT_[A-Z_]+[A-Z]", code)) - INNER
    assert used == set(re.findall(r"^(SAMENIGHT_[A-Z_]+) = ", CONF, re.MULTILINE))


def test_the_documentation_names_only_settings_that_exist():
    named = {name for path in DOCS for name in re.findall(r"\bSAMENIGHT_[A-Z]+", path.read_text("utf-8"))}
    known = re.findall(r"\bSAMENIGHT_[A-Z]+", CONF + MAKEFILE)
    assert named - INNER <= set(known)
    assert "SAMENIGHT_NOW" in named


@pytest.mark.parametrize("page", ["docs/organisers/README.md", "docs/organisers/fr/README.md"])
def test_the_examples_for_organisers_are_in_the_usual_style(page):
    city, event = re.findall(r"```yaml\n(---\n.*?)```", text(page), re.DOTALL)
    assert canonical(file_facts.City, "example.md", city) == city
    assert canonical(file_facts.Event, "example.md", event) == event
