"""`samenight new-city`, `new-event`, `new-edition` as people run them: in a terminal and without one."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import samenight
from samenight.commands import new_file_writer

from tests import programs, sites

HOUSE = Path(samenight.__file__).parent
AUTUMN = """
    ---
    name: "Autumn 2011"
    date: "2011-09-24"
    charity: "clean-wells"
    currency: "USD"
    ---
    """


@pytest.fixture
def festival(tmp_path):
    """The good site with an edition that is coming."""
    return sites.make_site(tmp_path / "site", {"editions/2011-autumn.md": AUTUMN})


def around(**more):
    now = "2011-05-01T12:00:00Z"
    return {**os.environ, "PYTHONPATH": programs.PLUGINS, "SAMENIGHT_NOW": now,
            "LC_ALL": "C.UTF-8", "LANGUAGE": "", "NO_COLOR": "1", "TERM": "dumb", **more}  # fmt: skip


def run(*arguments, cwd, **more):
    """Run the program without a user to answer; the finished process."""
    return programs.samenight(arguments, cwd, around(**more))


def talk(answers, *arguments, cwd):
    """Run the program in a terminal and answer its questions; exit status and everything printed."""
    ours, theirs = pty.openpty()
    command = ["-m", "samenight.commands", *arguments]
    process = programs.start(command, cwd, around(), (theirs, theirs, theirs))
    os.close(theirs)
    seen, left = b"", list(answers)
    while select.select([ours], [], [], programs.HANGING)[0]:
        try:
            more = os.read(ours, 4096)
        except OSError:  # the terminal is closed at the program's end
            break
        seen += more
        if not more:
            break
        if left and re.search(rb"Number \[1\]: $", seen):
            os.write(ours, f"{left.pop(0)}\n".encode())
            seen += b"<answered>"
    os.close(ours)
    return process.wait(programs.HANGING), seen.decode().replace("\r\n", "\n")


def made(festival, name):
    return (festival / "content" / name).read_text("utf-8")


def new_files(festival, before):
    return sorted(set(sites.tree(festival / "content")) - set(before))


# -- a city ------------------------------------------------------------------------------------


def test_a_city_and_its_first_event(festival):
    before = sites.tree(festival / "content")
    done = run("new-city", "Łódź", "--country", "PL", cwd=festival)
    assert (done.returncode, done.stderr) == (0, "")
    assert new_files(festival, before) == ["cities/lodz/2011-autumn.md", "cities/lodz/city.md"]
    assert made(festival, "cities/lodz/city.md") == (
        '---\nname: "Łódź"\ncountry: "PL"\ntimezone: "Europe/Warsaw"\ncoordinates: "51.7706, 19.4739"\n'
        'languages:\n  - "pl"\nhashtags:\n  - "LanternNightLodz"\n---\n'
    )
    event = made(festival, "cities/lodz/2011-autumn.md")
    assert 'currency: "PLN"' in event
    assert "date" not in event
    assert "Łódź, Poland: Europe/Warsaw, 51.7706, 19.4739, pl, PLN, #LanternNightLodz" in done.stdout
    for number, line in enumerate(event.splitlines(), 1):
        listed = re.search(rf"2011-autumn\.md:{number} +\S+ +(.*)", done.stdout)
        assert bool(listed) == ("___" in line), line
        assert not listed or f'"___ {listed[1]}"' in line
    assert done.stdout.endswith("Then: .venv/bin/samenight check content/cities/lodz\n")


def test_what_was_made_is_right_and_in_the_standard_style(festival):
    assert run("new-city", "Łódź", "--country", "PL", cwd=festival).returncode == 0
    checked = run("check", "content/cities/lodz", cwd=festival)
    assert (checked.returncode, checked.stderr) == (0, "")
    files = ["content/cities/lodz/city.md", "content/cities/lodz/2011-autumn.md"]
    assert run("fmt", "--check", *files, cwd=festival).returncode == 0


def test_once_it_is_confirmed_the_check_names_each_blank(festival):
    run("new-city", "Łódź", "--country", "PL", cwd=festival)
    event = made(festival, "cities/lodz/2011-autumn.md")
    blanks = event.count("___")
    confirmed = event.replace("planned", "confirmed").encode()
    sites.write(festival / "content", {"cities/lodz/2011-autumn.md": confirmed})
    checked = run("check", "content/cities/lodz", cwd=festival)
    assert checked.returncode == 1
    assert checked.stderr.count("blank.left") == blanks


@pytest.mark.parametrize("country", ["pl", "Poland", "POLSKA", "Pologne"])
def test_countries_may_be_named(festival, country):
    assert run("new-city", "Łódź", "--country", country, cwd=festival).returncode == 0
    assert 'country: "PL"' in made(festival, "cities/lodz/city.md")


def test_others_of_one_name_in_one_region_are_distinguished(festival):
    done = run("new-city", "San José", "--country", "CR", cwd=festival)
    assert done.stderr.startswith("Chosen: San José, Costa Rica. Others of that name: San José, Costa Rica (")


def test_no_country_is_needed_if_one_place_is_clearly_meant(festival):
    assert run("new-city", "Łódź", cwd=festival).returncode == 0
    done = run("new-city", "London", cwd=festival)
    assert done.returncode == 0
    assert done.stderr.startswith(
        "Chosen: London, England, United Kingdom. Others of that name: London, Ontario"
    )
    assert 'country: "GB"' in made(festival, "cities/london/city.md")


def test_in_french(festival):
    done = run("new-city", "Łódź", "--country", "PL", "--lang", "fr", cwd=festival)
    assert '"___ le nom sur la porte"' in made(festival, "cities/lodz/2011-autumn.md")
    assert "Pologne" in done.stdout
    assert (
        run("new-city", "Łódź", cwd=festival, LC_ALL="fr_FR.UTF-8", LANGUAGE="fr").stderr.count(
            "a déjà un dossier"
        )
        == 1
    )


def test_several_places_are_listed_if_no_user_can_be_asked(festival):
    before = sites.tree(festival)
    done = run("new-city", "Springfield", "--country", "US", cwd=festival)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Springfield, Illinois, United States (114,394 people, " in done.stderr
    assert re.search(r'--region ".+" or --near \S+\n$', done.stderr)
    assert sites.tree(festival) == before


def test_places_in_several_countries_are_distinguished_by_country(festival):
    done = run("new-city", "Hamilton", cwd=festival)
    assert done.returncode == 2
    assert "Hamilton, New Zealand (" in done.stderr
    assert re.search(r"as in: --country [A-Z]{2} or --near \S+\n$", done.stderr)


@pytest.mark.parametrize("way", [("--region", "Illinois"), ("--region", "IL"), ("--near", "39.8,-89.6")])
def test_and_chosen_by_region_or_point(festival, way):
    assert run("new-city", "Springfield", "--country", "US", *way, cwd=festival).returncode == 0
    assert 'region: "Illinois"' in made(festival, "cities/springfield/city.md")


def test_in_a_terminal_the_user_chooses(festival):
    status, seen = talk(["9", "3"], "new-city", "Springfield", "--country", "US", cwd=festival)
    assert status == 0, seen
    assert "  3  Springfield, Illinois, United States (114,394 people, " in seen
    assert 'region: "Illinois"' in made(festival, "cities/springfield/city.md")


def test_in_a_terminal_the_user_is_asked_for_the_spelling(festival):
    status, seen = talk(["1"], "new-city", "Lodz", "--country", "PL", cwd=festival)
    assert status == 0, seen
    assert "How do its residents write it?" in seen
    assert 'name: "Łódź"' in made(festival, "cities/lodz/city.md")


def test_without_one_the_spelling_stays_with_a_warning_or_without(festival, tmp_path):
    done = run("new-city", "Lodz", "--country", "PL", cwd=festival)
    assert done.returncode == 0
    assert "The usual spelling is Łódź." in done.stderr
    assert 'name: "Lodz"' in made(festival, "cities/lodz/city.md")
    other = sites.make_site(tmp_path / "other", {"editions/2011-autumn.md": AUTUMN})
    assert run("new-city", "Lodz", "--country", "PL", "--name", "Lodz", cwd=other).stderr == ""


def test_giving_up_makes_nothing(festival):
    before = sites.tree(festival)
    status, _ = talk(["\x04"], "new-city", "Lodz", "--country", "PL", cwd=festival)
    assert status == 1
    assert sites.tree(festival) == before


def test_the_same_name_in_another_country_is_no_obstacle(festival):
    done = run("new-city", "Paris", "--country", "US", cwd=festival)
    assert done.returncode == 1
    assert done.stderr == 'Error: The address "paris" is taken. This one is free: --slug paris-tx\n'
    assert run("new-city", "Paris", "--country", "US", "--slug", "paris-tx", cwd=festival).returncode == 0
    assert run("check", "content/cities/paris-tx", cwd=festival).returncode == 0


def test_in_a_terminal_the_user_chooses_the_address(festival):
    status, seen = talk(["1"], "new-city", "Paris", "--country", "US", cwd=festival)
    assert status == 0, seen
    assert made(festival, "cities/paris-tx/city.md")


def test_a_hashtag_that_another_city_has_is_a_blank(festival):
    tagged = 'hashtags: ["LanternNightLODZ"]\n        timezone'
    auckland = sites.GOOD["cities/auckland/city.md"].replace("timezone", tagged)
    sites.write(festival / "content", {"cities/auckland/city.md": auckland})
    done = run("new-city", "Łódź", "--country", "PL", cwd=festival)
    assert '- "___ not LanternNightLodz: auckland has it"' in made(festival, "cities/lodz/city.md")
    assert "city.md:9 " in done.stdout
    assert run("check", "content/cities/lodz", cwd=festival).returncode == 0


@pytest.mark.parametrize("name", ["Paris", "paris", "Parigi"])
def test_a_city_that_is_there_is_named_whatever_its_spelling(festival, name):
    before = sites.tree(festival)
    done = run("new-city", name, "--country", "FR", cwd=festival)
    assert done.returncode == 1
    assert "Paris has a folder already: content/cities/paris." in done.stderr
    assert sites.tree(festival) == before


def test_a_small_town(festival):
    done = run("new-city", "Kotlice Dolne", "--country", "PL", cwd=festival)
    assert done.returncode == 0
    assert "The gazetteer has no town of 15,000 people or more called Kotlice Dolne in Poland." in done.stderr
    assert "coordinates" not in made(festival, "cities/kotlice-dolne/city.md")
    assert 'coordinates: "51.77, 19.46"' in done.stdout
    assert run("check", "content/cities/kotlice-dolne", cwd=festival).returncode == 0


def test_a_small_town_in_a_country_of_many_zones(festival):
    def small(*more):
        return run("new-city", "Nowheresville", "--country", "US", *more, cwd=festival)

    done = small()
    assert done.returncode == 2
    assert "--timezone with one of: " in done.stderr
    assert "America/Chicago" in done.stderr
    assert small("--timezone", "America/Chicgo").stderr.endswith("Did you mean America/Chicago?\n")
    done = small("--coordinates", "-91,0")
    assert done.returncode == 2
    done = small("--coordinates", "39.9,-89.5")
    assert done.returncode == 0, done.stderr
    city = made(festival, "cities/nowheresville/city.md")
    assert 'timezone: "America/Chicago"' in city
    assert 'coordinates: "39.9, -89.5"' in city


@pytest.mark.parametrize(
    ("name", "more", "file", "written"),
    [("東京", (), "tokyo", '"東京"'), ("القاهرة", (), "cairo", '"القاهرة"'), ("मुंबई", (), "mumbai", '"मुंबई"'),
     ("Αθήνα", (), "athena", '"Αθήνα"'), ("O'Fallon", ("--region", "Missouri"), "o-fallon", '"O\'Fallon"'),
     ('A "b" \\ $(c) `d`', ("--country", "PL"), "a-b-c-d", '"A \\"b\\" \\\\ $(c) `d`"'),
     ("小さな町", ("--country", "JP", "--slug", "chiisana"), "chiisana", '"小さな町"')],
)  # fmt: skip
def test_names_of_all_scripts_and_signs(festival, name, more, file, written):
    done = run("new-city", name, *more, cwd=festival)
    assert done.returncode == 0, done.stderr
    assert f"name: {written}\n" in made(festival, f"cities/{file}/city.md")
    checked = run("check", f"content/cities/{file}", cwd=festival)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("小さな町", "--country", "JP"), "Add --slug"),
        (("🎉", "--country", "PL"), "Add --slug"),
        (("a\u202eb", "--country", "PL"), "<U+202E>"),
        (("  ", "--country", "PL"), "Give the name of the city"),
        (("___ x", "--country", "PL"), "Give the name of the city"),
        (("Łódź", "--country", "Polnd"), "Did you mean Poland?"),
        (("Nowheresville",), "--country PL"),
        (("Łódź", "--slug", "Łódź"), "cannot be part of an address"),
        (("Łódź", "--edition", "2011-autum"), "Did you mean 2011-autumn?"),
        (("Łódź", "--near", "x"), "39.8,-89.6"),
        (("Springfield", "--country", "US", "--region", "Utah"), "There is no Springfield there, only:"),
        ((), "Missing argument"),
    ],
)
def test_wrong_use(festival, arguments, message):
    before = sites.tree(festival)
    done = run("new-city", *arguments, cwd=festival)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sites.tree(festival) == before


@pytest.mark.parametrize(
    "arguments",
    [("--slug", "theme"), ("--slug", "about"), ("--languages", "xx"), ("--country", "PL", "--name", "Test")],
)
def test_what_would_be_wrong_is_not_made(festival, arguments):
    before = sites.tree(festival)
    done = run("new-city", "Łódź", *arguments, cwd=festival)
    assert done.returncode == 1
    assert sites.tree(festival) == before


def test_without_a_festival(tmp_path):
    (tmp_path / "content").mkdir()
    done = run("new-city", "Łódź", cwd=tmp_path)
    assert done.returncode == 1
    assert "content/festival.md is missing" in done.stderr


def test_without_a_coming_edition_only_the_city_is_made(site):
    before = sites.tree(site / "content")
    done = run("new-city", "Łódź", cwd=site)
    assert done.returncode == 0
    assert ".venv/bin/samenight new-edition 2012-global" in done.stderr
    assert new_files(site, before) == ["cities/lodz/city.md"]


def test_dry_run_shows_what_would_be_made(festival):
    before = sites.tree(festival)
    done = run("new-city", "Łódź", "--dry-run", cwd=festival)
    assert done.returncode == 0
    assert sites.tree(festival) == before
    run("new-city", "Łódź", cwd=festival)
    for name in ("city.md", "2011-autumn.md"):
        assert (
            f"Would make content/cities/lodz/{name}:\n{made(festival, f'cities/lodz/{name}')}" in done.stdout
        )


def test_a_typing_mistake(festival):
    done = run("new-city", "Wroclav Maly", "--country", "PL", "--dry-run", cwd=festival)
    assert "If you mean" not in done.stderr
    status, seen = talk(["2"], "new-city", "Bydgosz", "--country", "PL", cwd=festival)
    assert status == 0, seen
    assert 'name: "Bydgoszcz"' in made(festival, "cities/bydgoszcz/city.md")
    assert 'coordinates: "53.1' in made(festival, "cities/bydgoszcz/city.md")


# -- all or none -------------------------------------------------------------------------------


def test_nothing_is_ever_overwritten_and_all_is_made_or_nothing(festival):
    sites.write(festival / "content", {"cities/lodz/2011-autumn.md": b"mine"})
    before = sites.tree(festival)
    done = run("new-city", "Łódź", cwd=festival)
    assert done.returncode == 1
    assert done.stderr == "Error: content/cities/lodz/2011-autumn.md exists already. Nothing was made.\n"
    assert run("new-city", "Łódź", "--dry-run", cwd=festival).returncode == 1
    assert sites.tree(festival) == before


def test_what_was_made_is_deleted_if_the_rest_fails(tmp_path, monkeypatch):
    calls = []

    def link(source, target):
        calls.append(target)
        if len(calls) == 3:
            raise FileExistsError(target)  # somebody was quicker
        shutil.copy(source, target)

    monkeypatch.setattr(new_file_writer.os, "link", link)
    (tmp_path / "cities").mkdir()
    with pytest.raises(new_file_writer.InTheWayError):
        new_file_writer.write_new_files(
            tmp_path, {"cities/a/city.md": "1", "cities/a/e.md": "2", "editions/e.md": "3"}
        )
    assert [path.name for path in tmp_path.rglob("*")] == ["cities"]


def test_on_a_disk_without_links(tmp_path, monkeypatch):
    def link(_source, _target):
        raise PermissionError

    monkeypatch.setattr(new_file_writer.os, "link", link)
    new_file_writer.write_new_files(tmp_path, {"cities/a/city.md": "1"})
    assert sites.tree(tmp_path) == {"cities/a/city.md": b"1"}
    with pytest.raises(new_file_writer.InTheWayError):
        new_file_writer.write_new_files(tmp_path, {"cities/a/city.md": "2"})


def test_a_link_in_the_way_is_not_followed(festival, tmp_path):
    (festival / "content/cities/lodz").mkdir()
    (festival / "content/cities/lodz/city.md").symlink_to(tmp_path / "elsewhere")
    assert run("new-city", "Łódź", cwd=festival).returncode == 1
    assert not (tmp_path / "elsewhere").exists()


# -- the next event --------------------------------------------------------------------------


def test_the_next_event_of_a_city(festival):
    people = 'sponsors: ["Bakery"]\n        team: [{name: "Ada", role: "Press"}]\n        programme:'
    event = sites.GOOD["cities/paris/2011-spring.md"].replace("programme:", people)
    sites.write(festival / "content", {"cities/paris/2011-spring.md": event})
    done = run("new-event", "paris", "2011-autumn", cwd=festival)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Last time's sponsors, whom you may ask again: Bakery." in done.stdout
    text = made(festival, "cities/paris/2011-autumn.md")
    assert 'name: "___ again? Le Comptoir"' in text
    assert 'name: "Ada"' in text
    assert "Choir" not in text
    assert "2011-03-24" not in text
    assert run("check", "content/cities/paris/2011-autumn.md", cwd=festival).returncode == 0
    assert run("fmt", "--check", "content/cities/paris/2011-autumn.md", cwd=festival).returncode == 0
    again = run("new-event", "Paris", "2011-autumn", cwd=festival)
    assert again.returncode == 1
    assert "content/cities/paris/2011-autumn.md exists already." in again.stderr


def test_one_more_event_in_the_same_edition(festival):
    assert run("new-event", "paris", "2011-autumn", cwd=festival).returncode == 0
    again = run("new-event", "paris", "2011-autumn", cwd=festival)
    assert "For one more event in the same edition:" in again.stdout
    done = run("new-event", "paris", "2011-autumn", "--file", "brunch", cwd=festival)
    assert (done.returncode, done.stderr) == (0, "")
    assert made(festival, "cities/paris/brunch.md").startswith('---\nedition: "2011-autumn"\n')
    assert run("check", "content/cities/paris", cwd=festival).returncode == 0


@pytest.mark.parametrize(
    ("file", "message"), [("tonight", "tonight is an address of the site"), ("Big Brunch", "big-brunch.")]
)
def test_a_name_for_one_more_event_must_fit(festival, file, message):
    done = run("new-event", "paris", "2011-autumn", "--file", file, cwd=festival)
    assert done.returncode == 2
    assert message in done.stderr


def test_after_a_plan_the_event_before_it_counts(festival):
    run("new-event", "paris", "2011-autumn", cwd=festival)
    run("new-edition", "2012", cwd=festival)
    run("new-event", "paris", "2012", cwd=festival)
    assert "___ again? Le Comptoir" in made(festival, "cities/paris/2012.md")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("pariss", "2011-autumn"), "Did you mean paris?"),
     (("zzz", "2011-autumn"), ".venv/bin/samenight new-city zzz"),
     (("paris", "2040"), ".venv/bin/samenight new-edition 2040"), (("paris",), "Missing argument")],
)  # fmt: skip
def test_wrong_use_of_new_event(festival, arguments, message):
    done = run("new-event", *arguments, cwd=festival)
    assert done.returncode == 2
    assert message in done.stderr


# -- an edition --------------------------------------------------------------------------------


def test_an_edition_and_events_for_the_cities_of_the_last_one(festival):
    before = sites.tree(festival / "content")
    options = ("--date", "2012-03-22", "--charity", "clean-wells", "--cities", "all")
    done = run("new-edition", "2012-global", *options, cwd=festival)
    assert (done.returncode, done.stderr) == (0, "")
    files = ["cities/auckland/2012-global.md", "cities/paris/2012-global.md", "editions/2012-global.md"]
    assert new_files(festival, before) == files
    assert made(festival, "editions/2012-global.md") == (
        '---\nname: "Lantern Night Global 2012"\ndate: "2012-03-22"\n'
        'charity: "clean-wells"\ncurrency: "USD"\n---\n'
    )
    assert run("check", cwd=festival).returncode == 0


def test_an_edition_of_a_season_in_which_cities_choose(festival):
    arguments = (
        "2012",
        "--date",
        "2012-03-01",
        "--end-date",
        "2012-03-31",
        "--cities-choose",
        "--cities",
        "Paris",
    )
    assert run("new-edition", *arguments, cwd=festival).returncode == 0
    text = made(festival, "cities/paris/2012.md")
    assert 'date: "___ a day from 2012-03-01 to 2012-03-31"' in text
    assert "charity: " in text
    assert run("check", cwd=festival).returncode == 0


def test_an_edition_without_any_options(festival):
    done = run("new-edition", "2012", cwd=festival)
    assert done.returncode == 0
    assert "editions/2012.md:3 " in done.stdout
    assert run("check", cwd=festival).returncode == 0


def test_an_edition_in_the_past_is_warned_of(festival):
    done = run("new-edition", "2010", "--date", "2010-03-25", "--charity", "clean-wells", cwd=festival)
    assert (done.returncode, done.stderr) == (0, "2010-03-25 is in the past.\n")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("2011-spring",), 1, "content/editions/2011-spring.md exists already."),
        (("print",), 1, "is taken"),
        (("Été 2012",), 2, "cannot be part of an address"),
        (("2012", "--date", "25.3.2012"), 2, "2027-03-25"),
        (("2012", "--date", "2012-03-25", "--end-date", "2012-03-24"), 2, "--end-date"),
        (("2012", "--end-date", "2012-03-24"), 2, "--end-date"),
        (("2012", "--charity", "clean-well"), 2, "clean-wells"),
        (("2012", "--charity", "clean-wells", "--cities-choose"), 2, "--cities-choose"),
        (("2012", "--currency", "EURO"), 2, "like EUR"),
        (("2012", "--cities", "pariss"), 2, "Did you mean paris?"),
    ],
)
def test_wrong_editions(festival, arguments, status, message):
    before = sites.tree(festival)
    done = run("new-edition", *arguments, cwd=festival)
    assert done.returncode == status
    assert message in done.stderr
    assert sites.tree(festival) == before


# -- around ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["new-city", "new-event", "new-edition"])
def test_help_shows_how(command, tmp_path):
    done = run(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"  .venv/bin/samenight {command} " in done.stdout
    assert "Exit status: 0 made" in done.stdout


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not there")
def test_make_passes_on_arguments_unchanged(festival):
    (festival / "Makefile").write_text((sites.REPOSITORY / "Makefile").read_text("utf-8"), "utf-8")
    for name in ("plugins", "tools"):
        (festival / name).symlink_to(sites.REPOSITORY / name)
    (festival / ".venv/bin").mkdir(parents=True)
    python = festival / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    (festival / "requirements.txt").write_text("", "utf-8")
    (festival / ".venv/.built-with").write_text("", "utf-8")
    name = "$(shell touch made) `touch made` $HOME \"q\" 'Łódź'; touch made"
    command = ["make", "new-city", f"CITY={name}", "COUNTRY=PL", "SLUG=odd"]
    environment = around(NAME="from the environment", PATH=os.environ["PATH"])
    done = subprocess.run(command, cwd=festival, env=environment, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=programs.HANGING, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    written = name.replace('"', '\\"')
    assert f'name: "{written}"\n' in made(festival, "cities/odd/city.md")
    assert not list(festival.rglob("made"))
