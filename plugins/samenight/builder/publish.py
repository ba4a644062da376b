"""The published site: all pieces in the staging folder, the manifest, the swap."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from samenight.builder.making import PublishedFile
from samenight.builder.staging import place, swap
from samenight.builder.store import write_whole
from samenight.site import urls


@dataclass(frozen=True)
class Listed:
    """A line of the manifest."""

    path: str
    media_type: str
    size: int
    digest: str


def listed(pieces: Iterable[PublishedFile]) -> list[Listed]:
    """The manifest's lines for artifacts."""
    return [Listed(p.path, p.media_type, p.stocked.size, p.stocked.digest) for p in pieces]


def listed_files(staging: Path) -> list[Listed]:
    """The manifest's lines for what Pelican itself wrote."""
    lines = []
    for file in sorted(path for path in staging.rglob("*") if path.is_file()):
        content = file.read_bytes()
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        path = file.relative_to(staging).as_posix()
        lines.append(Listed(path, media_type, len(content), hashlib.sha256(content).hexdigest()))
    return lines


def manifest(lines: Iterable[Listed]) -> bytes:
    """The manifest: every file with its media type, size in bytes and SHA-256."""
    rows = [
        json.dumps({"path": line.path, "type": line.media_type, "bytes": line.size, "sha256": line.digest})
        for line in sorted(lines, key=lambda line: line.path)
    ]
    return ('{"files": [\n' + ",\n".join(rows) + "\n]}\n").encode()


class Published:
    """What stands in the output folder, remembered so that an untouched one is recognised."""

    def __init__(self, output: Path, memory: Path) -> None:
        self._output = output
        self._memory = memory

    def is_whole(self, new_manifest: bytes) -> bool:
        """Whether the folder holds exactly the manifest's files, untouched since it was published."""
        try:
            remembered = json.loads(self._memory.read_text("utf-8"))
            if (self._output / urls.MANIFEST).read_bytes() != new_manifest:
                return False
        except (OSError, ValueError):
            return False
        return bool(remembered == _stamps(self._output))

    def publish(self, staging: Path, pieces: Sequence[PublishedFile], new_manifest: bytes) -> None:
        """Put the pieces beside what Pelican wrote into the staging folder, and swap."""
        folders = {piece.path.rpartition("/")[0] for piece in pieces}
        for folder in sorted(folders):
            (staging / folder).mkdir(parents=True, exist_ok=True)
        for piece in pieces:
            place(piece.stocked.file, f"{staging}/{piece.path}")
        (staging / urls.MANIFEST).write_bytes(new_manifest)
        swap(staging, self._output)
        write_whole(self._memory, json.dumps(_stamps(self._output)).encode())


def _stamps(folder: Path) -> dict[str, list[int]]:
    """Size and time of change of every file below a folder, by path."""
    stamps: dict[str, list[int]] = {}
    waiting = [(os.fspath(folder), "")]
    while waiting:
        here, prefix = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    found = entry.stat(follow_symlinks=False)
                    stamps[prefix + entry.name] = [found.st_size, found.st_mtime_ns]
    return stamps
