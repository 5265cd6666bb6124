"""Whole walks from inputs to blocks: order, ranges, duplicates, what is told, and sameness of results."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import pickle
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.intake.block import Block
from siaga.intake.reading.cutter import count_lines
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.plan import plan
from siaga.intake.reading.stream import Outcome, open_blocks
from siaga.intake.reading.work_item import WorkItem

Log = Callable[..., bytes]


WORKER = """
import pickle, sys
from siaga.intake.reading.stream import open_blocks
streams = [open_blocks(item) for item in pickle.load(sys.stdin.buffer)]
pickle.dump([(list(stream), stream.outcome) for stream in streams], sys.stdout.buffer)
"""


def _read_item(item: WorkItem) -> tuple[list[Block], Outcome]:
    stream = open_blocks(item)
    return list(stream), stream.outcome


def test_a_rotated_set_in_every_compression_is_read_oldest_first(
    tmp_path: Path, log: Log, read_all: Callable[..., Any]
) -> None:
    packs: dict[str, Callable[[bytes], bytes]] = {
        "access.log": bytes,
        "access.log.1": bytes,
        "access.log.2.gz": gzip.compress,
        "access.log.3.bz2": bz2.compress,
        "access.log.4.xz": lzma.compress,
        "access.log.5.zst": zstandard.compress,
        "access.log.6.log": gzip.compress,  # the content counts, not the name
    }
    for name, pack in packs.items():
        (tmp_path / name).write_bytes(pack(log(name)))
    result = read_all(tmp_path)
    names = [Path(name).name for name in result.texts]
    assert names[:6] == [
        "access.log.5.zst",
        "access.log.4.xz",
        "access.log.3.bz2",
        "access.log.2.gz",
        "access.log.1",
        "access.log",
    ]
    assert {Path(name).name: text for name, text in result.texts.items()} == {
        name: log(name) for name in names
    }
    assert result.lines == 35
    assert result.notes == []


def test_empty_rotations_are_facts_and_no_holes(
    tmp_path: Path, log: Log, read_all: Callable[..., Any]
) -> None:
    (tmp_path / "a.log.3").write_bytes(log("a"))
    (tmp_path / "a.log.2").write_bytes(b"")
    (tmp_path / "a.log").write_bytes(gzip.compress(b""))
    result = read_all(tmp_path)
    assert [file.name for file in result.plan.empty] == [str(tmp_path / "a.log.2")]
    assert result.said(tmp_path / "a.log.2") == {"empty"}
    assert result.said(tmp_path / "a.log") == {"empty"}
    assert [(hole.what, hole.after, hole.before) for hole in result.missing] == [
        (f"{tmp_path}/a.log.1", f"{tmp_path}/a.log.2", f"{tmp_path}/a.log")
    ]
    assert [item.file.order for item in result.plan.items] == [0, 2]


def test_copies_are_read_once(tmp_path: Path, log: Log, read_all: Callable[..., Any]) -> None:
    (tmp_path / "a.log.1").write_bytes(log("a"))
    (tmp_path / "a.log.1.gz").write_bytes(gzip.compress(log("a")))
    result = read_all(tmp_path)
    assert list(result.texts) == [str(tmp_path / "a.log.1")]
    assert result.said(tmp_path / "a.log.1.gz") == {"duplicate"}


def test_sets_of_two_sites_with_the_same_content_are_both_read(
    tmp_path: Path, log: Log, read_all: Callable[..., Any]
) -> None:
    for site in ("a", "b"):
        (tmp_path / site).mkdir()
        (tmp_path / site / "access.log").write_bytes(log("same"))
    assert len(read_all(tmp_path).texts) == 2


def test_archives_of_every_kind(tmp_path: Path, log: Log, read_all: Callable[..., Any]) -> None:
    files = {"v/a.log": log("a"), "v/a.log.1.gz": gzip.compress(log("b")), "big.log": log("c", 20_000)}
    with zipfile.ZipFile(tmp_path / "l.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    for name, mode in {"l.tar": "w", "l.tgz": "w:gz", "l.tar.bz2": "w:bz2", "l.tar.xz": "w:xz"}.items():
        with tarfile.open(tmp_path / name, mode) as tar:  # type: ignore[call-overload] # the mode is a parameter
            for member, data in files.items():
                info = tarfile.TarInfo(member)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    result = read_all(tmp_path, range_bytes=100_000)
    for name in ("l.zip", "l.tar", "l.tgz", "l.tar.bz2", "l.tar.xz"):
        assert result.texts[f"{tmp_path}/{name}!v/a.log"] == log("a")
        assert result.texts[f"{tmp_path}/{name}!v/a.log.1.gz"] == log("b")
        assert result.texts[f"{tmp_path}/{name}!big.log"] == log("c", 20_000)
        order = [text for text in result.texts if f"{name}!v/" in text]
        assert order == [f"{tmp_path}/{name}!v/a.log.1.gz", f"{tmp_path}/{name}!v/a.log"]
    assert result.notes == []
    assert len([item for item in result.plan.items if item.file.name.endswith("l.tar!big.log")]) > 5


@settings(max_examples=40)
@given(
    lines=st.lists(
        st.sampled_from([b"a", b"bb\r", b"", b"ccc\x00", b"d" * 50, b"\xff\xfe"]), min_size=2, max_size=200
    ),
    range_bytes=st.integers(1, 300),
    mark=st.booleans(),
)
def test_ranges_give_the_same_lines(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], range_bytes: int, *, mark: bool
) -> None:
    path = tmp_path_factory.mktemp("ranges") / "a.log"
    data = b"\xef\xbb\xbf" * mark + b"a log line of some length\n" * 4 + b"\n".join(lines)
    path.write_bytes(data)
    items = plan([str(path)], range_bytes=range_bytes).items
    if not items:  # so many NULs that it looks like binary records
        assert data.count(0) >= 16
        return
    rebuilt, line, base = b"", 1, 0
    for number, item in enumerate(items):
        blocks, outcome = _read_item(pickle.loads(pickle.dumps(item)))
        for block in blocks:
            assert data[block.offset : block.offset + len(block.data)] == block.data
            assert block.first_line + base == line
            rebuilt += block.data
            line += count_lines(block.data)
            assert block.last == (item is items[-1] and block is blocks[-1])
        assert item.part == number
        base += outcome.lines
    assert rebuilt == data[3 * mark :]
    assert base == count_lines(rebuilt)


def test_several_processes_read_what_one_reads(
    tmp_path: Path, log: Log, read_all: Callable[..., Any]
) -> None:
    (tmp_path / "a.log").write_bytes(log("a", 100_000))
    (tmp_path / "b.log.gz").write_bytes(gzip.compress(log("b", 20_000)))
    items = plan([str(tmp_path)], range_bytes=500_000).items
    assert len(items) > 3
    blocks, lines = [], 0
    workers = [subprocess.Popen([sys.executable, "-c", WORKER], stdin=-1, stdout=-1) for _ in range(2)]
    answers = [worker.communicate(pickle.dumps(items[at::2]))[0] for at, worker in enumerate(workers)]
    found = [pickle.loads(answer) for answer in answers]
    for number in range(len(items)):
        part, outcome = found[number % 2][number // 2]
        blocks += part
        lines += outcome.lines
    assert b"".join(block.data for block in blocks) == log("a", 100_000) + log("b", 20_000)
    assert lines == read_all(tmp_path).lines


def test_the_same_input_gives_the_same_plan(tmp_path: Path, log: Log) -> None:
    for name in ("x/a.log", "x/a.log.1", "y/a.log", "c.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(log(name))
    assert plan([str(tmp_path)]) == plan([str(tmp_path)])
    total = plan([str(tmp_path)]).total_bytes
    assert total == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())


def test_a_bomb_in_every_wrapping_is_stopped_and_told(tmp_path: Path, read_all: Callable[..., Any]) -> None:
    zeros = bytes(30_000_000)
    limits = Limits(ratio=50, free_bytes=1_000_000)
    packed = gzip.compress(zeros)
    (tmp_path / "a.gz").write_bytes(packed)
    (tmp_path / "b.gz").write_bytes(gzip.compress(packed))
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.log", zeros)
        archive.writestr("good.log", b"a log line\n")
    with tarfile.open(tmp_path / "d.tgz", "w:gz") as tar:
        info = tarfile.TarInfo("bomb.log")
        info.size = len(zeros)
        tar.addfile(info, io.BytesIO(zeros))
    result = read_all(tmp_path, limits=limits)
    for name in ("a.gz", "b.gz", "c.zip!bomb.log", "d.tgz"):
        assert "stopped" in result.said(tmp_path / name), name
    assert result.texts[f"{tmp_path}/c.zip!good.log"] == b"a log line\n"
    assert all(block.offset < 6_000_000 for block in result.blocks)


def test_nothing_given_is_silent_or_fatal(tmp_path: Path, log: Log, read_all: Callable[..., Any]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.log").write_bytes(log("good"))
    (tmp_path / "in" / "picture.log").write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(3000))
    (tmp_path / "in" / "cut.gz").write_bytes(gzip.compress(os.urandom(5000).hex().encode())[:2000])
    (tmp_path / "in" / "not.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 50)
    os.mkfifo(tmp_path / "in" / "fifo")
    (tmp_path / "in" / "loop").symlink_to(".")
    result = read_all(tmp_path / "in", tmp_path / "nothing")
    place = tmp_path / "in"
    assert result.texts[str(place / "good.log")] == log("good")
    assert result.said(place / "picture.log") == {"not_a_log"}
    assert result.said(place / "cut.gz") == {"truncated"}
    assert "damaged" in result.said(place / "not.zip")
    assert result.said(place / "fifo") == {"not_regular"}
    assert result.said(place / "loop") == {"loop"}
    assert result.said(tmp_path / "nothing") == {"missing"}


def test_line_ends_and_encodings(tmp_path: Path, read_all: Callable[..., Any]) -> None:
    texts = {
        "crlf": b"one\r\ntwo\r\n",
        "mixed": b"one\r\ntwo\nthree\rfour",
        "nul": b"one\x00two\nthree" + bytes(30),
        "latin": b"caf\xe9 au lait, a word\n",
    }
    for name, data in texts.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "mac").write_bytes(b"one\rtwo\rthree")
    (tmp_path / "wide").write_bytes("one\r\ntwo é".encode("utf-16"))
    (tmp_path / "mark").write_bytes(b"\xef\xbb\xbfone\n")
    result = read_all(tmp_path)
    for name, data in texts.items():
        assert result.texts[str(tmp_path / name)] == data
    assert result.texts[str(tmp_path / "mac")] == b"one\ntwo\nthree"
    assert result.said(tmp_path / "mac") == {"carriage_returns"}
    assert result.texts[str(tmp_path / "wide")] == "one\r\ntwo é".encode()
    assert result.said(tmp_path / "wide") == {"transcoded"}
    (mark,) = (block for block in result.blocks if block.file.name.endswith("mark"))
    assert (mark.data, mark.offset, mark.first_line) == (b"one\n", 3, 1)


def test_a_file_of_one_enormous_line_streams(tmp_path: Path, read_all: Callable[..., Any]) -> None:
    path = tmp_path / "a.log"
    with path.open("wb") as file:
        file.write(b"first\n")
        file.truncate(100 * 1024 * 1024)  # a sparse run of NULs, as copytruncate leaves it
        file.seek(0, os.SEEK_END)
        file.write(b"\nlast\n")
    result = read_all(path)
    assert result.lines == 3
    (over,) = (line for block in result.blocks for line in block.over_long)
    assert (over.line_no, over.offset, over.length) == (2, 6, 100 * 1024 * 1024 - 6)
    last = result.blocks[-1]
    assert (last.data, last.offset, last.last) == (b"last\n", 100 * 1024 * 1024 + 1, True)
    assert max(len(block.data) for block in result.blocks) < 100_000
