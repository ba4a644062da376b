"""Artifacts that are made from others: in order, once, and the same however they are made."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.builder.output.store import Store
from samenight.builder.processes import artifact_maker
from samenight.builder.processes.artifact_maker import PartError, UnfitSiteError, levels, make_all
from samenight.builder.processes.workers import Workers
from samenight.content.problems.kinds.printing import UNREADABLE
from samenight.site.artifact import Artifact, Digester, Part, UnfitError

from tests.making import contents, made


def text(facts: str) -> bytes:
    return facts.encode()


def joined(facts: str, parts: Mapping[str, Part]) -> bytes:
    """The facts, and everything that a part contains."""
    lines = [f"{path} {part.path} {part.size} {part.digest} " for path, part in parts.items()]
    texts = [line.encode() + part.content() for line, part in zip(lines, parts.values(), strict=True)]
    return b"\n".join([facts.encode(), *texts])


def process(facts: str, parts: Mapping[str, Part] | None = None) -> bytes:
    return str(os.getpid()).encode()


def fails(facts: str, parts: Mapping[str, Part]) -> bytes:
    raise ValueError(facts)


def leaf(path: str, facts: str = "") -> Artifact:
    return Artifact(path, "text/plain", text, facts or f"facts of {path}")


def whole(path: str, *parts: str, facts: str = "") -> Artifact:
    return Artifact(path, "text/plain", joined, facts, parts)


# A page about a zip, the zip, and what both are made from: declared in no helpful order.
KIT = [
    whole("index.html", "kit.zip", "b.svg", "a.svg"),
    leaf("a.svg"),
    whole("kit.zip", "a.svg", "b.svg"),
    leaf("b.svg"),
]


def with_facts(path: str, facts: str) -> list[Artifact]:
    """The kit, with other facts for one of its artifacts."""
    return [replace(one, facts=facts) if one.path == path else one for one in KIT]


def keys(artifacts: Iterable[Artifact], folder: Path) -> dict[str, str]:
    return {file.path: file.key for file in made(artifacts, folder).files}


def test_parts_are_made_before_what_is_made_from_them(tmp_path: Path) -> None:
    found = made(KIT, tmp_path)
    assert [file.path for file in found.files] == [one.path for one in KIT]
    assert found.made == 4
    content = contents(found)
    a, b = content["a.svg"], content["b.svg"]
    head = {path: f"{path} {path} {len(c)} {sha256(c).hexdigest()} ".encode() for path, c in content.items()}
    assert content["kit.zip"] == b"\n" + head["a.svg"] + a + b"\n" + head["b.svg"] + b
    page = [head["kit.zip"] + content["kit.zip"], head["b.svg"] + b, head["a.svg"] + a]
    assert content["index.html"] == b"\n" + b"\n".join(page)


def test_a_level_holds_what_can_be_made_at_one_time() -> None:
    composed = {one.path: one for one in KIT if one.parts}
    found = [[one.path for one in level] for level in levels(composed, {"a.svg", "b.svg"})]
    assert found == [["kit.zip"], ["index.html"]]
    assert list(levels({}, ())) == []


def test_a_long_chain_is_no_deep_one(tmp_path: Path) -> None:
    chain = [leaf("0"), *(Artifact(str(n), "t", counted, "", (str(n - 1),)) for n in range(1, 3000))]
    assert contents(made(reversed(chain), tmp_path))["2999"] == b"2999"


def counted(facts: str, parts: Mapping[str, Part]) -> bytes:
    (before,) = parts
    return str(int(before) + 1).encode()


@pytest.mark.parametrize("facts", ["a", "b"])
@pytest.mark.parametrize(
    ("changed", "new"),
    [
        ("a.svg", {"a.svg", "kit.zip", "index.html"}),
        ("kit.zip", {"kit.zip", "index.html"}),
        ("index.html", {"index.html"}),
    ],
)
def test_a_change_goes_up_and_nowhere_else(tmp_path: Path, changed: str, new: set[str], facts: str) -> None:
    before = keys(KIT, tmp_path)
    found = made(with_facts(changed, facts), tmp_path)
    assert {file.path for file in found.files if file.key != before[file.path]} == new
    assert found.made == len(new)
    assert contents(found) == contents(made(with_facts(changed, facts), tmp_path / "clean"))


def test_what_is_in_the_store_is_taken(tmp_path: Path) -> None:
    first = made(KIT, tmp_path)
    again = made(KIT, tmp_path)
    assert again.made == 0
    assert again.files == first.files


def test_what_is_made_from_parts_may_be_missing_alone(tmp_path: Path) -> None:
    first = made(KIT, tmp_path)
    zipped = next(file for file in first.files if file.path == "kit.zip")
    before = contents(first)
    Path(zipped.stored.file).unlink()
    again = made(KIT, tmp_path)
    assert again.made == 1
    assert contents(again) == before


def test_a_part_may_be_missing_alone(tmp_path: Path) -> None:
    first = made(KIT, tmp_path)
    before = contents(first)
    for file in first.files:
        if file.path.endswith(".svg"):
            Path(file.stored.file).write_text("spoilt, and of another size")
    again = made(KIT, tmp_path)
    assert again.made == 2
    assert contents(again) == before


@pytest.mark.parametrize(
    ("artifacts", "message"),
    [
        ([leaf("a"), whole("w", "a", "b")], "w is made from b, which is not published"),
        ([whole("w", "w")], "made from each other: w, w"),
        ([whole("v", "w"), whole("w", "v")], "made from each other: (v, w, v|w, v, w)"),
        ([leaf("a"), whole("u", "a", "v"), whole("v", "a", "w"), whole("w", "u")], "from each other"),
    ],
)
def test_impossible_parts_are_reported(tmp_path: Path, artifacts: list[Artifact], message: str) -> None:
    with pytest.raises(PartError, match=message):
        made(artifacts, tmp_path)


def test_a_mistake_in_making_names_the_artifact(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="why") as raised:
        made([leaf("a"), Artifact("w", "text/plain", fails, "why", ("a",))], tmp_path)
    assert raised.value.__notes__ == ["while making w"]


def test_a_part_can_be_sent_to_another_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    part = Part("paris/print/a.svg", "0" * 64, 7, str(tmp_path / "file"))
    sent = pickle.loads(pickle.dumps(part))  # noqa: S301 -- our own
    assert sent == part
    assert sent.content() == b"content"


def cities() -> Iterator[Artifact]:
    """Many kits, so that every level has several chunks."""
    for city in range(40):
        for one in KIT:
            parts = tuple(f"{city}/{part}" for part in one.parts)
            yield replace(one, path=f"{city}/{one.path}", facts=f"{city} {one.facts}", parts=parts)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes wherever there may be several, on every system."""
    monkeypatch.setattr(artifact_maker, "worth_a_pool", lambda: 1)


