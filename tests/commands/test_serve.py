"""The local server: it serves files like a web host, to this machine's own names."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest
from samenight.commands.serve import open_server, serve_site, server

from tests.programs import HANGING

POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
PAGE = f"<!doctype html><html><head>{POLICY}<title>Paris</title></head><body><h1>Paris</h1></body></html>"


@pytest.fixture
def output(tmp_path):
    """A small built site."""
    folder = tmp_path / "output"
    (folder / "paris").mkdir(parents=True)
    for name in ("index.html", "paris/index.html"):
        (folder / name).write_text(PAGE, "utf-8")
    (folder / "404.html").write_text(PAGE.replace("Paris", "Nothing here"), "utf-8")
    for name in ("calendar.ics", "feed.atom", "data.csv", "sitemap.xml", "site.css", "qr.svg", "kit.zip"):
        (folder / name).write_bytes(b"content")
    return folder


@contextmanager
def serving(folder, host="127.0.0.1"):
    """Serve a folder on a free port; its address."""
    made = server(folder, "127.0.0.1", 0)
    made.host = host
    with running(made) as address:
        yield address


@contextmanager
def running(running):
    """Serve with a server; its address."""
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running.server_address[:2]
    finally:
        running.shutdown()
        thread.join(HANGING)
        running.server_close()


def ask(address, path, method="GET", host=None):
    """One request and its answer: status, headers, content."""
    connection = HTTPConnection(*address, timeout=HANGING)
    try:
        connection.request(method, path, headers={} if host is None else {"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_a_folder_is_its_page(output):
    with serving(output) as address:
        for path in ("/", "/paris/", "/paris/index.html", "/paris/?from=poster"):
            status, headers, content = ask(address, path)
            assert (status, content.decode()) == (200, PAGE)
            assert headers["Content-Type"].startswith("text/html")
            assert headers["Cache-Control"] == "no-store"


def test_a_folder_without_its_slash_is_sent_on(output):
    with serving(output) as address:
        status, headers, _ = ask(address, "/paris")
        assert (status, headers["Location"]) == (301, "/paris/")


@pytest.mark.parametrize(
    "path", ["/nowhere", "/nowhere/", "/paris/nowhere.html", "/../secret", "/%2e%2e/secret"]
)
def test_what_is_missing_gets_the_sites_own_page(output, path):
    (output.parent / "secret").write_text("secret")
    with serving(output) as address:
        status, headers, content = ask(address, path)
        assert status == 404
        assert b"Nothing here" in content
        assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_site_without_such_a_page_still_answers(output):
    (output / "404.html").unlink()
    with serving(output) as address:
        status, _, content = ask(address, "/nowhere")
        assert status == 404
        assert content


def test_no_folder_is_ever_listed(output):
    (output / "empty").mkdir()
    (output / "empty/private.txt").write_text("x")
    with serving(output) as address:
        status, _, content = ask(address, "/empty/")
        assert (status, b"private.txt" in content) == (404, False)


@pytest.mark.parametrize("path", ["/", "/paris/", "/calendar.ics", "/nowhere"])
def test_head_has_the_headers_of_get_and_no_content(output, path):
    with serving(output) as address:
        status, headers, content = ask(address, path, "HEAD")
        got, head, full = ask(address, path)
        assert (status, content) == (got, b"")
        assert headers["Content-Type"] == head["Content-Type"]
        assert headers["Content-Length"] == str(len(full))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("calendar.ics", "text/calendar; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("data.csv", "text/csv; charset=utf-8"),
        ("site.css", "text/css"),
        ("qr.svg", "image/svg+xml"),
        ("kit.zip", "application/zip"),
    ],
)
def test_files_have_their_types(output, name, media_type):
    with serving(output) as address:
        status, headers, content = ask(address, f"/{name}")
        assert (status, headers["Content-Type"], content) == (200, media_type, b"content")


# Headers and names.


@pytest.mark.parametrize("path", ["/", "/calendar.ics", "/nowhere"])
def test_headers_are_those_that_hosts_send(output, path):
    with serving(output) as address:
        _, headers, _ = ask(address, path)
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_drawing_runs_nothing(output):
    with serving(output) as address:
        _, headers, _ = ask(address, "/qr.svg?x=1")
        assert any("sandbox" in policy for policy in headers.get_all("Content-Security-Policy"))
        _, headers, _ = ask(address, "/calendar.ics")
        assert headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "name",
    ["localhost", "localhost:8000", "LOCALHOST.", "127.0.0.1:8000", "[::1]:8000", "192.168.1.20",
     "a.localhost", socket.gethostname(), f"{socket.gethostname()}.local", "laptop.example.org", ""],
)  # fmt: skip
def test_a_name_of_this_machine_is_answered(output, name):
    with serving(output, "laptop.example.org") as address:
        assert ask(address, "/", host=name)[0] == 200


@pytest.mark.parametrize(
    "name", ["evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", "x y"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_foreign_name_is_refused(output, name, method):
    """A page of somebody else can lead its name to this machine, and would read the site (DNS rebinding)."""
    with serving(output) as address:
        status, _, content = ask(address, "/", method, host=name)
        assert status == 421
        assert b"Paris" not in content
        if method == "GET":
            assert b"--host" in content


# Starting.


def test_a_port_that_is_taken_is_reported(output):
    with serving(output) as (host, port), pytest.raises(SystemExit) as stopped:
        open_server(output, host, port)
    assert str(stopped.value).startswith(f"Port {port} cannot be used (")
    assert "PORT=8001" in str(stopped.value)


def test_the_address_is_printed(output, capsys):
    with open_server(output, "127.0.0.1", 0) as made:
        assert f"http://127.0.0.1:{made.server_port}/" in capsys.readouterr().out


def test_there_must_be_a_site(tmp_path):
    with pytest.raises(SystemExit) as stopped:
        serve_site(tmp_path / "output", "127.0.0.1", 0)
    assert 'Build it with "make html"' in str(stopped.value)
