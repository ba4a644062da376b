"""The store: damage to it costs time, and never gives wrong bytes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.builder.output.store import Store, StoredArtifact, keep

KEYS = [f"{number:02x}" * 32 for number in range(5)]


def put(store: Store, key: str, content: bytes) -> StoredArtifact:
    """Keep an artifact, as a build does."""
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
    assert [content(folder, key) for key in KEYS[:3]] == [None, b"content 1", None]
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {KEYS[1], "index.json"}


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
    store.close([*KEYS[:3], "ff" * 32])
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert names == {*KEYS[:3], "ff" * 32, "index.json"}


BROKEN = [
    b"", b"{", b"[]", b"null", b"42", b'"text"', b'{"a": null}', b'{"a": 1}', b'{"a": []}',
    b'{"a": ["d", "s", "t"]}',
    b'{"a": ["d", 1]}', b'{"a": ["d", 1, 2, 3]}', b'{"a": ["d", Infinity, 1]}', b'{"a": ["d", NaN, 1]}',
    b"\xff\xfe", b"\0",
    b"[" * 100_000, b'{"a": {"b": 1, "c": 2, "d": 3}}',
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_damaged_index_counts_as_empty(folder, text):
    (folder / "index.json").write_bytes(text)
    assert content(folder, KEYS[0]) is None
    store = Store(folder)
    put(store, KEYS[0], b"content 0")
    store.close([KEYS[0]])
    assert content(folder, KEYS[0]) == b"content 0"


@given(st.binary(max_size=40))
def test_no_index_ends_in_a_traceback(tmp_path, text):
    folder = tmp_path / "any"
    folder.mkdir(exist_ok=True)
    (folder / "index.json").write_bytes(text)
    assert Store(folder).take(KEYS[0]) is None


def test_an_index_cannot_make_the_store_drop_files_elsewhere(tmp_path, folder):
    precious = tmp_path / "precious"
    precious.write_text("mine")
    index = json.loads((folder / "index.json").read_text())
    index["../../precious"] = index[str(precious)] = ["d", 4, 1]
    (folder / "index.json").write_text(json.dumps(index))
    Store(folder).close([])
    assert precious.exists()


def test_wrong_digests_in_an_index_are_noticed(folder):
    index = json.loads((folder / "index.json").read_text())
    index[KEYS[0]] = ["0" * 64, 9, 1]
    (folder / "index.json").write_text(json.dumps(index))
    assert content(folder, KEYS[0]) is None


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
