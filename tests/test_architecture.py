"""The rules of the code that a test can keep (docs/architecture.md)."""

from __future__ import annotations

import ast
import functools
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import samenight
from jinja2 import Environment, nodes
from samenight.site.page_templates import ENVIRONMENT

HOUSE = Path(samenight.__file__).parent
FILES = sorted(path for path in HOUSE.rglob("*.py"))
NAMES = [path.relative_to(HOUSE).as_posix() for path in FILES]
# The packages, lowest first. One may import those of the lines before its own, and none of its own line.
LAYERS = (
    {"content/values", "content/problems"},
    {"content/problems/kinds"},
    {"content/model"},
    {"content/places"},
    {"content/library"},
    {"content/reading/file_checks"},
    {"content/reading"},
    {"content/authoring"},
    {"content", "history"},
    {"site"},
    {"print_kit/codes"},
    {"print_kit/pieces"},
    {"print_kit/facts", "print_kit/finished"},
    {"print_kit/typesetting"},
    {"print_kit/letters", "print_kit/labels"},
    {"builder/output"},
    {"builder/processes"},
    {"builder", "calendars", "checks", "feeds", "pages", "print_kit", "results"},
    {"commands"},
)
LAYER_OF = {package: number for number, layer in enumerate(LAYERS) for package in layer}
PACKAGES = sorted(path.name for path in HOUSE.iterdir() if path.is_dir() and any(path.glob("*.py")))
# What publishes nothing by itself.
NOT_PUBLISHING = {"content", "history", "site", "commands"}
# Where Pelican, the disk and the clock are met.
OUTSIDE = {"builder", "commands"}


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@functools.cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a file's syntax tree, read once for all rules."""
    return tuple(ast.walk(tree_of(path)))


def top_package(path: Path) -> str:
    """The topmost package of a file."""
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def package_of(path: Path) -> str:
    """The package that holds a file: ``content/library``."""
    return path.parent.relative_to(HOUSE).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, with what is taken from packages: ``samenight.site.urls``."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the whole name of the module"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def neighbours(path: Path) -> set[str]:
    """The other packages of ours that a file imports from."""
    ours = {name for name in imports(path) if name.startswith("samenight.")}
    return {imported_package(name) for name in ours} - {package_of(path)}


def imported_package(name: str) -> str:
    """The package of what is imported as ``samenight.content.library.ledger.LedgerEntry``."""
    parts = name.split(".")[1:]
    while not (HOUSE.joinpath(*parts)).is_dir():
        parts.pop()
    return "/".join(parts)


def test_all_packages_have_their_layer():
    assert {package_of(path) for path in FILES} - {"."} == set(LAYER_OF)


@pytest.mark.parametrize("path", [path for path in FILES if path.parent != HOUSE], ids=str)
def test_packages_import_only_those_below_them(path):
    here = package_of(path)
    assert [name for name in neighbours(path) if LAYER_OF[name] >= LAYER_OF[here]] == []


@pytest.mark.parametrize(
    "path", [p for p in FILES if top_package(p) in PACKAGES and p.name != "__init__.py"], ids=str
)
def test_only_where_a_package_registers_it_meets_the_hooks(path):
    assert "samenight.site.hooks" not in set(imports(path)) or top_package(path) in {"site", *OUTSIDE}


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_pelican_is_met_in_one_place(path):
    meets = any(name.split(".")[0] == "pelican" for name in imports(path))
    may = top_package(path) in OUTSIDE or (
        path.name == "__init__.py" and top_package(path) not in NOT_PUBLISHING
    )
    assert may or not meets


WRITING = {"write_text", "write_bytes", "touch", "mkdir", "makedirs", "symlink_to", "hardlink_to", "unlink",
"rmdir",
           "rmtree", "copyfile", "copytree", "copy2", "rename", "renames"}  # fmt: skip


