"""Counts the work of builds of a small site, in processes of their own with one job, so that nothing is made
elsewhere.

    PYTHONPATH=plugins:. python -m tests.builder.counted_work           print the table of the counts
    PYTHONPATH=plugins:. python -m tests.builder.counted_work --write   write it into test_counted_work.py

What is counted are calls of libraries and of the system, whoever makes them: how our modules are cut does not
matter. Modules are counted in a build of its own, in which nothing else is loaded.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
BUILDS = ("cold", "nothing changed", "one event changed", "nothing changed, by Pelican")
# The edit of one event: pages, calendars and artwork show it.
EVENT, EDIT = "content/cities/paris/2011-spring.md", ('start: "19:30"', 'start: "19:00"')
OURS, LIBRARIES, PYTHON = (
    "modules imported, ours",
    "modules imported, of libraries",
    "modules imported, of Python",
)
SAMENIGHT = ("build", "--content", "content", "--output", "output", "--settings", "pelicanconf.py")
PELICAN = ("content", "-s", "pelicanconf.py", "-o", "output")

# Runs in the process of the build, before anything is imported. Libraries get their counters when they are
# loaded; files are counted by what the interpreter reports of them (sys.addaudithook).
COUNTING = """
import atexit, json, os, sys
from collections import Counter

report, repository, *sys.argv = sys.argv[1:]
site = os.getcwd()
counts, written = Counter(), set()


def counted(name, real):
    def call(*args, **kwargs):
        counts[name] += 1
        return real(*args, **kwargs)
    return call


def of_typst(module):
    class Compiler:
        def __init__(self, *args, **kwargs):
            self._real = Real(*args, **kwargs)

        def __getattr__(self, name):
            found = getattr(self._real, name)
            return counted("Typst runs", found) if name.startswith(("compile", "query")) else found

    Real, module.Compiler = module.Compiler, Compiler
    for name in ("compile", "compile_with_warnings", "query"):
        if hasattr(module, name):
            setattr(module, name, counted("Typst runs", getattr(module, name)))


def of_pdfium(module):
    kinds = ("LoadDocument", "LoadMemDocument", "LoadMemDocument64", "LoadCustomDocument")
    for name in map("FPDF_{}".format, kinds):
        setattr(module, name, counted("PDF files opened", getattr(module, name)))
    module.FPDF_RenderPageBitmap = counted("PDF pages rendered", module.FPDF_RenderPageBitmap)


def of_zxing(module):
    for name in ("read_barcodes", "read_barcode"):
        setattr(module, name, counted("pictures searched for codes", getattr(module, name)))


def of_jinja(module):
    module.Environment.compile = counted("templates compiled", module.Environment.compile)


def of_pillow(module):
    module.Image.save = counted("pictures encoded", module.Image.save)


def of_markdown(module):
    module.Markdown.convert = counted("Markdown texts converted", module.Markdown.convert)


def of_artifacts(module):
    module.Digester.key = counted("keys", module.Digester.key)


PATCHES = {
    "typst": of_typst, "pypdfium2.raw": of_pdfium, "zxingcpp": of_zxing, "jinja2.environment": of_jinja,
    "PIL.Image": of_pillow, "markdown.core": of_markdown, "samenight.site.artifact": of_artifacts,
}


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name not in PATCHES:
            return None
        patch = PATCHES[name]
        found = (one.find_spec(name, path, target) for one in sys.meta_path if one is not self)
        spec = next(filter(None, found))
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            patch(module)

        spec.loader.exec_module = exec_module
        return spec


WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
EVENTS = {"os.link": "links made", "os.rename": "files moved", "os.remove": "files deleted",
          "os.mkdir": "folders made", "subprocess.Popen": "programs started"}


def depends_on_keys(event, path):
    # The store has a folder for each beginning of a key, found missing by the first file in it: how many
    # there are is chance, as keys depend on all code.
    return event == "os.remove" and path.endswith(".new") or event == "os.mkdir" and "/store/" in path


