"""A corpus of mistakes: each as somebody would make it, and the problem that must be found.

To add one, put it into the module of its subject; `tests/checks/test_corpus.py` tests it. The first of
each code is the example on the reference page.
"""

from __future__ import annotations

from tests.mistakes import (
    files,
    headers,
    links,
    money,
    names,
    places,
    printing,
    results,
    texts,
    times,
    values,
)
from tests.mistakes.mistake import Mistake

_SUBJECTS = (files, headers, values, texts, printing, places, times, money, results, links, names)
MISTAKES: tuple[Mistake, ...] = tuple(mistake for subject in _SUBJECTS for mistake in subject.MISTAKES)
