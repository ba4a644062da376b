"""What is made again after a change, and that every process makes the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from samenight.content.library.library import Library
from samenight.site.artifact import Site

from tests import sites
from tests.making import contents, made
from tests.print_kit.conftest import Made
from tests.print_kit.kits import ONE_FULL, by_path, keys, names_in

SCRIPT = """
import sys
from pathlib import Path
from samenight.content.reading.content_reader import read_content
from samenight.content.library.resolved_event import Moment
from samenight.builder.site_settings import site_of
from samenight.print_kit.artifacts import artifacts
from tests.making import made
settings = {"THEME": sys.argv[2], "SITEURL": "https://example.org", "SAMENIGHT_NOW": sys.argv[4]}
site = site_of(settings, {})
library = read_content(Path(sys.argv[1])).library.at(Moment(site.now, site.words.languages))
found = artifacts(library, site)
for file in made([one for one in found if one.path.startswith("paris/")], Path(sys.argv[3])).files:
    print(file.path, file.stored.digest)
"""
EVENT = "cities/paris/2011-spring.md"
AUCKLAND = "cities/auckland/city.md"
SMALL = ONE_FULL | {
    "cities/paris/city.md": ONE_FULL["cities/paris/city.md"].replace(
        'print: "full"', 'print: {pieces: ["badge", "results", "prices", "thank-you"], paper: "a4"}'
    )
}


def with_other(files: Mapping[str, str], path: str, old: str, new: str) -> dict[str, str]:
    """The files, with another text in one of them."""
    before = files.get(path, sites.GOOD.get(path, ""))
    assert old in before
    return {**files, path: before.replace(old, new)}


def changed(folder: Path, site: Site, files: Mapping[str, str]) -> set[str]:
    """The files whose key is not that of the full kit."""
    libraries = [sites.library_of(folder / str(number), one) for number, one in enumerate((ONE_FULL, files))]
    before, after = (keys(by_path(library, site).values()) for library in libraries)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def stems(paths: set[str], folder: str) -> set[str]:
    """The first parts of the names of a folder's files."""
    return {name.partition("-")[0].partition(".")[0] for name in names_in(paths, folder)}


def test_results_that_come_in_leave_posters_as_they_are(tmp_path: Path, print_site: Site) -> None:
    files = with_other(ONE_FULL, EVENT, 'gross: "900.00"', 'gross: "950.00"')
    found = changed(tmp_path, print_site, files)
    assert stems(found, "paris/print/") == {"results", "letter", "kit", "index"}
    assert not names_in(found, "auckland/")
    assert not names_in(found, "print/"), "the festival's kit shows no results"


def test_another_price_leaves_badges_as_they_are(tmp_path: Path, print_site: Site) -> None:
    found = changed(tmp_path, print_site, with_other(ONE_FULL, EVENT, 'price: "8.00"', 'price: "9.00"'))
    names = names_in(found, "paris/print/")
    assert {"prices-a4.pdf", "prices-a4-preview.webp", "poster-a4.pdf"} < names
    assert not {"badge", "badges", "sticker", "stickers", "qr", "money", "results"} & stems(
        found, "paris/print/"
    )


def test_a_new_name_changes_no_other_city(tmp_path: Path, print_site: Site) -> None:
    found = changed(tmp_path, print_site, with_other(ONE_FULL, AUCKLAND, '"Auckland"', '"Tāmaki"'))
    assert names_in(found, "auckland/print/") > {"badge-dark.pdf", "qr-page.svg", "kit.zip"}
    assert not names_in(found, "paris/")
    assert names_in(found, "print/") == {"index.html"}, "it lists the cities"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (EVENT, 'gross: "900.00"', 'gross: "950.00"'),
        (EVENT, 'price: "8.00"', 'price: "9.00"'),
        ("cities/paris/city.md", '["LanternParis"]', '["Lampions"]'),
        ("festival.md", '"Lantern Night"', '"Lamp Night"'),
        ("cities/paris/city.md", '"prices"', '"qr-calendar"'),
    ],
    ids=["results", "price", "hashtag", "festival", "setting"],
)
def test_after_a_change_all_is_as_if_made_anew(
    tmp_path: Path, print_site: Site, path: str, old: str, new: str
) -> None:
    def paris(library: Library) -> list:
        return [one for one in by_path(library, print_site).values() if one.path.startswith("paris/")]

    before = paris(sites.library_of(tmp_path / "before", SMALL))
    after = paris(sites.library_of(tmp_path / "after", with_other(SMALL, path, old, new)))
    first = made(before, tmp_path / "store")
    was = contents(first)
    again = made(after, tmp_path / "store")
    assert contents(again) == contents(made(after, tmp_path / "clean"))
    assert contents(again) != was
    assert 0 < again.made <= first.made
    assert made(after, tmp_path / "store").made == 0


def test_the_same_bytes_in_every_process(kit: Made, tmp_path: Path) -> None:
    site = sites.make_site(tmp_path / "site", ONE_FULL)
    command = [sys.executable, "-c", SCRIPT, str(site / "content"), str(sites.REPOSITORY / "theme")]
    path = f"{sites.REPOSITORY / 'plugins'}{os.pathsep}{sites.REPOSITORY}"
    here = {path: sha256(content).hexdigest() for path, content in kit.files.items()}
    for seed, zone, language in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Tokyo", "tr_TR.UTF-8")):
        env = {"PYTHONPATH": path, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language}
        arguments = [*command, str(tmp_path / seed), sites.NOW]
        output = subprocess.run(arguments, env=env, capture_output=True, text=True, check=True).stdout
        there = dict(line.split(" ") for line in output.splitlines())
        assert there == {path: digest for path, digest in here.items() if path.startswith("paris/")}
