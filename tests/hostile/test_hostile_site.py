"""A festival of attacks, built for real: what is refused, and what is in the files that are published.

What a browser does with them is in ``tests/browser/test_hostile_files.py``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import icalendar
import pytest
from samenight.commands.project import register_rules
from samenight.content.model.file_facts import Event
from samenight.content.reading.file_reader import parse

from tests import sites
from tests.hostile import festival
from tests.hostile.payloads import MARK, PAYLOADS


@pytest.mark.parametrize("name", PAYLOADS)
def test_an_attack_in_a_header_is_refused_or_is_text(name):
    text, code = PAYLOADS[name]
    typed = json.dumps(text, ensure_ascii=name in {"line breaks"})
    if name in {"no character", "control character"}:
        typed = f'"{text}"'
    fact, problems = parse("e.md", f"---\nname: {typed}\n---\n", Event, {"city": "c", "edition": "e"})
    found = {problem.code for problem in problems}
    assert code in found if code else fact is not None and fact.name


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the festival of attacks after a build."""
    register_rules({})
    site, refused = festival.made(tmp_path_factory.mktemp("hostile") / "site")
    assert [str(problem) for problem in refused] == []
    before = set(sites.tree(site))
    done = sites.build(site)
    assert done.returncode == 0, done.stderr[-2000:]
    return site, before


def test_no_file_outside_the_manifest_and_none_outside_the_output_appears(built):
    site, before = built
    output = sites.tree(site / "output")
    listed = {line["path"] for line in json.loads(output["manifest.json"])["files"]}
    assert output.keys() - {"manifest.json", "build.json"} == listed
    more = {
        path for path in set(sites.tree(site)) - before if not path.startswith(("output/", ".samenight/"))
    }
    assert more <= {".output.lock"}
    assert not any(path.is_symlink() for path in site.rglob("*"))


class Elements(HTMLParser):
    """Collects what a page must not have."""

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "iframe", "object", "embed", "base", "form", "input", "math", "style", "video"}:
            self.wrong.append(tag)
        self.wrong += [name for name, _ in attrs if name.startswith("on") or name == "srcdoc"]
        self.wrong += [
            v for n, v in attrs if n in {"href", "src"} and re.match(r"\s*(javascript|data):", v or "")
        ]
        # an old address leads on to a page of the site
        leads_on = any(n == "content" and re.fullmatch(r"0; url=[.\w/-]+", v or "") for n, v in attrs)
        self.wrong += [v for n, v in attrs if n == "http-equiv" and v.lower() == "refresh" and not leads_on]
        self.wrong += [v for n, v in attrs if n == "src" and re.match(r"(\w+:)?//", v or "")]


def test_pages_have_no_element_that_runs_or_loads(built):
    pages = {path: text for path, text in sites.tree(built[0] / "output").items() if path.endswith(".html")}
    assert sum(MARK.encode() in text for text in pages.values()) > 50
    for path, text in pages.items():
        found = Elements()
        found.feed(text.decode())
        assert found.wrong == [], path


def test_drawings_and_feeds_are_whole_and_have_no_script(built):
    files = sites.tree(built[0] / "output")
    drawings = {path: text for path, text in files.items() if path.endswith((".svg", ".xml", ".atom"))}
    assert {path.rpartition(".")[2] for path in drawings} == {"svg", "xml", "atom"}
    for path, text in drawings.items():
        assert b"<!DOCTYPE" not in text
        root = ET.fromstring(text)  # noqa: S314 -- our own file
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "foreignObject", "iframe", "set", "animate"}, path
        names = {name for element in root.iter() for name in element.attrib}
        assert not [name for name in names if name.startswith("on")], path


def test_no_cell_of_a_table_is_a_formula(built):
    files = sites.tree(built[0] / "output")
    tables = {path: text for path, text in files.items() if path.endswith(".csv")}
    assert tables
    for path, text in tables.items():
        for row in csv.reader(io.StringIO(text.decode("utf-8-sig"))):
            cells = [cell for cell in row if re.match(r"[=+@\t\r]|-\D", cell)]
            assert cells == [], path


# What attacks try to add; our own calendars have none of these.
PROPERTIES = {"ATTACH", "ATTENDEE"}


def test_no_line_of_a_calendar_comes_from_a_text(built):
    files = sites.tree(built[0] / "output")
    calendars = {path: text for path, text in files.items() if path.endswith(".ics")}
    assert len(calendars) > 10
    for path, text in calendars.items():
        read = icalendar.Calendar.from_ical(text)
        assert not [name for part in read.walk() for name in part if name in PROPERTIES], path


def test_no_name_in_an_archive_leads_out_of_it(built):
    files = sites.tree(built[0] / "output")
    archives = [text for path, text in files.items() if path.endswith(".zip")]
    names = [name for text in archives for name in zipfile.ZipFile(io.BytesIO(text)).namelist()]
    assert names
    assert [name for name in names if name.startswith("/") or ".." in name or "\\" in name] == []


def test_nothing_of_the_machine_is_in_a_published_file(built):
    site, _ = built
    with open("/etc/hostname", "rb") as file:
        host = file.read().strip()
    for path, text in sites.tree(site / "output").items():
        assert str(site).encode() not in text, path
        assert len(host) < 8 or host not in text, path
