"""The inputs of a build besides the content: settings, the moment, the theme's files."""
# ruff: noqa: DTZ001 -- wall-clock times have no zone

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from samenight.builder.site_settings import (
    SettingError,
    code_digest,
    is_placeholder,
    moment,
    site_of,
    site_url,
)

from tests.sites import REPOSITORY, build, plugin


@pytest.mark.parametrize(
    ("settings", "environ", "text"),
    [
        ({"SAMENIGHT_NOW": "2011-03-24T18:00"}, {}, "2011-03-24T18:00:00+00:00"),
        ({"SAMENIGHT_NOW": "2011-03-24"}, {}, "2011-03-24T00:00:00+00:00"),
        ({"SAMENIGHT_NOW": "2011-03-24T18:00+13:00"}, {}, "2011-03-24T05:00:00+00:00"),
        ({"SAMENIGHT_NOW": dt.datetime(2011, 3, 24, 18)}, {}, "2011-03-24T18:00:00+00:00"),
        ({"SAMENIGHT_NOW": dt.date(2011, 3, 24)}, {}, "2011-03-24T00:00:00+00:00"),
        ({"SAMENIGHT_NOW": ""}, {"SOURCE_DATE_EPOCH": "1300989600"}, "2011-03-24T18:00:00+00:00"),
        ({}, {"SOURCE_DATE_EPOCH": "0"}, "1970-01-01T00:00:00+00:00"),
        ({"SAMENIGHT_NOW": "2011-03-24"}, {"SOURCE_DATE_EPOCH": "0"}, "2011-03-24T00:00:00+00:00"),
    ],
)
def test_the_moment_of_the_build(settings, environ, text):
    assert moment(settings, environ).isoformat() == text


def test_the_moment_is_now_by_default():
    assert abs(moment({}, {}) - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=10)


@pytest.mark.parametrize(
    ("settings", "environ"),
    [({"SAMENIGHT_NOW": "tonight"}, {}), ({}, {"SOURCE_DATE_EPOCH": "x"}), ({},
    {"SOURCE_DATE_EPOCH": "9" * 20}),
     ({}, {"SOURCE_DATE_EPOCH": "9" * 15}), ({}, {"SOURCE_DATE_EPOCH": "-" + "9" * 15})],
)  # fmt: skip
def test_an_impossible_moment_is_reported(settings, environ):
    with pytest.raises(SettingError, match=r"is not a moment\. Write it like"):
        moment(settings, environ)


@pytest.mark.parametrize("url", ["", None, "example.org", "/", "ftp://example.org"])
def test_the_site_needs_its_address(url):
    with pytest.raises(SettingError, match="SITEURL"):
        site_url({"SITEURL": url}, {})


def test_the_address_has_no_slash_at_its_end():
    assert site_url({"SITEURL": "https://example.org/a/"}, {}) == "https://example.org/a"


def test_the_variable_goes_before_the_setting_unless_it_is_empty():
    settings = {"SITEURL": "https://example.org"}
    assert site_url(settings, {"SITEURL": "https://lanterns.org/"}) == "https://lanterns.org"
    assert site_url(settings, {"SITEURL": ""}) == "https://example.org"


@pytest.mark.parametrize(
    ("url", "placeholder"),
    [("https://samenight.example", True), ("https://SAMENIGHT.example./a", True),
     ("http://a.example:80", True),
     ("https://example.org", False), ("https://your.festival/x.example", False), ("", False)],
)  # fmt: skip
def test_sample_addresses(url, placeholder):
    assert is_placeholder(url) is placeholder


def test_the_code_digest_stays_the_same():
    assert code_digest() == code_digest()


def settings_of(folder):
    return {"THEME": str(folder), "SITEURL": "https://example.org", "SAMENIGHT_NOW": "2011-03-24"}


def test_each_file_of_the_theme_changes_its_part_of_the_site(tmp_path):
    theme = shutil.copytree(REPOSITORY / "theme", tmp_path / "theme")
    before = site_of(settings_of(theme), {})
    for part, file in (("templates", "templates/home.html"), ("static", "static/css/site.css")):
        path = theme / file
        path.write_text(path.read_text("utf-8") + " ", "utf-8")
        after = site_of(settings_of(theme), {})
        assert getattr(after, part) != getattr(before, part)
        before = after


def test_what_a_desktop_leaves_in_folders_does_no_harm(tmp_path):
    """Finder writes ``.DS_Store``, editors write swap files: neither is text."""
    theme = shutil.copytree(REPOSITORY / "theme", tmp_path / "theme")
    before = site_of(settings_of(theme), {})
    for folder in ("templates", "static", "print", "fonts"):
        (theme / folder).mkdir(exist_ok=True)
        (theme / folder / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1\xff")
        (theme / folder / ".home.html.swp").write_bytes(b"b0VIM\xff")
    assert site_of(settings_of(theme), {}) == before


def test_a_setting_that_cannot_be_used_stops_the_build_in_one_sentence(site):
    plugin(site, 'SITEURL = ""')
    built = build(site)
    assert built.returncode == 1
    message = " ".join(built.stderr.split())
    assert message.startswith('Settings: SITEURL = "" is not an address.')
    assert message.endswith('write it like "https://example.org".')
    assert [line for line in built.stderr.splitlines() if len(line) > 80] == []
    assert not (site / "output").exists()


def test_a_theme_whose_artwork_is_not_text_is_reported(tmp_path):
    artwork = tmp_path / "theme" / "print"
    artwork.mkdir(parents=True)
    (artwork / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SettingError, match=r"logo\.png.*is not text in UTF-8"):
        site_of(
            {
                "THEME": str(tmp_path / "theme"),
                "SITEURL": "https://example.org",
                "SAMENIGHT_NOW": "2011-03-01",
            },
            {},
        )
