"""Decoding every code of a built site: `samenight check --codes`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from samenight.builder.output.path_checks import problem_at
from samenight.builder.progress import progress_bar
from samenight.builder.site_settings import SettingError, site_of
from samenight.builder.terminal import message
from samenight.commands.project import Project, WrongUseError
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import Phrase, Problem
from samenight.print_kit.artifacts import artifacts
from samenight.print_kit.drawn_codes import CodedFile, coded_file, unread
from samenight.print_kit.typesetting.optional_packages import missing_extras
from samenight.site import urls


def code_problems(here: Project, library: Library, output: Path) -> tuple[int, list[Problem]]:
    """How many files of the built site have codes, and a problem for each with codes that cannot be
    decoded. The expected codes are those of the content as it is now, at the address and the moment of the
    build.

    Raises :class:`WrongUseError` if there is no built site, or the packages that decode are missing.
    """
    missing = missing_extras()
    if missing:
        raise WrongUseError(
            message(
                "Codes can only be read with {packages}, which is not installed.", packages=", ".join(missing)
            )
        )
    files = list(_coded_files(here, library, _record(output)))
    found = (
        (file, unread(file, output))
        for file in progress_bar(files, lambda number: number / len(files), message("Decoding"))
    )
    return len(files), [problem_at(file.path, finding) for file, finding in found if finding]


def _coded_files(here: Project, library: Library, record: Mapping[str, Any]) -> Iterator[CodedFile]:
    try:
        settings = {
            **here.settings, "THEME": str(here.theme), "SITEURL": record["settings"]["SITEURL"],
            "SAMENIGHT_NOW": record["moment"],
        }  # fmt: skip
        site = site_of(settings, {})
    except (SettingError, LookupError, TypeError) as error:
        raise WrongUseError(
            message(
                "{file} does not say what the site was built from: {error}.", file=urls.BUILD, error=error
            )
        ) from None
    seen = library.at(Moment(site.now, site.words.languages))
    for artifact in artifacts(seen, site):
        file = coded_file(artifact)
        if file:
            yield file


def _record(output: Path) -> Any:
    """What the site was built from."""
    try:
        return json.loads((output / urls.BUILD).read_text("utf-8"))
    except (OSError, ValueError):
        name = os.path.relpath(output)
        english = Phrase(
            'There is no built site in "{name}". Build it first, or name its folder with --output.'
        )
        raise WrongUseError(message(english, name=name)) from None
