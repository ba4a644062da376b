"""The published site: the manifest, and the output folder, which is published by what changed.

A build does not put a whole site together to publish one page. The folder that it swaps out is changed into
the same site as the published one and kept next to it: two folders of links to the same files. The next build
changes that folder by what differs, and swaps the two. Nothing of an older site is left on the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import Any, NamedTuple

from samenight.builder.output.build_record import is_same_site
from samenight.builder.output.path_checks import is_inside, written_files
from samenight.builder.output.site_folder import (
    NOTHING,
    FolderChanges,
    SiteFolder,
    change,
    checked,
    copied,
    difference,
    stamped,
)
from samenight.builder.output.staging import (
    FOLDER_MODE,
    discard,
    kept_folder,
    make_readable,
    next_folder,
    place,
    swap,
)
from samenight.builder.output.store import (
    PublishedFile,
    named,
    remove_oldest,
    set_mode,
    state_of,
    write_atomically,
)
from samenight.site import urls
from samenight.site.media_types import media_type


class ManifestLine(NamedTuple):
    """A line of the manifest."""

    path: str
    media_type: str
    size: int
    digest: str


class NewSite(NamedTuple):
    """A site to publish: artifacts in the store; the folder with the files that Pelican wrote, and their
    lines in the manifest; the manifest; the record of the build."""

    artifacts: Sequence[PublishedFile]
    written: Path
    lines: Sequence[ManifestLine]
    manifest: bytes
    build_record: bytes


def new_site(
    artifacts: Sequence[PublishedFile], written: Path, build_record: Callable[[bytes], bytes]
) -> NewSite:
    """A site of artifacts and of what Pelican wrote into a folder; ``build_record`` makes the record of the
    build from the manifest."""
    lines = pelican_lines(written)
    ours = (ManifestLine(f.path, f.media_type, f.stored.size, f.stored.digest) for f in artifacts)
    listed = manifest([*ours, *lines])
    return NewSite(artifacts, written, lines, listed, build_record(listed))


def pelican_lines(staging: Path) -> list[ManifestLine]:
    """The manifest's lines for the files that Pelican and other plugins wrote."""
    lines = []
    for path in written_files(staging):
        content = (staging / path).read_bytes()
        lines.append(ManifestLine(path, media_type(path), len(content), _digest(content)))
    return lines


def manifest(lines: Iterable[ManifestLine]) -> bytes:
    """The manifest: every file besides itself and the record of the build, with its media type, its size in
    bytes and its SHA-256."""
    text = encode_basestring_ascii  # what json.dumps does with each text
    rows = [
        f'{{"path": {text(path)}, "type": {text(kind)}, "bytes": {size}, "sha256": {text(digest)}}}'
        for path, kind, size, digest in sorted(lines)
    ]
    return ('{"files": [\n' + ",\n".join(rows) + "\n]}\n").encode()


