"""The published folder: what a change costs, and that a folder that somebody touched is noticed."""

from __future__ import annotations

import collections
import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest
from samenight.builder import last_build
from samenight.builder.output import published_site, site_folder, staging
from samenight.builder.output.published_site import ManifestLine, PublishedFolder, manifest, new_site
from samenight.builder.output.staging import empty_staging, kept_folder, next_folder
from samenight.builder.output.store import PublishedFile, Store, keep

from tests.sites import tree


def site_of(cities: int, **pages: str) -> dict[str, str]:
    """The texts of a site, by path: two files for each city, and some others."""
    texts = {f"city-{n}/{name}": f"{name} of {n}" for n in range(cities) for name in ("index.html", "a.ics")}
    return {
        **texts,
        "index.html": "home",
        **{name.replace("__", "/") + ".html": text for name, text in pages.items()},
    }


class Publisher:
    """Publishes texts as a build does, by a store; each time with new objects, as in a new process."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.output = base / "output"
        self.pelican = {"theme/site.css": "a {}", "about/index.html": "about"}

    def store(self, texts: dict[str, str]) -> tuple[PublishedFile, ...]:
        """All texts as files of the store."""
        store = Store(self.base / "store")
        files = []
        for path, text in texts.items():
            key = hashlib.sha256(f"{path}\0{text}".encode()).hexdigest()
            found = store.take(key) or store.enter(key, keep(store.folder, key, text.encode()))
            files.append(PublishedFile(path, "text/html", key, found))
        store.close(file.key for file in files)
        return tuple(files)

    def new(self, texts: dict[str, str], record: str = "{}"):
        """The site of these texts and of Pelican's files."""
        files = self.store(texts)
        written = empty_staging(self.output)
        for path, text in self.pelican.items():
            (written / path).parent.mkdir(parents=True, exist_ok=True)
            (written / path).write_text(text)
        return new_site(files, written, lambda _: record.encode())

    def folder(self) -> PublishedFolder:
        """The published folder, as a new process sees it."""
        return PublishedFolder(self.output, self.base / "published")

    def publish(self, texts: dict[str, str], record: str = "{}") -> bool:
        """Publish; whether that was necessary."""
        new, folder = self.new(texts, record), self.folder()
        current = folder.is_current(new)
        if current:
            folder.renew(new)
        else:
            folder.publish(new)
        folder.keep_for_next_build()
        shutil.rmtree(new.written)
        assert self.published() == {**texts, **self.pelican}
        assert not next_folder(self.output).exists()
        return not current

    def published(self) -> dict[str, str]:
        """The published texts, besides the manifest and the record."""
        found = {path: content.decode() for path, content in tree(self.output).items()}
        listed = json.loads(found.pop("manifest.json"))["files"]
        found.pop("build.json")
        assert {line["path"]: line["sha256"] for line in listed} == {
            path: hashlib.sha256(text.encode()).hexdigest() for path, text in found.items()
        }
        return found

    @property
    def kept(self) -> Path:
        return kept_folder(self.output)


@pytest.fixture
def publisher(tmp_path):
    return Publisher(tmp_path)


@pytest.fixture
def settled(publisher):
    """A site of three cities that was published three times, so that there is a kept folder."""
    for text in ("one", "two", "three"):
        assert publisher.publish(site_of(3, changing=text))
    assert tree(publisher.kept) == tree(publisher.output)
    return publisher


COUNTED = (
    "link",
    "unlink",
    "chmod",
    "mkdir",
    "rmdir",
    "rename",
    "replace",
    "stat",
    "lstat",
    "scandir",
    "open",
)


