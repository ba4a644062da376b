"""PRINT: for each city and the festival, a kit of codes, badges, posters, sheets and letters that shops
take as they are, and a page that offers them, with all files in one download."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from samenight.content.problems.problem import Finding
from samenight.print_kit.typesetting.letter_checks import problems
from samenight.print_kit.typesetting.optional_packages import notices
from samenight.site import hooks
from samenight.site.artifact import Room
from samenight.site.inspection import InspectedFolder, Rule


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    from samenight.print_kit.artifacts import artifacts  # noqa: PLC0415 -- a check prints nothing

    return artifacts


def offer_notices(_door: object) -> Iterable[Finding]:
    """What is not made, or not looked at, on this machine."""
    return notices()


def offer_rules(premises: InspectedFolder) -> Rule:
    """What this room finds wrong: letters that no font has."""
    return functools.partial(problems, premises.fonts)


def register() -> None:
    """Connect the room to the build and to the checks."""
    hooks.artifacts.connect(offer_artifacts)
    hooks.rules.connect(offer_rules)
    hooks.notices.connect(offer_notices)
