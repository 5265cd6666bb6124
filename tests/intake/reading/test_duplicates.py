"""The same log twice in one set is read once; what differs in one byte is not the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.duplicates import relation_of, repeated
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.plan import plan
from siaga.intake.reading.source import Window
from siaga.intake.reading.store import MemoryStore
from siaga.intake.reading.work_item import WorkItem

TEXT = b"".join(b"%d a line of a log\n" % number for number in range(200_000))


def _repeated(folder: Path, files: dict[str, bytes]) -> tuple[set[str], list[tuple[str, str]]]:
    items: list[WorkItem] = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        items += plan([str(folder / name)]).items
    notebook = Notebook()
    dropped = repeated(items, notebook)
    names = list(files)
    return {names[index] for index in dropped}, [
        (Path(note.place).name, Path(note.about).name) for note in notebook.notes
    ]


def test_a_copy_and_its_compressed_form(tmp_path: Path) -> None:
    files = {"a.log.1": TEXT, "a.log.1.gz": gzip.compress(TEXT), "a.log.2": TEXT[::-1]}
    assert _repeated(tmp_path, files) == ({"a.log.1.gz"}, [("a.log.1.gz", "a.log.1")])


def test_a_difference_in_the_last_byte_is_a_difference(tmp_path: Path) -> None:
    assert _repeated(tmp_path, {"a.log.1": TEXT, "a.log.1.gz": gzip.compress(TEXT[:-2] + b"!\n")}) == (
        set(),
        [],
    )


@pytest.mark.parametrize("cut", [30, 100_000, 3_000_000])
def test_the_shorter_copy_of_the_same_rotation_is_left_out(tmp_path: Path, cut: int) -> None:
    assert _repeated(tmp_path, {"a.log.1": TEXT[:cut], "a.log.1.gz": gzip.compress(TEXT)})[0] == {"a.log.1"}


def test_a_cut_off_copy_is_left_out_and_its_damage_is_told(tmp_path: Path) -> None:
    files = {"a.log.1": TEXT, "a.log.1.gz": gzip.compress(TEXT)[:100_000]}
    notes = [("a.log.1.gz", "a.log.1"), ("a.log.1.gz", "gzip")]
    assert _repeated(tmp_path, files) == ({"a.log.1.gz"}, notes)


def test_of_different_rotations_only_whole_copies_are_left_out(tmp_path: Path) -> None:
    assert _repeated(tmp_path, {"a.log.1": TEXT[:100_000], "a.log.2": TEXT}) == (set(), [])
    assert _repeated(tmp_path, {"a.log.1": TEXT, "a.log.2": TEXT})[0] == {"a.log.2"}


def test_three_copies_leave_one(tmp_path: Path) -> None:
    files = {"a.log.1": TEXT, "a.log.1.gz": gzip.compress(TEXT), "a.log.2": TEXT}
    assert _repeated(tmp_path, files)[0] == {"a.log.1.gz", "a.log.2"}


@given(st.binary(max_size=8), st.binary(max_size=8))
def test_relations(a: bytes, b: bytes) -> None:
    relation = relation_of(*(Window(MemoryStore(data), 0, len(data)) for data in (a, b)))
    expected = (
        "same"
        if a == b
        else "first_begins_second"
        if b.startswith(a)
        else "second_begins_first"
        if a.startswith(b)
        else "different"
    )
    assert relation == expected
