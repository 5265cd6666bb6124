"""Block streams: files that change while they are read, progress, notes, archives in order."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import BLOCK_BYTES, LogFile
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.missing import MissingRotation
from siaga.intake.reading.plan import plan
from siaga.intake.reading.stream import first_block, open_blocks
from siaga.intake.reading.work_item import WorkItem

Log = Callable[..., bytes]


def _item(path: Path) -> WorkItem:
    return plan([str(path)]).items[0]


def test_a_plain_file(tmp_path: Path, log: Log) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(log("a"))
    os.utime(path, ns=(0, 1_717_200_000_000_000_000))
    stream = open_blocks(_item(path))
    (block,) = list(stream)
    assert block.file == LogFile(str(path), str(path), 0, 1_717_200_000_000_000)
    assert (block.data, block.offset, block.first_line, block.last) == (log("a"), 0, 1, True)
    assert (stream.outcome.lines, stream.outcome.bytes_read) == (5, len(log("a")))
    assert stream.outcome.notes == ()


def test_a_file_that_grows_is_read_to_the_size_it_had(tmp_path: Path, log: Log) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(log("a", 200_000))
    stream = open_blocks(_item(path))
    first = next(stream)
    with path.open("ab") as file:
        file.write(b"more\n")
    data = first.data + b"".join(block.data for block in stream)
    assert data == log("a", 200_000)
    assert [(note.code, note.about) for note in stream.outcome.notes] == [("grew", "5")]


def test_a_file_that_shrinks_is_used_as_far_as_it_goes(tmp_path: Path, log: Log) -> None:
    path = tmp_path / "a.log"
    whole = log("a", 400_000)
    path.write_bytes(whole)
    stream = open_blocks(_item(path))
    first = next(stream)
    os.truncate(path, len(first.data) + 10)
    blocks = [first, *stream]
    assert b"".join(block.data for block in blocks) == whole[: len(first.data) + 10]
    assert blocks[-1].last
    lost = len(whole) - len(first.data) - 10
    assert [(note.code, note.about) for note in stream.outcome.notes] == [("shrank", str(lost))]


def test_a_file_that_vanishes_before_or_while_it_is_read(tmp_path: Path, log: Log) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(log("a", 400_000))
    item = _item(path)
    stream = open_blocks(item)
    first = next(stream)
    path.unlink()
    assert first.data + b"".join(block.data for block in stream) == log("a", 400_000)
    late = open_blocks(item)
    assert list(late) == []
    assert [note.code for note in late.outcome.notes] == ["vanished"]
    assert late.outcome.notes[0].loss


def test_stopping_early_releases_the_file(tmp_path: Path, log: Log) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(log("a", 400_000))
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counts open descriptors
    stream = open_blocks(_item(path))
    next(stream)
    assert len(os.listdir("/proc/self/fd")) == before + 1  # noqa: PTH208 - likewise
    stream.close()
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - likewise


def test_the_first_block_of_a_log_is_at_hand_for_every_range_of_it(tmp_path: Path, log: Log) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(log("a", 20_000))
    items = plan([str(path)], range_bytes=100_000).items
    firsts = [first_block(item) for item in items]
    assert len(items) > 3
    assert all(block is not None and log("a", 20_000).startswith(block.data) for block in firsts)
    assert all(block is not None and block.offset == 0 for block in firsts)
    path.unlink()
    assert first_block(items[0]) is None
    assert first_block(plan(["-"]).items[0]) is None


def test_a_missing_stream_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (item,) = plan(["-"]).items

    class Closed:
        def fileno(self) -> int:
            raise ValueError("I/O operation on closed file")

    monkeypatch.setattr("sys.stdin", Closed())
    stream = open_blocks(item)
    assert list(stream) == []
    assert [note.code for note in stream.outcome.notes] == ["input_error"]


def test_a_pipe_named_by_its_descriptor(log: Log) -> None:
    reading, writing = os.pipe()
    os.write(writing, log("a"))
    os.close(writing)
    (item,) = plan([f"/dev/fd/{reading}"]).items
    assert [block.data for block in open_blocks(item)] == [log("a")]
    os.close(reading)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_progress_adds_up_to_the_stored_bytes(
    tmp_path: Path, log: Log, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(pack(log("a", 500_000)))
    steps: list[int] = []
    for block in open_blocks(_item(path), on_bytes=steps.append):
        assert block.data
        assert steps
    assert sum(steps) == path.stat().st_size
    assert len(steps) > 2
    assert min(steps) > 0


def _tar(path: Path, files: dict[str, bytes], mode: str) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload] # the mode is a parameter
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1_717_200_000
            archive.addfile(info, io.BytesIO(data))
    return path


def test_members_of_a_compressed_archive_come_in_order(tmp_path: Path, log: Log) -> None:
    files = {"a.log": log("a"), "a.log.1": log("b"), "a.log.3.gz": gzip.compress(log("c"))}
    path = _tar(tmp_path / "logs.tar.gz", files, "w:gz")
    stream = open_blocks(_item(path))
    blocks = list(stream)
    stamp = 1_717_200_000_000_000
    assert [block.file for block in blocks] == [
        LogFile(f"{path}!a.log.3.gz", f"{path}!a.log", 0, stamp),
        LogFile(f"{path}!a.log.1", f"{path}!a.log", 1, stamp),
        LogFile(f"{path}!a.log", f"{path}!a.log", 2, stamp),
    ]
    assert [block.data for block in blocks] == [log("c"), log("b"), log("a")]
    assert all(block.last and block.first_line == 1 and block.offset == 0 for block in blocks)
    assert stream.outcome.missing == (
        MissingRotation(f"{path}!a.log", f"{path}!a.log.2", 1, f"{path}!a.log.3.gz", f"{path}!a.log.1"),
    )
    assert stream.outcome.lines == 15


def test_a_compressed_archive_larger_than_what_is_held(tmp_path: Path, log: Log) -> None:
    files = {f"a.log.{number}": os.urandom(20_000).hex().encode() for number in (1, 2, 3)}
    path = _tar(tmp_path / "logs.tar.xz", files, "w:xz")
    (item,) = plan([str(path)], limits=Limits(held_bytes=30_000)).items
    blocks = list(open_blocks(item))
    assert [block.file.name.rpartition("!")[2] for block in blocks] == ["a.log.3", "a.log.2", "a.log.1"]
    assert [block.data for block in blocks] == [files[f"a.log.{number}"] for number in (3, 2, 1)]


def test_a_cut_off_archive_is_used_as_far_as_it_goes(tmp_path: Path) -> None:
    files = {f"a.log.{number}": os.urandom(20_000).hex().encode() for number in (1, 2, 3)}
    path = _tar(tmp_path / "logs.tgz", files, "w:gz")
    path.write_bytes(path.read_bytes()[:30_000])
    stream = open_blocks(_item(path))
    data = {block.file.name.rpartition("!")[2]: block.data for block in stream}
    assert data["a.log.1"] == files["a.log.1"]
    assert files["a.log.2"].startswith(data["a.log.2"])
    assert data["a.log.2"]
    assert {(note.place, note.code) for note in stream.outcome.notes} == {
        (str(path), "truncated"),
        (f"{path}!a.log.2", "truncated"),
    }


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Log) -> None:
    files = {"a.log": log("a"), "a.log.1": log("b")}
    for data, expected in (
        (log("a"), [("-", log("a"))]),
        (gzip.compress(log("a")), [("-", log("a"))]),
        (_tar(tmp_path / "t", files, "w:gz").read_bytes(), [("-!a.log.1", log("b")), ("-!a.log", log("a"))]),
        (_tar(tmp_path / "t", files, "w").read_bytes(), [("-!a.log.1", log("b")), ("-!a.log", log("a"))]),
        (b"", []),
    ):
        (tmp_path / "in").write_bytes(data)
        with (tmp_path / "in").open() as file:
            monkeypatch.setattr("sys.stdin", file)
            (item,) = plan(["-"]).items
            assert [(block.file.name, block.data) for block in open_blocks(item)] == expected


@given(st.lists(st.binary(max_size=20), max_size=30).map(b"\n".join))
def test_any_bytes_come_out_as_they_went_in_or_it_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.log"
    path.write_bytes(b"a log line\n" + data)
    planned = plan([str(path)])
    if not planned.items:
        assert [note.code for note in planned.notes] == ["not_a_log"]
        return
    blocks = list(open_blocks(planned.items[0]))
    content = path.read_bytes()
    assert b"".join(block.data for block in blocks) == content
    for block in blocks:
        assert content[block.offset : block.offset + len(block.data)] == block.data
        assert len(block.data) <= BLOCK_BYTES
