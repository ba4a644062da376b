"""`samenight badges` and `samenight raffle-tickets` as people run them."""

from __future__ import annotations

import re

import pytest
from samenight.commands.badges import BADGE_STOCKS
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.label_stocks import STOCKS

from tests import sites
from tests.commands.test_check import run as run_as_it_is

NAMES = "name,role,handle\nAda Lovelace,Speaker,@ada\nLi,,\n"
FR = {"LANGUAGE": "fr", "LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}
ADDRESS = {"SITEURL": "https://lanterns.example.org"}
typst = pytest.importorskip("typst")


def run(*arguments, cwd, env=None):
    """Run the program for a site whose address is known."""
    return run_as_it_is(*arguments, cwd=cwd, env={**ADDRESS, **(env or {})})


@pytest.fixture
def here(site):
    """The good site with a table of names next to it."""
    (site / "names.csv").write_text(NAMES, "utf-8")
    return site


def pages(path):
    return len(re.findall(rb"<</Type/Page/", path.read_bytes()))


def made(site):
    return sorted(path.relative_to(site).as_posix() for path in (site / "private").rglob("*.pdf"))


def test_badges_from_a_table(here):
    done = run("badges", "paris", "names.csv", cwd=here)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "Made private/paris/badges-avery-l4785-names.pdf\n2 badges on 1 sheet of Avery"
    )
    assert made(here) == ["private/paris/badges-avery-l4785-names.pdf"]
    assert (here / "private/.gitignore").read_text("utf-8").endswith("*\n")


def test_the_folder_the_stock_and_the_language_can_be_chosen(here):
    done = run("badges", "paris", "names.csv", "--stock", "durable-1445", "--both-sides", "--start-at", "10",
               "--output", "drawer", "--lang", "fr", cwd=here)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "sur 2 planches" in done.stdout
    assert pages(here / "drawer/badges-durable-1445-names.pdf") == 4


def test_a_test_sheet_needs_no_table(here):
    done = run("badges", "paris", "--test-sheet", "--nudge-x", "1", cwd=here)
    assert done.returncode == 0
    assert made(here) == ["private/paris/badges-avery-l4785-test.pdf"]


def test_mistakes_in_the_table_are_reported_with_their_lines_and_nothing_is_made(here):
    (here / "names.csv").write_text("name,role\n,Speaker\nAda,\nAda,\n,DJ\n☃,\n", "utf-8")
    done = run("badges", "paris", "names.csv", cwd=here)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: names.csv:2: There is no name in this line.\n"
        "names.csv:5: There is no name in this line.\n"
        "Nothing was made.\n"
    )
    assert not (here / "private").exists()


def test_letters_that_no_font_has_are_reported(here):
    (here / "names.csv").write_text("name,role\nAda,\nLi 𐤌,\n", "utf-8")
    done = run("badges", "paris", "names.csv", cwd=here)
    assert done.returncode == 1
    assert "names.csv:3: Li 𐤌: no font has 𐤌." in done.stderr


def test_pictures_in_names_do_not_prevent_a_badge(here):
    (here / "names.csv").write_text("name,role\nLi 🎉,\n", "utf-8")
    assert run("badges", "paris", "names.csv", cwd=here).returncode == 0


def test_the_same_badge_twice_is_made_and_reported(here):
    (here / "names.csv").write_text("name\nAda\nAda\n", "utf-8")
    done = run("badges", "paris", "names.csv", cwd=here)
    assert (done.returncode, done.stderr) == (
        0, "names.csv:3: Ada is also in line 2, and gets two badges.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    "folder", ["output", "output/x", "content/cities", "theme", "public", "drawer/../content"]
)
def test_badges_do_not_go_where_everybody_can_read_them(here, folder):
    done = run("badges", "paris", "names.csv", "--output", folder, cwd=here)
    assert done.returncode == 2
    assert "which is published" in done.stderr
    assert list(here.rglob("*.pdf")) == []


