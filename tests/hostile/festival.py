"""A festival in which every text of every kind of file is an attack, made from the models: a field added to
them is attacked, too. What the check refuses is taken out, so that the rest is published."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from samenight.content.library.resolved_event import Moment
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import Page, Post
from samenight.content.problems.problem import Problem, errors
from samenight.site.inspection import inspect_festival

from tests import sites
from tests.hostile.payloads import BODY, PAYLOADS
from tests.pages.filled import Filler
from tests.sites import NOW

CODES = {
    "country": "FR",
    "timezone": "Europe/Paris",
    "languages": ["en"],
    "base_currency": "USD",
    "language": "en",
}
# So much that all texts of an event fit into a header.
MOST_BYTES = 150


def chunks() -> list[str]:
    """All accepted attacks, joined into texts that are as long as a value may be."""
    found = [""]
    for text, code in PAYLOADS.values():
        if not code and len(text) < 300:
            if len((found[-1] + text).encode()) > MOST_BYTES:
                found.append("")
            found[-1] += f"{text} "
    return found


CHUNKS = chunks()


def header(kind: type[BaseModel], given: Mapping[str, Any], shift: int) -> dict[str, Any]:
    """A header with an attack in every text; which one depends on the field's number and the shift."""
    filler = Filler(lambda number: CHUNKS[(number + shift) % len(CHUNKS)] + str(number))
    own = {name: value for name, value in CODES.items() if name in kind.model_fields}
    return filler.fill(kind, {**own, **given})


def files() -> dict[str, dict[str, Any]]:
    """The headers of all files, by path."""
    found = {"festival.md": header(Festival, {}, 0), "pages/about.md": header(Page, {"slug": "about"}, 0)}
    for shift in range(len(CHUNKS)):
        city, edition, charity = f"city-{shift}", f"20{10 + shift}-night", f"charity-{shift}"
        place = {
            "slug": city,
            "print": {"pieces": ["poster", "press-release"] if shift < 2 else []},
            "was": [f"was-{city}"],
            "online": "no",
        }
        night = {
            "city": city,
            "edition": edition,
            "charity": charity,
            "date": f"20{10 + shift}-03-24",
            "slug": edition,
            "was": [f"was-{edition}"],
        }
        post = {"city": city, "slug": f"2011-02-{shift + 1:02}", "edition": edition}
        found |= {
            f"cities/{city}/city.md": header(City, place, shift),
            f"cities/{city}/{edition}.md": header(Event, night, shift),
            f"cities/{city}/posts/2011-02-{shift + 1:02}.md": header(Post, post, shift),
            f"editions/{edition}.md": header(
                Edition, {"slug": edition, "charity": charity, "date": night["date"], "also_for": []}, shift
            ),
            f"charities/{charity}.md": header(Charity, {"slug": charity}, shift),
        }
    for facts in found.values():
        for name in {"slug", "city", "body"} & facts.keys():
            del facts[name]
    return found


def write(content: Path, headers: Mapping[str, Any]) -> None:
    """Write the files, with attacks below each header, too."""
    for path, facts in headers.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{json.dumps(facts, indent=1, ensure_ascii=False)}\n---\n\n{BODY}\n", "utf-8")


def made(folder: Path) -> tuple[Path, list[Problem]]:
    """The site in a folder, ready to be built, and what the check has refused."""
    site = sites.make_site(folder, good=False)
    headers, refused = files(), []
    for _ in range(20):
        write(site / "content", headers)
        found = inspect_festival(site / "content", Moment(dt.datetime.fromisoformat(NOW))).problems
        wrong = errors(found)
        if not wrong:
            return site, refused
        refused += wrong
        for problem in wrong:
            _take_out(headers[problem.file.partition("/")[2]], problem.field)
    raise AssertionError([str(problem) for problem in wrong])


def _take_out(facts: dict[str, Any], field: str) -> None:
    """Take out a field, or the first group around it that still exists."""
    steps = list(_steps(field))
    groups: list[Any] = [facts]
    for step in steps[:-1]:
        groups.append(groups[-1][step])
    while not _has(groups[-1], steps[-1]):
        groups.pop()
        steps.pop()
    del groups[-1][steps[-1]]


def _has(group: Any, step: str | int) -> bool:
    return step in group if isinstance(group, dict) else isinstance(step, int) and step < len(group)


def _steps(field: str) -> Iterator[str | int]:
    for part in field.replace("[", ".[").split("."):
        yield int(part[1:-1]) if part.startswith("[") else part
