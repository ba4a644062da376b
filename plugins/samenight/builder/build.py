"""The one door between Pelican and the disk: read, check, declare, make, swap."""

from __future__ import annotations

import dataclasses
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from samenight.builder import site_settings
from samenight.builder.fact_cache import is_worth_keeping, recall, remember
from samenight.builder.making import Made, UnfitSiteError, make_all
from samenight.builder.path_checks import path_problems
from samenight.builder.progress import progress_bar, status_line
from samenight.builder.publish import Published, listed, listed_files, manifest
from samenight.builder.site_settings import missing_words
from samenight.builder.staging import begin, mend, not_ours, only_build, staging_folder
from samenight.builder.store import Store, write_whole
from samenight.builder.terminal import language_of, paragraph, style_of, width_of
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Moment
from samenight.content.places import gazetteer
from samenight.content.problems.problem import Finding, Phrase, Problem, errors
from samenight.content.problems.report import report
from samenight.content.problems.wording import Words
from samenight.content.reading.content_reader import Remembered
from samenight.history import event_history, last_changes
from samenight.history.last_changes import FileHistory, history_of
from samenight.site import hooks, page_templates
from samenight.site.artifact import Artifact, Digester, Site
from samenight.site.inspection import collector_paused, inspect_festival

# How many files that must not be published are told of: one wrong template spoils every city's.
MOST_UNFIT = 30
PLACEHOLDER = Phrase(
    "Codes and calendars lead to {url}, which is nobody's address: before you print any, set SITEURL in "
    "pelicanconf.py."
)