@pytest.mark.usefixtures("pool")
def test_one_process_and_several_make_the_same(tmp_path: Path) -> None:
    here, there = made(cities(), tmp_path / "here"), made(cities(), tmp_path / "there", jobs=2)
    assert (here.made, there.made) == (160, 160)
    assert [file.key for file in here.files] == [file.key for file in there.files]
    assert contents(here) == contents(there)
    assert made(cities(), tmp_path / "there").made == 0


@pytest.mark.usefixtures("pool")
def test_all_levels_are_made_by_the_same_processes(tmp_path: Path) -> None:
    artifacts = [replace(one, make=process) for one in cities()]
    makers = set(contents(made(artifacts, tmp_path, jobs=2)).values())
    assert len(makers) <= 2
    assert str(os.getpid()).encode() not in makers


def test_where_processes_are_forked_this_one_makes_nothing(tmp_path: Path) -> None:
    """Else Typst's threads would run here, and the next process forked would wait for them."""
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("processes are not forked here")
    (content,) = contents(made([Artifact("a", "text/plain", process, "")], tmp_path, jobs=2)).values()
    assert content != str(os.getpid()).encode()


def test_few_artifacts_start_no_processes_where_that_is_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda: "spawn")
    artifacts = [Artifact("a", "text/plain", process, ""), Artifact("b", "text/plain", process, "", ("a",))]
    found = contents(made(artifacts, tmp_path, jobs=2))
    assert set(found.values()) == {str(os.getpid()).encode()}


