"""PRINT: for each city and the festival, a kit of codes, badges, posters, sheets and letters that shops
print as they are, and a page that offers them, with all files in one download."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from samenight.content.problems.problem import Finding
from samenight.print_kit.typesetting.missing_glyphs import problems
from samenight.print_kit.typesetting.optional_packages import notices
from samenight.site import hooks
from samenight.site.artifact import Publisher
from samenight.site.inspection import FestivalRule, InspectedFolder


def offer_artifacts(_build: object) -> Publisher:
    """The function that declares this package's artifacts."""
    from samenight.print_kit.artifacts import artifacts  # noqa: PLC0415 -- a check prints nothing

    return artifacts


def offer_notices(_build: object) -> Iterable[Finding]:
    """What this machine cannot make or check, for want of packages."""
    return notices()


def offer_rules(folder: InspectedFolder) -> FestivalRule:
    """The rule that finds letters that no font has."""
    return functools.partial(problems, folder.fonts)


def register() -> None:
    """Connect the package to the build and to the checks."""
    hooks.artifacts.connect(offer_artifacts)
    hooks.rules.connect(offer_rules)
    hooks.notices.connect(offer_notices)
