"""Progress of slow work: one line at a time on a terminal, and nothing elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.control import Control
from rich.progress import track
from rich.segment import ControlType

# Fewer than this are made before anybody could read the line.
WORTH_A_BAR = 20


# Enough to look animated; more refreshes would only add bytes to a recorded log.
TIMES_A_SECOND = 2


def progress_bar(items: Iterable[Any], count: int) -> Iterable[Any]:
    """The same items, with a progress bar while they are iterated."""
    console = Console(stderr=True)
    if count < WORTH_A_BAR or not console.is_interactive:
        return items
    return track(items, "Making", total=count, console=console, transient=True,
                 refresh_per_second=TIMES_A_SECOND)  # fmt: skip


@contextlib.contextmanager
def status_line(sentence: str) -> Iterator[None]:
    """Show what is being done until it is done."""
    console = Console(stderr=True, highlight=False, markup=False)
    if not console.is_interactive:
        yield
        return
    console.print(f"{sentence} ...", end="", no_wrap=True, crop=True, overflow="ellipsis")
    try:
        yield
    finally:
        console.control(Control(ControlType.CARRIAGE_RETURN, (ControlType.ERASE_IN_LINE, 2)))
