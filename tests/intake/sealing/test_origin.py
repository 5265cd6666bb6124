"""Where a text comes from can be checked against the file that is kept elsewhere."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from siaga.intake.reading.item_source import Opened, open_item
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.plan import plan
from siaga.intake.sealing.origin import HEAD_BYTES, Containers, generation_of, tell_replaced
from siaga.vault.leaves.segment import Container, Generation


@contextmanager
def _opened(path: Path) -> Iterator[Opened]:
    (item,) = plan([str(path)]).items
    with open_item(item, Notebook()) as opened:
        assert opened is not None
        yield opened


@pytest.mark.parametrize("size", [1, HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 1])
def test_a_file_s_generation_is_its_inode_and_head_as_planned(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"a" * size)
    with _opened(path) as opened:
        with path.open("ab") as file:
            file.write(b"grown meanwhile")
        status = path.stat()
        head = sha256(b"a" * min(size, HEAD_BYTES)).digest()
        assert generation_of(opened) == Generation(status.st_dev, status.st_ino, head)


def test_a_container_is_hashed_whole_and_once(tmp_path: Path) -> None:
    path = tmp_path / "a.log.gz"
    data = gzip.compress(os.urandom(2_000_000).hex().encode(), mtime=0)
    path.write_bytes(data)
    containers = Containers()
    with _opened(path) as opened:
        expected = Container("a.log.gz", sha256(data).digest(), len(data))
        assert containers.of(opened, "a.log.gz") == expected
        assert containers.of(replace(opened, descriptor=-1), "a.log.gz") == expected


def test_what_cannot_be_read_again_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"a\n")
    with _opened(path) as opened:
        broken = replace(opened, descriptor=-1)
        assert generation_of(broken) is None
        assert Containers().of(broken, "a.log") is None
        assert {note.code for note in opened.notebook.notes} == {"input_error"}


def test_a_stream_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"a\n")
    with _opened(path) as opened:
        stream = replace(opened, item=replace(opened.item, streamed=True))
        assert generation_of(stream) is None
        assert Containers().of(stream, "-") is None


def test_a_file_written_anew_is_noticed_and_one_that_grew_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"first\n")
    with _opened(path) as opened:
        known = generation_of(opened)
        path.write_bytes(b"first\nsecond\n")
        tell_replaced(opened, known)
        tell_replaced(opened, None)
        assert len(opened.notebook) == 0
        path.write_bytes(b"other\n")
        tell_replaced(opened, known)
        assert [(note.code, note.loss) for note in opened.notebook.notes] == [("damaged", True)]
