"""docs/benchmarks.md is what the bench writes from its results; nothing is measured here."""

from __future__ import annotations

import json
import sys

import pytest

from benchmarks import bench, parts, results
from benchmarks.checkouts import REPOSITORY, Checkout
from benchmarks.festivals import make, make_for_hugo
from benchmarks.measured_sites import HUGO, LEAN, NONE, find_hugo
from benchmarks.measuring import ProgramFailedError, Spent, measured, medians
from benchmarks.page import missing, page
from benchmarks.results import Results, as_text, results_of
from benchmarks.rows import rows, rows_of_any_size

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def run(seconds, busy=None, together=100.0, largest=90.0):
    return Spent(seconds, seconds if busy is None else busy, together, largest)


def recorded(runs, cities=1000, **more):
    """Results in which each of these measurements was made once, for that many cities."""
    data = {
        "commit": COMMIT, "draft": False, "against": "", "kept": {}, "failed": {}, "machine": "2 cores",
        "date": "2026-11-30", "load": 0.1, "versions": {"hugo": "0.168.0", "python": "3.11.7"},
        "runs": {f"{key}/{cities}": [spent.data()] for key, spent in runs.items()}, **more,
    }  # fmt: skip
    return Results(data)


def row(made, name):
    """The cells of a row of the page."""
    lines = [line for line in made.splitlines() if line.startswith(f"| {name} |")]
    assert len(lines) == 1, lines
    return [cell.strip() for cell in lines[0].strip("|").split("|")]


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Results are kept in a folder of the test."""
    monkeypatch.setattr(results, "FOLDER", tmp_path / "results")
    return tmp_path / "results"


# The page.


def test_the_page_is_what_the_results_give():
    data = json.loads((REPOSITORY / "docs/benchmarks.json").read_text("utf-8"))
    assert (REPOSITORY / "docs/benchmarks.md").read_text("utf-8") == page(Results(data)), (
        'run: make bench BENCHOPTS="page --results docs/benchmarks.json"'
    )
    assert (REPOSITORY / "docs/benchmarks.json").read_text("utf-8") == as_text(data)


def test_a_row_is_a_ratio_with_its_target():
    made = page(recorded({f"nothing-changed/{NONE}": run(0.3), f"nothing-changed/{HUGO}": run(2.4)}))
    assert row(made, "nothing changed, without kits") == [
        "nothing changed, without kits", "0.12", "0.15", "reached", "0.30 s", "2.40 s",
    ]  # fmt: skip
    assert "**Where we lose, at 1,000 cities**: all 1 measured rows reach their target." in made


def test_a_missed_target_is_said_with_how_much():
    made = page(recorded({f"one-edit/{LEAN}": run(3.9), f"one-edit/{HUGO}": run(1.5)}))
    assert row(made, "one event changed, lean kits")[1:4] == ["2.60", "1.30", "**missed**"]
    assert "1 of 1 measured rows miss their target." in made
    assert "- one event changed, lean kits: 2.60 instead of 1.30, 2.0 times the target" in made
    assert "We need more than Hugo in: one event changed, lean kits." in made


def test_what_was_not_measured_says_so():
    made = page(recorded({f"one-edit/{LEAN}": run(3.9)}))
    assert row(made, "one event changed, lean kits")[1:] == [
        "not measured",
        "1.30",
        "",
        "3.90 s",
        "not measured",
    ]
    everything = [*rows(1000), *rows_of_any_size()]
    assert [one.name for one in everything] == missing(recorded({}), 1000)[:-2]
    assert all(one.name in made.partition("Not measured: ")[2].partition("\n")[0] for one in everything)


def test_why_something_was_not_measured_is_said():
    why = {"cold/lean/1000": "The disk is full."}
    assert "- cold/lean/1000 was not measured: The disk is full.\n" in page(recorded({}, failed=why))


def test_times_are_of_processors_and_the_dev_server_of_the_clock():
    made = page(recorded({
        f"cold/{NONE}": run(50, busy=20), f"cold/{HUGO}": run(25, busy=40),
        f"visible/{NONE}": run(0.5, busy=9), f"visible/{HUGO}": run(0.25, busy=1),
        f"one-edit/{NONE}": run(1),
    }))  # fmt: skip
    assert row(made, "cold, without kits")[1] == "0.50"
    assert row(made, "cold, without kits, elapsed")[1] == "2.00"
    assert row(made, "edit visible in the dev server, 1,000 cities")[1] == "2.00"


def test_memory_and_growth():
    found = recorded({f"cold/{NONE}": run(10, together=300.0), f"cold/{HUGO}": run(40, together=200.0)})
    found.add(f"cold/{NONE}/5000", run(60, largest=501.0))
    made = page(found)
    assert row(made, "memory, without kits")[1:] == ["1.50", "1.00", "**missed**", "300 MB", "200 MB"]
    assert row(made, "time a city at 5,000 cities, as a share of that at 1,000")[1:3] == ["1.20", "1.00"]
    assert row(made, "largest process at 5,000 cities")[1:4] == ["501 MB", "500 MB", "**missed**"]


def test_a_kit_is_what_a_build_with_kits_takes_longer():
    builds = {"kits-ours/none": 4, "kits-ours/full": 16, "kits-against/none": 5, "kits-against/full": 29}
    found = recorded({key: run(seconds) for key, seconds in builds.items()}, cities=24)
    made = page(found)
    assert row(made, "a full kit, as a share of that of the commit before")[1] == "0.50"
    assert "full 500 ms, before 1,000 ms" in made


def test_a_draft_and_the_lack_of_hugo_are_on_the_page():
    made = page(recorded({}, draft=True, versions={"python": "3.11.7"}))
    assert made.startswith("# Benchmarks (draft)\n")
    assert "as a draft" in made
    assert "Hugo was not there" in made
    assert "draft" not in page(recorded({}))


def test_other_sizes_have_tables_of_their_own():
    found = recorded({f"one-edit/{NONE}": run(1), f"one-edit/{HUGO}": run(2)})
    found.add(f"one-edit/{NONE}/200", run(4))
    found.add(f"one-edit/{HUGO}/200", run(2))
    made = page(found)
    assert made.index("### 1,000 cities") < made.index("### 200 cities")
    assert row(made.partition("### 200 cities")[2], "one event changed, without kits")[1] == "2.00"


# Results.


def test_results_are_kept_at_once_and_found_again(kept):
    results_of(COMMIT, []).add("cold/none/200", run(1.25))
    assert [one.seconds for one in results_of(COMMIT, []).runs("cold/none/200")] == [1.25]
    assert results_of("f" * 40, []).runs("cold/none/200") == []


def test_results_of_changed_files_are_apart(kept):
    results_of(COMMIT, ["README.md"]).add("cold/none/200", run(1))
    assert results_of(COMMIT, []).runs("cold/none/200") == []
    assert results_of(COMMIT, ["README.md", "Makefile"]).runs("cold/none/200") == []
    assert results_of(COMMIT, ["README.md"]).runs("cold/none/200")


def test_another_commit_to_compare_with_discards_only_the_kits(kept):
    found = results_of(COMMIT, [], "a" * 40)
    found.add("kits-against/full/24", run(1))
    found.add("cold/none/200", run(1))
    assert set(results_of(COMMIT, [], "a" * 40).data["runs"]) == {"kits-against/full/24", "cold/none/200"}
    assert results_of(COMMIT, []).data["against"] == "a" * 40
    assert set(results_of(COMMIT, [], "b" * 40).data["runs"]) == {"cold/none/200"}


def test_the_median_leaves_out_what_no_run_has():
    assert medians([run(1), run(5), run(2)]).seconds == 2
    assert medians([run(1, together=None), run(2)]).together is None


# The program.


def test_files_that_are_not_committed_are_refused(kept, monkeypatch):
    monkeypatch.setattr(bench, "changed_files", lambda: ["plugins/x.py"])
    monkeypatch.setattr(bench, "measure", lambda *_: pytest.fail("It was measured."))
    with pytest.raises(SystemExit, match=r"Not committed: plugins/x\.py\. .*--draft"):
        bench.main(["cold"])


def test_a_bench_of_some_parts_leaves_the_page_alone(kept, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(bench, "changed_files", list)
    monkeypatch.setattr(bench, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(bench, "DATA", tmp_path / "page.json")
    monkeypatch.setattr(bench, "measure", lambda *_: None)
    bench.main(["cold"])
    said = capsys.readouterr()
    assert said.out.startswith("# Benchmarks\n")
    assert "Not measured yet" in said.err
    assert not (tmp_path / "page.md").exists()
    bench.main(["page"])
    assert (tmp_path / "page.md").read_text("utf-8") == page(
        Results(json.loads((tmp_path / "page.json").read_text()))
    )


def test_what_is_measured_is_not_measured_again(kept, monkeypatch, capsys):
    """And a site that cannot be made does not end the bench: without Hugo, the rest is measured."""
    found = results_of(COMMIT, [])
    for kind in (NONE, LEAN):
        found.add(f"nothing-changed/{kind}/200", run(1))
    made = parts.Bench(Checkout(REPOSITORY, COMMIT), None, None, parts.Choice((200,), 1), found)
    monkeypatch.setattr(parts, "OurSite", lambda *_: pytest.fail("A site was made."))
    parts.nothing_changed(made)
    made.close()
    assert results_of(COMMIT, []).data["failed"] == {f"nothing-changed/{HUGO}/200": "There is no Hugo."}
    assert "was not measured: There is no Hugo." in capsys.readouterr().err


def test_long_cold_builds_are_run_once():
    found = recorded({"cold/lean": run(61), "cold/none": run(59)})
    made = parts.Bench(Checkout(REPOSITORY, COMMIT), None, None, parts.Choice((1000,), 0), found)
    made.close()
    assert not made.lacks("cold/lean/1000", "cold")
    assert made.lacks("cold/none/1000", "cold")


def test_a_lack_of_hugo_says_what_to_do(tmp_path):
    program, why = find_hugo(str(tmp_path / "nothing"))
    assert program is None
    assert "cannot be started" in why
    other = tmp_path / "hugo"
    other.write_text("#!/bin/sh\necho hugo v0.111.3+extended linux/amd64\n", "utf-8")
    other.chmod(0o755)
    assert find_hugo(str(other)) == (None, f"{other} is v0.111.3+extended, not Hugo 0.168.")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not state the memory of others")
def test_a_program_is_measured_with_those_it_starts(tmp_path):
    """The child of the program has more memory than the program, and its processor time counts."""
    child = "x = bytearray(b'x') * 200_000_000; sum(range(15_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    alone = measured([sys.executable, "-c", "pass"], tmp_path, {})
    spent = measured([sys.executable, "-c", code], tmp_path, {})
    assert spent.busy > alone.busy
    assert spent.largest > 190
    assert spent.together > 190


def test_a_program_that_fails_is_said_with_its_output(tmp_path):
    with pytest.raises(ProgramFailedError, match=r"(?s)status 3.*not today"):
        measured([sys.executable, "-c", "print('not today'); raise SystemExit(3)"], tmp_path, {})


def test_both_generators_get_the_same_cities(tmp_path):
    events, pages = make(tmp_path / "ours", 30), make_for_hugo(tmp_path / "hugo", 30)
    assert sorted({event.parent.name for event in events}) == [file.stem for file in pages]
    for file in pages:
        latest = max(event for event in events if event.parent.name == file.stem)
        text = latest.read_text("utf-8").rpartition("\n---\n")[2].strip()
        assert text in file.read_text("utf-8")
        assert f'date: "{latest.read_text("utf-8").partition("date: ")[2][1:11]}T' in file.read_text("utf-8")
