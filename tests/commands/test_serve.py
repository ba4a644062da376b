"""The local server: it serves files like a web host, and can make a browser reload."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest
from samenight.commands.serve import RELOAD, Reloads, open_server, serve_site, server

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
def serving(folder, reloads=None):
    """Serve a folder on a free port; its address."""
    running = server(folder, "127.0.0.1", 0, reloads)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running.server_address[:2]
    finally:
        running.shutdown()
        thread.join(HANGING)
        running.server_close()


def ask(address, path, method="GET"):
    """One request and its answer: status, headers, content."""
    connection = HTTPConnection(*address, timeout=HANGING)
    try:
        connection.request(method, path)
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
@pytest.mark.parametrize("reloads", [None, Reloads()])
def test_what_is_missing_gets_the_sites_own_page(output, path, reloads):
    (output.parent / "secret").write_text("secret")
    with serving(output, reloads) as address:
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


# Reloading.


def test_without_reloads_pages_are_as_they_were_built(output):
    with serving(output) as address:
        assert b"script" not in ask(address, "/")[2]
        assert ask(address, RELOAD)[0] == 404


def test_with_reloads_pages_get_the_script_and_lose_the_policy_that_forbids_it(output):
    with serving(output, Reloads()) as address:
        for path in ("/", "/paris/", "/paris/index.html"):
            _, headers, content = ask(address, path)
            assert content.count(b"<script>") == 1
            assert RELOAD.encode() in content
            assert b"Content-Security-Policy" not in content
            assert content.endswith(b"</script></body></html>")
            assert headers["Cache-Control"] == "no-store"
    assert (output / "index.html").read_text("utf-8") == PAGE


def test_other_files_get_no_script(output):
    with serving(output, Reloads()) as address:
        assert ask(address, "/calendar.ics")[2] == b"content"


class Watched(Reloads):
    """Reloads that signal when a request waits for them."""

    def __init__(self):
        super().__init__()
        self.waiting = threading.Semaphore(0)

    def wait(self, seconds, since=None):
        with self._built:  # held (a thread may take it twice) until the waiting has begun: no notify() before
            self.waiting.release()
            return super().wait(seconds, since)


@pytest.fixture
def watched():
    """Reloads to wait for."""
    return Watched()


def test_the_browser_is_notified_of_the_next_build(output, watched):
    with serving(output, watched) as address, ThreadPoolExecutor(3) as pool:
        answers = [pool.submit(ask, address, RELOAD) for _ in range(3)]
        for _ in answers:
            assert watched.waiting.acquire(timeout=HANGING)
        watched.notify()
        assert [answer.result(HANGING)[0] for answer in answers] == [200, 200, 200]


def test_an_earlier_build_does_not_count(watched):
    watched.notify()
    assert watched.wait(0) is False


def test_every_build_is_announced(watched):
    with ThreadPoolExecutor(1) as pool:
        for _ in range(3):
            answer = pool.submit(watched.wait, HANGING)
            assert watched.waiting.acquire(timeout=HANGING)
            watched.notify()
            assert answer.result(HANGING) is True


def test_pages_are_served_while_a_browser_waits(output, watched):
    with serving(output, watched) as address, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(ask, address, RELOAD)
        assert watched.waiting.acquire(timeout=HANGING)
        assert ask(address, "/")[0] == 200
        watched.notify()
        assert answer.result(HANGING)[0] == 200


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
