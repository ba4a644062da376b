"""A cache of the facts read by the last build, so that unchanged files are not read again.

Reading a file strictly takes ten times as long as recognising it. A missing, old or damaged cache
costs only that time.
"""

from __future__ import annotations

import datetime
import decimal
import hashlib
import io
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samenight.builder.output.store import write_atomically
from samenight.content.model import (
    amounts,
    event_parts,
    festival,
    fields,
    file_facts,
    media,
    people,
    posts_and_pages,
    print_settings,
    venue,
)
from samenight.content.model.base import Fact, FileFact
from samenight.content.model.fields import Coordinates
from samenight.content.problems.problem import Day, Figures, Phrase
from samenight.content.reading.content_reader import CachedProblem, FactCache, problem_of
from samenight.content.values.social_networks import AccountOfTopic

# Reading this many files again takes less time than writing a large cache.
_FEW = 8
_WITH_FACTS = (
    amounts, event_parts, festival, fields, file_facts, media, people, posts_and_pages, print_settings, venue,
)  # fmt: skip
_MODULES = {module.__name__: module for module in _WITH_FACTS}
_PLAIN = {
    ("datetime", "date"): datetime.date,
    ("datetime", "datetime"): datetime.datetime,
    ("datetime", "time"): datetime.time,
    ("datetime", "timedelta"): datetime.timedelta,
    ("decimal", "Decimal"): decimal.Decimal,
    (Coordinates.__module__, Coordinates.__name__): Coordinates,
    (AccountOfTopic.__module__, AccountOfTopic.__name__): AccountOfTopic,
    **{(kind.__module__, kind.__name__): kind for kind in (Phrase, Day, Figures)},
}


_DIGEST = hashlib.sha256().digest_size


class _FactUnpickler(pickle.Unpickler):
    """Loads facts of the model and nothing else: a forged file must not be able to run code."""

    def find_class(self, module: str, name: str) -> Any:
        plain = _PLAIN.get((module, name))
        found = plain or getattr(_MODULES.get(module), name, None)
        if plain or (isinstance(found, type) and issubclass(found, Fact)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a fact")


def _digest(pickled: bytes) -> bytes:
    return hashlib.sha256(pickled).digest()


def read_cache(file: Path, code_digest: bytes) -> FactCache:
    """The facts and notes that the last build or check read, if its code was the same; else nothing."""
    try:
        content = file.read_bytes()
        pickled = content[len(code_digest) + _DIGEST :]
        if not content.startswith(code_digest + _digest(pickled)):
            return FactCache()
        facts, notes = _FactUnpickler(io.BytesIO(pickled)).load()
        whole = isinstance(facts, dict) and all(isinstance(fact, FileFact) for fact in facts.values())
        return FactCache(facts, _whole(notes)) if whole else FactCache()
    except Exception:  # a damaged file can raise anything, and the content can still be read
        return FactCache()


def _whole(notes: Mapping[str, tuple[CachedProblem, ...]]) -> Mapping[str, tuple[CachedProblem, ...]]:
    """The notes, each of which can be turned into a problem again; if one cannot, its exception is raised."""
    for notes_of_file in notes.values():
        for note in notes_of_file:
            problem_of(note, "")
    return notes


def is_worth_keeping(now: FactCache, before: FactCache) -> bool:
    """Whether so many files were read again that writing the cache saves more time than it takes."""
    new = now.facts.keys() - before.facts.keys()
    return len(new) > max(_FEW, len(now.facts) // 50)


def write_cache(file: Path, code_digest: bytes, cache: FactCache) -> None:
    """Write what was read for the next build or check."""
    pickled = pickle.dumps((dict(cache.facts), dict(cache.notes)), protocol=5)
    write_atomically(file, code_digest + _digest(pickled) + pickled)
