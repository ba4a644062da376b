"""Malicious files: each is a problem, never a traceback, and found quickly."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress

import pytest
from samenight.content.reading.content_files import content_files

from tests import programs, sites

EVENT = "cities/paris/2011-spring.md"
# Checking takes at most this many times as long as reading the good site, which has ten files.
TIMES, MEGABYTES = 1000, 200


def event(header: str, body: str = "") -> str:
    return f"---\n{header}\n---\n{body}\n"


def many(entry: str, times: int) -> str:
    return "".join(entry.format(number) for number in range(times))


@pytest.fixture
def site(tmp_path):
    """The good site to be damaged, and another one that stays good."""
    sites.make_site(tmp_path / "good")
    return sites.make_site(tmp_path / "site")


def check(site, form="json"):
    """The output of a check in a process that is killed when it exceeds its limits."""
    around = {**os.environ, "PYTHONPATH": programs.PLUGINS, "SAMENIGHT_NOW": sites.NOW}
    command = ["-c", MEASURED, "check", "--format", form]
    done = programs.run(command, site, around, loaded=LOADED)
    said, errors = done.stdout.decode(), done.stderr.decode()
    assert done.returncode in {0, 1}, (done.returncode, errors[-2000:])
    assert "Traceback" not in errors
    spent, plain, peak = map(float, errors.rpartition("took ")[2].split())
    assert spent < TIMES * plain
    assert peak < MEGABYTES * 1024
    return said if form == "json" else errors


LOADED = (
    "samenight.commands.check",
    "samenight.checks.events",
    "samenight.print_kit.typesetting.missing_glyphs",
)
# Measures the time to read the good site in the same process, before and after; runs the program, stopped if
# it takes far too long; and reports the peak memory in kilobytes. (getrusage returns at least the memory of
# the process from which it was forked.)
MEASURED = f"""
import math, pathlib, re, resource, sys, time
from samenight.commands import main
from samenight.content.reading.content_reader import read_content

def reading(times):
    began = time.process_time()
    for _ in range(times):
        read_content(pathlib.Path("../good/content"))
    return (time.process_time() - began) / times

reading(1)  # for what is computed once per process
plain = reading(4)
began = time.process_time()
most = math.ceil(began + 2 * {TIMES} * plain)
resource.setrlimit(resource.RLIMIT_CPU, (most, most))
try:
    main()
finally:
    spent = time.process_time() - began
    plain = max(plain, reading(4))
    status = pathlib.Path("/proc/self/status")
    peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1] if status.exists() else 0
    print("took", spent, plain, peak, file=sys.stderr)
