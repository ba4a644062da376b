"""Small festivals as text: made on disk, read in this process or built by a real one."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import Problem
from samenight.content.problems.wording import ENGLISH
from samenight.content.reading.content_reader import Reading, read_content

from tests import programs

REPOSITORY = Path(__file__).resolve().parent.parent
NOW = "2011-03-01T12:00:00+00:00"

# A site without a mistake: one edition, one charity, two cities and their events.
GOOD = {
    "festival.md": """
        ---
        name: "Lantern Night"
        tagline: "One night, many cities, one well"
        hashtags: ["LanternNight"]
        accounts: {x: "@lanternnight", mastodon: "@lanterns@example.social"}
        base_currency: "USD"
        languages: ["en"]
        print: "lean"
        sources: ["https://example.org/about"]
        ---
        Lanterns by the canal.
        """,
    "editions/2011-spring.md": """
        ---
        name: "Spring 2011"
        date: "2011-03-24"
        announced: "2011-01-10"
        charity: "clean-wells"
        currency: "USD"
        goal: {amount: "10000", currency: "USD"}
        ---
        The first edition.
        """,
    "charities/clean-wells.md": """
        ---
        name: "Clean Wells"
        country: "US"
        website: "https://wells.example.org/"
        buys: [{amount: "20.00", currency: "USD", buys: "water for one person"}]
        ---
        Wells, dug and kept.
        """,
    "cities/paris/city.md": """
        ---
        name: "Paris"
        country: "FR"
        timezone: "Europe/Paris"
        coordinates: "48.8566, 2.3522"
        languages: ["fr", "en"]
        hashtags: ["LanternParis"]
        accounts: {x: "@lanternparis"}
        ---
        """,
    "cities/paris/2011-spring.md": """
        ---
        status: "confirmed"
        date: "2011-03-24"
        start: "19:30"
        end: "00:30"
        venue: {name: "Le Comptoir", address: "1 rue des Lampes, 75011 Paris"}
        tickets:
          - {name: "Early bird", price: "5.00", currency: "EUR", url: "https://tickets.example.org/1"}
          - {name: "At the door", price: "8.00", currency: "EUR", at_the_door: "yes"}
        programme:
          - {time: "20:00", what: "Choir"}
          - {time: "22:00", what: "Raffle"}
        results:
          status: "final"
          as_of: "2011-04-06"
          lines:
            - stream: "tickets"
              gross: "1500.00"
              fees: "48.66"
              currency: "EUR"
              count: "240"
              evidence: "export of the ticket office"
            - {stream: "raffle", gross: "900.00", currency: "EUR", evidence: "counted by two"}
          total: {amount: "2351.34", currency: "EUR"}
        ---
        An event by the canal.
        """,
    "cities/auckland/city.md": """
        ---
        name: "Auckland"
        country: "NZ"
        timezone: "Pacific/Auckland"
        ---
        """,
    "cities/auckland/2011-spring.md": """
        ---
        date: "2011-03-24"
        start: "18:00"
        venue: {name: "The Shed"}
        tickets: [{name: "Ticket", price: "20.00", currency: "NZD", url: "https://tickets.example.org/2"}]
        ---
        By the harbour.
        """,
    "cities/paris/posts/2011-02-20-venue.md": """
        ---
        title: "We have a room"
        date: "2011-02-20"
        edition: "2011-spring"
        ---
        It has **windows**.
        """,
    "pages/about.md": """
        ---
        title: "About"
        summary: "What this is."
        ---
        Text about the festival.
        """,
    "rates.csv": """
        currency,date,rate,source
        EUR,2011-03-24,1.4128,"Central Bank, reference rates"
        NZD,2011-03-24,0.7430,"Central Bank, reference rates"
        """,
}

CONF = """
import runpy
from pathlib import Path

