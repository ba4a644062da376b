"""Of each template, form, language and script the first file is decoded, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from samenight.print_kit.files import CodeFile
from samenight.print_kit.letters.letters import letter_pdf
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Form
from samenight.print_kit.typesetting.code_checks import CodeReading, CodeReadings, scripts_of
from samenight.print_kit.typesetting.sheet import Sheet
from samenight.site.artifact import Artifact, Site

from tests import sites
from tests.print_kit import kits
from tests.print_kit.samples import IDENTITY

for package in ("typst", "pypdfium2", "zxingcpp"):
    pytest.importorskip(package)

ANOTHER = {
    "cities/aachen/city.md": """---
name: "Aachen"
country: "DE"
timezone: "Europe/Berlin"
languages: ["en"]
---
""",
    "cities/aachen/2011-spring.md": sites.GOOD["cities/auckland/2011-spring.md"],
}


def readings(artifacts: Iterable[Artifact]) -> dict[str, CodeReading]:
    """How the codes of each file are checked, by its path."""
    return {
        one.path: one.facts.reading
        for one in artifacts
        if isinstance(one.facts, Sheet | CodeFile) or one.make is letter_pdf
    }


def spots(artifacts: Iterable[Artifact]) -> set[tuple[str, Form]]:
    """The templates and forms that these files have."""
    sheets = (one.facts for one in artifacts if isinstance(one.facts, Sheet))
    return {(PIECES[sheet.piece].template, sheet.form) for sheet in sheets}


def test_one_file_of_each_template_and_form_is_decoded(tmp_path: Path, print_site: Site) -> None:
    found = kits.by_path(sites.library_of(tmp_path, kits.FULL), print_site)
    chosen = readings(found.values())
    decoded = [found[path] for path, reading in chosen.items() if reading is CodeReading.DECODED]
    assert spots(decoded) == spots(found.values())
    assert len(decoded) < len(chosen) / 2


def test_another_language_and_another_script_are_decoded_again() -> None:
    first, poster = CodeReadings(), PIECES["poster-a4"]
    assert first.of(IDENTITY, poster, Form.OFFICE) is CodeReading.DECODED
    assert first.of(IDENTITY, PIECES["poster-letter"], Form.OFFICE) is CodeReading.PROVEN, "of one template"
    assert first.of(IDENTITY, poster, Form.PRESS) is CodeReading.DECODED
    french, arabic = (
        replace(IDENTITY, language="fr"),
        replace(IDENTITY, city="\u0627\u0644\u0642\u0627\u0647\u0631\u0629"),
    )
    for other in (french, arabic):
        assert first.of(other, poster, Form.OFFICE) is CodeReading.DECODED
        assert first.of(other, poster, Form.OFFICE) is CodeReading.PROVEN
    assert (scripts_of(IDENTITY), scripts_of(arabic)) == (["LATIN"], ["ARABIC"])


def test_another_city_changes_the_files_of_one_other_at_most(tmp_path: Path, print_site: Site) -> None:
    lean = {**kits.FULL, "festival.md": kits.ONE_FULL["festival.md"]}
    before = kits.by_path(sites.library_of(tmp_path / "before", lean), print_site)
    after = kits.by_path(sites.library_of(tmp_path / "after", {**lean, **ANOTHER}), print_site)
    assert any(path.startswith("aachen/") for path in after), "it comes first"
    was, now = readings(before.values()), readings(after.values())
    changed = {path.split("/")[0] for path in was if was[path] is not now[path]}
    assert len(changed) <= 1
    assert sum(one is CodeReading.DECODED for one in now.values()) == sum(
        one is CodeReading.DECODED for one in was.values()
    )