def writes(node: ast.AST) -> bool:
    """Whether a call opens a file for writing or changes the disk."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "open":
        modes = [
            a
            for a in [*node.args, *(k.value for k in node.keywords if k.arg == "mode")]
            if isinstance(a, ast.Constant)
        ]
        return any(
            isinstance(a.value, str) and set(a.value) & set("wax+") and len(a.value) <= 3 for a in modes
        )
    if name == "replace":
        return isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "os"
    return name in WRITING


@pytest.mark.parametrize("path", [p for p in FILES if top_package(p) not in OUTSIDE], ids=str)
def test_only_the_builder_writes(path):
    assert [ast.unparse(node) for node in nodes_of(path) if writes(node)] == []


SURROUNDINGS = {
    "datetime.now", "datetime.today", "date.today", "datetime.utcnow", "time.time", "time.localtime",
    "time.strftime",
    "os.environ", "os.getenv", "os.getpid", "os.urandom", "uuid.uuid1", "uuid.uuid4", "time.perf_counter",
    "time.monotonic",
}  # fmt: skip


# The git program is called with an environment of its own, so that it answers alike everywhere.
GIT = HOUSE / "history" / "git.py"


@pytest.mark.parametrize("path", [p for p in FILES if top_package(p) not in OUTSIDE and p != GIT], ids=str)
def test_no_clock_no_chance_no_locale_no_environment(path):
    found = [
        name
        for name in imports(path)
        if name.split(".")[0] in {"locale", "random", "secrets", "uuid", "tempfile"}
    ]
    for node in nodes_of(path):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if f"{name}.{node.attr}" in SURROUNDINGS:
                found.append(f"{name}.{node.attr}, line {node.lineno}")
    assert found == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_what_it_is(package):
    init = tree_of(HOUSE / package / "__init__.py")
    assert ast.get_docstring(init)
    if package in NOT_PUBLISHING:
        return
    last = init.body[-1]
    assert isinstance(last, ast.FunctionDef)
    assert last.name == "register"
    if package != "checks":
        assert (HOUSE / package / "artifacts.py").exists()


@pytest.mark.parametrize("package", sorted(set(PACKAGES) - NOT_PUBLISHING - {"checks", "builder"}))
def test_every_package_publishes_by_one_function(package):
    module = importlib.import_module(f"samenight.{package}.artifacts")
    assert callable(module.artifacts)
    assert module.artifacts.__doc__


def test_all_packages_are_registered_and_described():
    assert {*samenight.PACKAGES, *NOT_PUBLISHING} >= set(PACKAGES)
    assert all(f"``{package}``" in str(samenight.__doc__) for package in PACKAGES)


# The library: what knows an event with its city, its edition and the festival. Only it falls back.
LIBRARY = {name for name in NAMES if name.startswith("content/library/")}
OWNERS = {"event", "city", "edition", "festival"}


def owner_of(chain: list[str]) -> str | None:
    """Whose fact a chain of names asks for: ``city`` of ``library.city.contact``."""
    return next((name for name in reversed(chain[:-1]) if name in OWNERS), None)


def chain_of(node: ast.AST) -> list[str]:
    """The names of ``a.b[key].c``: a, b and c."""
    if isinstance(node, ast.Attribute):
        return [*chain_of(node.value), node.attr]
    if isinstance(node, ast.Subscript):
        return chain_of(node.value)
    return [node.id] if isinstance(node, ast.Name) else []


def fallbacks(code: str) -> Iterator[str]:
    """Where code takes a fact of one owner or else that of another: ``event.x or city.x``."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            sides = [side for side in node.values if not isinstance(side, ast.Compare)]  # truth is no fact
        elif isinstance(node, ast.IfExp):
            sides = [node.body, node.orelse]
        else:
            continue
        owners = {owner_of(chain_of(part)) for side in sides for part in ast.walk(side)} - {None}
        if len(owners) > 1:
            yield f"line {node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    "code",
    ["event.slogan or edition.slogan", "one.event.x if one.event.x else library.city[slug].x",
     "a.festival.contact or (city and city.contact)"],
)  # fmt: skip
def test_a_fallback_is_found(code):
    assert list(fallbacks(code))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LIBRARY])
def test_only_the_library_falls_back_from_an_event_to_what_it_is_part_of(name):
    assert list(fallbacks((HOUSE / name).read_text("utf-8"))) == []


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("content/")])
def test_languages_of_cities_are_listed_in_the_library_alone(name):
    taken = {one.rpartition(".")[2] for one in imports(HOUSE / name)}
    assert "languages_of" not in taken
    assert (
        "first_with" not in taken or name == "print_kit/letters/letters.py"
    )  # over the languages of its texts


