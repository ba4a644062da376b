"""The artifact: one published file, declared before it is made.

This makes incremental builds correct: an artifact is made by a module-level pure function from the
facts it declares, and its key is a digest of those facts, of the function's name and of the code (all
code of Samenight and the versions of the libraries that affect bytes). Equal keys mean equal bytes, so
nothing is made twice.

An artifact may also be made from others, its parts: a zip holds them, a page states their size and
digest. Its key digests their keys instead of their bytes, so whether it must be made is known before
any of them is read or made.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from samenight.content.library.library import Library
from samenight.content.problems.problem import Finding
from samenight.content.problems.wording import Words


@dataclass(frozen=True)
class Part:
    """A finished artifact, as the functions get it that make others from it: its published path, the SHA-256
    of its content in hexadecimal digits, its size in bytes, and the file that holds it."""

    path: str
    digest: str
    size: int
    file: str

    def content(self) -> bytes:
        """The bytes of the artifact, read each time, so that a zip has only one part in memory at once."""
        return Path(self.file).read_bytes()


@dataclass(frozen=True)
class Artifact:
    """A file to publish: its path below the output folder, its media type, and what it is made from.

    ``make`` is a module-level function that turns ``facts`` into the file's bytes; both can be
    pickled, so that it runs in any executor. It reads no clock, disk, locale or environment.

    ``parts`` are the published paths of other artifacts, of any package, that this one is made from.
    If it has any, they are made first, and ``make(facts, parts)`` is called with a mapping of
    each path to its :class:`Part`, in the order of ``parts``.
    """

    path: str
    media_type: str
    make: Callable[..., bytes]
    facts: Any
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sources:
    """The text of a folder of the theme (templates, artwork), with its digest."""

    texts: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> bytes:
        """A digest of all names and texts."""
        return hashlib.sha256(repr(self.texts).encode()).digest()


@dataclass(frozen=True)
class Fonts:
    """The folder of fonts, with a digest of its content. The files themselves stay on disk."""

    folder: Path
    digest: bytes


@dataclass(frozen=True)
class Site:
    """The inputs of a build besides the content: the site's address, the moment, and the theme.

    ``now`` is the moment of the build in UTC; it may only choose what is shown (before, tonight, after)
    and must never be shown itself, or no page would ever stay the same. ``changed`` is when files last
    changed in git, by path below the content folder; empty if that is not known. Give an artifact only
    the days that it shows, so that a commit does not change the others. ``words`` are the translations of
    pages and artwork, in the theme's languages.
    """

    url: str
    now: dt.datetime
    templates: Sources
    artwork: Sources
    fonts: Fonts
    static: Mapping[str, bytes] = field(default_factory=dict)
    changed: Mapping[str, dt.datetime] = field(default_factory=dict)
    words: Words = field(default_factory=Words)


class UnfitError(Exception):
    """An artifact must not be published: raised by the function that made and checked it.

    The build reports all unfit artifacts at once, each by its path, and publishes nothing. ``finding``
    says why.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)  # the whole finding, so that it can be sent to another process
        self.finding = finding


# Artifacts, as a pure function of a library and the site.
Declare = Callable[[Library, Site], Iterable[Artifact]]


def _nothing(_library: Library, _site: Site) -> Iterable[Artifact]:
    return ()


@dataclass(frozen=True)
class Publisher:
    """A package's artifacts.

    ``of_festival`` declares those that depend on several cities; it gets the whole library. ``of_city``
    declares those of one city; it gets the library of that city alone (``Library.alone``), so that a change
    in one city cannot change the files of another, and only cities that have changed are declared again.
    """

    of_festival: Declare
    of_city: Declare = _nothing

    def __call__(self, library: Library, site: Site) -> Iterable[Artifact]:
        """All artifacts of the package."""
        for city in library.alone.values():
            yield from self.of_city(city, site)
        yield from self.of_festival(library, site)


class Digester:
    """Digests facts. Caches the digest of each fact for its own lifetime: one build."""

    def __init__(self, code_digest: bytes, known: Mapping[str, Any] = MappingProxyType({})) -> None:
        """``code_digest`` is that of the code that makes artifacts; ``known`` are facts by a text that
        determines them, such as the name and digest of the file that each was read from."""
        self.code_digest = code_digest
        self._seen = {
            id(fact): (fact, hashlib.sha256(name.encode()).digest()) for name, fact in known.items()
        }

    def key(self, artifact: Artifact, keys: Mapping[str, str] = MappingProxyType({})) -> str:
        """The artifact's key, 64 hexadecimal digits. ``keys`` are those of its parts, by path.

        Raises :class:`KeyError` if that of a part is missing.
        """
        name = f"{artifact.make.__module__}.{artifact.make.__qualname__}".encode()
        inputs = [self.code_digest, name, self.digest(artifact.facts)]
        if artifact.parts:  # with their paths, which the function sees too
            inputs.append(self.digest((*artifact.parts, *map(keys.__getitem__, artifact.parts))))
        return hashlib.sha256(b"\0".join(inputs)).hexdigest()

    def digest(self, fact: Any) -> bytes:
        """The digest of a fact. Raises :class:`TypeError` for what has no canonical form."""
        if isinstance(fact, BaseModel | Sources | Fonts) or dataclasses.is_dataclass(fact):
            known = self._seen.get(id(fact))
            if known is None:
                known = (fact, self._whole(fact))  # the reference keeps the id from being reused
                self._seen[id(fact)] = known
            return known[1]
        return hashlib.sha256(self._plain(fact)).digest()

    def _whole(self, fact: Any) -> bytes:
        name = type(fact).__qualname__.encode()
        if isinstance(fact, Sources | Fonts):
            return hashlib.sha256(name + fact.digest).digest()
        if isinstance(fact, BaseModel):
            return hashlib.sha256(_framed(name, [self._plain(fact.__dict__)])).digest()
        fields = [self._plain(getattr(fact, field.name)) for field in dataclasses.fields(fact)]
        return hashlib.sha256(_framed(name, fields)).digest()

    def _plain(self, fact: Any) -> bytes:
        # the most frequent types come first: this runs a hundred times for each event
        if fact is None:
            return b"n"
        if isinstance(fact, str) and not isinstance(fact, enum.Enum):
            return b"s:" + fact.encode()
        if isinstance(fact, tuple | list):
            return _framed(b"t", [self._plain(item) for item in fact])
        if isinstance(fact, BaseModel) or dataclasses.is_dataclass(fact):
            return b"d:" + self.digest(fact)
        if isinstance(fact, Mapping):  # in its order, as a page may list it in that order
            return _framed(b"m", [self._plain(part) for item in fact.items() for part in item])
        if isinstance(fact, float):  # its shortest exact form, the same everywhere
            return f"float:{fact!r}".encode()
        if isinstance(fact, bool | int | enum.Enum | Decimal | dt.date | dt.time | dt.timedelta):
            return f"{type(fact).__name__}:{fact!s}".encode()
        if isinstance(fact, bytes):
            return b"b:" + fact
        raise TypeError(f"{type(fact).__name__} cannot be a fact of an artifact: it has no canonical form.")


def _framed(name: bytes, parts: list[bytes]) -> bytes:
    """Parts joined so that no two different lists give the same bytes."""
    return b"".join([name, b"(", *(b"%d:%s" % (len(part), part) for part in parts), b")"])
