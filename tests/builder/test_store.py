"""The store: damage to it costs time, and never gives wrong bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.builder.output.store import Store, StoredArtifact, keep

KEYS = [f"{number:02x}" * 32 for number in range(5)]


def put(store: Store, key: str, content: bytes) -> StoredArtifact:
    """Keep an artifact that the store does not have, as a build does."""
    store.take(key)
    return store.enter(key, keep(store.folder, key, content))


@pytest.fixture
def folder(tmp_path):
    """A store with three artifacts in it."""
    store = Store(tmp_path / "store")
    for number, key in enumerate(KEYS[:3]):
        put(store, key, f"content {number}".encode())
    store.close(KEYS[:3])
    return tmp_path / "store"


def content(folder, key):
    """The content for a key in the store of a folder."""
    return content_in(Store(folder), key)


def content_in(store, key):
    """The content for a key in a store."""
    found = store.take(key)
    return Path(found.file).read_bytes() if found else None


def file_of(folder, key):
    return folder / key[:2] / key


def test_what_was_put_is_taken(folder):
    assert [content(folder, key) for key in KEYS] == [b"content 0", b"content 1", b"content 2", None, None]
    found = Store(folder).take(KEYS[0])
    assert found is not None
    assert (found.size, len(found.digest)) == (9, 64)


def test_an_empty_artifact_is_one_too(tmp_path):
    store = Store(tmp_path / "store")
    assert put(store, KEYS[0], b"").size == 0
    assert content_in(store, KEYS[0]) == b""


def test_what_is_not_kept_is_dropped_from_the_disk(folder):
    store = Store(folder)
    store.close([KEYS[1]])
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {KEYS[1], "index.txt"}
    assert [content(folder, key) for key in KEYS[:3]] == [None, b"content 1", None]


@pytest.mark.parametrize("text", [b"content X", b"", b"something longer than before"])
def test_a_file_that_was_changed_is_not_used(folder, text):
    file_of(folder, KEYS[0]).write_bytes(text)
    assert content(folder, KEYS[0]) is None
    assert content(folder, KEYS[1]) == b"content 1"


def test_a_file_that_is_gone_is_made_anew(folder):
    file_of(folder, KEYS[0]).unlink()
    assert content(folder, KEYS[0]) is None
    store = Store(folder)
    put(store, KEYS[0], b"content 0")
    store.close(KEYS[:3])
    assert content(folder, KEYS[0]) == b"content 0"


def test_a_file_with_another_time_and_the_same_bytes_is_used(folder):
    os.utime(file_of(folder, KEYS[0]), (1, 1))
    assert content(folder, KEYS[0]) == b"content 0"


def test_a_put_that_was_killed_leaves_nothing_usable(folder):
    key = KEYS[3]
    file_of(folder, key).parent.mkdir()
    file_of(folder, key).with_name(f".{key}.new").write_bytes(b"hal")
    assert content(folder, key) is None
    file_of(folder, key).write_bytes(b"whole, but the index was never written")
    assert content(folder, key) is None


def test_leftovers_of_killed_builds_are_deleted(folder):
    """Puts of a build that never closed are in no index; they must not accumulate."""
    for number in range(3, 5):
        put(Store(folder), KEYS[number], b"never closed")
    file_of(folder, KEYS[4]).with_name(f".{KEYS[4]}.new").write_bytes(b"hal")
    store = Store(folder)
    put(store, "ff" * 32, b"next build")
    assert file_of(folder, KEYS[3]).exists()
    store.close([*KEYS[:3], "ff" * 32])
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert names == {*KEYS[:3], "ff" * 32, "index.txt"}


HEAD, FIRST, DIGEST = b"samenight 1\n", b"00" * 32, b"0" * 64
BROKEN = [
    b"", b"{", b"[]", b"samenight 1", b"samenight 2\n", b"\xff\xfe", b"\0", HEAD + b"\n\n",
    HEAD + b"a\n", HEAD + b"a b c d e\n", HEAD + FIRST + b"\n", HEAD + FIRST + b" d 1 2 3 4\n",
    HEAD + FIRST + b" " + DIGEST + b" 9\n", HEAD + FIRST + b" " + DIGEST + b" x y\n",
    HEAD + FIRST + b" " + DIGEST[1:],
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_damaged_index_counts_as_empty(folder, text):
    (folder / "index.txt").write_bytes(text)
    assert content(folder, KEYS[0]) is None
    store = Store(folder)
    put(store, KEYS[0], b"content 0")
    store.close([KEYS[0]])
    assert content(folder, KEYS[0]) == b"content 0"


@given(st.binary(max_size=40))
def test_no_index_ends_in_a_traceback(tmp_path, text):
    folder = tmp_path / "any"
    folder.mkdir(exist_ok=True)
    (folder / "index.txt").write_bytes(text)
    assert Store(folder).take(KEYS[0]) is None


def change_index(folder, old, new):
    index = folder / "index.txt"
    assert old in index.read_text()
    index.write_text(index.read_text().replace(old, new))


def test_an_index_cannot_make_the_store_drop_files_elsewhere(tmp_path, folder):
    precious = tmp_path / "precious"
    precious.write_text("mine")
    change_index(folder, KEYS[0], "../../precious")
    change_index(folder, KEYS[1], str(precious))
    Store(folder).close([])
    assert precious.exists()


def test_wrong_digests_in_an_index_are_noticed(folder):
    index = (folder / "index.txt").read_text()
    entry = next(line for line in index.splitlines() if line.startswith(KEYS[0]))
    size, changed = entry.split(" ")[2:4]
    change_index(
        folder, entry, entry.replace(f" {size} {changed} ", f" {size} 1 ").replace(entry[65:129], "0" * 64)
    )
    assert content(folder, KEYS[0]) is None
    assert content(folder, KEYS[1]) == b"content 1"


@pytest.mark.parametrize("lost", range(1, 140, 9))
def test_an_index_that_lost_its_end_never_gives_wrong_bytes(folder, lost):
    index = folder / "index.txt"
    index.write_bytes(index.read_bytes()[:-lost])
    found = [content(folder, key) for key in KEYS[:3]]
    assert all(text in {None, f"content {number}".encode()} for number, text in enumerate(found))
    store = Store(folder)
    for number, key in enumerate(KEYS[:3]):
        if store.take(key) is None:
            put(store, key, f"content {number}".encode())
    store.close(KEYS[:3])
    assert [content(folder, key) for key in KEYS[:3]] == [b"content 0", b"content 1", b"content 2"]


def test_the_index_grows_by_what_changed_and_is_written_anew_when_most_of_it_is_old(folder, monkeypatch):
    monkeypatch.setattr("samenight.builder.output.store._MOST_OLD_LINES", 4)
    lengths = []
    for number in range(12):
        store = Store(folder)
        put(store, KEYS[3], b"content %d" % number)
        store.close(KEYS[:4])
        lengths.append(len((folder / "index.txt").read_bytes().splitlines()))
        assert content(folder, KEYS[3]) == b"content %d" % number
    assert max(lengths) < 12
    assert min(lengths) == 5


def test_what_nobody_may_read_becomes_readable_again(folder):
    """A published file is a link to that of the store."""
    before = Store(folder).take(KEYS[0])
    file_of(folder, KEYS[0]).chmod(0o600)
    assert Store(folder).take(KEYS[0]) == before
    assert file_of(folder, KEYS[0]).stat().st_mode & 0o777 == 0o644


def test_a_published_file_that_is_edited_does_not_spoil_the_store(folder, tmp_path):
    """Published files are hard links to the store's; an editor may write into one."""
    os.link(file_of(folder, KEYS[0]), tmp_path / "published.html")
    (tmp_path / "published.html").write_bytes(b"edited")
    assert content(folder, KEYS[0]) is None
    store = Store(folder)
    put(store, KEYS[0], b"content 0")
    assert (tmp_path / "published.html").read_bytes() == b"edited"
    assert content_in(store, KEYS[0]) == b"content 0"


def test_a_stopped_build_keeps_old_and_new_artifacts(folder):
    store = Store(folder)
    put(store, KEYS[3], b"content 3")
    store.write_index()
    again = Store(folder)
    assert all(again.take(key) for key in KEYS[:4])
