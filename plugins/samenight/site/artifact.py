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
import functools
import hashlib
import io
import operator
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from samenight.content.library.library import Library
from samenight.content.model.base import FileFact
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
    """Digests facts. Remembers, as long as it lives, the digests of those that several artifacts share.

    A fact becomes bytes by Python's pickler, whose opcodes frame every value with its type and length; it
    runs without its memo, so that equal facts give equal bytes whether or not their parts are the same
    objects. Nothing but plain values is pickled: whatever has a class of its own is replaced by the name of
    the class and its values (:meth:`_form_of`).
    """

    def __init__(self, code_digest: bytes, known: Mapping[str, Any] = MappingProxyType({})) -> None:
        """``code_digest`` is that of the code that makes artifacts; ``known`` are facts by a text that
        determines them, such as the name and digest of the file that each was read from."""
        self.code_digest = code_digest
        self._seen = {
            id(fact): (fact, hashlib.sha256(name.encode()).digest()) for name, fact in known.items()
        }
        self._pickler = _pickler_of(self._form_of)

    def key(self, artifact: Artifact, keys: Mapping[str, str] = MappingProxyType({})) -> str:
        """The artifact's key, 64 hexadecimal digits. ``keys`` are those of its parts, by path.

        Raises :class:`KeyError` if that of a part is missing.
        """
        make, parts = artifact.make, artifact.parts  # the function sees the paths of parts, too
        keys_of_parts = tuple(map(keys.__getitem__, parts))
        name = (make.__module__, make.__qualname__)
        return self._digest_of((self.code_digest, name, artifact.facts, parts, keys_of_parts)).hex()

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Afterwards, forget what was digested within, so that facts that nobody else needs are freed."""
        known = len(self._seen)
        try:
            yield
        finally:
            while len(self._seen) > known:
                self._seen.popitem()  # the last one that was added

    def digest(self, fact: Any) -> bytes:
        """The digest of a fact. Raises :class:`TypeError` for what has no canonical form."""
        return self._digest_of(fact)

    def _digest_of(self, value: Any) -> bytes:
        pickled = io.BytesIO()
        pickler = self._pickler(pickled, protocol=5)
        pickler.fast = True  # no memo
        pickler.dump(value)
        return hashlib.sha256(pickled.getbuffer()).digest()

    def _form_of(self, kind: type) -> FactForm:
        """What replaces the facts of a class, in a pickle. Raises :class:`TypeError` for a class that has no
        canonical form."""
        name = kind.__qualname__
        values = _values_of(kind)
        if values is None:
            raise TypeError(f"{kind.__name__} cannot be a fact of an artifact: it has no canonical form.")
        if is_shared(kind):
            return functools.partial(self._shared, name, values)
        return lambda fact: (name, values(fact))

    def _shared(self, name: str, values: FactForm, fact: Any) -> bytes:
        """The digest of a fact that several artifacts can have, worked out only once."""
        known = self._seen.get(id(fact))
        if known is None:
            known = (fact, self._digest_of((name, values(fact))))  # the reference keeps the id from reuse
            self._seen[id(fact)] = known
        return known[1]


# What replaces a fact in its pickle; it is made of plain values and other facts.
FactForm = Callable[[Any], Any]

# Values that are pickled as they are. No subclass of them is: it can have more than its value.
_PLAIN = frozenset([type(None), bool, int, float, str, bytes, tuple, list, dict])


def _pickler_of(form_of: Callable[[type], FactForm]) -> type[pickle.Pickler]:
    """A pickler that replaces every fact with a class of its own by its form."""
    forms: dict[type, FactForm] = {}

    class FactPickler(pickle.Pickler):
        """Calls ``persistent_id`` for every value, and writes what it returns in place of it."""

        def persistent_id(self, fact: Any) -> Any:
            """The form of a fact; ``None`` for a plain value."""
            kind = type(fact)
            if kind in _PLAIN:  # most are: this runs a hundred times for each event
                return None
            form = forms.get(kind)
            if form is None:
                form = forms[kind] = form_of(kind)
            return form(fact)

    return FactPickler


def is_shared(kind: type) -> bool:
    """Whether several artifacts can have the same fact of this class: not if it is a part of a file's facts,
    which are digested with it."""
    is_part = issubclass(kind, BaseModel) and not issubclass(kind, FileFact)
    return not is_part and (issubclass(kind, BaseModel) or dataclasses.is_dataclass(kind))


def _values_of(kind: type) -> FactForm | None:
    """The values that determine a fact of a class, in an order that depends on the class alone; ``None`` if
    it has none."""
    if issubclass(kind, Sources | Fonts):
        return operator.attrgetter("digest")
    if issubclass(kind, BaseModel):
        return _all_of(list(kind.model_fields))
    if dataclasses.is_dataclass(kind):
        return _all_of([field.name for field in dataclasses.fields(kind)])
    if issubclass(kind, enum.Enum):
        return operator.attrgetter("name")
    if issubclass(kind, Mapping):  # in its order, as a page may list it in that order
        return dict
    plain = (str, Decimal, dt.date, dt.time, dt.timedelta)
    return tuple if issubclass(kind, tuple) else str if issubclass(kind, plain) else None


def _all_of(names: Sequence[str]) -> FactForm:
    """The values of all these attributes."""
    return operator.attrgetter(*names) if names else lambda _: ()