"""


def told(site):
    """Codes and files of the problems, without those of the good site."""
    problems = json.loads(check(site))["problems"]
    assert all(one["what"] and one["mend"] and one["why"] for one in problems)
    return {(one["code"], one["file"].removeprefix("content/")) for one in problems}


TEXTS = {
    "10 MB": ("file.large", event('status: "held"', "x" * 10_000_000)),
    "a header of 1 MB": ("file.large", event(f'note: "{"x" * 1_000_000}"')),
    "a header of 40 KB": ("header.size", event(f'slogan: "{"x" * 40_000}"')),
    "100,000 lines": ("file.large", event('status: "held"', "x\n" * 100_000)),
    "10,000 lines": ("body.size", event('status: "held"', "xy\n" * 10_000)),
    "25,000 brackets": ("header.depth", event("tickets: " + "[" * 25_000)),
    "25,000 braces": ("header.depth", event("tickets: " + "{a: " * 6_000)),
    "14,000 lists": ("header.depth", event("tickets:\n" + "- " * 14_000)),
    "closed brackets": ("header.depth", event("tickets: " + "[" * 15_000 + "]" * 15_000)),
    "25,000 brackets below": ("body.size", event('status: "held"', "[" * 25_000)),
    "15,000 brackets below": ("body.brackets", event('status: "held"', "[" * 15_000)),
    "many tags below": ("body.angles", event('status: "held"', "<a " * 6_000)),
    "quotes": ("header.indent", event("name: " + '"' * 30_000)),
    "one quote": ("header.quote", event('name: "' + "x" * 30_000)),
    "one quote, many lines": ("header.quote", event('name: "' + "x\n" * 10_000)),
    "Latin-1": ("file.encoding", event('name: "Fête"').encode("latin-1")),
    "UTF-16": ("file.encoding", event('name: "Fête"').encode("utf-16")),
    "UTF-16, big end first": ("file.encoding", b"\xfe\xff" + event('name: "Fête"').encode("utf-16-be")),
    "UTF-32": ("file.encoding", event('name: "Fête"').encode("utf-32")),
    "bytes at random": ("file.encoding", bytes(range(256)) * 40),
    "half a character": ("file.encoding", event('name: "Fête"').encode()[:-10] + b"\xc3"),
    "half of a pair": ("file.encoding", b'---\nname: "\xed\xa0\x80"\n---\n'),
    "half of a pair, written out": ("header.", event(r'name: "\ud800"')),
    "NUL": ("header.character", event('name: "a\0b"')),
    "NUL written out": ("value.control", event(r'name: "a\0b"')),
    "NUL below": ("body.character", event('status: "held"', "a\0b")),
    "only NUL": ("header.missing", bytes(10_000)),
    "turned": ("text.direction", event('name: "a\u202eb\u2066c"')),
    "turned below": ("text.direction", event('status: "held"', "a\u202ab")),
    "a laughing billion": ("header.anchor", event('a: &a ["x", "x"]\nb: &b [*a, *a]\nc: [*b, *b]')),
    "itself": ("header.anchor", event("a: &a\n  b: *a")),
    "an object": ("header.tag", event("name: !!python/object/apply:os.system ['true']")),
    "unknown keys": ("key.unknown", event(many('k{}: "1"\n', 2_900))),
    "unknown accounts": ("account.network", event("accounts:\n" + many("  n{}: 'x'\n", 2_400))),
    "wrong words": ("value.word", event("tickets: [" + '{sold_out: "yess"},' * 1_500 + "]")),
    "wrong currencies": ("value.currency", event("tickets: [" + '{currency: "EUX"},' * 1_500 + "]")),
    "wrong hashtags": ("hashtag.syntax", event("hashtags: [" + many('"a-{}",', 2_900) + "]")),
    "wrong links": ("link.address", event("sources: [" + many('"h{}",', 2_900) + "]")),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_texts(site, name):
    code, text = TEXTS[name]
    sites.write(site / "content", {EVENT: text if isinstance(text, bytes) else text.encode()})
    assert any(one.startswith(code) and file == EVENT for one, file in told(site))


# Long runs of what a pattern repeats, in values and in texts: quadratic patterns take minutes on them.
RUN = 28_000
VALUES = {
    "capacity": "1" + " " * RUN + "2",
    "date": "a " * (RUN // 2),
    "start": "1" + " " * RUN,
    "website": "a." * (RUN // 2),
    "charity": "a-" * (RUN // 2) + "A",
    "slogan": "{{" * (RUN // 2),
    "status_note": "[your name " * (RUN // 11),
    "date_note": "insert your " * (RUN // 12),
    "time_note": "a@" * (RUN // 2),
    "place": "a." * (RUN // 2) + "@" + "b.",
    "charity_note": "+1 " * (RUN // 3),
    "account_note": "tel " * (RUN // 4),
    "ticket_platform": "-_ " * (RUN // 3),
    "capacity_note": "_" * RUN,
    "ticket_url": "https://" + "a-" * (RUN // 2),
}
PLAIN = [
    "0" * RUN + "x",
    "0:" * (RUN // 2),
    "1_" * (RUN // 2) + "e",
    "a: b" + " " * RUN + "c",
    "0x" + "_" * RUN,
]
BODIES = [
    "{{" * 9_000,
    "{%" * 9_000,
    "[your name " * 45,
    "a@" * 9_000,
    "a." * 9_000 + "@",
    "+1 " * 6_000,
    "0 " * 9_000,
    "___ " * 4_000,
    "](" + " " * 18_000,
    "![" * 490,
    "https://" * 2_000,
    "(at) " * 3_000,
    "1-" * 9_000,
    "`" * 19_000,
    "*" * 19_000,
    "a*" * 9_000,
    "<" * 900 + "a" * 10_000,
    "&#" * 9_000,
    "|" * 19_000,
    "    " * 4_000,
    "> " * 9_000,
]


def cities(texts):
    """An event for each text, in a city of its own."""
    city = sites.GOOD["cities/auckland/city.md"]
    files = {f"cities/auckland-{n}/2011-spring.md": text for n, text in enumerate(texts)}
    return files | {f"cities/auckland-{n}/city.md": city for n in range(len(files))}


@pytest.mark.parametrize(
    "texts",
    [
        [event(f'{key}: "{value}"') for key, value in VALUES.items()],
        [event(f"name: {value}") for value in PLAIN],
        [event('status: "held"', body) for body in BODIES],
        [event('venue: {coordinates: "1' + sign * RUN + 'x"}') for sign in (" ", "1", ".", "°")]
        + [event('tickets: [{price: "' + sign * (RUN // 4) + '"}]') for sign in ("1'", "111,", "€", "a")],
    ],
    ids=["values", "without quotes", "bodies", "places and prices"],
)  # fmt: skip
def test_patterns(site, texts):
    sites.write(site / "content", cities(texts))
    check(site)


def test_hidden_signs_do_not_reach_the_terminal(site):
    sites.write(site / "content", {EVENT: event('nam\u202e: "\x1b[31m\u2066"', "\u202e\x9b")})
    said = check(site, "text")
    assert not {"\u202e", "\u2066", "\x1b", "\x9b"} & set(said)


RATES = {
    "a million cells in a line": ("rates.", "," * 120_000),
    "more than fits": ("file.large", "a,b\n" * 300_000),
    "wrong lines": ("key.missing", "currency,date,rate,source\n" + "x,y\n" * 30_000),
    "wrong currencies": ("value.currency", "currency,date,rate,source\n" + "USX,2011-01-01,1,a\n" * 6_000),
    "a quote": ("rates.line", 'currency,date,rate,source\n"' + "x" * 120_000),
    "NUL": ("value.", "currency,date,rate,source\n\0,\0,\0,\0\n"),
}


@pytest.mark.parametrize("name", RATES)
def test_rates(site, name):
    code, text = RATES[name]
    sites.write(site / "content", {"rates.csv": text.encode()})
    assert any(one.startswith(code) and file == "rates.csv" for one, file in told(site))


def test_what_is_no_file(site):
    content = site / "content"
    (content / "pages/passwd.md").symlink_to("/etc/passwd")
    (content / "pages/gone.md").symlink_to("nowhere")
    (content / "pages/loop.md").symlink_to("loop.md")
    (content / "cities/outside").symlink_to("/", target_is_directory=True)
    (content / "cities/round").symlink_to("..", target_is_directory=True)
    (content / "pages/folder.md").mkdir()
    (content / "cities/paris/2012-spring.md").mkdir()
    os.mkfifo(content / "pages/pipe.md")
    os.mkfifo(content / "rates2.csv")
    links = {"pages/passwd.md", "pages/gone.md", "pages/loop.md", "cities/outside", "cities/round"}
    others = {"pages/folder.md", "cities/paris/2012-spring.md", "pages/pipe.md", "rates2.csv"}
    found = told(site)
    assert {("file.link", name) for name in links} <= found
    assert {("file.special", name) for name in others} <= found


def test_a_socket(site, monkeypatch):
    monkeypatch.chdir(site / "content")  # the names of sockets are short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("pages/a.md")
        assert ("file.special", "pages/a.md") in told(site)


def test_a_device(site):
    with suppress(PermissionError):
        os.mknod(site / "content/pages/null.md", 0o20666, os.makedev(1, 3))
    if not (site / "content/pages/null.md").exists():
        pytest.skip("only root can make devices")
    assert ("file.special", "pages/null.md") in told(site)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is locked for root")
def test_a_file_without_read_permission(site):
    (site / "content/pages/about.md").chmod(0)
    (site / "content/cities/paris/posts").chmod(0)
    found = told(site)
    (site / "content/cities/paris/posts").chmod(0o700)
    assert {("file.unreadable", "pages/about.md"), ("file.unreadable", "cities/paris/posts")} <= found


def test_names_of_any_bytes(site):
    folder = os.fsencode(site / "content/pages")
    for name in (
        b"caf\xe9.md",
        b"\xff\xfe.md",
        b"a\nb.md",
        b"\x1b[31m.md",
        "\u202e.md".encode(),
        b"a" * 240 + b".md",
    ):
        with open(folder + b"/" + name, "wb") as file:
            file.write(b"---\ntitle: A\n---\n")
    found = told(site)
    assert len([code for code, file in found if code == "file.slug" and file.startswith("pages/")]) == 6
    assert not {"\x1b", "\u202e"} & set(check(site, "text"))


def test_folders_that_lie_deep(site):
    folder = site / "content/pages"
    for _ in range(300):
        folder /= "a"
        folder.mkdir()
    (folder / "b.md").write_text("---\n---\n")
    assert ("file.deep", "pages" + "/a" * 8) in told(site)


def test_pictures_that_are_none(site):
    files = {f"cities/paris/{n}.jpg": start + b"\xff" * 200_000 for n, start in enumerate(PICTURES)}
    sites.write(site / "content", files)
    assert not [code for code, _ in told(site) if code.startswith("privacy.")]


PICTURES = [
    b"", b"\xff\xd8", b"Exif\0\0II*\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff",
    b"eXifExif\0\0MM\0*" * 10_000,
]  # fmt: skip


def test_walking_through_the_content_does_not_block_at_a_pipe(site):
    os.mkfifo(site / "content/pages/pipe.md")
    (site / "content/pages/link.md").symlink_to("about.md")
    names = [path.name for path in content_files(site / "content")]
    assert "pipe.md" not in names
    assert {"about.md", "link.md"} <= set(names)