HERE = Path(__file__).resolve().parent
globals().update({{k: v for k, v in runpy.run_path({conf!r}).items() if k.isupper()}})
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
SAMENIGHT_STORE = str(HERE / ".samenight")
THEME = str(HERE / "theme") if (HERE / "theme").exists() else THEME
"""

Content = str | bytes | None


def write(content: Path, files: Mapping[str, Content]) -> None:
    """Write files below a folder; dedented text, bytes as they are, ``None`` takes a file away."""
    for name, text in files.items():
        path = content / name
        if text is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())


def make_site(folder: Path, files: Mapping[str, Content] | None = None, good: bool = True) -> Path:
    """A site in ``folder``: the good one (or an empty one) with ``files`` written over it."""
    content = folder / "content"
    content.mkdir(parents=True)
    write(content, {**(GOOD if good else {}), **(files or {})})
    conf = CONF.format(conf=str(REPOSITORY / "pelicanconf.py"))
    (folder / "pelicanconf.py").write_text(conf, "utf-8")
    return folder


def read_site(folder: Path, files: Mapping[str, Content] | None = None, good: bool = True) -> Reading:
    """The result of reading such a site."""
    return read_content(make_site(folder, files, good) / "content")


def library_of(folder: Path, files: Mapping[str, Content] | None = None, good: bool = True) -> Library:
    """The library of a site without mistakes."""
    reading = read_site(folder, files, good)
    assert [str(problem) for problem in reading.problems] == []
    assert reading.library is not None
    return seen(reading.library)


def seen(library: Library, now: str = NOW) -> Library:
    """A library seen at a moment."""
    return library.at(Moment(dt.datetime.fromisoformat(now)))


def said(problem: Problem) -> str:
    """The problem and its remedy, in English."""
    return ENGLISH.sentence(problem)


def own_theme(site: Path) -> Path:
    """Give the site a copy of the theme, to be changed."""
    return Path(shutil.copytree(REPOSITORY / "theme", site / "theme"))


def plugin(site: Path, code: str) -> None:
    """Add code to the end of the site's settings: a way to break a real build at a chosen point."""
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"\n{dedent(code)}\n")


def kill_at(site: Path, target: str, call: int = 1, after: bool = False) -> None:
    """Let the site's next builds be killed, as by ``kill -9``, at the n-th call of a function.

    ``target`` is a module and a name in it, like ``samenight.builder.output.store:Store.close``.
    """
    plugin(site, KILL.format(target=target, call=call, after=after))


KILL = """
import functools, importlib, itertools, os, signal
_module, _, _path = {target!r}.partition(":")
_owner = functools.reduce(getattr, _path.split(".")[:-1], importlib.import_module(_module))
_name = _path.split(".")[-1]
_real, _calls = getattr(_owner, _name), itertools.count(1)

def _deadly(*args, **kwargs):
    now = next(_calls) == {call}
    if now and not {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    result = _real(*args, **kwargs)
    if now:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(_owner, _name, _deadly)
"""


@dataclass(frozen=True)
class Built:
    """A build's exit status and output."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def closing(self) -> str:
        """The closing line of a successful build."""
        assert self.returncode == 0, self.stdout + self.stderr
        return next(line for line in self.stdout.splitlines() if " files in " in line)

    @property
    def counts(self) -> tuple[int, int, int]:
        """The numbers of files, of made and of unchanged ones, from the closing line."""
        pattern = r"([\d,]+) files in \S+: (?:([\d,]+) made, ([\d,]+) as before|nothing changed)"
        found = re.match(pattern, self.closing)
        assert found, self.closing
        files, made, kept = (int((found[n] or "0").replace(",", "")) for n in (1, 2, 3))
        return files, made, kept if found[2] else files


def build(
    site: Path, env: Mapping[str, str] | None = None, args: Sequence[str] = (), umask: int = -1
) -> Built:
    """Build a site as users do: in a real process."""
    out = {"SOURCE_DATE_EPOCH", "PYTHONPATH", *programs.TERMINAL}
    around = {k: v for k, v in os.environ.items() if k not in out}
    around |= {"SAMENIGHT_NOW": NOW, "SAMENIGHT_JOBS": "1", **(env or {})}
    command = ["-m", "pelican", "content", "-s", "pelicanconf.py", *args]
    done = programs.run(command, site, around, umask)
    return Built(done.returncode, done.stdout.decode(), done.stderr.decode())


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build_clean(site: Path, env: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """All files that a build of a site without store and output publishes, made in another folder."""
    aside = site.with_name(f"{site.name}-clean")
    shutil.rmtree(aside, ignore_errors=True)
    ignore = shutil.ignore_patterns("output", ".output*", ".samenight")
    shutil.copytree(site, aside, ignore=ignore)
    built = build(aside, env)
    assert built.returncode == 0, built.stdout + built.stderr
    return tree(aside / "output")
