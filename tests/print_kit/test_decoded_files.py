"""Of each template, form, language and script each process decodes one file; the others are proven."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from samenight.print_kit.files import CodeFile
from samenight.print_kit.letters.letters import letter_pdf
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Form
from samenight.print_kit.typesetting import code_checks
from samenight.print_kit.typesetting.code_checks import Alike, DrawnCodes, alike, check_codes, scripts_of
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


def alike_of(artifacts: Iterable[Artifact]) -> dict[str, Alike]:
    """What the look of each file with codes depends on, by its path."""
    return {
        one.path: one.facts.alike
        for one in artifacts
        if isinstance(one.facts, Sheet | CodeFile) or one.make is letter_pdf
    }


def test_files_of_one_template_form_language_and_script_are_alike(tmp_path: Path, print_site: Site) -> None:
    found = kits.by_path(sites.library_of(tmp_path, kits.FULL), print_site)
    chosen = alike_of(found.values())
    assert all(chosen.values())
    sheets = {path: one.facts for path, one in found.items() if isinstance(one.facts, Sheet)}
    spots = {(PIECES[sheet.piece].template, sheet.form) for sheet in sheets.values()}
    assert {chosen[path][:2] for path in sheets} == spots
    assert len(set(chosen.values())) < len(chosen) / 2


def test_another_language_and_another_script_are_not_alike() -> None:
    poster = PIECES["poster-a4"]
    first = alike(IDENTITY, poster, Form.OFFICE)
    assert alike(IDENTITY, PIECES["poster-letter"], Form.OFFICE) == first, "of one template"
    french = replace(IDENTITY, language="fr")
    arabic = replace(IDENTITY, city="\u0627\u0644\u0642\u0627\u0647\u0631\u0629")
    others = [alike(french, poster, Form.OFFICE), alike(arabic, poster, Form.OFFICE)]
    others.append(alike(IDENTITY, poster, Form.PRESS))
    assert len({first, *others}) == 4
    assert (scripts_of(IDENTITY), scripts_of(arabic)) == (["LATIN"], ["ARABIC"])


def test_the_first_of_alike_files_is_decoded_in_each_process(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[bytes] = []
    monkeypatch.setattr(code_checks, "scan", lambda content, *_: decoded.append(content))
    monkeypatch.setattr(code_checks, "is_proven", lambda *_: True)
    codes = DrawnCodes(("https://example.org/",), "M", 0.5)
    like, other = ("one", str(monkeypatch)), ("other", str(monkeypatch))
    for content, of in ((b"1", like), (b"2", like), (b"3", other), (b"4", like), (b"5", ()), (b"6", ())):
        check_codes(content, "application/pdf", codes, of)
    assert decoded == [b"1", b"3", b"5", b"6"], "always, if nothing is known"
    monkeypatch.setattr(code_checks, "is_proven", lambda *_: False)
    check_codes(b"7", "application/pdf", codes, like)
    assert decoded[-1] == b"7"
    check_codes(b"8", "application/pdf", DrawnCodes((), "M", 0.5), ())
    assert decoded[-1] == b"7", "there is nothing to read"


def test_another_city_changes_no_files_of_others(tmp_path: Path, print_site: Site) -> None:
    lean = {**kits.FULL, "festival.md": kits.ONE_FULL["festival.md"]}
    before = kits.by_path(sites.library_of(tmp_path / "before", lean), print_site)
    after = kits.by_path(sites.library_of(tmp_path / "after", {**lean, **ANOTHER}), print_site)
    assert any(path.startswith("aachen/") for path in after), "it comes first"
    was, now = alike_of(before.values()), alike_of(after.values())
    assert all(now[path] == of for path, of in was.items())
