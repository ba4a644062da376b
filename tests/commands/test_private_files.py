"""What commands make for the organisers alone: nobody else can read it, and git does not get it."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests import programs, sites
from tests.clones import AUTHOR
from tests.commands.test_check import run as run_as_it_is

pytest.importorskip("typst")

NAMES = "name,role\nAda Lovelace,Speaker\n"
EVENT = "cities/paris/2011-spring.md"
NETWORK, PASSWORD = "Lampes invités", "clef du comptoir"


def run(*arguments, cwd, umask=-1):
    env = {"SITEURL": "https://lanterns.example.org"}
    if umask < 0:
        return run_as_it_is(*arguments, cwd=cwd, env=env)
    around = {**os.environ, **env, "PYTHONPATH": programs.PLUGINS, "SAMENIGHT_NOW": sites.NOW}
    return programs.run(["-m", "samenight.commands", *arguments], cwd, around, umask)


def rights(path):
    return path.stat().st_mode & 0o777


def git(*words, cwd):
    env = {**os.environ, **AUTHOR}
    subprocess.run(["git", *words], cwd=cwd, env=env, check=True, capture_output=True)


@pytest.fixture
def here(site):
    """The good site with a table of names next to it."""
    (site / "names.csv").write_text(NAMES, "utf-8")
    return site


def in_git(site, ignored=""):
    git("init", "-q", cwd=site)
    (site / ".gitignore").write_text(ignored, "utf-8")
    return site


# Rights.


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_what_is_private(here, umask):
    done = run("badges", "paris", "names.csv", cwd=here, umask=umask)
    assert done.returncode == 0, done.stderr
    assert {rights(here / "private"), rights(here / "private/paris")} == {0o700}
    (made,) = (here / "private/paris").iterdir()
    assert rights(made) == 0o600


def test_a_folder_that_others_can_read_is_narrowed(here):
    for folder in ("private", "private/paris"):
        (here / folder).mkdir()
        (here / folder).chmod(0o755)
    old = here / "private/paris/badges-avery-l4785-names.pdf"
    old.write_bytes(b"older")
    old.chmod(0o644)
    assert run("badges", "paris", "names.csv", cwd=here).returncode == 0
    assert [rights(here / name) for name in ("private", "private/paris")] == [0o700, 0o700]
    assert rights(old) == 0o600
    assert old.read_bytes() != b"older"


def test_the_rights_of_a_folder_of_ones_own_stay_and_those_of_a_new_one_are_narrow(here):
    (here / "drawer").mkdir(mode=0o755)
    (here / "drawer").chmod(0o755)
    for folder in ("drawer", "box/inner"):
        assert run("badges", "paris", "names.csv", "--output", folder, cwd=here).returncode == 0
    assert [rights(here / name) for name in ("drawer", "box", "box/inner")] == [0o755, 0o700, 0o700]
    assert {rights(path) for path in here.glob("drawer/*.pdf")} == {0o600}


# Tables that git shares.


def test_a_table_that_git_has_is_reported_with_the_way_out(here):
    git("add", "names.csv", cwd=in_git(here))
    done = run("badges", "paris", "names.csv", cwd=here)
    assert done.returncode == 0
    assert "names.csv is in git" in done.stderr
    assert "git rm --cached names.csv" in done.stderr
    checked = run("check", cwd=here)
    assert checked.returncode == 0
    assert "names.csv  warning git.table" in checked.stderr


def test_a_table_that_git_does_not_ignore_is_reported(here):
    in_git(here)
    assert "write names.csv into .gitignore" in run("badges", "paris", "names.csv", cwd=here).stderr
    checked = run("check", cwd=here)
    assert "names.csv  warning git.unignored" in checked.stderr
    assert "/names.csv into .gitignore" in " ".join(checked.stderr.split())


@pytest.mark.parametrize("ignored", ["/*.csv\n", "names.csv\n"])
def test_a_table_that_is_ignored_is_not_reported(here, ignored):
    in_git(here, ignored)
    assert run("badges", "paris", "names.csv", cwd=here).stderr == ""
    assert "git." not in run("check", cwd=here).stderr


def test_without_git_nothing_is_reported(here):
    assert run("badges", "paris", "names.csv", cwd=here).stderr == ""
    assert "git." not in run("check", cwd=here).stderr


@pytest.mark.parametrize(
    ("name", "content", "reported"),
    [
        ("gäste.csv", b"Pr\xc3\xa9nom;Nom;Courriel\n", True),
        ("sales.csv", "E-mail\tTicket\n".encode("utf-16"), True),
        ("guests.xlsx", b"PK\x03\x04", True),
        ("team.vcf", b"BEGIN:VCARD\n", True),
        ("rates.csv", b"currency,date,rate,source\n", False),
        ("renamed.csv", b"filename,renamed\n", False),
        ("empty.csv", b"", False),
        ("names.txt", NAMES.encode(), False),
        ("docs/names.csv", NAMES.encode(), False),
    ],
)
def test_only_tables_of_people_beside_the_content_are_reported(site, name, content, reported):
    sites.write(site, {name: content})
    in_git(site)
    text = run("check", cwd=site).stderr
    assert (f"{name}  warning git.unignored" in text) is reported
    assert ("git." in text) is reported


def test_private_files_that_git_has_are_reported(here):
    in_git(here, "/*.csv\n")
    assert run("badges", "paris", "names.csv", cwd=here).returncode == 0
    assert "git." not in run("check", cwd=here).stderr
    git("add", "-f", "private", cwd=here)
    text = run("check", cwd=here).stderr
    assert "private/paris/badges-avery-l4785-names.pdf  warning git.private" in text
    # it is not committed yet, so no earlier version has it
    assert "If it was ever committed, tell a coordinator" in " ".join(text.split())
    assert "private/.gitignore" not in text


def test_our_own_gitignore_has_tables_and_private_files(tmp_path):
    ignored = (sites.REPOSITORY / ".gitignore").read_text("utf-8")
    in_git(tmp_path, ignored)
    for name in ("names.csv", "Guests.xlsx", "sales.ods", "private/paris/x.pdf"):
        sites.write(tmp_path, {name: b"x"})
    sites.write(tmp_path, {"content/rates.csv": b"x"})
    listed = subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=tmp_path, capture_output=True,
                            text=True, check=True)  # fmt: skip
    assert listed.stdout.split() == ["??", ".gitignore", "??", "content/rates.csv"]


# The Wi-Fi.


@pytest.fixture
def with_wifi(site):
    event = sites.GOOD[EVENT].replace(
        'venue: {name: "Le Comptoir", address: "1 rue des Lampes, 75011 Paris"}',
        f'venue: {{name: "Le Comptoir", wifi: {{network: "{NETWORK}", password: "{PASSWORD}"}}}}',
    )
    sites.write(site / "content", {EVENT: event})
    return site


def test_the_wifi_kit_is_made_for_the_tables_alone(with_wifi):
    reader, pdfium = pytest.importorskip("zxingcpp"), pytest.importorskip("pypdfium2")
    done = run("wifi-kit", "paris", cwd=with_wifi)
    assert (done.returncode, done.stderr) == (0, "")
    folder = with_wifi / "private/paris"
    names = ["qr-wifi.pdf", "qr-wifi.png", "qr-wifi.svg", "table-tent-a4-press.pdf", "table-tent-a4.pdf"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert sorted(done.stdout.splitlines()) == [f"Made private/paris/{name}" for name in names]
    assert {rights(path) for path in folder.iterdir()} == {0o600}
    with pdfium.PdfDocument(folder / "table-tent-a4.pdf") as document:
        text = document[0].get_textpage().get_text_bounded()
        codes = reader.read_barcodes(document[0].render(scale=3, grayscale=True).to_pil())
    assert PASSWORD in text.replace("\u00a0", " ")
    assert f"WIFI:T:WPA;S:{NETWORK};P:{PASSWORD};;" in {code.bytes.decode() for code in codes}


def test_the_paper_of_the_wifi_kit_is_that_of_the_settings(with_wifi):
    city = sites.GOOD["cities/paris/city.md"].replace('languages: ["fr", "en"]', 'print: {paper: "letter"}')
    sites.write(with_wifi / "content", {"cities/paris/city.md": city})
    assert run("wifi-kit", "paris", cwd=with_wifi).returncode == 0
    tents = sorted(path.name for path in (with_wifi / "private/paris").glob("table-tent*"))
    assert tents == ["table-tent-letter-press.pdf", "table-tent-letter.pdf"]


def test_without_a_wifi_the_command_says_where_to_write_it(site):
    done = run("wifi-kit", "paris", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert "has no Wi-Fi. Write it under venue: wifi: {network: " in done.stderr
    assert not (site / "private").exists()


@pytest.mark.parametrize("folder", ["output", "content/cities/paris", "theme"])
def test_the_wifi_kit_does_not_go_where_everybody_can_read_it(with_wifi, folder):
    done = run("wifi-kit", "paris", "--output", folder, cwd=with_wifi)
    assert done.returncode == 2
    assert "which is published" in done.stderr
    assert list(with_wifi.rglob("*.pdf")) == []
