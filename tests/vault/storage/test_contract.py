"""The contract of a store, tried on each kind of store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siaga.vault.errors import ConflictError, MissingError, VaultUsageError
from siaga.vault.storage.contract import Storage

NAME = "log/tile/0/000"


def test_what_was_created_is_read_by_all(new_store: Callable[[], Storage]) -> None:
    new_store().create(NAME, b"bytes")
    assert new_store().read(NAME) == b"bytes"
    assert new_store().size(NAME) == 5


def test_empty_bytes_are_bytes(store: Storage) -> None:
    store.create("log/checkpoint", b"")
    assert store.read("log/checkpoint") == b""
    assert store.size("log/checkpoint") == 0
    assert store.read_range("log/checkpoint", 0, 4) == b""


def test_the_same_bytes_may_be_created_again(new_store: Callable[[], Storage]) -> None:
    new_store().create(NAME, b"bytes")
    new_store().create(NAME, b"bytes")
    assert list(new_store().names("")) == [NAME]


def test_other_bytes_are_refused_and_nothing_changes(store: Storage) -> None:
    store.create(NAME, b"bytes")
    with pytest.raises(ConflictError, match="log/tile/0/000: other bytes"):
        store.create(NAME, b"other")
    assert store.read(NAME) == b"bytes"
    assert list(store.names("")) == [NAME]


@pytest.mark.parametrize(
    ("offset", "size", "expected"),
    [(0, 3, b"abc"), (2, 3, b"cde"), (4, 100, b"ef"), (6, 1, b""), (9, 9, b""), (1, 0, b"")],
)
def test_ranges(store: Storage, offset: int, size: int, expected: bytes) -> None:
    store.create(NAME, b"abcdef")
    assert store.read_range(NAME, offset, size) == expected


@pytest.mark.parametrize(("offset", "size"), [(-1, 1), (0, -1)])
def test_a_range_cannot_be_negative(store: Storage, offset: int, size: int) -> None:
    store.create(NAME, b"abcdef")
    with pytest.raises(ValueError, match="no range"):
        store.read_range(NAME, offset, size)


@pytest.mark.parametrize("size", [0, 1])
def test_what_is_missing_is_said_to_be_missing(store: Storage, size: int) -> None:
    for read in (store.read, store.size, lambda name: store.read_range(name, 0, size)):
        with pytest.raises(MissingError, match="log/tile/0/000"):
            read(NAME)
    assert store.version(NAME) is None
    assert list(store.names("")) == []
    store.remove(NAME)
    with pytest.raises(MissingError):
        store.move(NAME, "quarantine/1/000")


def test_replacing_needs_the_version_that_is_there(new_store: Callable[[], Storage]) -> None:
    one, other = new_store(), new_store()
    first = one.replace("log/checkpoint", b"1", None)
    seen = other.version("log/checkpoint")
    assert seen is not None
    assert (seen.data, seen.version) == (b"1", first)
    second = other.replace("log/checkpoint", b"2", first)
    assert second != first
    for stale in (first, None, "nonsense"):
        with pytest.raises(ConflictError, match="log/checkpoint"):
            one.replace("log/checkpoint", b"3", stale)
    assert one.read("log/checkpoint") == b"2"


def test_what_is_gone_cannot_be_replaced(store: Storage) -> None:
    version = store.replace("log/checkpoint", b"1", None)
    store.remove("log/checkpoint")
    with pytest.raises(ConflictError):
        store.replace("log/checkpoint", b"2", version)
    assert store.version("log/checkpoint") is None


def test_names_are_sorted_as_wholes(store: Storage) -> None:
    names = ["a", "b-c", "b/a", "b/d/e", "bc", "log/é", "log/\U0001f600", "log/\uff5e"]
    for name in reversed(names):
        store.create(name, name.encode())
    assert list(store.names("")) == sorted(names)
    assert list(store.names("b/")) == ["b/a", "b/d/e"]
    assert list(store.names("b/d/")) == ["b/d/e"]
    assert list(store.names("nothing/")) == []


@pytest.mark.parametrize("name", ["", "/a", "a/", "a//b", ".", "../a", "a/../b", "a/.new-1", ".lock", "a\0b"])
def test_names_that_lead_elsewhere_are_refused(store: Storage, name: str) -> None:
    for attempt in (
        store.read,
        store.size,
        store.version,
        store.remove,
        lambda name: store.create(name, b""),
    ):
        with pytest.raises(VaultUsageError, match="no name for stored bytes"):
            attempt(name)


def test_a_prefix_is_a_folder(store: Storage) -> None:
    for prefix in ("log", "../", "/"):
        with pytest.raises(VaultUsageError):
            list(store.names(prefix))


def test_moved_bytes_stand_at_one_place(store: Storage) -> None:
    store.create(NAME, b"bytes")
    store.move(NAME, "quarantine/1/log/tile/0/000")
    assert store.read("quarantine/1/log/tile/0/000") == b"bytes"
    assert list(store.names("")) == ["quarantine/1/log/tile/0/000"]


def test_moving_overwrites_nothing(store: Storage) -> None:
    store.create(NAME, b"bytes")
    store.create("quarantine/1", b"other")
    with pytest.raises(ConflictError):
        store.move(NAME, "quarantine/1")
    assert (store.read(NAME), store.read("quarantine/1")) == (b"bytes", b"other")


def test_a_move_that_was_cut_off_is_finished(store: Storage) -> None:
    store.create(NAME, b"bytes")
    store.create("quarantine/1", b"bytes")
    store.move(NAME, "quarantine/1")
    assert list(store.names("")) == ["quarantine/1"]


def test_there_is_one_writer(new_store: Callable[[], Storage]) -> None:
    one, other = new_store(), new_store()
    with one.lock():
        assert list(one.names("")) == []
        with pytest.raises(ConflictError, match="process"), other.lock():
            raise AssertionError("two writers")
    with other.lock():
        other.create(NAME, b"bytes")
    with pytest.raises(RuntimeError, match="inside"), one.lock():
        raise RuntimeError("inside")
    with one.lock():
        assert one.sweep() == 0
    assert list(one.names("")) == [NAME]


def test_a_store_names_its_place(store: Storage) -> None:
    assert store.place.endswith("/city/vault")