def watch(event, args):
    if event in EVENTS:
        if "__pycache__" not in str(args[:2]) and not depends_on_keys(event, str(args[0])):
            counts[EVENTS[event]] += 1
    elif event == "open" and isinstance(args[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(args[0]))
        if path.startswith((site + os.sep, repository + os.sep)) and not path.endswith(".py") \
                and "__pycache__" not in path and not path.startswith(repository + os.sep + ".venv"):
            if not args[2] & WRITING:
                counts["files read"] += 1
            elif path not in written:
                counts["files written"] += 1
                written.add(path)


def write():
    with open(report, "w") as file:
        json.dump(counts, file)


import hashlib
for name in ("sha256", "blake2b"):
    setattr(hashlib, name, counted("digests", getattr(hashlib, name)))
sys.meta_path.insert(0, Finder())
sys.path.insert(0, os.path.join(repository, "plugins"))
if sys.argv[0] == "samenight":
    from samenight.commands import start as run
else:
    from pelican import main as run
atexit.register(write)
sys.addaudithook(watch)
run()
"""
# What is loaded by then, written at the end.
LISTING = """
import atexit, sys
before = set(sys.modules)
report, repository, *sys.argv = sys.argv[1:]


def write():
    with open(report, "w") as file:
        file.write("\\n".join(sorted(set(sys.modules) - before - {"atexit"})))


atexit.register(write)
sys.path.insert(0, repository + "/plugins")
from samenight.commands import start
start()
"""


def counts_of(site: Path, seed: int = 1) -> dict[str, dict[str, int]]:
    """The counts of all builds, by name. ``site`` was never built; ``seed`` is that of Python's hashes."""
    found = {"cold": _counted(site, ("samenight", *SAMENIGHT), seed)}
    while not list((site / ".samenight/builds").glob("*.json")):  # the content was written too shortly before
        _counted(site, ("samenight", *SAMENIGHT), seed)
    found["nothing changed"] = _counted(site, ("samenight", *SAMENIGHT), seed)
    modules = modules_of(site)
    own = [name for name in modules if name.partition(".")[0] == "samenight"]
    python = [name for name in modules if name.partition(".")[0] in sys.stdlib_module_names]
    found["nothing changed"] |= {
        OURS: len(own), PYTHON: len(python), LIBRARIES: len(modules) - len(own) - len(python),
    }  # fmt: skip
    found["nothing changed, by Pelican"] = _counted(site, ("pelican", *PELICAN), seed)
    event = site / EVENT
    event.write_text(event.read_text("utf-8").replace(*EDIT), "utf-8")
    found["one event changed"] = _counted(site, ("samenight", *SAMENIGHT), seed)
    names = sorted({name for one in found.values() for name in one})
    return {name: {build: found[build].get(name, 0) for build in BUILDS} for name in names}


def modules_of(site: Path) -> list[str]:
    """The names of the modules that are loaded to find out that nothing has changed."""
    return _run(LISTING, site, ("samenight", *SAMENIGHT), 1).split()


def _counted(site: Path, words: Sequence[str], seed: int) -> dict[str, int]:
    return dict(json.loads(_run(COUNTING, site, words, seed)))


def _run(code: str, site: Path, words: Sequence[str], seed: int) -> str:
    """Run code in a site's folder; what it wrote into its report. Raises :class:`RuntimeError`."""
    from tests.programs import HANGING  # noqa: PLC0415 -- loads our packages
    from tests.sites import NOW  # noqa: PLC0415

    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    env = {
        **kept,
        "LC_ALL": "C.UTF-8",
        "SAMENIGHT_NOW": NOW,
        "SAMENIGHT_JOBS": "1",
        "PYTHONHASHSEED": str(seed),
    }
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        command = [sys.executable, "-P", "-c", code, str(report), str(REPOSITORY), *words]
        done = subprocess.run(
            command, cwd=site, env=env, capture_output=True, text=True, timeout=HANGING, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return report.read_text("utf-8")


def table(counts: Mapping[str, Mapping[str, int]]) -> str:
    """The table as code, as test_counted_work.py has it."""
    rows = [
        f'    "{name}": ({", ".join(str(one[build]) for build in BUILDS)}),' for name, one in counts.items()
    ]
    return "\n".join(["WORK = {", *rows, "}"])


def main() -> None:
    """Count, and print or write the table."""
    from tests.sites import make_site  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        made = table(counts_of(make_site(Path(folder) / "site")))
    if "--write" not in sys.argv[1:]:
        print(made)
        return
    file = HERE / "test_counted_work.py"
    text = re.sub(r"^WORK = \{\n.*?^\}", lambda _: made, file.read_text("utf-8"), count=1, flags=re.M | re.S)
    file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
