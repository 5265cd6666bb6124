"""Streams of items: fresh each time, and changes of the file told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from siaga.intake.reading.item_source import open_item, tell_changes
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.plan import plan


def test_every_fresh_stream_starts_at_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"one\ntwo\n")
    item = plan([str(path)]).items[0]
    with open_item(item, Notebook()) as opened:
        assert opened is not None
        assert [opened.fresh()[1].exactly(100) for _ in range(2)] == [b"one\ntwo\n"] * 2
    part = replace(item, start=4)
    with open_item(part, Notebook()) as opened:
        assert opened is not None
        assert opened.fresh()[1].exactly(100) == b"two\n"


@pytest.mark.parametrize(
    ("now", "notes"),
    [
        (b"one\ntwo\n", []),
        (b"one\ntwo\nthree\n", [("grew", "6")]),
        (b"one\n", [("shrank", "4")]),
    ],
)
def test_changes_of_size_are_told(tmp_path: Path, now: bytes, notes: list[tuple[str, str]]) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"one\ntwo\n")
    item = plan([str(path)]).items[0]
    path.write_bytes(now)
    notebook = Notebook()
    with open_item(item, notebook) as opened:
        assert opened is not None
        tell_changes(opened)
    assert [(note.code, note.about) for note in notebook.notes] == notes


def test_a_file_that_is_gone_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"one\n")
    item = plan([str(path)]).items[0]
    path.unlink()
    notebook = Notebook()
    with open_item(item, notebook) as opened:
        assert opened is None
    assert [note.code for note in notebook.notes] == ["vanished"]
