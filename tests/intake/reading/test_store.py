"""Stores: random access that never raises."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.note import Notebook
from siaga.intake.reading.store import LARGEST_READ, FileStore, MemoryStore, StoreFile


def test_a_file_is_read_to_the_size_seen_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    descriptor = os.open(path, os.O_RDONLY)
    store = FileStore(descriptor, 8, Notebook().at("a"))
    assert store.size == 8
    assert store.at(5, 100) == b"567"
    assert store.at(8, 1) == b""
    os.close(descriptor)


def test_an_input_error_is_told_and_ends_it(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)  # reading a folder fails with EISDIR
    notebook = Notebook()
    assert FileStore(descriptor, 10, notebook.at("a")).at(0, 5) == b""
    os.close(descriptor)
    assert [(note.code, note.about) for note in notebook.notes] == [("input_error", "Is a directory")]


@given(st.binary(min_size=1, max_size=30), st.lists(st.tuples(st.integers(0, 40), st.sampled_from([0, 1]))))
def test_as_a_file_object_it_behaves_like_one(data: bytes, moves: list[tuple[int, int]]) -> None:
    ours, reference = StoreFile(MemoryStore(b"xx" + data + b"yy"), 2, 2 + len(data)), io.BytesIO(data)
    for offset, whence in moves:
        assert ours.seek(offset, whence) == reference.seek(offset, whence)
        assert ours.read(3) == reference.read(3)
        assert ours.tell() == reference.tell()
    assert ours.seek(-1, os.SEEK_END) == len(data) - 1
    assert ours.read() == data[-1:]
    assert ours.readable()
    assert ours.seekable()


def test_directories_of_unbelievable_size_are_refused() -> None:
    with pytest.raises(OSError, match="directory"):
        StoreFile(MemoryStore(b""), 0, LARGEST_READ + 1).read()


def test_offsets_before_the_start_hold_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    with path.open("rb") as file:
        notebook = Notebook()
        assert FileStore(file.fileno(), 3, notebook.at("a")).at(-2, 2) == b""
        assert notebook.notes == ()
    assert MemoryStore(b"abc").at(-2, 2) == b""


def test_positions_before_the_start_are_refused() -> None:
    with pytest.raises(OSError, match="negative"):
        StoreFile(MemoryStore(b"abc"), 0, 3).seek(-1)