def test_a_table_in_the_content_is_refused_by_all(here):
    for name in ("content/cities/paris/names.csv", "content/extra/names.csv"):
        sites.write(here, {name: NAMES})
        done = run("badges", "paris", name, cwd=here)
        assert (done.returncode, "which is published" in done.stderr) == (2, True)
        checked = run("check", cwd=here)
        assert checked.returncode == 1
        assert f"{name}  problem file.table" in checked.stderr
        assert 'in its folder "private"' in " ".join(checked.stderr.split())
        sites.write(here, {name: None})


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["pari", "names.csv"], 2, "Did you mean paris?"),
        (["rome", "names.csv"], 2, "There is no city rome."),
        (["paris"], 2, "Name the table: .venv/bin/samenight badges paris names.csv"),
        (["paris", "none.csv"], 2, "none.csv cannot be read. No such file or directory."),
        (["paris", "names.csv", "--start-at", "11"], 2, "10 labels"),
        (["paris", "names.csv", "--nudge-x", "nan"], 2, "--nudge-x"),
        (["paris", "names.csv", "--theme", "elsewhere"], 2, "Name the theme with --theme."),
        (["paris", "names.csv", "--output", "names.csv"], 1, "was not made. A folder is needed"),
    ],
)
def test_wrong_use_is_reported(here, arguments, status, message):
    done = run("badges", *arguments, cwd=here)
    assert (done.returncode, done.stdout) == (status, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_without_typst_it_says_how_to_get_it(here, tmp_path):
    hidden = (
        "import importlib.util as u; real = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'typst' else real(name, *more)\n"
    )
    (tmp_path / "sitecustomize.py").write_text(hidden, "utf-8")
    path = f"{tmp_path}:{sites.REPOSITORY / 'plugins'}"
    done = run("badges", "paris", "names.csv", cwd=here, env={"PYTHONPATH": path})
    assert done.returncode == 1
    assert ".venv/bin/python -m pip install -r requirements.txt" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_every_stock_with_a_sheet_can_be_chosen():
    assert set(BADGE_STOCKS) == {name for name, stock in STOCKS.items() if not stock.round}
    assert {f"badges-{name}" for name in BADGE_STOCKS} <= set(PIECES)


# Raffle tickets.


def test_raffle_tickets(here):
    done = run("raffle-tickets", "paris", "--from", "1", "--to", "25", cwd=here)
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == [
        "Made private/paris/raffle-tickets-a4-01-25.pdf", "25 tickets, 01-3 to 25-5, 10 on a sheet."
    ]  # fmt: skip
    assert "has no raffle" in done.stderr
    assert pages(here / made(here)[0]) == 3


def test_many_tickets_make_several_files(here):
    done = run("raffle-tickets", "paris", "--to", "2001", "--paper", "letter", cwd=here)
    assert done.returncode == 0
    parts = ["0001-1000", "1001-2000", "2001-2001"]
    assert made(here) == [f"private/paris/raffle-tickets-letter-{part}.pdf" for part in parts]
    assert [pages(here / path) for path in made(here)] == [100, 100, 1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "5", "--to", "4"], "--from 5 is above --to 4."),
        (["--from", "0", "--to", "4"], "Numbers go from 1"),
        (["--to", "100001"], "The limit is 100000 tickets at once."),
        ([], "Add --to"),
        (["--to", "5", "--output", "output"], "which is published"),
    ],
)
def test_impossible_runs_are_reported(here, arguments, message):
    done = run("raffle-tickets", "paris", *arguments, cwd=here)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("number", "status", "message"),
    [
        ("0042-7", 0, "0042-7 is well-formed: ticket 42."),
        ("00427", 0, "00427 is well-formed: ticket 42."),
        ("00247", 1, "is not on any ticket"),
        ("4x7", 2, "is not a ticket number"),
    ],
)
def test_a_number_can_be_checked(here, number, status, message):
    done = run("raffle-tickets", "paris", "--check", number, cwd=here)
    assert done.returncode == status
    assert message in done.stdout + done.stderr


def test_the_help_has_an_example(here):
    for command, example in (("badges", "badges lodz names.csv"), ("raffle-tickets", "raffle-tickets lodz")):
        assert f"  .venv/bin/samenight {example}" in run(command, "--help", cwd=here).stdout


# Where their codes lead.

PRINTS = (["badges", "paris", "names.csv"], ["raffle-tickets", "paris", "--to", "20"])
each_print = pytest.mark.parametrize("command", PRINTS, ids=lambda command: command[0])


@each_print
def test_codes_that_would_lead_nowhere_are_refused(here, command):
    done = run(*command, cwd=here, env={"SITEURL": ""})
    assert (done.returncode, done.stdout) == (1, "")
    assert "https://samenight.example/paris/, which is only a placeholder" in done.stderr
    assert "--site-url https://your.festival" in done.stderr
    assert made(here) == []
    french = run(*command, "--lang", "fr", cwd=here, env={"SITEURL": "https://autre.example"})
    assert french.returncode == 1
    assert "mèneraient à https://autre.example/paris/, qui n’est l’adresse de personne" in french.stderr


@each_print
def test_the_option_goes_before_the_variable_and_the_variable_before_the_setting(here, command):
    ours = ["--site-url", "https://lanterns.example.org"]
    assert run(*command, *ours, cwd=here, env={"SITEURL": "https://a.example"}).returncode == 0
    assert made(here) != []
    done = run(*command, "--site-url", "https://b.example", cwd=here)
    assert (done.returncode, "https://b.example/paris/" in done.stderr) == (1, True)


@each_print
def test_the_setting_counts_if_nothing_else_is_given(here, command):
    sites.plugin(here, 'SITEURL = "https://lanterns.example.org"')
    assert run(*command, cwd=here, env={"SITEURL": ""}).returncode == 0


@each_print
def test_an_invalid_address_is_wrong_use(here, command):
    done = run(*command, "--site-url", "lanterns", cwd=here)
    assert (done.returncode, done.stdout) == (2, "")
    assert 'SITEURL = "lanterns" is not an address.' in done.stderr


def test_pieces_without_codes_need_no_address(here):
    assert run("badges", "paris", "--test-sheet", cwd=here, env={"SITEURL": ""}).returncode == 0
    assert run("raffle-tickets", "paris", "--check", "0042-7", cwd=here, env={"SITEURL": ""}).returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        ["badges", "paris", "names.csv"],
        ["raffle-tickets", "paris", "--to", "20"],
        ["raffle-tickets", "paris", "--to", "41"],  # five piles, made by other processes
    ],
    ids=lambda command: " ".join(command[::3]),
)
def test_codes_that_cannot_be_read_are_not_printed(here, command):
    pytest.importorskip("zxingcpp")
    (here / "names.csv").write_text("name\nAda\n", "utf-8")
    common = sites.own_theme(here) / "print" / "common.typ"
    hidden = common.read_text("utf-8").replace("curve(fill: black, fill-rule", "curve(fill: paper, fill-rule")
    common.write_text(hidden, "utf-8")
    sites.plugin(here, "import samenight.commands.raffle_tickets as made\nmade.SHEETS_OF_A_PILE = 1")
    done = run(*command, "--lang", "en", cwd=here)
    assert done.returncode == 1
    assert "Codes with https://lanterns.example.org/paris/ that can be read: 0 of" in done.stderr
    assert "Traceback" not in done.stderr
    assert made(here) == []