def test_progress_is_shown_once_for_all_levels(tmp_path: Path) -> None:
    shown: list[int] = []

    def progress(items: Iterable[object]) -> Iterator[object]:
        seen = list(items)
        shown.append(len(seen))
        return iter(seen)

    for _ in range(2):
        store = Store(tmp_path)
        made_now = make_all(KIT, Digester(b""), store, Workers(1), progress)
        store.close(file.key for file in made_now.files)
    assert shown == [4, 0]


@st.composite
def sites(draw: st.DrawFn) -> list[Artifact]:
    """Up to eight artifacts in any order, each made from any of those before it."""
    found: list[Artifact] = []
    for number in range(draw(st.integers(1, 8))):
        known = [one.path for one in found]
        parts = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
        facts = draw(st.sampled_from(["one", "two"]))
        found.append(whole(str(number), *parts, facts=facts) if parts else leaf(str(number), facts))
    return draw(st.permutations(found))


@given(st.lists(sites(), min_size=2, max_size=3))
def test_any_site_after_any_other_is_as_if_made_anew(
    tmp_path_factory: pytest.TempPathFactory, one_after_the_other: list[list[Artifact]]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    for artifacts in one_after_the_other:
        found = made(artifacts, folder / "store")
    clean = made(one_after_the_other[-1], folder / "clean")
    assert contents(found) == contents(clean)
    assert found.made <= clean.made


# What must not be published


def unfit(facts: str, parts: Mapping[str, Part] | None = None) -> bytes:
    raise UnfitError(UNREADABLE(facts, read=0, drawn=1))


def with_unfit(paths: set[str]) -> list[Artifact]:
    """Many kits, some of whose artifacts turn out to be unfit."""
    return [replace(one, make=unfit) if one.path in paths else one for one in cities()]


@pytest.mark.usefixtures("pool")
@pytest.mark.parametrize("jobs", [1, 2])
def test_all_that_is_unfit_is_reported_at_once(tmp_path: Path, jobs: int) -> None:
    wrong = {"3/a.svg", "17/b.svg", "17/a.svg", "30/kit.zip"}
    with pytest.raises(UnfitSiteError) as raised:
        made(with_unfit(wrong), tmp_path, jobs)
    found = {problem.file: problem for problem in raised.value.problems}
    assert found.keys() == {f"output/{path}" for path in wrong}, "what is made from them is not reported"
    assert all(problem.severity == "error" and problem.code == "print.code" for problem in found.values())
    assert found["output/3/a.svg"].finding.found == "3 facts of a.svg"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_unfit_is_not_kept_and_all_else_is(tmp_path: Path, jobs: int) -> None:
    store = Store(tmp_path)
    with pytest.raises(UnfitSiteError), Workers(jobs) as workers:
        make_all(with_unfit({"3/a.svg"}), Digester(b"mark"), store, workers, lambda items: items)
    store.write_index()
    again = made(cities(), tmp_path, jobs)
    assert again.made == 3, "the one, its zip and its page"
    assert contents(again) == contents(made(cities(), tmp_path / "clean"))


def test_what_is_unfit_is_found_each_time(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(UnfitSiteError, match=r"output/a\.svg"):
            made([replace(one, make=unfit) if one.path == "a.svg" else one for one in KIT], tmp_path)


def test_two_paths_of_one_unfit_artifact_are_both_reported(tmp_path: Path) -> None:
    with pytest.raises(UnfitSiteError) as raised:
        made([Artifact(path, "t", unfit, "same") for path in ("a", "b")], tmp_path)
    assert [problem.file for problem in raised.value.problems] == ["output/a", "output/b"]
