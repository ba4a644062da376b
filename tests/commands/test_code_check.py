"""`samenight check --codes`: every code of a built site is decoded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from samenight.print_kit.codes.qr import QrFacts, qr_pdf, qr_png, qr_svg

from tests import sites
from tests.commands.test_check import run

for package in ("typst", "pypdfium2", "zxingcpp"):
    pytest.importorskip(package)

OTHER = QrFacts("https://example.org/elsewhere/", "Elsewhere")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of two cities with lean kits."""
    site = sites.make_site(tmp_path_factory.mktemp("codes") / "site")
    done = sites.build(site)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture
def damaged(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    shutil.copytree(built / "output", tmp_path / "output")
    return tmp_path / "output"


def test_a_site_as_it_was_built_is_well(built: Path) -> None:
    done = run("check", "--codes", cwd=built)
    assert (done.returncode, done.stderr) == (0, "")
    counts, codes = done.stdout.splitlines()
    assert counts == "2 events in 2 cities: all well."
    files = [path for path in (built / "output").rglob("print/*") if path.suffix in {".pdf", ".svg", ".png"}]
    assert codes == f"All codes can be read: {len(files)} files."
    french = run("check", "--codes", "--lang", "fr", cwd=built).stdout.splitlines()[1]
    assert french.startswith("Tous les codes se lisent")


def test_every_file_that_cannot_be_read_is_named(built: Path, damaged: Path) -> None:
    pieces = damaged / "paris" / "print"
    for name, draw in (("qr-page.svg", qr_svg), ("qr-page.png", qr_png), ("poster-a4.pdf", qr_pdf)):
        assert (pieces / name).is_file()
        (pieces / name).write_bytes(draw(OTHER))
    (pieces / "qr-page.pdf").unlink()
    done = run("check", "--codes", "--output", str(damaged), "--format", "json", cwd=built)
    assert done.returncode == 1
    problems = json.loads(done.stdout)["problems"]
    assert {(one["code"], one["file"].rpartition("/")[2]) for one in problems} == {
        ("print.code", name) for name in ("qr-page.svg", "qr-page.png", "poster-a4.pdf", "qr-page.pdf")
    }
    text = run("check", "--codes", "--output", str(damaged), cwd=built)
    assert text.returncode == 1
    assert "All codes can be read" not in text.stdout
    assert "Codes with https://samenight.example/paris/ that can be read: 0 of 1." in text.stderr
    assert "Traceback" not in text.stderr


@pytest.mark.parametrize("record", [None, "{", "[]", '{"settings": {"SITEURL": ""}, "moment": "today"}'])
def test_without_a_built_site_nothing_is_read(built: Path, damaged: Path, record: str | None) -> None:
    (damaged / "build.json").unlink()
    if record is not None:
        (damaged / "build.json").write_text(record, "utf-8")
    done = run("check", "--codes", "--output", str(damaged), cwd=built)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "All codes" not in done.stdout
