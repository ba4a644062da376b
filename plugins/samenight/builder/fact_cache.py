"""Facts remembered from the last build, so that a file that has not changed is not read again.

Reading a file strictly costs ten times as much as recognising it. A missing, old or damaged memory
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

from samenight.builder.store import write_whole
from samenight.content.model import amounts, event_parts, fields, file_facts, people, print_settings
from samenight.content.model.base import Fact, FileFact
from samenight.content.model.fields import Coordinates
from samenight.content.problems.problem import Phrase
from samenight.content.reading.content_reader import Note, Remembered, problem_of

# So many files are read anew in less time than a large memory is written.
_FEW = 8
_MODULES = {
    module.__name__: module for module in (amounts, fields, file_facts, event_parts, people, print_settings)
}
_PLAIN = {
    ("datetime", "date"): datetime.date,
    ("datetime", "datetime"): datetime.datetime,
    ("datetime", "time"): datetime.time,
    ("datetime", "timedelta"): datetime.timedelta,
    ("decimal", "Decimal"): decimal.Decimal,
    (Coordinates.__module__, Coordinates.__name__): Coordinates,
    (Phrase.__module__, Phrase.__name__): Phrase,
}


_DIGEST = hashlib.sha256().digest_size


class _Facts(pickle.Unpickler):
    """Makes facts of the model and nothing else: a forged file must not be able to run anything."""

    def find_class(self, module: str, name: str) -> Any:
        plain = _PLAIN.get((module, name))
        found = plain or getattr(_MODULES.get(module), name, None)
        if plain or (isinstance(found, type) and issubclass(found, Fact)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no fact")


def _digest(pickled: bytes) -> bytes:
    return hashlib.sha256(pickled).digest()


def recall(file: Path, mark: bytes) -> Remembered:
    """What the last build or check made of each file, if it was the same code; else nothing."""
    try:
        content = file.read_bytes()
        pickled = content[len(mark) + _DIGEST :]
        if not content.startswith(mark + _digest(pickled)):
            return Remembered()
        facts, notes = _Facts(io.BytesIO(pickled)).load()
        whole = isinstance(facts, dict) and all(isinstance(fact, FileFact) for fact in facts.values())
        return Remembered(facts, _whole(notes)) if whole else Remembered()
    except Exception:  # whatever a damaged file makes of itself, the content is still there to read
        return Remembered()


def _whole(notes: Mapping[str, tuple[Note, ...]]) -> Mapping[str, tuple[Note, ...]]:
    """The notes, each of which can be made a problem of again. Raises whatever one that cannot does."""
    for some in notes.values():
        for note in some:
            problem_of(note, "")
    return notes


def is_worth_keeping(now: Remembered, before: Remembered) -> bool:
    """Whether so much was read anew that writing it all down saves more time than it takes."""
    new = now.facts.keys() - before.facts.keys()
    return len(new) > max(_FEW, len(now.facts) // 50)


def remember(file: Path, mark: bytes, remembered: Remembered) -> None:
    """Keep what was read for the next time."""
    pickled = pickle.dumps((dict(remembered.facts), dict(remembered.notes)), protocol=5)
    write_whole(file, mark + _digest(pickled) + pickled)