def counted(monkeypatch, work):
    """How often a function calls each of the system's functions."""
    calls = collections.Counter()

    def counting(name, real):
        def call(*args, **kwargs):
            calls[name] += 1
            return real(*args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        for name in COUNTED:
            patch.setattr(os, name, counting(name, getattr(os, name)))
        work()
    return calls


def publishing(publisher, texts):
    """Publish alone, without the store and Pelican's files, which come before."""
    new, folder = publisher.new(texts), publisher.folder()

    def work():
        assert not folder.is_current(new)
        folder.publish(new)
        folder.keep_for_next_build()

    return work


def cost_of_one_page(tmp_path, monkeypatch, cities):
    publisher = Publisher(tmp_path / str(cities))
    for text in ("one", "two", "three"):
        publisher.publish(site_of(cities, changing=text))
    for folder in (publisher.output, publisher.kept):  # as after a while: no folder was changed a moment ago
        long_ago(folder)
    settle(publisher)
    return counted(monkeypatch, publishing(publisher, site_of(cities, changing="four")))


def long_ago(folder):
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            os.utime(path, (1, 1))


def settle(publisher):
    """Let the stamps of all folders be certain: those of a folder that was changed a moment ago are not."""
    record = next((publisher.base / "published").glob("*.json"))
    read = json.loads(record.read_text())
    for name, folder in (("folders", publisher.output), ("kept", publisher.kept)):
        read[name] = {path: site_folder._stamp(folder, path) for path in read[name]}
    record.write_text(json.dumps(read))


def test_one_changed_page_costs_the_same_in_a_site_of_any_size(tmp_path, monkeypatch):
    small, large = (cost_of_one_page(tmp_path, monkeypatch, cities) for cities in (5, 40))
    for name in ("link", "unlink", "chmod", "mkdir", "rmdir", "rename", "replace", "scandir", "open"):
        assert small[name] == large[name], name
    # The page in both folders, and the manifest in one: in the other it is moved from where it was written.
    assert large["link"] == 3
    assert large["unlink"] == 4
    assert large["chmod"] == 0
    assert large["mkdir"] == 1, "only that of the record, which is there"
    # One look at each folder of both sites, and none at a file.
    assert large["stat"] + large["lstat"] - small["stat"] - small["lstat"] == 2 * (40 - 5)


def test_nothing_changed_links_nothing(settled, monkeypatch):
    new, folder = settled.new(site_of(3, changing="three")), settled.folder()
    calls = counted(monkeypatch, lambda: folder.is_current(new) and folder.keep_for_next_build())
    assert not calls["link"] + calls["unlink"] + calls["rename"] + calls["replace"]


CHANGES = {
    "a page": site_of(3, changing="four"),
    "a page in a folder": {**site_of(3, changing="three"), "city-1/index.html": "new"},
    "one more page": site_of(3, changing="three", more="x"),
    "one page less": site_of(3),
    "one city less": site_of(2, changing="three"),
    "one more city": site_of(4, changing="three"),
    "a file becomes a folder": {**site_of(3), "changing.html/index.html": "x"},
    "other files of Pelican's": site_of(3, changing="three"),
    "everything": {path: text + "!" for path, text in site_of(3, changing="three").items()},
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_any_change_both_folders_hold_the_new_site(settled, name):
    if name == "other files of Pelican's":
        settled.pelican = {"theme/site.css": "b {}", "imprint/index.html": "imprint"}
    assert settled.publish(CHANGES[name])
    assert not settled.kept.exists() or tree(settled.kept) == tree(settled.output)
    assert settled.kept.exists() == (name != "everything")
    assert settled.publish(site_of(3, changing="back"))
    assert settled.publish(site_of(3, changing="and forth"))
    assert tree(settled.kept) == tree(settled.output)


def test_nothing_of_an_older_site_is_left(settled):
    """What was taken down must not lie next to the published folder."""
    settled.publish(site_of(3, changing="secret"))
    settled.publish(site_of(3, changing="gone"))
    assert b"secret" not in b"".join(tree(settled.base).values())


def test_the_first_folder_that_is_swapped_out_is_kept(publisher):
    publisher.publish(site_of(3, changing="one"))
    assert not publisher.kept.exists()
    publisher.publish(site_of(3, changing="two"))
    assert tree(publisher.kept) == tree(publisher.output)


def edit_in_place(folder):
    (folder / "city-1/index.html").write_text("edited")


def edit_by_renaming(folder):
    """As editors do: the time of the file can be any."""
    page = folder / "city-1/index.html"
    found = page.stat()
    (folder / "city-1/new").write_text("x" * found.st_size)
    os.utime(folder / "city-1/new", ns=(found.st_atime_ns, found.st_mtime_ns))
    (folder / "city-1/new").replace(page)


TOUCHES = {
    "an edit": edit_in_place,
    "an edit of Pelican's page": lambda folder: (folder / "about/index.html").write_text("edited"),
    "an edit of the manifest": lambda folder: (folder / "manifest.json").write_text("{}"),
    "an edit by renaming": edit_by_renaming,
    "a file": lambda folder: (folder / "city-1/x.html").write_text("x"),
    "a file at the top": lambda folder: (folder / "x.html").write_text("x"),
    "a folder": lambda folder: (folder / "x").mkdir(),
    "a folder in a folder": lambda folder: (folder / "city-1/x").mkdir(),
    "a file less": lambda folder: (folder / "city-1/index.html").unlink(),
    "a folder less": lambda folder: shutil.rmtree(folder / "city-1"),
    "a link instead": lambda folder: [
        shutil.rmtree(folder / "city-1"), (folder / "city-1").symlink_to("city-2"),
    ],
    "the mode of a folder": lambda folder: (folder / "city-1").chmod(0o700),
    "another folder": lambda folder: [
        shutil.rmtree(folder), shutil.copytree(folder.parent / "store", folder),
    ],
    "a file instead": lambda folder: [shutil.rmtree(folder), folder.write_text("x")],
}  # fmt: skip


@pytest.mark.parametrize("what", TOUCHES)
@pytest.mark.parametrize("certain", [False, True], ids=["a moment ago", "long ago"])
def test_a_kept_folder_that_somebody_touched_is_not_published(settled, what, certain):
    if certain:
        settle(settled)
    TOUCHES[what](settled.kept)
    assert settled.publish(site_of(3, changing="four"))
    assert settled.publish(site_of(3, changing="five"))
    assert tree(settled.kept) == tree(settled.output)


@pytest.mark.parametrize("what", [what for what in TOUCHES if what != "a file instead"])
@pytest.mark.parametrize("certain", [False, True], ids=["a moment ago", "long ago"])
def test_an_output_folder_that_somebody_touched_is_noticed(settled, what, certain):
    if certain:
        settle(settled)
    TOUCHES[what](settled.output)
    assert settled.publish(site_of(3, changing="three"))
    assert settled.publish(site_of(3, changing="four"))
    assert settled.publish(site_of(3, changing="five"))
    assert tree(settled.kept) == tree(settled.output)


@pytest.mark.parametrize("what", [what for what in TOUCHES if what != "a file instead"])
def test_what_was_swapped_out_and_touched_is_not_kept(settled, what):
    TOUCHES[what](settled.output)
    assert settled.publish(site_of(3, changing="four"))
    assert settled.publish(site_of(3, changing="five"))
    assert settled.publish(site_of(3, changing="six"))


def test_another_record_of_the_build_alone_is_brought_to_the_kept_folder_later(settled):
    assert not settled.publish(site_of(3, changing="three"), '{"commit": 2}')
    assert (settled.output / "build.json").read_text() == '{"commit": 2}'
    assert not settled.publish(site_of(3, changing="three"), '{"commit": 3}')
    before = os.stat(settled.kept).st_ino
    assert settled.publish(site_of(3, changing="four"), '{"commit": 3}')
    assert os.stat(settled.output).st_ino == before, "the kept folder was not used"
    assert tree(settled.kept) == tree(settled.output)


def test_where_files_cannot_be_linked_nothing_is_kept(publisher, monkeypatch):
    """Copies would take the space of the site twice."""

    def cannot(*args):
        raise OSError

    monkeypatch.setattr(os, "link", cannot)
    for text in ("one", "two", "two", "three"):
        publisher.publish(site_of(3, changing=text))
        assert not publisher.kept.exists()
    assert not publisher.publish(site_of(3, changing="three"))
    (publisher.output / "city-1/index.html").write_text("edited")
    assert publisher.publish(site_of(3, changing="three"))
    monkeypatch.undo()
    for text in ("four", "five", "six"):
        publisher.publish(site_of(3, changing=text))
    assert tree(publisher.kept) == tree(publisher.output)


def test_a_copy_of_the_whole_folder_is_still_what_was_published(settled):
    aside = settled.base / "aside"
    shutil.copytree(settled.output, aside)
    for path in (aside, *aside.rglob("*")):
        shutil.copystat(settled.output / path.relative_to(aside), path)
    shutil.rmtree(settled.output)
    aside.rename(settled.output)
    assert not settled.publish(site_of(3, changing="three"))
    assert not settled.publish(site_of(3, changing="three"))
    (settled.output / "city-1/index.html").write_text("edited")
    assert settled.publish(site_of(3, changing="three"))


@pytest.mark.parametrize("exchanges", [True, False])
@pytest.mark.parametrize("step", ["change", "swap", "stamped", "write_atomically", "_changed_and_kept"])
def test_a_failure_at_any_step_leaves_a_whole_site_and_is_healed(settled, monkeypatch, step, exchanges):
    if not exchanges:
        monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    before = settled.published()
    new, folder = settled.new(site_of(3, changing="four")), settled.folder()

    def fails(*args, **kwargs):
        raise OSError(28, "full")

    owner = PublishedFolder if step.startswith("_") else published_site
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, fails)
        with pytest.raises(OSError, match="full"):
            folder.publish(new)
            folder.keep_for_next_build()
    after = settled.published()
    assert after == (before if step in {"change", "swap"} else {**before, "changing.html": "four"})
    assert not next_folder(settled.output).exists()
    for text in ("four", "five", "six"):
        settled.publish(site_of(3, changing=text))
    assert tree(settled.kept) == tree(settled.output)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"files": 1}',
        '{"files": {"a": 1}, "own": {}, "folders": {}, "build": ["", ""], "kept": {}}',
    ],
)
def test_a_damaged_record_costs_only_time(settled, text):
    next((settled.base / "published").glob("*.json")).write_text(text)
    for changed in ("four", "five", "six"):
        settled.publish(site_of(3, changing=changed))
    assert tree(settled.kept) == tree(settled.output)


