"""The state of all cities as text, JSON and CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from samenight.builder.terminal import message, terminal_wording
from samenight.content.library.city_status import CityStatus, EditionStatus, MissingFact, Readiness
from samenight.content.library.print_choice import NEEDS
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import Wording
from samenight.results.open_data import formula_safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# These words are those of the status page, and in the catalogues of the theme.
WORDS: Mapping[str, str] = {
    "date": "date",
    "start": "start",
    "venue": "venue",
    "address": "address of the venue",
    "charity": "charity",
    "tickets": "tickets",
    "price": "price of the tickets",
    "ticket_link": "where tickets are sold",
    "confirmed": "whether it is confirmed",
    "held": "whether it was held",
    "winners": "winners of the raffle",
    "results": "results",
    "final": "final results",
    "handed_over": "hand-over to the charity",
    "receipt": "receipt of the charity",
    "end": "end",
    "coordinates": "place on the map",
    "join_url": "where one joins online",
    "donate": "donation page",
    "hashtag": "hashtag or account",
    "capacity": "capacity",
    "team": "team",
    "ticket_page": "page of the tickets",
    "any_price": "a price",
    "figures": "goal, or what an amount buys",
    "tag": "hashtag",
    "wifi": "Wi-Fi of the venue",
    "donate_wifi_tag": "donation page, Wi-Fi or hashtag",
    "raffle": "raffle",
    "sponsors": "sponsors",
}
PIECES: Mapping[str, str] = {
    "qr-page": "code of the city's page",
    "qr-tickets": "code for tickets",
    "qr-donate": "code for donations",
    "qr-calendar": "code of the calendar",
    "qr-wifi": "code for the Wi-Fi",
    "qr-hashtag": "code of the hashtag",
    "badge": "badge",
    "name-badges": "name badges",
    "poster": "poster",
    "flyer": "flyer",
    "table-tent": "table tent",
    "stickers": "stickers",
    "social-wall": "social wall",
    "raffle-tickets": "raffle tickets",
    "thanks": "thanks to sponsors",
    "prices": "prices board",
    "money": "where the money goes",
    "results": "results sheet",
    "press-release": "press release",
    "sponsor-letter": "letter to sponsors",
    "pledge-form": "pledge form",
    "thank-you": "thank-you letter",
}
READINESS: Mapping[Readiness, Phrase | str] = {
    Readiness.LATE: Phrase("late"),
    Readiness.SOON: Phrase("due soon"),
    Readiness.MISSING: Phrase("missing"),
    Readiness.READY: Phrase("ready"),
    Readiness.DONE: Phrase("done"),
    Readiness.LEFT_OPEN: Phrase("left open"),
    Readiness.CANCELLED: "cancelled",
    Readiness.HIDDEN: Phrase("hidden"),
}
_STYLES = {
    Readiness.LATE: "bold red",
    Readiness.SOON: "yellow",
    Readiness.READY: "green",
    Readiness.DONE: "green",
}
_WIDTH = 80
_NAMED = 4  # cities named in a row; of more, three are named and the rest is counted


@dataclass(frozen=True)
class StatusLine:
    """A city, when its file last changed in git, and whether its current content is committed."""

    state: CityStatus
    changed: dt.datetime | None
    committed: bool


@dataclass(frozen=True)
class EditionReport:
    """One edition. ``mistaken`` are cities, by slug and name, whose file cannot be read; ``dated`` is
    whether git has a history of the files."""

    edition: EditionStatus
    lines: tuple[StatusLine, ...]
    mistaken: tuple[tuple[str, str], ...]
    dated: bool


def as_text(shown: Sequence[EditionReport], content: Path, theme: Wording) -> str:
    """Tables for a terminal, at most 80 columns wide unless the terminal is wider."""
    from rich.console import Console  # noqa: PLC0415 -- only this format needs it

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = min(console.width, _WIDTH)
    with console.capture() as captured:
        for number, one in enumerate(shown):
            if number:
                console.print()
            _print(console, one, content, theme)
        if not shown:
            console.print(message("There is no edition yet."))
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _print(console: Console, one: EditionReport, content: Path, theme: Wording) -> None:
    from rich.text import Text  # noqa: PLC0415 -- only this format needs it

    edition = one.edition
    words = terminal_wording(os.environ)
    counts = ", ".join(
        f"{words.number(count)} {_readiness(readiness, theme)}" for readiness, count in edition.counts
    )
    console.print(Text(_plain(edition.name), "bold"), end="")
    shown = counts or theme.unfilled("no city")
    line = words.text("{edition}: {counts}", edition=_days(edition), counts=shown)
    console.print(Text(line), soft_wrap=False)
    if one.lines:
        console.print(_table(one, theme))
        file = f"{content.as_posix()}/cities/<folder>/{edition.edition}.md"
        console.print(Text(message("The file of a city: {file}", file=file)))
    for english, cities in (
        (Phrase("File with mistakes ({n}): {cities}"), one.mistaken),
        (Phrase("Not in this edition yet ({n}): {cities}"), edition.absent),
    ):
        if cities:
            named = _plain(", ".join(name for _, name in cities))
            console.print(Text(message(english, n=words.number(len(cities)), cities=named)))
    waiting = _waiting(one.lines)
    if waiting:
        console.print()
        console.print(_print_kits(waiting, theme))


def _days(edition: EditionStatus) -> str:
    if edition.date is None:
        return ""
    if not edition.end_date:
        return f", {edition.date}"
    return ", " + message("{first} to {last}", first=edition.date, last=edition.end_date)


def _table(one: EditionReport, theme: Wording) -> Table:
    from rich import box  # noqa: PLC0415 -- only this format needs it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    widest = max(len(_readiness(one, theme)) for one in READINESS)
    columns = (
        (theme.unfilled("State"), widest, widest), (theme.unfilled("City"), 12, 20),
        (message("Folder"), 8, 20), (theme.unfilled("Missing"), 20, None),
    )  # fmt: skip
    for head, least, most in columns:
        table.add_column(head, min_width=least, max_width=most, overflow="fold")
    if one.dated:
        table.add_column(theme.unfilled("Last change"), min_width=11, no_wrap=True)
    for line in one.lines:
        state = line.state
        style = _STYLES.get(state.readiness, "")
        cells = [
            Text(_readiness(state.readiness, theme), style),
            Text(_plain(state.city_name)),
            Text(state.city),
        ]
        cells.append(Text(", ".join(_words(want, state, theme) for want in state.wants)))
        table.add_row(*cells, *([Text(_change(line))] if one.dated else []))
    return table


def _readiness(readiness: Readiness, theme: Wording) -> str:
    english = READINESS[readiness]
    return message(english) if isinstance(english, Phrase) else theme.text(english)


def _waiting(lines: Sequence[StatusLine]) -> Mapping[tuple[str, tuple[str, ...]], list[str]]:
    """The cities that lack pieces of the print kit, by missing fact and by the pieces."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for line in lines:
        for fact_and_pieces in line.state.unprinted:
            found.setdefault(fact_and_pieces, []).append(line.state.city_name)
    keys = list(NEEDS)
    return dict(sorted(found.items(), key=lambda item: keys.index(item[0][0])))


