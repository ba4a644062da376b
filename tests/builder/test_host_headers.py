"""The headers of each file, as Netlify and Cloudflare Pages read ``_headers``."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from samenight.builder.artifacts import RULES, headers_file

from tests import sites

# Headers that may be given once only; both hosts join those of several rules with a comma. Several policies
# for content are allowed: all of them apply.
ONCE = {"Content-Type", "Cache-Control", "Access-Control-Allow-Origin"}


def read(text):
    """The rules of a file: patterns with their headers."""
    rules = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("/"):
            rules.append((line, []))
        else:
            name, _, value = line.partition(":")
            assert line.startswith("  ")
            rules[-1][1].append((name.strip(), value.strip()))
    return rules


def headers_of(rules, path):
    """All headers of a path; a star stands for anything, with slashes."""
    fitting = [
        headers
        for pattern, headers in rules
        if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), f"/{path}")
    ]
    return [header for headers in fitting for header in headers]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A built site: its headers, and the lines of its manifest."""
    site = sites.make_site(tmp_path_factory.mktemp("headers") / "site")
    assert sites.build(site).returncode == 0
    output = site / "output"
    files = json.loads((output / "manifest.json").read_text("utf-8"))["files"]
    return read((output / "_headers").read_text("utf-8")), files


def test_no_header_that_may_be_given_once_is_given_twice(published):
    rules, files = published
    for file in files:
        counts = Counter(name for name, _ in headers_of(rules, file["path"]))
        assert not [name for name in ONCE if counts[name] > 1], file["path"]


def test_types_are_those_of_the_manifest(published):
    rules, files = published
    typed = {}
    for file in files:
        for name, value in headers_of(rules, file["path"]):
            if name == "Content-Type":
                typed[file["path"]] = value
                assert value == file["type"], file["path"]
    assert {path.rpartition(".")[2] for path in typed} == {"ics", "atom", "json", "csv"}
    assert {file["path"] for file in files if file["type"].startswith("text/calendar")} <= typed.keys()


def test_calendars_are_fetched_again_within_the_hour_and_from_any_origin(published):
    rules, _ = published
    for path in ("calendar.ics", "paris/calendar.ics", "paris/2011-spring/event.ics", "calendar.json"):
        headers = dict(headers_of(rules, path))
        assert int(headers["Cache-Control"].partition("max-age=")[2]) <= 3600
        assert headers["Access-Control-Allow-Origin"] == "*"


def policies_of(rules, path):
    return [value for name, value in headers_of(rules, path) if name == "Content-Security-Policy"]


def test_every_file_keeps_its_type_and_cannot_be_framed(published):
    rules, files = published
    for file in files:
        headers = dict(headers_of(rules, file["path"]))
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in policies_of(rules, file["path"])


def test_documents_that_can_hold_scripts_run_nothing(published):
    rules, files = published
    active = [file["path"] for file in files if file["type"].partition(";")[0].endswith("xml")]
    assert {path.rpartition(".")[2] for path in active} == {"svg", "atom", "xml"}
    for path in active:
        assert any("default-src 'none'" in one and "sandbox" in one for one in policies_of(rules, path)), path


def test_hosts_accept_a_hundred_rules_at_most_and_no_long_lines():
    lines = headers_file(RULES).decode().splitlines()
    assert len(RULES) <= 100
    assert max(map(len, lines)) <= 2000


def test_it_is_no_page_for_search_engines(published):
    _, files = published
    (line,) = [file for file in files if file["path"] == "_headers"]
    assert line["type"].startswith("text/plain")
