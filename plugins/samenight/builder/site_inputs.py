"""Everything that a site is built from: settings, theme, content and git history, read and checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from samenight.builder import site_settings
from samenight.builder.fact_cache import is_worth_keeping, read_cache, write_cache
from samenight.builder.kept_versions import withheld_sentence, without_errors
from samenight.builder.last_build import Stamp, files_of, stamp_of
from samenight.builder.output.build_record import WithheldFile
from samenight.builder.output.store import write_atomically
from samenight.builder.processes.workers import Workers, read_on_all_cores
from samenight.builder.progress import status_line
from samenight.builder.site_settings import missing_words
from samenight.builder.terminal import (
    paragraph,
    print_report,
    print_warning,
    stop_on_errors,
    terminal_wording,
    width_of,
)
from samenight.content.library.library import Library
from samenight.content.library.next_moment import next_moment
from samenight.content.library.resolved_event import Moment
from samenight.content.places import gazetteer, outlines
from samenight.content.problems.problem import Phrase, Problem, errors
from samenight.content.reading.content_reader import NOTHING, FactCache, Replaced, read_content
from samenight.history import event_history, last_changes
from samenight.history.last_changes import FileHistory, history_of
from samenight.site.artifact import Site
from samenight.site.inspection import Inspection, inspect_festival

# For how long the moment of a reading may be that of later ones: rules may count days or hours.
_RECENT = dt.timedelta(hours=1)
CANNOT_GO_ON = Phrase(
    "SAMENIGHT_KEEP_GOING has no effect, since older versions of files cannot be found here."
)


class SiteInputs:
    """The inputs of one build after another. What is read is kept in a folder for the next process."""

    def __init__(self, settings: dict[str, Any], folder: Path) -> None:
        self._settings = settings
        self._content = Path(settings["PATH"])
        self._folder = folder
        self._cached = FactCache()
        self._history = FileHistory()
        self._event_history = event_history.EventHistory()
        self._keeps_going = False
        self.code_digest = b""
        self.workers = Workers(1)
        self.read_facts = FactCache()
        self.withheld: list[WithheldFile] = []
        self._said: tuple[str, ...] = ()
        self._last: tuple[Library, Site] | None = None
        self._theme: tuple[dict[str, Stamp], Site] | None = None

    def read(self) -> tuple[Library, Site]:
        """Read and check everything, and print warnings. Writes nothing.

        Raises :class:`SystemExit` with status 1 if a setting is wrong or the content has errors.
        """
        self.withheld = []
        if not self.code_digest:  # the code of this process does not change
            self.code_digest = site_settings.code_digest()
        site = self._site()
        library = self._library(site)
        self._last = library, site
        said = tuple(self._warnings(library))
        for sentence in said:
            if sentence not in self._said:  # a live preview says it once
                print_warning(sentence)
        self._said = said
        return library, site

    def glance(self) -> tuple[Library | None, Site, list[Problem]]:
        """What the files say now, at the moment and with the git history of the last reading, and the errors
        in single files. Nothing is printed or kept, and the rules over the whole festival are not applied.

        Raises :class:`LookupError` if nothing was read before.
        """
        if self._last is None:
            raise LookupError("read() comes first.")
        before, site = self._last
        reading = read_content(self._content, self.read_facts)
        moment = before.moment
        library = reading.library.at(moment, before) if reading.library and moment else None
        return library, dataclasses.replace(self._themed(), changed=site.changed), errors(reading.problems)

    def stop_workers(self) -> None:
        """End the processes that read files, if they have nothing more to do."""
        self.workers.__exit__()

    @property
    def keep_steps(self) -> tuple[Callable[[], None], ...]:
        """The steps that keep what was read for the next process."""
        return self._keep_facts, self._keep_histories

    def _keep_facts(self) -> None:
        if is_worth_keeping(self.read_facts, self._cached):
            write_cache(self._folder / "facts", self.code_digest, self.read_facts)

    def _keep_histories(self) -> None:
        for name, record in (
            ("history", last_changes.record_of(self._history)),
            ("revisions", event_history.record_of(self.code_digest, self._event_history)),
        ):
            if record is not None:
                write_atomically(self._folder / name, record)

    def _site(self) -> Site:
        with site_settings.settings_explained():
            self._keeps_going = site_settings.keeps_going(self._settings)
            site = self._themed()
            self.workers = site_settings.workers_of(site, self._settings, self._folder, self.code_digest)
        self._history = history_of(self._content, self._folder / "history")
        return dataclasses.replace(site, changed=self._history.changed)

    def _themed(self) -> Site:
        """The settings and the theme, read again only if one of its files has changed."""
        states = dict(files_of([os.fspath(self._settings["THEME"])]))
        stamps = {path: stamp_of(found) for path, found in states.items()}
        if self._theme is None or self._theme[0] != stamps:
            self._theme = stamps, site_settings.site_of(self._settings, os.environ)
        now = site_settings.moment(self._settings, os.environ)
        return dataclasses.replace(self._theme[1], now=now)

    def _moment(self, now: dt.datetime, site: Site) -> Moment:
        """The moment, the languages and the events' revisions, which the library's files do not contain."""
        kept = self._folder / "revisions"
        self._event_history = event_history.event_history_of(
            self._content, self._history, kept, self.code_digest
        )
        revisions = event_history.revisions_of(self._content, self._event_history)
        return Moment(now, site.words.languages, revisions)

    def _library(self, site: Site) -> Library:
        self._cached = self.read_facts
        if not self._cached.facts:
            self._cached = read_cache(self._folder / "facts", self.code_digest)
        with status_line(terminal_wording(os.environ).text("Reading the content")):
            moment = self._moment(self._unchanging(site.now), site)
            before = self._last[0] if self._last else None
            inspection = self._inspected(site, moment, self._cached, before=before)
            if self._has_passed(inspection, site.now):
                moment = dataclasses.replace(moment, now=site.now)
                inspection = self._inspected(site, moment, inspection.cache)
            if errors(inspection.problems) and self._keeps_going and self._knows_older_versions():
                inspection = self._without_errors(site, moment, inspection)
        self.read_facts = inspection.cache
        gazetteer.clear_caches()
        outlines.clear_caches()
        stop_on_errors(inspection.problems, self._content)
        assert inspection.library is not None
        return inspection.library

    def _inspected(
        self,
        site: Site,
        moment: Moment,
        cache: FactCache,
        replaced: Replaced = NOTHING,
        before: Library | None = None,
    ) -> Inspection:
        read_many = read_on_all_cores(self.workers)
        return inspect_festival(self._content, moment, cache, site.fonts, replaced, read_many, before)

    def _unchanging(self, now: dt.datetime) -> dt.datetime:
        """The moment of the last reading, if it was not long ago and time has changed nothing since: then all
        that was worked out is still right. Else ``now``."""
        if self._last is None or not dt.timedelta(0) <= now - self._last[0].now < _RECENT:
            return now
        ends = next_moment(self._last[0])
        return self._last[0].now if ends is None or now < ends else now

    @staticmethod
    def _has_passed(inspection: Inspection, now: dt.datetime) -> bool:
        """Whether something that the files say now has changed with time since the library's moment."""
        library = inspection.library
        if library is None or library.now == now or errors(inspection.problems):
            return False
        ends = next_moment(library)
        return ends is not None and ends <= now

    def _knows_older_versions(self) -> bool:
        """Whether older versions of files can be found, if there are any; prints why not."""
        if self._event_history.commit:
            return True
        for sentence in filter(None, (CANNOT_GO_ON, event_history.why_unknown(self._content))):
            print_warning(terminal_wording(os.environ).text(sentence))
        return False

    def _without_errors(self, site: Site, moment: Moment, first: Inspection) -> Inspection:
        """The inspection with older versions of the files with errors, if there are some; prints which."""

        inspect = functools.partial(self._inspected, site, moment, self._cached)
        found, self.withheld = without_errors(self._content, first, inspect)
        if self.withheld:
            print_report(first.problems, self._content)
            wording = terminal_wording(os.environ)
            for file in self.withheld:
                print(paragraph(withheld_sentence(file, wording), width_of()), file=sys.stderr)
        return found

    def _warnings(self, library: Library) -> Iterator[str]:
        """Sentences about what the site lacks: the revisions of events, or the language of some cities."""
        wording = terminal_wording(os.environ)
        dated = any(map(library.day_of, (*library.events, *library.hidden_events)))
        why = event_history.why_unknown(self._content) if dated and not self._event_history.commit else None
        if why:
            yield wording.text(why)
        yield from missing_words(library, wording)
