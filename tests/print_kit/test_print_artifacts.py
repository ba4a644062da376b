"""What each city gets, from which facts, the same in every process."""

from __future__ import annotations

import importlib.util
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from samenight.artifact import Artifact, Fonts, Site
from samenight.festival.library import Library
from samenight.print_kit.artifacts import PrintPage, artifacts
from samenight.print_kit.kit import KitFacts

from tests import sites
from tests.making import contents, made

Libraries = Callable[..., Library]
NAMES = ["qr-page.svg", "qr-page.png", "badge.svg", "badge.pdf", "kit.zip", "index.html"]
CITY = 'name: "Paris"\ncountry: "FR"\ntimezone: "Europe/Paris"\n'

SCRIPT = """
import sys
from pathlib import Path
from samenight.festival.reading import read_content
from samenight.output.surroundings import site_of
from samenight.print_kit.artifacts import artifacts
from tests.making import made
settings = {"THEME": sys.argv[2], "SITEURL": "https://example.org", "SAMENIGHT_NOW": "2011-03-01"}
found = artifacts(read_content(Path(sys.argv[1])).library, site_of(settings, {}))
for piece in made(found, Path(sys.argv[3])).pieces:
    print(piece.path, piece.stocked.digest)
"""


def by_path(library: Library, site: Site) -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in artifacts(library, site)}


def kit_of_paris(library: Library, site: Site) -> KitFacts:
    facts = by_path(library, site)["paris/print/kit.zip"].facts
    assert isinstance(facts, KitFacts)
    return facts


def event(header: str) -> dict[str, str]:
    return {"cities/paris/2011-spring.md": f"---\n{header}\n---\n"}


def city(header: str) -> dict[str, str]:
    return {"cities/paris/city.md": f"---\n{CITY}{header}\n---\n"}


def test_every_city_with_an_event_has_its_kit(library: Libraries, print_site: Site) -> None:
    pytest.importorskip("typst")
    lonely = {"cities/lima/city.md": '---\nname: "Lima"\ncountry: "PE"\ntimezone: "America/Lima"\n---\n'}
    found = by_path(library(lonely), print_site)
    assert list(found) == [f"{slug}/print/{name}" for slug in ("auckland", "paris") for name in NAMES]


def test_facts_can_be_digested_and_sent_to_another_process(
    library: Libraries, print_site: Site, tmp_path: Path
) -> None:
    found = by_path(library(), print_site).values()
    assert len({piece.key for piece in made(found, tmp_path / "here").pieces}) == len(found)
    files = contents(made(found, tmp_path / "here"))
    sent = pickle.loads(pickle.dumps(list(found)))  # noqa: S301 -- our own
    assert contents(made(sent, tmp_path / "there")) == files


def test_the_code_holds_the_address_that_never_moves(library: Libraries, print_site: Site) -> None:
    site = replace(print_site, url="https://example.org/below")
    kit = kit_of_paris(library(), site)
    assert kit.qr.text == kit.badge.url == "https://example.org/below/paris/"


def test_hashtags_and_accounts_of_the_nearest(library: Libraries, print_site: Site, tmp_path: Path) -> None:
    both = 'hashtags: ["{0}"]\naccounts: {{mastodon: "@{0}@example.social", x: "@{0}"}}'
    tries: list[tuple[dict[str, str], str]] = [
        (event(both.format("evening")) | city(both.format("city")), "evening"),
        (event('status: "confirmed"') | city(both.format("town")), "town"),
    ]
    for number, (files, name) in enumerate(tries):
        read = sites.library_of(tmp_path / str(number), files)
        badge = kit_of_paris(read, print_site).badge
        assert badge.hashtags == (name, "LanternNight")
        assert badge.accounts == (("", f"@{name}"), ("Mastodon", f"@{name}@example.social"))
    badge = kit_of_paris(library(event('status: "confirmed"') | city("")), print_site).badge
    assert badge.hashtags == ("LanternNight",)
    assert badge.accounts == (("", "@lanternnight"), ("Mastodon", "@lanterns@example.social"))


def test_a_festival_without_networks_has_a_badge_all_the_same(library: Libraries, print_site: Site) -> None:
    bare = {"festival.md": '---\nname: "Apéroverts"\nbase_currency: "EUR"\n---\n'}
    badge = kit_of_paris(library(bare | city("")), print_site).badge
    assert (badge.hashtags, badge.accounts) == ((), ())


def test_the_night_is_told_in_the_language_of_the_city(
    library: Libraries, print_site: Site, tmp_path: Path
) -> None:
    assert kit_of_paris(library(), print_site).badge.night == "24 mars 2011"
    tibetan = sites.library_of(tmp_path / "dz", city('languages: ["dz"]'))
    assert kit_of_paris(tibetan, print_site).badge.night == "24 March 2011"
    days = event('date: "2011-03-24"\nend_date: "2011-03-26"')
    assert "24–26 mars" in kit_of_paris(sites.library_of(tmp_path / "d", days), print_site).badge.night


def without_pdf(library: Library, site: Site) -> None:
    found = by_path(library, site)
    assert "paris/print/badge.pdf" not in found
    page = found["paris/print/index.html"]
    assert isinstance(page.facts.content, PrintPage)
    assert page.facts.content.badge_pdf is None
    assert b"badge.pdf" not in page.make(page.facts)
    assert b"<text" in found["paris/print/badge.svg"].make(found["paris/print/badge.svg"].facts)


def test_without_typst_no_pdf_is_offered(
    library: Libraries, print_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec

    def absent(name: str, *more: Any) -> Any:
        return None if name == "typst" else found(name, *more)

    monkeypatch.setattr(importlib.util, "find_spec", absent)
    without_pdf(library(), print_site)


def test_without_the_letters_no_pdf_is_offered(library: Libraries, print_site: Site, tmp_path: Path) -> None:
    name = 'name: "ལྷ་ས"\ncountry: "JP"\ntimezone: "Asia/Tokyo"'
    without_pdf(library({"cities/paris/city.md": f"---\n{name}\n---\n"}), print_site)
    without_pdf(
        sites.library_of(tmp_path / "fontless"), replace(print_site, fonts=Fonts(tmp_path / "none", b""))
    )


def test_a_theme_without_the_artwork_has_no_pdf(library: Libraries, print_site: Site) -> None:
    without_pdf(library(), replace(print_site, artwork=replace(print_site.artwork, texts=())))


def test_the_page_shows_and_links_every_piece(library: Libraries, print_site: Site) -> None:
    pytest.importorskip("typst")
    page = by_path(library(), print_site)["paris/print/index.html"]
    html = page.make(page.facts).decode()
    for name in NAMES[:-1]:
        assert f'href="{name}" download="paris-' in html
    assert html.count("<img ") == html.count(" alt=") == 2
    assert "https://example.org/paris/" in html
    assert "style=" not in html


def test_the_same_bytes_in_every_process(site: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(site / "content"), str(sites.REPOSITORY / "theme")]
    path = f"{sites.REPOSITORY / 'plugins'}{os.pathsep}{sites.REPOSITORY}"
    said = []
    for seed, zone, language in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Tokyo", "tr_TR.UTF-8")):
        env = {"PYTHONPATH": path, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language}
        asked = [*command, str(site / seed)]
        said.append(subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout)
    assert said[0] == said[1]
    assert said[0].count("\n") >= 10
