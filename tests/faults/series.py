"""Builds of a small site in which the n-th operation fails, for n = 1, 2, ... until a build passes untouched.

    python -m tests.faults.series              every n
    python -m tests.faults.series --spread 10  only 10 of them, far from each other, in each series

After each such build, the published site is the old or the new one byte for byte, no traceback was printed,
the exit status agrees with what is published, and the next build makes a site that equals that of a clean
build, with nothing left over beside it. Each build is a fork of one process that has loaded everything.
"""

from __future__ import annotations

import argparse
import atexit
import collections
import dataclasses
import functools
import importlib
import json
import os
import pkgutil
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pelican
import samenight
from samenight.builder.output import site_folder, staging, store

from tests import sites
from tests.faults import shim
from tests.faults.shim import FULL, KILL, NEED_SPACE, Fault
from tests.programs import HANGING

AS_IT_WAS = "the site is as it was."
SET_ASIDE = "the next build puts it back."  # of two renames, the second one failed, and so did the way back
KEPT = ".output.kept"
LEAN = sites.GOOD["festival.md"].replace('print: "lean"', 'print: "none"')  # artwork is made by no file call
PARIS = "cities/paris/2011-spring.md"
CHANGED = {
    PARIS: sites.GOOD[PARIS].replace("Le Comptoir", "La Cave"),
    "cities/auckland/2011-spring.md": None,
    "pages/about.md": sites.GOOD["pages/about.md"].replace("the festival", "this festival"),
    "pages/thanks.md": '---\ntitle: "Thanks"\n---\nTo all.\n',
}  # fmt: skip
LITTLE = {"pages/about.md": CHANGED["pages/about.md"], PARIS: sites.GOOD[PARIS].replace("canal", "lock")}
AUTHOR = {"NAME": "A", "EMAIL": "a@example.org", "DATE": "2011-01-01T00:00:00Z"}
BY = {f"GIT_{role}_{part}": AUTHOR[part] for role in ("AUTHOR", "COMMITTER") for part in AUTHOR}
PATHS = frozenset(["open", "look", "create", "rename", "link", "remove"])
NONE = Fault()
Paths = frozenset[str]
Stamps = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Case:
    """A situation: a site before its build, how many processes build it, what is published before (``None``
    for nothing) and by a clean build, and all paths after it; whether two folders are exchanged in one step,
    and whether faults in reading the content are tried."""

    name: str
    site: Path
    jobs: int
    old: dict[str, bytes] | None
    new: dict[str, bytes]
    paths: Paths
    exchanges: bool = True
    reads: bool = False

    def build(self, site: Path, log: Path | None = None, fault: Fault = NONE) -> tuple[int, str]:
        """Build a copy of the site; the exit status, and what was printed."""
        prepare = functools.partial(self._prepare, log, fault)
        return ended(site, {"SAMENIGHT_JOBS": str(self.jobs)}, prepare)

    def first_operation(self, log: bytes) -> int:
        """How many operations are left out, as another case has the same ones: those before the lock that is
        taken when everything is read, or those before the swap, before which the disk is synchronised."""
        if self.reads:
            return 0
        return log.index(b"k", log.index(b"k") + 1) if self.exchanges else log.rindex(b"y") - 1

    def _prepare(self, log: Path | None, fault: Fault) -> None:
        if not self.exchanges:
            staging._exchange = lambda *_: False
        if log:
            counting = shim.install(log, fault)
            staging.write_through = counting.counted(staging.write_through, "sync", 1)
            staging._exchange = _unless_refused(counting.counted(staging._exchange, "rename", 2))


def _unless_refused(exchange: Callable[..., bool]) -> Callable[..., bool]:
    """An exchange that the system refuses is no error to the build, which has another way."""

    def call(*folders: Path) -> bool:
        try:
            return exchange(*folders)
        except OSError:
            return False

    return call


