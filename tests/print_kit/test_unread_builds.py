"""Real builds: finished files for print shops, artwork that spoils a code, a missing print extra."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from samenight.builder.build import MOST_UNFIT

from tests.print_kit.pdf_reading import (
    boxes_of,
    catalogue_of,
    fonts_of,
    screen_colours_of,
    transparency_of,
)
from tests.sites import Built, build, make_site, own_theme, plugin, tree

pytest.importorskip("typst")
pytest.importorskip("pypdfium2")
pytest.importorskip("zxingcpp")

BLACK = "curve(fill: black, fill-rule"
LIGHT = "curve(fill: paper, fill-rule"
ABSENT = """
import importlib.util
_find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name in {names!r} else _find(name, *rest)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built once, with a theme of its own."""
    made = make_site(tmp_path / "site")
    own_theme(made)
    assert build(made).returncode == 0
    return made


def test_every_file_is_finished_for_where_it_goes(site: Path) -> None:
    files = sorted((site / "output").rglob("print/*.pdf"))
    press = [file for file in files if file.name.endswith("-press.pdf")]
    assert len(press) >= 6
    for file in press:
        pdf = file.read_bytes()
        assert screen_colours_of(pdf) == set(), file
        assert transparency_of(pdf) == set(), file
        assert all({"MediaBox", "TrimBox", "BleedBox"} <= boxes.keys() for boxes in boxes_of(pdf)), file
        assert b"/OutputIntents" in catalogue_of(pdf), file
    for file in set(files) - set(press):
        if b"Typst" in file.read_bytes():
            assert b"/PrintScaling/None" in catalogue_of(file.read_bytes()), file
    for file in files:
        fonts = fonts_of(file.read_bytes())
        assert [font for font in fonts if not (font.embedded and font.subset)] == [], file


def redrawn(site: Path, old: str, new: str) -> None:
    """Change the drawing that all artwork shares."""
    common = site / "theme" / "print" / "common.typ"
    text = common.read_text("utf-8")
    assert old in text
    common.write_text(text.replace(old, new), "utf-8")


def unfit_files(done: Built) -> list[str]:
    """The files that a build reported as unfit."""
    return [line.split()[0] for line in done.stderr.splitlines() if line.startswith("output/")]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_artwork_that_hides_its_codes_is_not_published(site: Path, jobs: str) -> None:
    before = tree(site / "output")
    redrawn(site, BLACK, LIGHT)
    done = build(site, {"SAMENIGHT_JOBS": jobs})
    assert done.returncode == 1
    assert {"output/paris/print/poster-a4.pdf", "output/auckland/print/poster-a3-press.pdf"} <= set(
        unfit_files(done)
    )
    assert all(re.fullmatch(r"output/.*print/.*\.(pdf|svg|png)", file) for file in unfit_files(done))
    assert "print.code" in done.stderr
    assert "https://samenight.example/paris/" in done.stderr
    assert done.stderr.rstrip().endswith("Nothing was published; the site is as it was.")
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(site / "output") == before
    assert not list(site.glob(".output.staging*"))


def test_after_the_artwork_is_mended_the_build_goes_on(site: Path) -> None:
    before = tree(site / "output")
    redrawn(site, BLACK, LIGHT)
    assert unfit_files(build(site)) == unfit_files(build(site)), "what was unfit is not kept, and found again"
    redrawn(site, LIGHT, BLACK)
    assert build(site).counts[1] == 0
    assert tree(site / "output") == before


def notices(done: Built) -> Iterator[str]:
    """The build's notices of missing packages; the last line of each is a command to type."""
    *before, last = done.stderr.splitlines() or [""]
    if last.endswith(".venv/bin/python -m pip install -r requirements.txt"):
        assert all(len(line) <= 80 for line in (*before, last))
        yield " ".join(before)


def test_a_build_says_once_what_it_cannot_look_at(site: Path) -> None:
    assert list(notices(build(site))) == []
    plugin(site, ABSENT.format(names={"pypdfium2", "zxingcpp"}))
    redrawn(site, BLACK, LIGHT)
    done = build(site)
    assert done.returncode == 0, done.stderr
    (line,) = notices(done)
    assert line.startswith("Print kits are made without pypdfium2, zxing-cpp: ")
    (french,) = notices(build(site, {"LC_ALL": "fr_FR.UTF-8"}))
    assert french.startswith("Les kits d\u2019impression se font sans pypdfium2, zxing-cpp")


def test_without_typst_codes_are_made_all_the_same(site: Path) -> None:
    plugin(site, ABSENT.format(names={"typst"}))
    done = build(site)
    assert done.returncode == 0, done.stderr
    (line,) = notices(done)
    assert "without typst: only codes, plain badges and the texts of letters are made" in line
    assert (site / "output/paris/print/qr-page.svg").exists()
    assert not (site / "output/paris/print/poster-a4.pdf").exists()


def test_a_wrong_template_is_reported_and_not_for_ever(site: Path) -> None:
    before = tree(site / "output")
    common = site / "theme" / "print" / "common.typ"
    common.write_text(common.read_text("utf-8") + "\n#let never = (\n", "utf-8")
    done = build(site)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "print.template" in done.stderr
    assert "common.typ" in done.stderr
    assert 0 < len(unfit_files(done)) <= MOST_UNFIT
    assert tree(site / "output") == before
