"""A build: read, check, declare, make, swap."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import Any

import samenight
from samenight.builder import site_settings
from samenight.builder.artifact_maker import SiteFiles, UnfitSiteError, make_all
from samenight.builder.artifacts import source_of
from samenight.builder.fact_cache import is_worth_keeping, read_cache, write_cache
from samenight.builder.kept_versions import withheld_sentence, without_errors
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
from samenight.builder.progress import progress_bar, status_line
from samenight.builder.site_settings import missing_words
from samenight.builder.terminal import (
    AS_IT_WAS,
    INTERRUPTED,
    paragraph,
    print_findings,
    print_report,
    print_sentence,
    print_warning,
    stop_on_errors,
    terminal_wording,
    width_of,
)
from samenight.content.library.library import Library
from samenight.content.library.next_moment import next_moment
from samenight.content.library.resolved_event import Moment
from samenight.content.model.file_facts import Page
from samenight.content.places import gazetteer
from samenight.content.problems.problem import Phrase, errors
from samenight.content.problems.wording import Words
from samenight.content.reading.content_reader import FactCache, Replaced
from samenight.history import event_history, git, last_changes
from samenight.history.last_changes import FileHistory, history_of
from samenight.site import hooks, page_templates, urls
from samenight.site.artifact import Artifact, Digester, Site
from samenight.site.inspection import Inspection, collector_paused, inspect_festival

# How many unfit files are reported at most: one wrong template spoils the pages of every city.
MOST_UNFIT = 30
PLACEHOLDER = Phrase(
    "QR codes and calendars link to {url}, which is only a placeholder: before you print any, set SITEURL "
    "in pelicanconf.py."
)
CANNOT_GO_ON = Phrase(
    "SAMENIGHT_KEEP_GOING has no effect, since older versions of files cannot be found here."
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
        self._artifacts: list[Artifact] = []
        self._claimed: dict[str, str] = {}
        self.frame: page_templates.PageFrame | None = None
        self.words = Words()
        self.templates: dict[str, str] = {}
        self._locked = ExitStack()
        self._began = 0.0
        self.moment: dt.datetime | None = None
        self._is_published = False
        self.next_moment: dt.datetime | None = None
        self.files = 0
        self.digest = ""
        self.published: PublishedFolder | None = None
        self._jobs = 1
        self._keeps_going = False
        self.withheld: list[WithheldFile] = []
        self._code_digest = b""
        self._cached = FactCache()
        self._read_facts = FactCache()
        self._history = FileHistory()
        self._event_history = event_history.EventHistory()

    def run(self, steps: Callable[[], None]) -> None:
        """Run all steps of a build.

        If the machine cannot do one, print what and how to mend it, and raise :class:`SystemExit` with status
        1: nothing was published then. After Ctrl-C, say whether the site is published, with status 130.
        """
        try:
            steps()
        except KeyboardInterrupt:  # Pelican would end with status 0
            self._locked.close()
            done = (
                terminal_wording(os.environ).text(PUBLISHED) if self._is_published else self._state_of_site()
            )
            print_warning(done)
            raise SystemExit(INTERRUPTED) from None
        except (Exception, StepFailed) as failure:
            error = failure.__cause__ if isinstance(failure, StepFailed) else failure
            assert error is not None
            sentence = fault_sentence(error, os.environ, os.fspath(self.staging))
            if sentence is None:
                raise error from None
            if self._is_published:  # it is Pelican that could not do something afterwards
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
        """Read and check everything, and declare all artifacts. Writes nothing.

        Raises :class:`SystemExit` with status 1 if the content has errors, or the output cannot be used.
        """
        self._began, self._is_published = time.perf_counter(), False
        self._locked.close()  # an earlier build in this process may have failed half-way
        self._check_output()  # before the lock, which is a file next to it
        with self._lock(self.output):
            repair(self.output)
        with collector_paused():
            self._declare()

    def _declare(self) -> None:
        self._code_digest = site_settings.code_digest()
        site = self._site()
        library = self._library(site)
        for sentence in self._warnings(library):
            print_warning(sentence)
        for _, findings in hooks.notices.send(self):
            print_findings(findings)
        publishers = [publisher for _, publisher in hooks.artifacts.send(self)]
        self._artifacts = [artifact for publisher in publishers for artifact in publisher(library, site)]
        self.frame, self.words = page_templates.frame_of(library, site), site.words
        self.templates = dict(site.templates.texts)
        self.next_moment = next_moment(library) if hooks.published.receivers else None

    def _check_output(self) -> None:
        wording = terminal_wording(os.environ)
        why = unsafe_output(self.output, [self.content, Path(self.settings["THEME"])], wording)
        if why:
            print_warning(f"{why} {wording.text(AS_IT_WAS)}")
            raise SystemExit(1)

    @property
    def pages(self) -> list[str]:
        """The files of Pelican's pages, below the content folder."""
        return [f"pages/{fact.slug}.md" for fact in self._read_facts.facts.values() if isinstance(fact, Page)]

    def claim(self, others: list[tuple[str, str]]) -> None:
        """Check all paths, ours and those that Pelican is about to write; lock; empty the staging folder.

        Nothing is written before this step. Raises :class:`SystemExit` with status 1 if a path or the output
        folder cannot be used.
        """
        paths = [*self._our_paths(), *others]
        stop_on_errors([*path_problems(paths), *type_problems(paths)], self.content)
        self._claimed = dict(others)
        self._check_output()  # once more: reading may have taken long
        self._locked.enter_context(self._lock(self.output))
        # Two outputs can have one store: what one build has made must not be removed by the other.
        self._locked.enter_context(self._lock(self.store_folder / "store"))
        self._locked.callback(discard, self.staging)
        empty_staging(self.output)

    def publish(self) -> None:
        """Make the artifacts that are not in the store, and publish the site in one swap.

        Raises :class:`SystemExit` with status 1 if a file must not be published.
        """
        with self._locked:
            self._check_written()
            store = Store(self.store_folder / "store")
            digester = Digester(self._code_digest, self._read_facts.facts)
            site = self._make(store, digester)
            new = new_site(site.files, self.staging, self._record)
            self.published = folder = PublishedFolder(self.output, self.store_folder / "published")
            unchanged = folder.is_current(new)
            if unchanged:
                folder.renew(new)
            else:
                folder.publish(new)
            self._is_published, self.files = True, len(site.files)
            self.digest = hashlib.sha256(new.manifest).hexdigest()
            self._keep_for_next_build(
                folder.keep_for_next_build,
                lambda: store.close(file.key for file in site.files),
                self._keep_facts,
                self._keep_histories,
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

    def _keep_facts(self) -> None:
        if is_worth_keeping(self._read_facts, self._cached):
            write_cache(self.store_folder / "facts", self._code_digest, self._read_facts)

    def _our_paths(self) -> list[tuple[str, str]]:
        """The paths of all artifacts and of what describes them, with their owners."""
        described = [(path, "builder") for path in (urls.MANIFEST, urls.BUILD)]
        return [*((artifact.path, _owner(artifact)) for artifact in self._artifacts), *described]

    def _record(self, new_manifest: bytes) -> bytes:
        assert self.moment is not None  # read() has set it
        code = Path(samenight.__file__).parent
        inside = [code] if code.is_relative_to(self.content.resolve().parent) else []  # else it is installed
        found = git.checked_out(self.content, [self.content, Path(self.settings["THEME"]), *inside])
        checkout = Checkout(*found) if found else None
        libraries = dict(site_settings.library_versions())
        return build_record(self.settings, self.moment, checkout, self.withheld, new_manifest, libraries)

    def _check_written(self) -> None:
        """Check what is in the staging folder by now: the pages, and whatever a plugin wrote."""
        stop_on_errors(odd_entries(self.staging), self.content)
        others = [(path, self._claimed.get(path, PLUGIN)) for path in written_files(self.staging)]
        if self._claimed.keys() >= dict(others).keys():  # then all is checked
            return
        found = [*path_problems([*self._our_paths(), *others]), *type_problems(others)]
        stop_on_errors(found, self.content)

    def _lock(self, folder: Path) -> AbstractContextManager[None]:
        """A lock of a folder that prints for which process it waits, if it has to."""

        def print_waiting(process: str) -> None:
            name = os.path.relpath(folder)
            print_sentence(terminal_wording(os.environ).text(WAITING, folder=name, process=process))

        return build_lock(folder, print_waiting)

    def _keep_histories(self) -> None:
        for name, record in (
            ("history", last_changes.record_of(self._history)),
            ("revisions", event_history.record_of(self._code_digest, self._event_history)),
        ):
            if record is not None:
                write_atomically(self.store_folder / name, record)

    def _make(self, store: Store, digester: Digester) -> SiteFiles:
        try:
            return make_all(self._artifacts, digester, store, self._jobs, progress_bar)
        except UnfitSiteError as unfit:
            with suppress(OSError):  # the next build makes them again
                store.write_index()
            stop_on_errors(unfit.problems[:MOST_UNFIT], self.content, len(unfit.problems))
            raise

    def _library(self, site: Site) -> Library:
        self._cached = read_cache(self.store_folder / "facts", self._code_digest)
        with status_line(terminal_wording(os.environ).text("Reading the content")):
            moment = self._moment(site)
            inspection = inspect_festival(self.content, moment, self._cached, site.fonts)
            if errors(inspection.problems) and self._keeps_going and self._knows_older_versions():
                inspection = self._without_errors(site, moment, inspection)
        self._read_facts = inspection.cache
        gazetteer.clear_caches()
        stop_on_errors(inspection.problems, self.content)
        assert inspection.library is not None
        return inspection.library

    def _knows_older_versions(self) -> bool:
        """Whether older versions of files can be found, if there are any; prints why not."""
        if self._event_history.commit:
            return True
        for sentence in filter(None, (CANNOT_GO_ON, event_history.why_unknown(self.content))):
            print_warning(terminal_wording(os.environ).text(sentence))
        return False

    def _without_errors(self, site: Site, moment: Moment, first: Inspection) -> Inspection:
        """The inspection with older versions of the files with errors, if there are some; prints which."""

        def inspect(replaced: Replaced) -> Inspection:
            return inspect_festival(self.content, moment, self._cached, site.fonts, replaced)

        found, self.withheld = without_errors(self.content, first, inspect)
        if self.withheld:
            print_report(first.problems, self.content)
            wording = terminal_wording(os.environ)
            for file in self.withheld:
                print(paragraph(withheld_sentence(file, wording), width_of()), file=sys.stderr)
        return found

    def _site(self) -> Site:
        with site_settings.settings_explained():
            self._jobs = site_settings.jobs(self.settings)
            self._keeps_going = site_settings.keeps_going(self.settings)
            site = site_settings.site_of(self.settings, os.environ)
        self._history = history_of(self.content, self.store_folder / "history")
        self.moment = site.now
        return dataclasses.replace(site, changed=self._history.changed)

    def _moment(self, site: Site) -> Moment:
        """The moment, the languages and the events' revisions, which the library's files do not contain."""
        kept = self.store_folder / "revisions"
        self._event_history = event_history.event_history_of(
            self.content, self._history, kept, self._code_digest
        )
        revisions = event_history.revisions_of(self.content, self._event_history)
        return Moment(site.now, site.words.languages, revisions)

    def _warnings(self, library: Library) -> Iterator[str]:
        """Sentences about what the site lacks: the revisions of events, or the language of some cities."""
        wording = terminal_wording(os.environ)
        dated = any(map(library.day_of, (*library.events, *library.hidden_events)))
        why = event_history.why_unknown(self.content) if dated and not self._event_history.commit else None
        if why:
            yield wording.text(why)
        yield from missing_words(library, wording)

    @property
    def notes(self) -> list[str]:
        """What to print again at each build with nothing changed."""
        url = str(self.settings["SITEURL"])
        return [self._placeholder_note(url)] if site_settings.is_placeholder(url) else []

    def _placeholder_note(self, url: str) -> str:
        return paragraph(terminal_wording(os.environ).text(PLACEHOLDER, url=url), width_of())

    def _print_summary(self, files: int, made: int, unchanged: bool) -> None:
        took = time.perf_counter() - self._began
        place = os.path.relpath(self.output)
        state = "nothing changed" if unchanged else f"{made:,} made, {files - made:,} as before"
        print(f"{files:,} files in {place}: {state}, {took:.1f} s.")
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


def _owner(artifact: Artifact) -> str:
    return source_of(artifact) or artifact.make.__module__.removeprefix("samenight.")