def ended(site: Path, env: dict[str, str], prepare: Callable[[], None]) -> tuple[int, str]:
    """Build a site in a fork of this process; the exit status, and what was printed."""
    with tempfile.TemporaryFile() as printed:
        copy = os.fork()
        if copy == 0:
            os._exit(_build(site, env, prepare, printed.fileno()))
        watchdog = threading.Timer(HANGING, os.kill, (copy, signal.SIGKILL))
        watchdog.start()
        status = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        watchdog.cancel()
        printed.seek(0)
        return status, printed.read().decode(errors="replace")


def _build(site: Path, env: dict[str, str], prepare: Callable[[], None], printed: int) -> int:
    for number in (1, 2):
        os.dup2(printed, number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", 1, "utf-8", closefd=False) for number in (1, 2))
    os.chdir(site)
    os.environ.update({"SAMENIGHT_NOW": sites.NOW, **env})
    status = 0
    try:
        prepare()
        pelican.main(["content", "-s", "pelicanconf.py"])
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        if status and not isinstance(leaving.code, int):
            print(leaving.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        status = 1
    threading._shutdown()
    atexit._run_exitfuncs()  # multiprocessing waits here for processes that are left
    return status


def faults(log: bytes) -> Iterator[Fault]:
    """All faults to try, given the letters of the operations of a build that passes untouched."""
    for number, letter in enumerate(log.decode(), 1):
        kind = shim.KINDS[letter]
        yield Fault(number, "EIO")
        yield Fault(number, KILL)
        if kind in PATHS:
            yield Fault(number, "EACCES")
        if kind in NEED_SPACE:
            yield Fault(number, FULL)


class Place:
    """A folder with a copy of a case's site, which is copied again only after a build has changed it."""

    def __init__(self, case: Case, folder: Path) -> None:
        self._case = case
        self._folder = folder
        self._stamps: Stamps = {}

    def complaints(self, fault: Fault) -> list[str]:
        """What is wrong with a build that has a fault, and with the next one."""
        if not self._stamps:
            self._stamps = stamps(copied(self._case.site, self._folder))
        site, log = self._folder / "site", self._folder / "log"
        log.unlink(missing_ok=True)
        status, said = self._case.build(site, log, fault)
        found = [*first_complaints(self._case, site, fault, status, said)]
        again = ""
        if found or stamps(site) != self._stamps:  # else the next build is one like any other
            self._stamps = {}
            status, again = self._case.build(site)
            found += next_complaints(self._case, site, status, again)
        return [f"{one}\n{said}\n-- then:\n{again}" for one in found]


# What Pelican and we say of settings before a build begins, when a folder that they name cannot be looked
# at: Pelican, called by hand, with a traceback of its own, and both without a word about the site.
OF_SETTINGS = ("You need to specify a path", "Settings: ")


def first_complaints(case: Case, site: Path, fault: Fault, status: int, said: str) -> Iterator[str]:
    """What is wrong after a build with a fault."""
    published = sites.tree(site / "output") if (site / "output").exists() else None
    in_settings = any(sentence in said for sentence in OF_SETTINGS)
    if ("Traceback" in said or "CRITICAL" in said) and not in_settings:
        yield "a traceback"
    if published not in (case.old, case.new) and not (published is None and _set_aside(site) == case.old):
        yield "the published site is neither the old one nor the new one"
    if status not in (0, 1) and (status, fault.how) != (-signal.SIGKILL, KILL):
        yield f"exit status {status}"
    if status == 0 and published != case.new:
        yield "exit status 0, and the new site is not published"
    expected = AS_IT_WAS if published == case.old else SET_ASIDE
    if status == 1 and published != case.old and _set_aside(site) != case.old:
        yield "exit status 1, and the old site is not what is published"
    if status == 1 and expected not in " ".join(said.split()) and not in_settings:
        yield "no word about the site"


def next_complaints(case: Case, site: Path, status: int, said: str) -> Iterator[str]:
    """What is wrong after the next build, which has no fault."""
    if status != 0 or "Traceback" in said:
        yield "the next build fails"
    elif sites.tree(site / "output") != case.new:
        yield "the next build makes another site"
    elif (site / KEPT).exists() and sites.tree(site / KEPT) != case.new:
        yield "another site is kept for the next build"
    elif paths(site) != case.paths:
        yield f"left over: {sorted(paths(site) ^ case.paths)[:5]}"


def stamps(site: Path) -> Stamps:
    """Size and time of all files of a site, by path, except of locks, which are written in each build."""
    found = (path for path in site.rglob("*") if path.suffix != ".lock" and path.is_file())
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def _set_aside(site: Path) -> dict[str, bytes] | None:
    """The old site if the build was killed between two renames: the next build puts it back."""
    old = site / ".output.old"
    return sites.tree(old) if old.exists() else None


def copied(site: Path, folder: Path) -> Path:
    """A copy of a site with times and hard links, always at the same path. Its records have the numbers of
    the copied files, as if it had been built there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    subprocess.run(["cp", "-a", str(site), str(folder / "site")], check=True)
    copy = folder / "site"
    for record in (copy / ".samenight/published").glob("*.json"):
        read = json.loads(record.read_text("utf-8"))
        read["files"] = {path: store.state_of(os.lstat(copy / "output" / path)) for path in read["files"]}
        for name, place in (("folders", "output"), ("kept", KEPT)):
            read[name] = {
                path: site_folder._stamp(copy / place, path) for path in read[name] if (copy / place).exists()
            }
        record.write_text(json.dumps(read), "utf-8")
    for index in (copy / ".samenight/store").glob("index.txt"):
        index.write_text("".join(map(functools.partial(_renumbered, index.parent), index.open())), "utf-8")
    return copy


def _renumbered(folder: Path, line: str) -> str:
    """A line of the store's index with the numbers of the files that are in its folder now."""
    key, *entry = line.rstrip("\n").split(" ")
    file = folder / key[:2] / key
    return f"{key} {entry[0]} {store.state_of(os.lstat(file))}\n" if entry and file.exists() else line


def paths(site: Path) -> Paths:
    """All files and folders of a site, except those of git, and of a second copy of the published ones, which
    may be there or not."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*"))
    return frozenset(path for path in found if not f"{path}/".startswith((".git/", f"{KEPT}/")))


def cases(folder: Path) -> Iterator[Case]:
    """All situations, with sites made in a folder."""
    first = sites.make_site(folder / "first", {"festival.md": LEAN})
    commit(first)
    shutil.copytree(first, folder / "old")
    for text in (
        sites.GOOD[PARIS].replace("Comptoir", "Phare"),
        sites.GOOD[PARIS],
    ):  # so that a folder is kept
        plain_build(folder / "old")
        sites.write(folder / "old/content", {PARIS: text})
    old = plain_build(folder / "old")
    assert (folder / "old" / KEPT).exists()
    changed = shutil.copytree(first, folder / "changed-clean")
    change(changed)
    new = plain_build(changed)
    changed = copied(folder / "old", folder / "changed")
    change(changed)
    after = copied(changed, folder / "changed-after")
    assert plain_build(after) == new
    yield from _cases_of_little(folder)
    yield Case("changed", changed, 1, old, new, paths(after), reads=True)
    yield Case("changed, two renames", changed, 1, old, new, paths(after), exchanges=False)
    shutil.rmtree(changed / KEPT)
    yield Case("changed, two processes", changed, 2, old, new, paths(after))
    yield Case("first", first, 1, None, old, paths(folder / "old"))
    yield Case("unchanged", folder / "old", 1, old, old, paths(folder / "old"))


def _cases_of_little(folder: Path) -> Iterator[Case]:
    """A change of so little that the folder that was kept is changed, too."""
    little = copied(folder / "old", folder / "little")
    sites.write(little / "content", LITTLE)
    commit(little)
    after = copied(little, folder / "little-after")
    new = plain_build(after)
    old = sites.tree(little / "output")
    assert (little / KEPT).stat().st_ino != (after / KEPT).stat().st_ino
    yield Case("little changed", little, 1, old, new, paths(after))
    yield Case("little changed, two renames", little, 1, old, new, paths(after), exchanges=False)


def plain_build(site: Path) -> dict[str, bytes]:
    """What a build without a fault publishes."""
    status, said = ended(site, {"SAMENIGHT_JOBS": "1"}, lambda: None)
    assert status == 0, said
    return sites.tree(site / "output")


def change(site: Path) -> None:
    """Change the content, and commit that."""
    sites.write(site / "content", CHANGED)
    commit(site)


def commit(site: Path) -> None:
    """Commit the content in a repository of the site."""
    (site / ".gitignore").write_text("*\n!content\n!content/**\n")
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run(["git", *words], cwd=site, env={**os.environ, **BY}, check=True)


def log_of(case: Case, folder: Path) -> bytes:
    """The letters of the operations of a build of a case that passes untouched."""
    status, said = case.build(copied(case.site, folder), folder / "log")
    assert status == 0, said
    return (folder / "log").read_bytes()


def spread(items: Sequence[Fault], count: int) -> list[Fault]:
    """``count`` of the items, far from each other; all of them if there are not more."""
    if count >= len(items):
        return list(items)
    return [items[(2 * place + 1) * len(items) // (2 * count)] for place in range(count)]


def load_all() -> None:
    """Load what builds load, so that forks of this process need not."""
    importlib.import_module("tests.prepared")
    for module in pkgutil.walk_packages(samenight.__path__, "samenight."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def run_share(case: Case, folder: Path, share: Sequence[Fault]) -> list[tuple[Fault, str]]:
    """The complaints about some of the faults of a case."""
    place = Place(case, folder)
    return [(fault, complaint) for fault in share for complaint in place.complaints(fault)]


def run_shares(case: Case, folder: Path, shares: Sequence[Sequence[Fault]]) -> list[tuple[Fault, str]]:
    """The same for several shares at a time, each in a fork of this process. (Not in a pool of
    ``multiprocessing``: its processes may not have such processes of their own, and builds have.)"""
    running = {}
    for number, share in enumerate(shares):
        result = folder / f"result-{number}"
        copy = os.fork()
        if copy == 0:
            found = run_share(case, folder / f"work-{number}", share)
            result.write_text(json.dumps([(*dataclasses.astuple(fault), text) for fault, text in found]))
            os._exit(0)
        running[copy] = result
    found = []
    for copy, result in running.items():
        assert os.waitpid(copy, 0)[1] == 0
        found += [(Fault(number, how), text) for number, how, text in json.loads(result.read_text())]
    return found


def run_case(case: Case, folder: Path, count: int, processes: int) -> list[tuple[Fault, str]]:
    """The complaints about a case; ``count`` faults, or all of them if it is 0."""
    log = log_of(case, folder / "work-0")
    tried = [fault for fault in faults(log) if fault.number > case.first_operation(log)]
    tried = spread(tried, count) if count else tried
    kinds = collections.Counter(shim.KINDS[letter] for letter in log.decode())
    listed = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    print(f"{case.name}: N = {len(log)} ({listed}); {len(tried)} builds with a fault", flush=True)
    if processes == 1:
        return run_share(case, folder / "work-0", tried)
    return run_shares(case, folder, [tried[number::processes] for number in range(processes)])


def run_chosen(case: Case, folder: Path, chosen: argparse.Namespace) -> int:
    """Run what the command line says of a case, and print the complaints; how many there are."""
    if chosen.at:
        number, _, how = chosen.at.partition(":")
        found = run_share(case, folder / "work-0", [Fault(int(number), how)])
    else:
        found = run_case(case, folder, chosen.spread, chosen.processes)
    for fault, complaint in found:
        print(f"\n== {case.name}, operation {fault.number}, {fault.how}: {complaint}", flush=True)
    return len(found)


def main() -> int:
    """Run all series; exit status 1 if something is wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--spread", type=int, default=0, help="how many faults of each series; 0 for all")
    options.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options.add_argument("--only", default="", help="the name of one series")
    options.add_argument("--at", default="", help="one fault, such as 17:EIO")
    chosen = options.parse_args()
    load_all()
    folder = Path(tempfile.mkdtemp())  # not one that is deleted at exit: each fork would do that
    try:
        wrong = sum(
            run_chosen(case, folder, chosen) for case in cases(folder) if chosen.only in ("", case.name)
        )
    finally:
        shutil.rmtree(folder)
    print(f"{wrong} complaints." if wrong else "All builds kept the site whole, and the next ones healed.")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