def test_a_forged_record_cannot_delete_other_files(settled):
    precious = settled.base / "precious.html"
    precious.write_text("mine")
    record = next((settled.base / "published").glob("*.json"))
    read = json.loads(record.read_text())
    read["files"]["../precious.html"] = "4 1 33188 1"
    record.write_text(json.dumps(read))
    settled.publish(site_of(3, changing="four"))
    assert precious.read_text() == "mine"


def test_one_object_publishes_one_site_after_the_other(settled):
    """As in a process that goes on living."""
    folder = settled.folder()
    for number in range(5):
        texts = site_of(3, changing=str(number))
        new = settled.new(texts)
        assert not folder.is_current(new)
        folder.publish(new)
        folder.keep_for_next_build()
        assert folder.is_current(settled.new(texts))
        assert settled.published() == {**texts, **settled.pelican}
        assert tree(settled.kept) == tree(settled.output)


def test_the_state_of_the_folder_is_known_without_looking(settled, monkeypatch):
    folder = settled.folder()
    assert counted(monkeypatch, folder.state)["scandir"] == 0
    assert folder.state() == last_build.output_state(str(settled.output))
    new = settled.new(site_of(4, changing="four"))
    folder.publish(new)
    assert folder.state() == ""
    folder.keep_for_next_build()
    assert folder.state() == last_build.output_state(str(settled.output))
    edit_in_place(settled.output)
    assert folder.state() != last_build.output_state(str(settled.output))


def test_two_outputs_of_one_store_each_have_their_record(settled):
    other = Publisher(settled.base)
    other.output = settled.base / "public"
    other.publish(site_of(3, changing="three"))
    assert not settled.publish(site_of(3, changing="three"))
    assert not other.publish(site_of(3, changing="three"))


def test_lines_of_the_manifest_are_json_with_any_name():
    lines = [ManifestLine(path, "text/html", 3, "0" * 64) for path in ("é", 'a"b', "a\\b", "日本", "\x7f")]
    listed = manifest(lines).decode()
    assert [line["path"] for line in json.loads(listed)["files"]] == sorted(line.path for line in lines)
    for line, text in zip(sorted(lines), listed.splitlines()[1:], strict=False):
        found = {"path": line.path, "type": "text/html", "bytes": 3, "sha256": "0" * 64}
        assert text.rstrip(",") == json.dumps(found)
