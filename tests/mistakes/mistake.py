"""One mistake: a change to the good festival, and the problems that must be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.mistakes.good import GOOD

FESTIVAL = "festival.md"
SPRING, GLOBAL = "editions/2026-spring.md", "editions/2027-global.md"
WELLS = "charities/clean-wells.md"
LODZ, TOKYO, CASABLANCA = "cities/lodz/city.md", "cities/tokyo/city.md", "cities/casablanca/city.md"
SAO_PAULO, ATHENS = "cities/sao-paulo/city.md", "cities/athens/city.md"
HELD, COMING = "cities/lodz/2026-spring.md", "cities/lodz/2027-global.md"
TOKYO_COMING, CASABLANCA_COMING = "cities/tokyo/2027-global.md", "cities/casablanca/2027-global.md"
SAO_PAULO_HELD, ATHENS_COMING = "cities/sao-paulo/2026-spring.md", "cities/athens/2027-global.md"
POST, ABOUT, RATES = "cities/lodz/posts/2026-11-02-venue.md", "pages/about.md", "rates.csv"

WHOLE = ""
"""A place that means the whole file."""


@dataclass(frozen=True)
class Mistake:
    """In the good ``file``, ``before`` is replaced by ``after``; a problem ``code`` is expected.

    It is expected in the line where the text ``at`` begins, else in the first line that differs. Without
    ``before`` the file is new, or replaced as a whole. ``alter`` changes the content folder in ways that no
    text can. ``file`` is the file of the problem; the change is made in ``changed`` if that is another file.
    ``more`` are the other problems of the same mistake: code, and the text or file where they are.
    ``stays`` says why the suggested replacement does not fix the problem by itself.
    """

    code: str
    file: str
    before: str = ""
    after: str | bytes = ""
    at: str | None = None
    note: str = ""
    changed: str = ""
    more: tuple[tuple[str, str], ...] = ()
    alter: Callable[[Path], None] | None = None
    stays: str = ""

    @property
    def title(self) -> str:
        """The name in the list of tests."""
        shown = self.note or (self.after if isinstance(self.after, str) else repr(self.after))
        return f"{self.code} {' '.join(shown.split())[:50]}"

    def texts(self) -> Mapping[str, str | bytes]:
        """The files that differ from the good festival, with their content."""
        name = self.changed or self.file
        if self.alter is not None:
            return {}
        if not self.before:
            return {name: self.after}
        good = GOOD[name]
        assert good.count(self.before) == 1, f"{self.title}: {self.before!r} is not there once"
        assert isinstance(self.after, str)
        return {name: good.replace(self.before, self.after)}

    def line(self) -> int:
        """The line where the problem is expected; 0 for the whole file."""
        if self.at == WHOLE:
            return 0
        text = self.texts().get(self.file, GOOD.get(self.file, ""))
        assert isinstance(text, str), f"{self.title}: say where"
        if self.at is not None:
            return line_of(text, self.at)
        if not self.before:
            return 1
        pairs = zip(self.before + "\0", str(self.after) + "\0", strict=False)
        differs = next(number for number, (old, new) in enumerate(pairs) if old != new)
        return text.count("\n", 0, GOOD[self.file].index(self.before) + differs) + 1


def line_of(text: str, part: str) -> int:
    """The line in which ``part`` begins, which must occur once in ``text``."""
    assert text.count(part) == 1, f"{part!r} is not there once"
    return text.count("\n", 0, text.index(part)) + 1