def template_fallbacks(text: str) -> Iterator[str]:
    """The same in a template. What is only asked in an ``if`` is no fallback."""
    tree = Environment(**ENVIRONMENT).parse(text)  # noqa: S701 -- nothing is rendered
    asked = {id(part) for kind in (nodes.If, nodes.CondExpr) for node in tree.find_all(kind)
             for part in [node.test, *node.test.find_all(nodes.Or)]}  # fmt: skip
    for node in tree.find_all((nodes.Or, nodes.CondExpr)):
        if id(node) in asked:
            continue
        sides = [node.left, node.right] if isinstance(node, nodes.Or) else [node.expr1, node.expr2]
        parts = ([side, *side.find_all((nodes.Getattr, nodes.Getitem))] for side in sides if side)
        found = [part for some in parts for part in some]
        owners = {owner_of(names_of(part)) for part in found} - {None}
        if len(owners) > 1:
            yield f"line {node.lineno}"


def names_of(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Getattr):
        return [*names_of(node.node), node.attr]
    if isinstance(node, nodes.Getitem):
        return names_of(node.node)
    return [node.name] if isinstance(node, nodes.Name) else []


TEMPLATES = sorted((HOUSE.parent.parent / "theme" / "templates").rglob("*.html"))


def test_a_fallback_of_a_template_is_found():
    assert list(template_fallbacks("{{ event.slogan or edition.slogan }}")) == ["line 1"]
    assert list(template_fallbacks("{% set x = (venue.x if venue) or city.x %}{{ event.x or city.x }}"))
    assert not list(template_fallbacks("{% if event.x or city.x %}{{ event.x or '' }}{% endif %}"))


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_no_template_falls_back_from_an_event_to_what_it_is_part_of(path):
    assert list(template_fallbacks(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("package", sorted(set(LAYER_OF) - {"commands"}))
def test_packages_are_small(package):
    modules = [path for path in (HOUSE / package).glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= 15


def type_names(path: Path) -> Iterator[str]:
    """The classes of a file, and other names for types at its top level: ``Key = tuple[str, str]``."""
    for node in tree_of(path).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper():
                yield name


def test_the_name_of_a_type_is_used_once():
    found: dict[str, list[str]] = {}
    for path, name in zip(FILES, NAMES, strict=True):
        for type_name in type_names(path):
            found.setdefault(type_name, []).append(name)
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


def test_few_modules_are_short():
    """A reader who follows a change should not have to open a file for every few lines."""
    modules = [path for path in FILES if not path.name.startswith("__")]
    short = [path for path in modules if len(path.read_text("utf-8").splitlines()) < 60]
    assert len(short) * 10 < len(modules), [path.relative_to(HOUSE).as_posix() for path in short]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_functions_are_short(path):
    long = [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno + 1 > 60]
    assert long == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_files_are_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_classes_have_few_public_methods(path):
    for node in nodes_of(path):
        if isinstance(node, ast.ClassDef) and node.name != "Library":  # its look-ups are properties
            public = [
                f.name for f in node.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")
            ]
            assert len(public) <= 10, (node.name, public)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_public_thing_is_explained(path):
    tree = tree_of(path)
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


# Of the tests.

TESTS = sorted(path for path in Path(__file__).parent.rglob("*.py") if path != Path(__file__))
CLOCKS = {"sleep", "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns"}


def hurried(node: ast.AST) -> bool:
    """Whether a test sleeps, looks at a clock on the wall, or waits for a number of seconds of its own."""
    if isinstance(node, ast.Call):
        return any(
            keyword.arg == "timeout" and isinstance(keyword.value, ast.Constant) for keyword in node.keywords
        )
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in CLOCKS or (isinstance(node, ast.Attribute) and ast.unparse(node) == "time.time")


@pytest.mark.parametrize("code", ["time.sleep(1)", "sleep(1)", "time.perf_counter()", "run(x, timeout=60)"])
def test_what_is_hurried_is_seen(code: str) -> None:
    assert any(map(hurried, ast.walk(ast.parse(code))))


def test_no_test_sleeps_or_holds_a_number_of_seconds() -> None:
    """A machine may be slow or busy. ``programs.HANGING`` is for what would never come to an end."""
    found = [f"{path}:{node.lineno}" for path in TESTS for node in nodes_of(path) if hurried(node)]
    assert found == []