def _print_kits(waiting: Mapping[tuple[str, tuple[str, ...]], Sequence[str]], theme: Wording) -> Table:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    columns = (
        (message("Print kit waits for"), 19, 22), (theme.unfilled("Pieces"), 20, None),
        (theme.unfilled("Cities"), 12, 20),
    )  # fmt: skip
    for head, least, most in columns:
        table.add_column(head, min_width=least, max_width=most, overflow="fold")
    for (key, kinds), cities in waiting.items():
        pieces = ", ".join(theme.text(PIECES[kind]) for kind in kinds)
        rest = message("{n} more", n=len(cities) - _NAMED + 1)
        named = cities if len(cities) <= _NAMED else [*cities[: _NAMED - 1], rest]
        table.add_row(Text(theme.text(WORDS[key])), Text(pieces), Text(_plain(", ".join(named))))
    return table


def _words(want: MissingFact, state: CityStatus, theme: Wording) -> str:
    word = theme.text(WORDS[want.key])
    if not want.due or want.due == state.night:
        return word
    return message("{what} (due {day})", what=word, day=want.due)


def _change(line: StatusLine) -> str:
    if not line.committed:
        return message("uncommitted")
    return f"{line.changed:%Y-%m-%d}" if line.changed else ""


def _plain(text: str) -> str:
    """Text without characters that control a terminal or change the direction of text."""
    return "".join(character if character.isprintable() else " " for character in text)


def as_json(shown: Sequence[EditionReport], _content: Path, _theme: Wording) -> str:
    """All data, for programs; keys are stable, days and moments are ISO 8601."""
    document = {
        "editions": [
            {
                "edition": one.edition.edition,
                "name": one.edition.name,
                "counts": dict(one.edition.counts),
                "cities": [_record(line) for line in one.lines],
                "with_mistakes": [slug for slug, _ in one.mistaken],
                "absent": [slug for slug, _ in one.edition.absent],
            }
            for one in shown
        ]
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _record(line: StatusLine) -> dict[str, object]:
    state = line.state
    return {
        "city": state.city,
        "name": state.city_name,
        "country": state.country,
        "file": state.file,
        "status": state.status,
        "night": state.night and state.night.isoformat(),
        "state": state.readiness,
        "missing": [
            {"what": want.key, "state": want.urgency, "due": want.due and want.due.isoformat()}
            for want in state.wants
        ],
        "good_to_have": list(state.nice),
        "print_kit_waits_for": {key: list(kinds) for key, kinds in state.unprinted},
        "last_change": line.changed and line.changed.isoformat(),
        "committed": line.committed,
    }


COLUMNS = (
    "edition", "city", "name", "country", "file", "status", "night", "state", "late", "soon", "missing",
    "left_open", "good_to_have", "last_change",
)  # fmt: skip


def as_csv(shown: Sequence[EditionReport], _content: Path, _theme: Wording) -> str:
    """One row per city and edition; keys in a cell are separated by spaces. No cell is a formula. The
    byte order mark is for Excel, which takes UTF-8 without it for the machine's own
    encoding."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for one in shown:
        for line in one.lines:
            cells: dict[str, object] = {**_record(line), "edition": one.edition.edition}
            cells["good_to_have"] = " ".join(line.state.nice)
            for urgency in _URGENCIES:
                cells[urgency] = _keys(line.state, urgency)
            writer.writerow({name: formula_safe(str(cells[name] or "")) for name in COLUMNS})
    return f"\ufeff{text.getvalue()}"


_URGENCIES = (Readiness.LATE, Readiness.SOON, Readiness.MISSING, Readiness.LEFT_OPEN)


def _keys(state: CityStatus, urgency: Readiness) -> str:
    return " ".join(want.key for want in state.wants if want.urgency is urgency)


FORMATS: Mapping[str, Callable[[Sequence[EditionReport], Path, Wording], str]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
}
