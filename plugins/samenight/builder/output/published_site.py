"""The published site: all files in the staging folder, the manifest, the swap."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from samenight.builder.output.build_record import is_same_site
from samenight.builder.output.path_checks import written_files
from samenight.builder.output.staging import make_readable, place, swap
from samenight.builder.output.store import PublishedFile, named, write_atomically
from samenight.site import urls
from samenight.site.media_types import media_type


@dataclass(frozen=True)
class ManifestLine:
    """A line of the manifest."""

    path: str
    media_type: str
    size: int
    digest: str


def artifact_lines(files: Iterable[PublishedFile]) -> list[ManifestLine]:
    """The manifest's lines for artifacts."""
    return [ManifestLine(f.path, f.media_type, f.stored.size, f.stored.digest) for f in files]


def pelican_lines(staging: Path) -> list[ManifestLine]:
    """The manifest's lines for the files that Pelican and other plugins wrote."""
    lines = []
    for path in written_files(staging):
        content = (staging / path).read_bytes()
        lines.append(ManifestLine(path, media_type(path), len(content), hashlib.sha256(content).hexdigest()))
    return lines


def manifest(lines: Iterable[ManifestLine]) -> bytes:
    """The manifest: every file besides itself and the record of the build, with its media type, its size in
    bytes and its SHA-256."""
    rows = [
        json.dumps({"path": line.path, "type": line.media_type, "bytes": line.size, "sha256": line.digest})
        for line in sorted(lines, key=lambda line: line.path)
    ]
    return ('{"files": [\n' + ",\n".join(rows) + "\n]}\n").encode()


class PublishedFolder:
    """The output folder, with a record of its files so that an unchanged one is recognised."""

    def __init__(self, output: Path, record: Path) -> None:
        self._output = output
        self._record = record

    def is_current(self, new_manifest: bytes) -> bool:
        """Whether the folder holds exactly the manifest's files, unchanged since they were published."""
        try:
            recorded = json.loads(self._record.read_text("utf-8"))
            if (self._output / urls.MANIFEST).read_bytes() != new_manifest:
                return False
            return bool(recorded == _stamps(self._output))
        except (OSError, ValueError, RecursionError):
            return False

    def renew(self, staging: Path, new_record: bytes) -> bool:
        """Replace the record of the build if it is of another commit, version or setting: the same files were
        built from something else. Whether it was replaced."""
        file, new = self._output / urls.BUILD, staging / urls.BUILD
        if file.exists() and is_same_site(file.read_bytes(), new_record):
            return False
        with named(new):
            new.write_bytes(new_record)
        make_readable(staging)
        new.replace(file)
        return True

    def publish(
        self, staging: Path, files: Sequence[PublishedFile], new_manifest: bytes, new_record: bytes
    ) -> None:
        """Put the files into the staging folder, next to those that Pelican wrote, and swap."""
        folders = {file.path.rpartition("/")[0] for file in files}
        for folder in sorted(folders):
            (staging / folder).mkdir(parents=True, exist_ok=True)
        for file in files:
            place(file.stored.file, f"{staging}/{file.path}")
        for name, content in ((urls.MANIFEST, new_manifest), (urls.BUILD, new_record)):
            with named(staging / name):
                (staging / name).write_bytes(content)
        make_readable(staging)
        swap(staging, self._output)

    def write_record(self) -> None:
        """Record what is published, for the next build's :meth:`is_current`."""
        write_atomically(self._record, json.dumps(_stamps(self._output)).encode())


def _stamps(folder: Path) -> dict[str, list[int]]:
    """Mode, size in bytes and modification time in nanoseconds of every file below a folder, by path; of the
    folder itself and of those below it, whose paths end with "/", only the mode."""
    stamps: dict[str, list[int]] = {"/": [os.stat(folder).st_mode]}
    waiting = [(os.fspath(folder), "")]
    while waiting:
        here, prefix = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                found = entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                    stamps[f"{prefix}{entry.name}/"] = [found.st_mode]
                else:
                    stamps[prefix + entry.name] = [found.st_mode, found.st_size, found.st_mtime_ns]
    return stamps
