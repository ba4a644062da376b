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

from samenight.festival import amounts, fields, model, parts, people, writing
from samenight.festival.fields import Coordinates, Fact, FileFact

_MODULES = {module.__name__: module for module in (amounts, fields, model, parts, people, writing)}
_PLAIN = {
    ("datetime", "date"): datetime.date,
    ("datetime", "datetime"): datetime.datetime,
    ("datetime", "time"): datetime.time,
    ("decimal", "Decimal"): decimal.Decimal,
    (Coordinates.__module__, Coordinates.__name__): Coordinates,
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


def recall(file: Path, mark: bytes) -> Mapping[str, FileFact]:
    """The facts of the last build, if it was made by the same code; else none."""
    try:
        content = file.read_bytes()
        pickled = content[len(mark) + _DIGEST :]
        if not content.startswith(mark + _digest(pickled)):
            return {}
        facts = _Facts(io.BytesIO(pickled)).load()
    except Exception:  # whatever a damaged file makes of itself, the content is still there to read
        return {}
    whole = isinstance(facts, dict) and all(isinstance(fact, FileFact) for fact in facts.values())
    return facts if whole else {}


def remember(file: Path, mark: bytes, facts: Mapping[str, FileFact]) -> None:
    """Keep facts for the next build."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    pickled = pickle.dumps(dict(facts), protocol=5)
    beside.write_bytes(mark + _digest(pickled) + pickled)
    beside.replace(file)
