"""A builder that stays in memory between builds, for live previews.

What was read, worked out and declared is kept, so that a change costs what depends on it. A page that a
browser shows can be made on its own, before everything else.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import NamedTuple

import pelican
from pelican.log import init as init_logging

from samenight.builder.build import Build
from samenight.builder.machine_errors import fault_sentence
from samenight.builder.pelican_settings import explain_faults
from samenight.builder.processes.artifact_maker import Task, content_of
from samenight.builder.terminal import StoppedByProblems, plain_report, terminal_wording
from samenight.content.library.library import Library
from samenight.content.problems.problem import Phrase
from samenight.site.artifact import Artifact, Site

# What the preview says if a build stopped for a reason that only the terminal shows.
_STOPPED = Phrase("The build stopped. The terminal says why.")


def stopped_sentence() -> str:
    """The sentence for a build that stopped for such a reason."""
    return terminal_wording(os.environ).text(_STOPPED)


class Request(NamedTuple):
    """Files have changed: show these pages, by their paths below the output folder, and build everything.
    Requests are numbered."""

    number: int
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glance:
    """What changed files look like before the site is built: pages by their paths, and the report of what is
    wrong in single files, empty if nothing is. ``number`` is that of the request."""

    pages: dict[str, bytes] = field(default_factory=dict)
    report: str = ""
    number: int = 0


@dataclass(frozen=True)
class BuildOutcome:
    """A build: the report of what stopped it, empty if it published; the folder it publishes to; and the
    number of the last request that it answers."""

    report: str
    output: str
    number: int = 0


class ResidentBuilder:
    """Builds one site again and again, in this process, as ``pelican`` does with the same arguments.

    Raises :class:`SystemExit` at once if the settings are wrong, or something in the command line.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        explain_faults()
        parsed = pelican.parse_arguments(list(arguments))
        init_logging(level=parsed.verbosity, name="pelican")
        self._pelican, settings = pelican.get_instance(parsed)
        self._build: Build = settings["SAMENIGHT_BUILD"]

    def build(self) -> BuildOutcome:
        """Build the site and publish it; the reason if that is not possible is printed, too."""
        return BuildOutcome(self._report(), str(self._build.output))

    def _report(self) -> str:
        try:
            self._pelican.run()
        except StoppedByProblems as stopped:
            return stopped.report
        except SystemExit as stopped:
            if self._build.is_published:  # with older versions of files
                return ""
            return stopped.code if isinstance(stopped.code, str) else stopped_sentence()
        except Exception as error:  # a mistake in a template or a plugin must not end the preview
            traceback.print_exc()
            return f"{type(error).__name__}: {error}"
        return ""

    def glance(self, paths: Iterable[str]) -> Glance:
        """Pages as they are now, by their paths below the output folder, without those that are made from
        other files or cannot be made. Nothing is written."""
        try:
            library, site, problems = self._build.glance()
            if problems or library is None:
                return Glance(report=plain_report(problems, self._build.content))
            with_owners = ((path, _declared(self._build, library, site, path)) for path in paths)
            return Glance({path: _made(page) for path, page in with_owners if page})
        except (LookupError, SystemExit):  # nothing was read before; a wrong setting, which build() explains
            return Glance()
        except Exception as error:  # build() comes to the same mistake, and reports it
            if fault_sentence(error, os.environ) is None:
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return Glance()


def _declared(build: Build, library: Library, site: Site, path: str) -> Artifact | None:
    """The artifact of a page, if it is made from facts alone."""
    found = next((one for one in _candidates(build, library, site, path) if one.path == path), None)
    return found if found and not found.parts else None


def _candidates(build: Build, library: Library, site: Site, path: str) -> Iterator[Artifact]:
    """The artifacts among which that of a page is, if it is one of ours: those of its city, else the
    others."""
    city = library.alone.get(path.partition("/")[0])
    for publisher in build.publishers():
        yield from publisher.of_city(city, site) if city else publisher.of_festival(library, site)


def _made(page: Artifact) -> bytes:
    return content_of(Task("", page.path, page.make, page.facts, ()))


def serve_builds(connection: Connection, arguments: Sequence[str], number: int = 0) -> None:
    """Build at once, and again for each :class:`Request` that a connection brings, until it is closed: send a
    :class:`Glance` first, then a :class:`BuildOutcome`. Runs in a process of its own. The first build answers
    the request with this ``number``.

    A glance does not wait for a build that runs. Nothing is forked, as another thread could hold a lock.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which closes the connection
    multiprocessing.set_start_method("spawn", force=True)
    try:
        builder = ResidentBuilder(arguments)
    except SystemExit:
        connection.send(BuildOutcome(stopped_sentence(), "", number))
        return
    Builds(builder, connection, number).run()


class Builds:
    """The builds of one connection."""

    def __init__(self, builder: ResidentBuilder, connection: Connection, number: int) -> None:
        self._builder = builder
        self._connection = connection
        self._sending = threading.Lock()
        self._due = threading.Event()
        self._number = number
        self._ended = False

    def run(self) -> None:
        """Build until the connection is closed."""
        self._due.set()
        threading.Thread(target=self._receive, daemon=True).start()
        while True:
            self._due.wait()
            self._due.clear()
            if self._ended:  # looked at last, so that it is not overlooked
                return
            number = self._number
            outcome = self._builder.build()
            sys.stdout.flush()  # it may be a pipe
            self._send(replace(outcome, number=number))
            gc.unfreeze()  # what a build leaves behind is collected while nobody waits
            gc.collect()
            gc.freeze()

    def _receive(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                request = self._connection.recv()
                while self._connection.poll():  # only the last one counts
                    request = self._connection.recv()
                self._send(replace(self._builder.glance(request.pages), number=request.number))
                self._number = request.number
                self._due.set()
        self._ended = True
        self._due.set()

    def _send(self, message: Glance | BuildOutcome) -> None:
        with self._sending, suppress(OSError):  # the parent has ended
            self._connection.send(message)