class Build:
    """One build after another of one output folder."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.content = Path(settings["PATH"])
        self.output = Path(settings["OUTPUT_PATH"]).resolve()
        self.memory = Path(settings["SAMENIGHT_STORE"])
        self.staging = staging_folder(self.output)
        self._artifacts: list[Artifact] = []
        self.frame: page_templates.PageFrame | None = None
        self.words = Words()
        self._locked = ExitStack()
        self._began = 0.0
        self._jobs = 1
        self._mark = b""
        self._recalled = Remembered()
        self._remembered = Remembered()
        self._history = FileHistory()
        self._chronicle = event_history.EventHistory()

    def open(self) -> None:
        """Read and check everything, and declare all artifacts. Writes nothing.

        Raises :class:`SystemExit` with status 1 where the content has errors.
        """
        self._began = time.perf_counter()
        self._locked.close()  # an earlier build of this process may have failed half-way
        with only_build(self.output):
            mend(self.output)
        with collector_paused():
            self._declare()

    def _declare(self) -> None:
        self._mark = site_settings.makers_mark()
        site = self._site()
        library = self._read(site)
        for sentence in self._shortcomings(library):
            print(paragraph(sentence, width_of()), file=sys.stderr)
        for _, findings in hooks.notices.send(self):
            tell(findings)
        rooms = [room for _, room in hooks.artifacts.send(self)]
        self._artifacts = [artifact for room in rooms for artifact in room(library, site)]
        self.frame, self.words = page_templates.frame_of(library, site), site.words

    def claim(self, others: list[tuple[str, str]]) -> None:
        """Check all paths, ours and those that Pelican is about to write; lock; clear the staging.

        Nothing was written until here. Raises :class:`SystemExit` with status 1.
        """
        ours = ((artifact.path, _owner(artifact)) for artifact in self._artifacts)
        stop_at(path_problems([*ours, *others]), self.content)
        why = not_ours(self.output, [self.content, Path(self.settings["THEME"])])
        if why:
            print(paragraph(f"{why} Nothing was published.", width_of()), file=sys.stderr)
            raise SystemExit(1)
        self._locked.enter_context(only_build(self.output))
        begin(self.output)

    def publish(self) -> None:
        """Make what is not in the store, and publish the site in one swap.

        Raises :class:`SystemExit` with status 1 where something of it must not be published.
        """
        with self._locked:
            store = Store(self.memory / "store")
            digester = Digester(self._mark, self._remembered.facts)
            made = self._make(store, digester)
            new = manifest(listed(made.pieces) + listed_files(self.staging))
            published = Published(self.output, self.memory / "published.json")
            whole = published.is_whole(new)
            if whole:
                begin(self.output).rmdir()
            else:
                published.publish(self.staging, made.pieces, new)
            store.close(piece.key for piece in made.pieces)
            if is_worth_keeping(self._remembered, self._recalled):
                remember(self.memory / "facts", self._mark, self._remembered)
            self._keep_histories()
        self._say(len(made.pieces), made.made, whole)

    def _keep_histories(self) -> None:
        for name, record in (
            ("history", last_changes.record_of(self._history)),
            ("revisions", event_history.record_of(self._mark, self._chronicle)),
        ):
            if record is not None:
                write_whole(self.memory / name, record)

    def _make(self, store: Store, digester: Digester) -> Made:
        try:
            return make_all(self._artifacts, digester, store, self._jobs, progress_bar)
        except UnfitSiteError as unfit:
            store.leave()
            begin(self.output).rmdir()
            stop_at(unfit.problems[:MOST_UNFIT], self.content, len(unfit.problems))
            raise

    def _read(self, site: Site) -> Library:
        self._recalled = recall(self.memory / "facts", self._mark)
        with status_line(language_of(os.environ).text("Reading the content")):
            found = inspect_festival(self.content, self._moment(site), self._recalled, site.fonts)
        self._remembered = found.remembered
        gazetteer.put_away()
        stop_at(found.problems, self.content)
        assert found.library is not None
        return found.library

    def _site(self) -> Site:
        with settings_explained():
            self._jobs = site_settings.jobs(self.settings)
            site = site_settings.site_of(self.settings, os.environ)
        self._history = history_of(self.content, self.memory / "history")
        return dataclasses.replace(site, changed=self._history.changed)

    def _moment(self, site: Site) -> Moment:
        """What the library is told of the world around its files."""
        memory = self.memory / "revisions"
        self._chronicle = event_history.chronicle_of(self.content, self._history, memory, self._mark)
        revisions = event_history.revisions_of(self.content, self._chronicle)
        return Moment(site.now, site.words.languages, revisions)

    def _shortcomings(self, library: Library) -> Iterator[str]:
        """What the site cannot say: how often an event has changed, or the language of some cities."""
        said = language_of(os.environ)
        dated = any(library.day_of(event) for event in library.events)
        why = event_history.why_unknown(self.content) if dated and not self._chronicle.commit else None
        if why:
            yield said.text(why)
        yield from missing_words(library, said)

    def _say(self, pieces: int, made: int, whole: bool) -> None:
        took = time.perf_counter() - self._began
        place = os.path.relpath(self.output)
        state = "nothing changed" if whole else f"{made:,} made, {pieces - made:,} as before"
        print(f"{pieces:,} files in {place}: {state}, {took:.1f} s.")
        url = str(self.settings["SITEURL"])
        if site_settings.is_placeholder(url):
            print(paragraph(language_of(os.environ).text(PLACEHOLDER, url=url), width_of()))


@contextmanager
def settings_explained() -> Iterator[None]:
    """Stop with status 1 and the reason where a setting cannot be used."""
    try:
        yield
    except site_settings.SettingError as error:
        print(paragraph(f"Settings: {error}", width_of()), file=sys.stderr)
        raise SystemExit(1) from None


def stop_at(problems: Iterable[Problem], content: Path, count: int = 0) -> None:
    """Show problems; stop with status 1 where there is an error among them. ``count`` is how many there
    are, where these are not all."""
    found = list(problems)
    style = style_of(sys.stderr, os.environ, content)
    if found:
        print(report(found, style), file=sys.stderr)
    if count > len(found):
        print(style.wording.text("  ... and {n} more", n=count - len(found)), file=sys.stderr)
    if errors(found):
        print(style.wording.text("Nothing was published; the site is as it was."), file=sys.stderr)
        raise SystemExit(1)


def tell(findings: Iterable[Finding]) -> None:
    """Say what a build goes on without."""
    wording = language_of(os.environ)
    for finding in findings:
        for sentence in (wording.what(finding), wording.mend(finding)):
            print(paragraph(sentence, width_of()), file=sys.stderr)


def _owner(artifact: Artifact) -> str:
    return artifact.make.__module__.removeprefix("samenight.")
