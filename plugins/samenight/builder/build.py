"""A build: read, check, declare, make, swap."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import Any

import samenight
from samenight.builder import site_settings
from samenight.builder.machine_errors import StepFailed, fault_sentence
from samenight.builder.output.build_record import Checkout, WithheldFile, build_record
from samenight.builder.output.path_checks import (
    PLUGIN,
    odd_entries,
    path_problems,
    type_problems,
    written_files,
)
from samenight.builder.output.published_site import PublishedFolder, new_site
from samenight.builder.output.staging import (
    build_lock,
    discard,
    empty_staging,
    repair,
    set_aside,
    staging_folder,
    unsafe_output,
)
from samenight.builder.output.store import Store, remove_leftovers, write_atomically
from samenight.builder.processes.artifact_maker import SiteFiles, UnfitSiteError, make_all
from samenight.builder.progress import progress_bar
from samenight.builder.site_inputs import SiteInputs
from samenight.builder.site_plan import Offer, SitePlan, SiteRecord, bytes_of, read_record
from samenight.builder.terminal import (
    AS_IT_WAS,
    INTERRUPTED,
    message,
    paragraph,
    print_findings,
    print_sentence,
    print_warning,
    stop_on_errors,
    terminal_wording,
    width_of,
)
from samenight.content.library.library import Library
from samenight.content.library.next_moment import next_moment
from samenight.content.model.posts_and_pages import Page
from samenight.content.problems.problem import Finding, Phrase, Problem
from samenight.content.problems.wording import Words
from samenight.history import git
from samenight.site import hooks, page_templates, urls
from samenight.site.artifact import Digester, Publisher, Site
from samenight.site.inspection import collector_paused

# How many unfit files are reported at most: one wrong template spoils the pages of every city.
MOST_UNFIT = 30
PLACEHOLDER = Phrase(
    "QR codes and calendars link to {url}, which is only a placeholder: before you print any, set SITEURL "
    "in pelicanconf.py."
)
SET_ASIDE = Phrase("Nothing was published; the site is in {folder}, and the next build puts it back.")
PUBLISHED = Phrase("The site is published.")
SLOWER = Phrase("The site is published, but the next build will take longer.")
WAITING = Phrase("Another build uses {folder} (process {process}). Waiting until it is done.")


class Build:
    """Builds of one output folder, one after another."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.content = Path(settings["PATH"])
        self.output = Path(settings["OUTPUT_PATH"]).resolve()
        self.store_folder = Path(settings["SAMENIGHT_STORE"])
        self.staging = staging_folder(self.output)
        self._inputs = SiteInputs(settings, self.store_folder)
        self._library: Library | None = None
        self._site: Site | None = None
        self._plan: SitePlan | None = None
        self._plan_record: SiteRecord | None = None
        self._claimed: dict[str, str] = {}
        self._lacks: tuple[Finding, ...] = ()
        self.frame: page_templates.PageFrame | None = None
        self.words = Words()
        self.templates: dict[str, str] = {}
        self._locked = ExitStack()
        self._began = 0.0
        self.moment: dt.datetime | None = None
        self.is_published = False
        self.next_moment: dt.datetime | None = None
        self.files = 0
        self.digest = ""
        self.published: PublishedFolder | None = None

    def run(self, steps: Callable[[], None]) -> None:
        """Run all steps of a build.

        If the machine cannot do one, print what and how to mend it, and raise :class:`SystemExit` with status
        1: nothing was published then. After Ctrl-C, say whether the site is published, with status 130.
        """
        try:
            steps()
        except KeyboardInterrupt:  # Pelican would end with status 0
            with suppress(ValueError):  # only the main thread may; who is impatient presses Ctrl-C twice
                signal.signal(signal.SIGINT, signal.SIG_IGN)
            self._locked.close()
            done = (
                terminal_wording(os.environ).text(PUBLISHED) if self.is_published else self._state_of_site()
            )
            print_warning(done)
            raise SystemExit(INTERRUPTED) from None
        except (Exception, StepFailed) as failure:
            error = failure.__cause__ if isinstance(failure, StepFailed) else failure
            assert error is not None
            sentence = fault_sentence(error, os.environ, os.fspath(self.staging))
            if sentence is None:
                raise error from None
            if self.is_published:  # it is Pelican that could not do something afterwards
                print_warning(f"{terminal_wording(os.environ).text(PUBLISHED)} {sentence}")
                return
            self._locked.close()
            print_warning(f"{sentence} {self._state_of_site()}")
            raise SystemExit(1) from None
        finally:
            self._locked.close()  # and with it, remove the staging folder

    def _state_of_site(self) -> str:
        """A sentence about the site after a build that did not publish."""
        wording = terminal_wording(os.environ)
        aside = set_aside(self.output)
        return wording.text(SET_ASIDE, folder=os.path.relpath(aside)) if aside else wording.text(AS_IT_WAS)

    def read(self) -> None:
        """Read and check everything. Writes nothing.

        Raises :class:`SystemExit` with status 1 if the content has errors, or the output cannot be used.
        """
        self._began, self.is_published = time.perf_counter(), False
        self._locked.close()  # an earlier build in this process may have failed half-way
        self._check_output()  # before the lock, which is a file next to it
        with self._lock(self.output):
            repair(self.output)
        with collector_paused():
            self._read()

    def _read(self) -> None:
        self._locked.callback(self._inputs.stop_workers)
        self._library, self._site = library, site = self._inputs.read()
        self.moment = site.now
        self._lacks = tuple(finding for _, findings in hooks.notices.send(self) for finding in findings)
        print_findings(self._lacks)
        self.frame, self.words = page_templates.frame_of(library, site), site.words
        self.templates = dict(site.templates.texts)
        self.next_moment = next_moment(library) if hooks.published.receivers else None

    def glance(self) -> tuple[Library | None, Site, list[Problem]]:
        """See :meth:`samenight.builder.site_inputs.SiteInputs.glance`."""
        return self._inputs.glance()

    def publishers(self) -> list[Publisher]:
        """What declares the artifacts of all packages."""
        found = [publisher for _, publisher in hooks.artifacts.send(self)]
        return [one if isinstance(one, Publisher) else Publisher(one) for one in found]

    def _check_output(self) -> None:
        wording = terminal_wording(os.environ)
        why = unsafe_output(self.output, [self.content, Path(self.settings["THEME"])], wording)
        if why:
            print_warning(f"{why} {wording.text(AS_IT_WAS)}")
            raise SystemExit(1)

    @property
    def code_digest(self) -> bytes:
        """The digest of the code that this process has loaded."""
        return self._inputs.code_digest

    @property
    def withheld(self) -> list[WithheldFile]:
        """The files with errors that are published as they were before, or left out."""
        return self._inputs.withheld

    @property
    def pages(self) -> list[str]:
        """The files of Pelican's pages, below the content folder."""
        return [
            f"pages/{fact.slug}.md"
            for fact in self._inputs.read_facts.facts.values()
            if isinstance(fact, Page)
        ]

    def claim(self, others: list[tuple[str, str]]) -> None:
        """Lock; find out which cities have changed; check the paths that Pelican is about to write; empty the
        staging folder.

        Nothing is written before this step. Raises :class:`SystemExit` with status 1 if a path or the output
        folder cannot be used.
        """
        self._claimed = dict(others)
        self._check_output()  # once more: reading may have taken long
        self._locked.enter_context(self._lock(self.output))
        # Two outputs can have one store: what one build has made must not be removed by the other.
        self._locked.enter_context(self._lock(self.store_folder / "store"))
        with collector_paused():
            self._plan = self._planned()
        stop_on_errors([*path_problems(others), *type_problems(others)], self.content)
        self._locked.callback(discard, self.staging)
        empty_staging(self.output)

    def publish(self) -> None:
        """Make the artifacts that are not in the store, and publish the site in one swap.

        Raises :class:`SystemExit` with status 1 if a file must not be published.
        """
        with self._locked:
            stop_on_errors(odd_entries(self.staging), self.content)
            site = self._make()
            self._check_paths()
            new = new_site(site.files, self.staging, self._record)
            folder = self.published or PublishedFolder(self.output, self.store_folder / "published")
            self.published = folder
            unchanged = folder.is_current(new)
            if unchanged:
                folder.renew(new)
            else:
                folder.publish(new)
            self.is_published, self.files = True, len(site.files)
            self.digest = hashlib.sha256(new.manifest).hexdigest()
            self._keep_for_next_build(
                folder.keep_for_next_build,
                lambda: self._keep_made(site),
                *self._inputs.keep_steps,
                lambda: remove_leftovers(self.store_folder),
                lambda: _send_published(self),
            )
        self._print_summary(len(site.files), site.made, unchanged)

    def _keep_for_next_build(self, *steps: Callable[[], None]) -> None:
        """Take all steps that only the next build profits from: the site is published. Those that the machine
        cannot do cause one warning."""
        why = None
        for step in steps:
            try:
                step()
            except Exception as error:  # which ones are faults of the machine is decided below
                sentence = fault_sentence(error, os.environ, os.fspath(self.store_folder))
                if sentence is None:
                    raise
                why = why or sentence
        if why:
            print_warning(f"{terminal_wording(os.environ).text(SLOWER)} {why}")

    def _our_paths(self) -> list[tuple[str, str]]:
        """The paths of all artifacts and of what describes them, with their owners."""
        described = [(path, "builder") for path in (urls.MANIFEST, urls.BUILD)]
        assert self._plan is not None
        return [*self._plan.paths, *described]

    def _record(self, new_manifest: bytes) -> bytes:
        assert self.moment is not None  # read() has set it
        code = Path(samenight.__file__).parent
        inside = [code] if code.is_relative_to(self.content.resolve().parent) else []  # else it is installed
        found = git.checked_out(self.content, [self.content, Path(self.settings["THEME"]), *inside])
        checkout = Checkout(*found) if found else None
        libraries = dict(site_settings.library_versions())
        return build_record(self.settings, self.moment, checkout, self.withheld, new_manifest, libraries)

    def _check_paths(self) -> None:
        """Check the paths of the site: ours, the pages, and whatever a plugin wrote."""
        others = [(path, self._claimed.get(path, PLUGIN)) for path in written_files(self.staging)]
        every = [*self._our_paths(), *others]
        stop_on_errors([*path_problems(every), *type_problems(every)], self.content)

    def _lock(self, folder: Path) -> AbstractContextManager[None]:
        """A lock of a folder that prints for which process it waits, if it has to."""

        def print_waiting(process: str) -> None:
            name = os.path.relpath(folder)
            print_sentence(terminal_wording(os.environ).text(WAITING, folder=name, process=process))

        return build_lock(folder, print_waiting)

    def _planned(self) -> SitePlan:
        assert self._library is not None and self._site is not None  # read() has set them
        store = Store(self.store_folder / "store")
        digester = Digester(self._inputs.code_digest, self._inputs.read_facts.facts)
        self._plan_record = self._plan_record or read_record(self.store_folder / "plan")
        offer = Offer(self.publishers(), tuple(sorted(map(repr, self._lacks))))
        return SitePlan(self._library, self._site, offer, digester, self._plan_record, store)

    def _keep_made(self, made: SiteFiles) -> None:
        """Keep what was made, and which files each city has."""
        assert self._plan is not None
        self._plan.store.close(file.key for file in made.files)
        if self._plan.is_as_recorded:
            return
        self._plan_record = self._plan.record(made.files)
        write_atomically(self.store_folder / "plan", bytes_of(self._plan_record))

    def _make(self) -> SiteFiles:
        plan = self._plan
        assert plan is not None  # claim() has set it
        progress = functools.partial(progress_bar, share=lambda _: plan.share_declared)
        try:
            with self._inputs.workers as workers:
                made = make_all(plan.artifacts(), plan.digester, plan.store, workers, progress)
            stored = tuple(file for file, _ in plan.stored)
            return SiteFiles((*stored, *made.files), made.made)
        except UnfitSiteError as unfit:
            with suppress(OSError):  # the next build makes them again
                plan.store.write_index()
            stop_on_errors(unfit.problems[:MOST_UNFIT], self.content, len(unfit.problems))
            raise

    @property
    def notes(self) -> list[str]:
        """What to print again at each build with nothing changed."""
        url = str(self.settings["SITEURL"])
        return [self._placeholder_note(url)] if site_settings.is_placeholder(url) else []

    def _placeholder_note(self, url: str) -> str:
        return paragraph(terminal_wording(os.environ).text(PLACEHOLDER, url=url), width_of())

    def _print_summary(self, files: int, made: int, unchanged: bool) -> None:
        took = time.perf_counter() - self._began
        place, seconds = os.path.relpath(self.output), f"{took:.1f}"
        if unchanged:
            print(unchanged_sentence(files, place, seconds))
        else:
            number = terminal_wording(os.environ).number
            print(message("{files} files in {place}: {made} made, {kept} as before, {seconds} s.",
                          files=number(files), place=place, seconds=seconds, made=number(made),
                          kept=number(files - made)))  # fmt: skip
        if self.withheld:
            counted = terminal_wording(os.environ).counted(
                len(self.withheld),
                "{n} file with errors is published as it was before, or left out: see above.",
                "{n} files with errors are published as they were before, or left out: see above.",
            )
            print(paragraph(counted, width_of()), file=sys.stderr)
        for note in self.notes:
            print(note)


def _send_published(build: Build) -> None:
    hooks.published.send(build)


def unchanged_sentence(files: int, place: str, seconds: str) -> str:
    """What to say if nothing has changed: how many files are published in which folder."""
    english = Phrase("{files} files in {place}: nothing changed, {seconds} s.")
    return message(english, files=terminal_wording(os.environ).number(files), place=place, seconds=seconds)
