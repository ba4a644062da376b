"""Every event after a commit, computed from the events after its parent commits.

All branches count, not only the first parents: somebody who pulls and pushes turns what was published
so far into a second parent, and those who subscribed then must not get a lower number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samenight.content.model.base import FileFact
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.reading.content_files import kind_of
from samenight.content.values.slugs import is_slug
from samenight.history.calendar_revisions import (
    EventAtCommit,
    EventVersion,
    FileVersion,
    charity_slug,
    event_after,
    event_version,
    first_sequence,
)
from samenight.history.git import Commit

_KINDS = {Charity, City, Edition, Event, Festival}
FESTIVAL = "festival.md"


@dataclass
class ContentAtCommit:
    """The content after a commit: the names of its files' versions, and its events, both by path below
    the content folder."""

    files: dict[str, str] = field(default_factory=dict)
    events: dict[str, EventAtCommit] = field(default_factory=dict)

    def copy(self) -> ContentAtCommit:
        """An independent copy."""
        return ContentAtCommit(self.files.copy(), self.events.copy())


def model_of(path: str) -> type[FileFact] | None:
    """The model of a file, if calendars show anything of it; else ``None``."""
    model, given = kind_of(tuple(path.split("/"))) or (None, {})
    return model if model in _KINDS and all(map(is_slug, given.values())) else None


def version_name(path: str, blob: str) -> str:
    """The name of a version: its file's model and its content's name in git; its facts depend on both."""
    return f"{getattr(model_of(path), '__name__', '')} {blob}"


class Timeline:
    """Applies commit after commit. Has all versions by name (``None`` for one that cannot be read), and all
    paths that ever existed."""

    def __init__(self, versions: Mapping[str, FileVersion | None], paths: Iterable[str]) -> None:
        self._versions = {name: version for name, version in versions.items() if version}
        self._event_versions: dict[tuple[str | None, ...], EventVersion | None] = {}
        self._affected: dict[str, set[str]] = defaultdict(set)
        # any event might be of an edition that some event names in its header
        named = {
            f"editions/{edition}.md" for edition in map(_named_edition, self._versions.values()) if edition
        }
        for path in paths:
            if model_of(path) is Event:
                for part in (path, _city(path), _edition(path), *named):
                    self._affected[part].add(path)
                self._affected[""].add(path)

    def last(self, commits: Sequence[Commit]) -> ContentAtCommit:
        """The content after the last of all commits, which are in order: each after its parents."""
        children = Counter(parent for commit in commits for parent in commit.parents)
        trees: dict[str, ContentAtCommit] = {}
        tree = ContentAtCommit()
        for commit in commits:
            before = [trees[parent] for parent in commit.parents]
            children.subtract(commit.parents)
            tree = before[0] if before else ContentAtCommit()
            if before and children[commit.parents[0]]:
                tree = tree.copy()
            changes = [(path, blob and version_name(path, blob)) for path, blob in commit.changes]
            self.apply(tree, changes, commit.moment, before[1:])
            for parent in commit.parents:
                if not children[parent]:
                    trees.pop(parent, None)
            trees[commit.name] = tree
        return tree

    def apply(
        self,
        tree: ContentAtCommit,
        changes: Iterable[tuple[str, str | None]],
        moment: int,
        others: Sequence[ContentAtCommit] = (),
    ) -> None:
        """Apply a commit to a tree; ``others`` are the trees of the further parents of a merge."""
        touched: set[str] = set()
        for path, name in changes:
            touched |= self._changed(tree, path, name)
        for other in others:
            known = tree.events.get
            touched.update(path for path, event in other.events.items() if known(path) is not event)
        for path in touched:
            before = [one.events[path] for one in (tree, *others) if path in one.events]
            now = self._event_version(tree, path)
            first = first_sequence(self._versions[tree.files[path]]) if now else 0
            event = event_after(now, moment, before, first)
            if event:  # the same object if nothing is new, so that later merges can compare by identity
                tree.events[path] = next((one for one in before if one == event), event)

    def _changed(self, tree: ContentAtCommit, path: str, name: str | None) -> set[str]:
        """Change one file; the paths of all events affected. An unreadable version changes nothing."""
        old, model = tree.files.get(path), model_of(path)
        new = self._versions.get(name) if name else None
        if model is None or name == old or (name and new is None):
            return set()
        if name:
            tree.files[path] = name
        else:
            del tree.files[path]
        if model in {Festival, Charity}:
            return set() if old and new == self._versions[old] else self._affected[""]
        return self._affected[path]

    def _event_version(self, tree: ContentAtCommit, path: str) -> EventVersion | None:
        own_name = tree.files.get(path)
        typed = _named_edition(self._versions[own_name]) if own_name else None
        edition_path = f"editions/{typed}.md" if typed else _edition(path)
        names = [own_name, tree.files.get(_city(path)), tree.files.get(edition_path)]
        own = [self._versions[name] for name in names if name]
        if len(own) < 3:
            return None
        event, city, edition = own
        charity = tree.files.get(f"charities/{charity_slug(event, edition)}.md")
        key = (*names, tree.files.get(FESTIVAL), charity)
        if key not in self._event_versions:
            others = [self._versions[name] if name else None for name in key[3:]]
            self._event_versions[key] = event_version(event, city, edition, others)
        return self._event_versions[key]


def _named_edition(version: FileVersion) -> str | None:
    return version.facts.get("edition")


def _city(event: str) -> str:
    return f"{event.rpartition('/')[0]}/city.md"


def _edition(event: str) -> str:
    return f"editions/{event.rpartition('/')[2]}"
