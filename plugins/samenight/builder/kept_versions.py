"""A build that goes on although some cities' files have errors: each of these is taken as it was in the last
commit in which it had none, or left out.

Only files of cities can be replaced so, since an error in any other file concerns every page. What is taken
depends on the content folder and on git alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from samenight.builder.output.build_record import WithheldFile
from samenight.content.problems.kinds.files import REFERENCE_CITY
from samenight.content.problems.problem import Phrase, Problem, errors
from samenight.content.problems.wording import Wording, visible
from samenight.content.reading.content_files import content_files, kind_of
from samenight.content.reading.content_reader import MAX_BYTES, Replaced, below_content
from samenight.content.reading.file_reader import parse
from samenight.content.reading.hidden_files import is_withdrawn
from samenight.content.reading.origins import decoded, decoded_in_part
from samenight.history import git
from samenight.history.git import VersionInGit
from samenight.site.inspection import Inspection

_CITIES = "cities/"
_CITY = "city.md"
_OLDER = Phrase("{file} has errors ({when}) and is published as it was in commit {commit}.")
_LEFT_OUT = Phrase("{file} has errors ({when}) and is left out: no older version can be published.")
_SINCE = Phrase("since commit {commit}, {time}")
_OTHERS = Phrase("because of other files")
_UNCOMMITTED = Phrase("in changes that are not committed")
# How far back versions of a file are looked at, in commits that changed it.
_MOST_VERSIONS = 1000


def without_errors(
    content: Path, first: Inspection, inspect: Callable[[Replaced], Inspection]
) -> tuple[Inspection, list[WithheldFile]]:
    """An inspection without errors, and the files that were replaced or left out for it, by name.

    ``first`` is the inspection of what is on disk, ``inspect`` makes another one with some contents
    replaced. If an error is in a file that cannot be replaced, the result is ``first``, and no files.
    """
    found, files = first, _Files(content)
    while failing := errors(found.problems):
        paths = {files.path_of(problem) for problem in failing}
        if None in paths or not files.step_back_all(path for path in paths if path):
            return first, []
        found = inspect(files.replaced())
    return found, files.withheld()


def withheld_sentence(file: WithheldFile, wording: Wording) -> str:
    """Which version of a file with errors is published, and since when the file has errors."""
    when = wording.text(_UNCOMMITTED if file.is_own else _OTHERS)
    if file.is_own and file.since and file.since_when:
        when = wording.text(_SINCE, commit=file.since[:10], time=f"{file.since_when:%Y-%m-%d %H:%M} UTC")
    known = _OLDER if file.commit else _LEFT_OUT
    return wording.text(known, file=visible(file.file), commit=file.commit[:10], when=when)


@dataclass
class _Candidate:
    """A file with errors: all its versions, those without errors of their own that are still to be tried,
    newest first, whether an error is in what is on disk and not only in what other files say, and the version
    that is tried now (``None`` to leave it out)."""

    versions: list[VersionInGit]
    older: Iterator[tuple[VersionInGit, bytes]]
    is_own: bool = True
    version: VersionInGit | None = None
    content: bytes | None = None

    def step_back(self) -> None:
        """Try the next older version; without one, leave the file out."""
        self.version, self.content = next(self.older, (None, None))

    def withheld(self, name: str) -> WithheldFile:
        """What to say about the file called ``name``."""
        position = self.versions.index(self.version) if self.version else len(self.versions)
        after = self.versions[position - 1] if position else None  # none: the error is not committed
        return WithheldFile(
            name,
            self.version.commit if self.version else "",
            after.commit if after else "",
            after.moment if after else None,
            self.is_own,
        )


@dataclass
class _Files:
    """All files with errors, by path below the content folder."""

    content: Path
    tried: dict[str, _Candidate] = field(default_factory=dict)

    def path_of(self, problem: Problem) -> str | None:
        """The file to blame for a problem: one of a city, or one of which nothing is made; else ``None``. Of
        two files that cannot both be right, it is the one that was changed last: until then there was no
        error."""
        if problem.code == REFERENCE_CITY.code:
            return f"{self._path(problem.file).rpartition('/')[0].removesuffix('/posts')}/{_CITY}"
        named = (self._path(name) for name in (problem.file, problem.also) if name)
        own = [path for path in named if path.startswith(_CITIES) or _is_stray(path)]
        if len(own) < 2:
            return own[0] if own else None
        return max(own, key=self._age_of)

    def step_back_all(self, paths: Iterable[str]) -> bool:
        """Try older versions of some files; whether that is possible for all of them. A city comes before its
        events, which are left out with it."""
        left_out: set[str] = set()
        for path in sorted(paths, key=lambda one: (not one.endswith(f"/{_CITY}"), one)):
            if path not in left_out:
                before = self.tried.keys() - {path}
                if not self._step_back(path):
                    return False
                left_out |= self.tried.keys() - before - {path}
        return True

    def _step_back(self, path: str) -> bool:
        known = self.tried.get(path)
        if known is None:
            known = self.tried[path] = self._candidate(path)
        elif known.version is None:
            return False  # left out already: the problem has another cause
        known.step_back()
        if known.version is None and path.endswith(f"/{_CITY}"):
            self._leave_out_below(path.removesuffix(_CITY))
        return True

    def replaced(self) -> Replaced:
        """What to read instead of what is on disk."""
        return {path: candidate.content for path, candidate in self.tried.items()}

    def withheld(self) -> list[WithheldFile]:
        """All files that were replaced or left out, without those that never were."""
        there = (
            (path, candidate)
            for path, candidate in sorted(self.tried.items())
            if candidate.version or os.path.lexists(self.content / path)
        )
        return [candidate.withheld(f"{self.content.name}/{path}") for path, candidate in there]

    def _path(self, name: str) -> str:
        return name.removeprefix(f"{self.content.name}/")

    def _age_of(self, path: str) -> tuple[bool, float]:
        """When the version of a file that is read now was made: after all others if it is not committed."""
        known = self.tried.get(path)
        if known is not None:
            moment = known.version.moment if known.version else None
            return False, moment.timestamp() if moment else 0.0
        (version, *_) = [*git.versions_of(self.content, path, 1), None]
        if version is None or not version.moment or self._differs(path, version):
            return True, 0.0
        return False, version.moment.timestamp()

    def _differs(self, path: str, version: VersionInGit) -> bool:
        try:
            on_disk = (self.content / path).read_bytes()
            committed = dict(git.contents_of(self.content, [version.blob])).get(version.blob) or b""
            return _unix(committed) != _unix(on_disk)
        except OSError:
            return True

    def _candidate(self, path: str) -> _Candidate:
        if self._is_withdrawn(path):  # no version of it may come back
            return _Candidate([], iter(()))
        versions = git.versions_of(self.content, path, _MOST_VERSIONS)
        try:
            is_own = not _passes(path, (self.content / path).read_bytes())
        except OSError:  # it is missing, or a link that leads nowhere
            is_own = False
        return _Candidate(versions, _passing(self.content, path, versions), is_own)

    def _is_withdrawn(self, path: str) -> bool:
        kind = kind_of(tuple(path.split("/")))
        if kind is None:
            return False
        try:
            with open(self.content / path, "rb") as file:
                text = decoded_in_part(file.read(MAX_BYTES))
        except OSError:
            return False
        fact, _ = parse(path, text, *kind)
        return fact is not None and is_withdrawn(fact)

    def _leave_out_below(self, folder: str) -> None:
        for file in content_files(self.content):
            path = below_content(file.relative_to(self.content).parts)
            if path.startswith(folder) and path not in self.tried:
                self.tried[path] = _Candidate([], iter(()))


def _is_stray(path: str) -> bool:
    """Whether nothing is made of a file of this name, so that it can be left out. Pages and the files of the
    root folder are meant for the site."""
    return kind_of(tuple(path.split("/"))) is None and not path.startswith(("pages/", "root/", "rates.csv"))


def _unix(content: bytes) -> bytes:
    """A text with LF line ends: git can be set to write others to the disk than it keeps."""
    return content.replace(b"\r\n", b"\n")


def _passing(
    content: Path, path: str, versions: Iterable[VersionInGit]
) -> Iterator[tuple[VersionInGit, bytes]]:
    """The versions of a file that have no errors of their own, with their contents."""
    for version in versions:
        if not version.blob:
            continue
        try:
            found = dict(git.contents_of(content, [version.blob])).get(version.blob)
        except OSError:
            return
        if found is not None and _passes(path, found):
            yield version, found


def _passes(path: str, content: bytes) -> bool:
    kind = kind_of(tuple(path.split("/")))
    if kind is None:
        return False
    model, given = kind
    try:
        fact, problems = parse(path, decoded(content), model, given)
    except UnicodeDecodeError:
        return False
    return fact is not None and not errors(problems)