class PublishedFolder:
    """The output folder, with a record of its files so that an unchanged one is recognised, and a kept folder
    next to it. One object can publish one site after another; ``records`` is the folder of such records."""

    def __init__(self, output: Path, records: Path) -> None:
        self._output = output
        self._kept_folder, self._next_folder = kept_folder(output), next_folder(output)
        self._record = records / f"{_digest(_place_of(output, records))[:16]}.json"
        self._published, self._kept = _read(self._record)
        self._swapped_out = NOTHING
        self._is_recorded, self._has_copies = True, False

    def is_current(self, new: NewSite) -> bool:
        """Whether the folder holds exactly the files of a site, unchanged since they were published."""
        try:
            if (self._output / urls.MANIFEST).read_bytes() != new.manifest:
                return False
        except OSError:
            return False
        return (self._is_untouched() or self._is_copied(new)) and all(map(self._has, new.artifacts))

    def renew(self, new: NewSite) -> bool:
        """Replace the record of the build if it is of another commit, version or setting: the same files were
        built from something else. Whether it was replaced."""
        file, made = self._output / urls.BUILD, new.written / urls.BUILD
        if file.exists() and is_same_site(file.read_bytes(), new.build_record):
            return False
        with named(made):
            made.write_bytes(new.build_record)
        make_readable(new.written)
        state, digest = state_of(os.lstat(made)), _digest(new.build_record)
        made.replace(file)
        self._published = _with_build(self._published, state, digest, changed=[""])
        self._is_recorded = False
        return True

    def publish(self, new: NewSite) -> None:
        """Put a site together, in the kept folder if nobody touched that, and swap.

        Raises :class:`OSError`; then the output folder is as it was.
        """
        was_untouched = self._is_untouched()
        try:
            made = self._put_together(new)
            is_swapped = swap(self._next_folder, self._output)
        except BaseException:
            discard(self._next_folder)
            raise
        self._swapped_out = self._published if is_swapped and was_untouched else NOTHING
        self._published, self._kept, self._is_recorded = made, NOTHING, False

    def keep_for_next_build(self) -> None:
        """Change what was swapped out into the site that is published now, keep it, and record both.

        Raises :class:`OSError`; then nothing of the old site is kept, as far as that is possible.
        """
        if self._kept is NOTHING:
            discard(self._kept_folder)  # that of a build that could not remove it
        if self._is_recorded:
            return
        try:
            if self._swapped_out is not NOTHING:
                self._kept = self._changed_and_kept(self._swapped_out)
            discard(self._next_folder)
            self._published = stamped(self._output, self._published, time.time_ns())
            _write(self._record, self._published, self._kept)
        except BaseException:
            self._kept = NOTHING
            discard(self._next_folder)
            discard(self._kept_folder)
            raise
        self._swapped_out, self._is_recorded = NOTHING, True

    def state(self) -> str:
        """The digest by which it is noticed that somebody touched the output folder, made as that of
        ``last_build.output_state``, without looking at it; empty if it is not known."""
        if not self._is_recorded:
            return ""
        site = self._published
        lines = [f"{path} {state}" for path, state in site.files.items()]
        lines += [f"{path}/ {stamp[0]}" for path, stamp in site.stamps.items() if path]
        lines.sort()
        return _digest("\n".join(lines).encode("utf-8", "surrogateescape"))

    def _is_untouched(self) -> bool:
        found = checked(self._output, self._published, time.time_ns())
        self._published = found or self._published
        return found is not None

    def _is_copied(self, new: NewSite) -> bool:
        """Whether the output folder was copied or restored as a whole: then its files are no links."""
        digests = {path: self._published.own.get(path, "") for path in (urls.MANIFEST, urls.BUILD)}
        digests |= {file.path: file.stored.digest for file in new.artifacts}
        digests |= {line.path: line.digest for line in new.lines}
        found = copied(self._output, self._published)
        if found is None or found.keys() != digests.keys():
            return False
        self._published, self._kept, self._is_recorded = SiteFolder(found, digests, {}), NOTHING, False
        return True

    def _has(self, file: PublishedFile) -> bool:
        digest = self._published.own.get(file.path)
        if digest is not None:
            return digest == file.stored.digest
        return self._published.files.get(file.path) == file.stored.state

    def _put_together(self, new: NewSite) -> SiteFolder:
        """Change the kept folder into a new site, or make one, with the name of the next folder."""
        own = _describe(new)
        base = self._taken()
        after = _expected(new, own, base)
        changes = difference(base, after)
        if base is not NOTHING and (_is_large(changes, after) or not all(map(is_inside, changes.gone))):
            discard(self._next_folder)
            base, after = NOTHING, _expected(new, own, NOTHING)
            changes = difference(base, after)
        if base is NOTHING:
            self._next_folder.mkdir()
            set_mode(os.fspath(self._next_folder), os.stat(self._next_folder).st_mode, FOLDER_MODE)
        artifacts = {file.path: file.stored for file in new.artifacts}
        copies = []

        def put(path: str) -> None:
            if path in own:
                os.replace(f"{new.written}/{path}", f"{self._next_folder}/{path}")
            elif not place(artifacts[path].file, f"{self._next_folder}/{path}"):
                copies.append(path)

        made = change(self._next_folder, base, after, changes, put)
        self._has_copies = bool(copies)
        states = {path: state_of(os.lstat(f"{self._next_folder}/{path}")) for path in copies}
        digests = {path: artifacts[path].digest for path in copies}
        return made._replace(files={**made.files, **states}, own={**own, **digests})

    def _taken(self) -> SiteFolder:
        """The kept folder, under the name of the next one, if it is as it was left; else it is removed."""
        found = checked(self._kept_folder, self._kept, time.time_ns())
        if found is None:
            discard(self._kept_folder)
            return NOTHING
        self._kept_folder.rename(self._next_folder)
        return found

    def _changed_and_kept(self, before: SiteFolder) -> SiteFolder:
        """Change what was swapped out into what is published, and keep it, if that is less work than linking
        all files, and if it takes no space: copies would take it twice."""
        after = self._published
        changes = difference(before, after)
        if self._has_copies or _is_large(changes, after) or not all(map(is_inside, changes.gone)):
            return NOTHING

        def put(path: str) -> None:
            os.link(f"{self._output}/{path}", f"{self._next_folder}/{path}")

        made = change(self._next_folder, before, after, changes, put)
        self._next_folder.rename(self._kept_folder)
        return stamped(self._kept_folder, made, time.time_ns())


