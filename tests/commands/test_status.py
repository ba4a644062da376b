"""`samenight status` as people run it: one process, its messages and its exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil

import pytest

from tests import programs, sites
from tests.history.test_last_changes import commit, git

BEFORE, AFTER, YEARS_LATER = "2011-03-10T12:00", "2011-04-20T12:00", "2015-01-01"


def run(*arguments, cwd, now=BEFORE, **around):
    """Run the program at a moment; the finished process."""
    environ = {
        name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "COLUMNS"}
    }
    environ |= {"PYTHONPATH": programs.PLUGINS, "SAMENIGHT_NOW": now, **around}
    environ.setdefault("GIT_CEILING_DIRECTORIES", str(cwd.parent))
    return programs.samenight(("status", *arguments), cwd, environ)


def output_of(*arguments, cwd, **more):
    """The output of the program, which must succeed."""
    done = run(*arguments, cwd=cwd, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def record(site, **more):
    """The only edition, as JSON."""
    (edition,) = json.loads(output_of("--format", "json", cwd=site, **more))["editions"]
    return edition


def test_the_state_of_each_city_the_most_urgent_first(site):
    text = output_of(cwd=site)
    lines = text.splitlines()
    assert lines[0] == "Spring 2011, 2011-03-24: 1 due soon, 1 ready"
    assert lines[1].split() == ["State", "City", "Folder", "Missing"]
    assert [line.split()[0] for line in lines if "auckland" in line or "paris" in line] == ["due", "ready"]
    assert "address of the venue, whether it is confirmed" in " ".join(text.split())
    assert "The file of a city: content/cities/<folder>/2011-spring.md" in lines


@pytest.mark.parametrize("columns", ["80", "200", "60"])
def test_it_fits_a_terminal_and_has_no_colour_in_a_file(site, columns):
    long = '---\nname: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"\ncountry: "GB"\n' \
           'timezone: "Europe/London"\n---\n'  # fmt: skip
    files = {
        "cities/llanfair/city.md": long,
        "cities/llanfair/2011-spring.md": '---\nstatus: "planned"\n---\n',
    }
    sites.write(site / "content", files)
    text = output_of(cwd=site, COLUMNS=columns)
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert "Llanfair" in text


def test_colours_are_words_too(site):
    plain, coloured = output_of(cwd=site), output_of(cwd=site, FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()


def test_cities_that_are_not_in_the_edition_yet(site):
    oslo = '---\nname: "Oslo"\ncountry: "NO"\ntimezone: "Europe/Oslo"\n---\n'
    sites.write(site / "content", {"cities/oslo/city.md": oslo})
    assert "Not in this edition yet (1): Oslo" in output_of(cwd=site)
    assert record(site)["absent"] == ["oslo"]


def test_what_the_print_kit_waits_for(site):
    text = output_of("--city", "auckland", cwd=site)
    assert "Print kit waits for" in text
    waits = {city["city"]: city["print_kit_waits_for"] for city in record(site)["cities"]}
    assert waits["auckland"]["wifi"] == ["qr-wifi"]
    assert "Print kit" not in output_of(cwd=site, now=AFTER)


def test_of_many_cities_with_the_same_missing_fact_the_rest_is_counted(site):
    for number in range(6):
        name = f'---\nname: "City {number}"\ncountry: "FR"\ntimezone: "Europe/Paris"\n'
        files = {
            "city.md": f'{name}print: {{pieces: ["flyer"]}}\n---\n',
            "2011-spring.md": '---\nstatus: "planned"\n---\n',
        }
        sites.write(site / "content", {f"cities/city-{number}/{name}": text for name, text in files.items()})
    text = " ".join(output_of(cwd=site).split())
    assert "venue flyer City 0, City 1, City 2, 3 more" in text


def test_json_has_everything(site):
    edition = record(site, now=AFTER)
    assert edition["counts"] == {"late": 2}
    auckland, paris = edition["cities"]
    assert auckland["missing"][0] == {"what": "held", "state": "late", "due": "2011-03-31"}
    assert [want["what"] for want in paris["missing"]] == ["held", "handed_over"]
    assert paris["file"] == "cities/paris/2011-spring.md"
    assert (paris["last_change"], paris["state"]) == (None, "late")


def test_csv_has_one_row_per_city_and_no_formula(site):
    city = sites.GOOD["cities/paris/city.md"].replace('"Paris"', '"=HYPERLINK(1)"')
    sites.write(site / "content", {"cities/paris/city.md": city})
    text = output_of("--format", "csv", cwd=site)
    assert text.startswith("\ufeffedition,"), "Excel knows UTF-8 by its mark only"
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["city"] for row in rows] == ["auckland", "paris"]
    assert rows[0]["soon"] == "address confirmed"
    assert rows[1]["name"] == "'=HYPERLINK(1)"


OLD = {
    "editions/2009-old.md": '---\nname: "Old"\ndate: "2009-03-24"\n---\n',
    "cities/paris/2009-old.md": '---\nstatus: "held"\ndate: "2009-03-24"\n---\n',
}


def names(*arguments, cwd, **more):
    document = json.loads(output_of("--format", "json", *arguments, cwd=cwd, **more))
    return [edition["edition"] for edition in document["editions"]]


def test_which_editions_are_shown(site):
    sites.write(site / "content", OLD)
    assert names(cwd=site) == ["2011-spring"]
    assert names("--all", cwd=site) == ["2011-spring", "2009-old"]
    assert names("--edition", "2009-old", cwd=site) == ["2009-old"]
    assert names("--city", "paris", cwd=site) == ["2011-spring", "2009-old"]
    assert names("--city", "auckland", cwd=site) == ["2011-spring"]
    assert "Auckland" not in output_of("--city", "paris", cwd=site)


@pytest.mark.parametrize(
    ("now", "arguments", "status"),
    [(BEFORE, ["--exit-code"], 0), (AFTER, ["--exit-code"], 1), (AFTER, [], 0),
     (AFTER, ["--exit-code", "--city", "paris"], 1), (AFTER, ["--exit-code", "--format", "csv"], 1)],
)  # fmt: skip
def test_the_exit_status_can_show_that_a_city_is_late(site, now, arguments, status):
    assert run(*arguments, cwd=site, now=now).returncode == status


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--edition", "2011-sprin"], 'There is no edition "2011-sprin". Did you mean "2011-spring"?'),
        (["--city", "zzz"], 'There is no city "zzz". Write the name of its folder in content/cities.'),
        (["--content", "nowhere"], 'There is no folder "nowhere". Name it with --content.'),
        (["--format", "xml"], "Invalid value for '--format'"),
    ],
)
def test_wrong_use(site, arguments, message):
    done = run(*arguments, cwd=site)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_an_invalid_moment_is_reported(site):
    done = run(cwd=site, now="tonight")
    assert done.returncode == 2
    assert "SAMENIGHT_NOW" in done.stderr


def test_content_without_a_festival(site):
    sites.write(site / "content", {"festival.md": "no header\n"})
    done = run(cwd=site)
    assert (done.returncode, done.stdout) == (2, "")
    assert "festival.md" in done.stderr


def test_with_mistakes_in_the_content_the_rest_is_shown(site):
    sites.write(site / "content", {"cities/paris/2011-spring.md": '---\nstatus: "confirmd"\n---\n'})
    done = run(cwd=site)
    assert done.returncode == 0
    warning = "The content has 1 problem, so something may be left out here."
    assert done.stderr == f"{warning} Run: .venv/bin/samenight check\n"
    assert "File with mistakes (1): Paris" in done.stdout
    assert "Not in this edition yet" not in done.stdout
    assert "auckland" in done.stdout


def test_a_name_cannot_command_the_terminal(site):
    city = sites.GOOD["cities/paris/city.md"].replace('"Paris"', '"[red]Pa\u202eris[/red]"')
    sites.write(site / "content", {"cities/paris/city.md": city})
    text = output_of(cwd=site)
    assert "\u202e" not in text
    assert "[red]Pa" in text


def test_a_festival_without_editions(tmp_path):
    (tmp_path / "content").mkdir()
    sites.write(tmp_path / "content", {"festival.md": sites.GOOD["festival.md"]})
    assert output_of(cwd=tmp_path) == "There is no edition yet.\n"
    assert json.loads(output_of("--format", "json", cwd=tmp_path)) == {"editions": []}


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_last_change_in_git_and_what_is_not_committed(site):
    assert "Last change" not in output_of(cwd=site)
    git(site, "init", "--quiet")
    commit(site / "content", {}, 5)
    with (site / "content/cities/paris/2011-spring.md").open("a", encoding="utf-8") as file:
        file.write("More.\n")
    lines = output_of(cwd=site).splitlines()
    (auckland,) = (line for line in lines if "auckland" in line)
    (paris,) = (line for line in lines if " paris " in line)
    assert auckland.endswith(" 2011-03-05")
    assert paris.endswith(" uncommitted")
    soon, ready = record(site)["cities"]
    assert (soon["committed"], ready["committed"]) == (True, False)
    assert soon["last_change"] == ready["last_change"] == "2011-03-05T09:00:00+00:00"


def test_nothing_is_written_but_the_cache(site):
    before = sites.tree(site)
    output_of(cwd=site)
    after = sites.tree(site)
    assert {name: content for name, content in after.items() if not name.startswith(".samenight/")} == before


def test_help_has_the_exit_status(site):
    text = " ".join(output_of("--help", cwd=site).split())
    assert "Exit status: 0, even if a city is late (but see --exit-code), 2 wrong use." in text


def test_a_hidden_event_is_named_and_nothing_else_of_it(site):
    path = site / "content/cities/paris/2011-spring.md"
    path.write_text(path.read_text("utf-8").replace("---\n", '---\nhidden: "yes"\n', 1), "utf-8")
    text = output_of(cwd=site)
    assert text.startswith("Spring 2011, 2011-03-24: 1 due soon, 1 hidden\n")
    assert "Not in this edition" not in text
    (row,) = [city for city in record(site)["cities"] if city["city"] == "paris"]
    assert (row["state"], row["status"], row["night"], row["missing"]) == ("hidden", "", None, [])
    assert "2011-spring,paris,Paris,FR,cities/paris/2011-spring.md,,,hidden" in output_of(
        "--format", "csv", cwd=site
    )
