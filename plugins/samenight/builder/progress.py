"""Progress of slow work: one line at a time on a terminal, and nothing elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.control import Control
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.segment import ControlType

from samenight.builder.terminal import message

# Fewer than this are made before anybody could read the line.
WORTH_A_BAR = 20


# Enough to look animated; more refreshes would only add bytes to a recorded log.
TIMES_A_SECOND = 2


def progress_bar(items: Iterable[Any], share: Callable[[int], float], doing: str = "") -> Iterator[Any]:
    """The same items, with a progress bar and their number while they are iterated; ``share`` tells from
    that number how much of the whole is done, from 0 to 1."""
    console = Console(stderr=True)
    if not console.is_interactive:
        yield from items
        return
    number_of_files = TextColumn(message("{made} files", made="{task.fields[made]}"))
    columns = (TextColumn(doing or message("Making")), BarColumn(), TaskProgressColumn(), number_of_files)
    progress = Progress(*columns, console=console, transient=True, refresh_per_second=TIMES_A_SECOND)
    task = progress.add_task("", total=1, made="0")
    with contextlib.ExitStack() as stack:
        for number, item in enumerate(items, 1):
            if number == WORTH_A_BAR:
                stack.enter_context(progress)
            progress.update(task, completed=share(number), made=f"{number:,}")
            yield item


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