def _describe(new: NewSite) -> dict[str, str]:
    """Write the manifest and the record of the build next to what Pelican wrote, and let everybody read that;
    the digests of all these files, by path."""
    digests = {line.path: line.digest for line in new.lines}
    for path, content in ((urls.MANIFEST, new.manifest), (urls.BUILD, new.build_record)):
        with named(new.written / path):
            (new.written / path).write_bytes(content)
        digests[path] = _digest(content)
    make_readable(new.written)
    return digests


def _expected(new: NewSite, own: Mapping[str, str], base: SiteFolder) -> SiteFolder:
    """What a folder holds after a new site is put into it: of the files in ``own``, those of ``base`` stay
    that have the same digest."""
    files = {file.path: file.stored.state for file in new.artifacts}
    for path, digest in own.items():
        same = base.own.get(path) == digest
        files[path] = base.files[path] if same else state_of(os.lstat(new.written / path))
    return SiteFolder(files, own, {})


def _is_large(changes: FolderChanges, after: SiteFolder) -> bool:
    """Whether it is less work to put a folder together anew than to change one."""
    return len(changes.put) * 2 > len(after.files)


def _with_build(site: SiteFolder, state: str, digest: str, changed: Iterable[str] = ()) -> SiteFolder:
    """A site with another record of the build; without the stamps of changed folders."""
    stamps = {path: stamp for path, stamp in site.stamps.items() if path not in changed}
    return SiteFolder({**site.files, urls.BUILD: state}, {**site.own, urls.BUILD: digest}, stamps)


def _read(record: Path) -> tuple[SiteFolder, SiteFolder]:
    """What is published and what is kept, as recorded; nothing if the record is missing or damaged."""
    try:
        read = json.loads(record.read_text("utf-8"))
        published = SiteFolder(read["files"], read["own"], read["folders"])
        if not (
            set(map(type, published.files.values())) == {str}
            and published.own.keys() <= published.files.keys()
        ):
            return NOTHING, NOTHING
        kept = _with_build(published, *read["build"])._replace(stamps=read["kept"])
        return published, kept if kept.stamps else NOTHING
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NOTHING, NOTHING


def _write(record: Path, published: SiteFolder, kept: SiteFolder) -> None:
    """Record what is published, and what is kept: the same, except perhaps for the record of the build."""
    build = [kept.files.get(urls.BUILD, ""), kept.own.get(urls.BUILD, "")]
    written: dict[str, Any] = {
        "files": published.files, "own": published.own, "folders": published.stamps,
        "build": build, "kept": kept.stamps,
    }  # fmt: skip
    write_atomically(record, json.dumps(written).encode())
    remove_oldest(record.parent)


def _place_of(output: Path, records: Path) -> bytes:
    """Where the output is as seen from the records: both may be moved together."""
    try:
        return os.fsencode(os.path.relpath(output, records))
    except ValueError:  # on another drive
        return os.fsencode(output)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
