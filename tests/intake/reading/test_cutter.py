"""Blocks: whole lines, true offsets and numbers, over-long lines hashed while they pass by."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import BLOCK_BYTES, LINE_BYTES, OVER_LONG_HEAD, Block, LogFile
from siaga.intake.reading import cutter as module
from siaga.intake.reading.cutter import Cutter, count_lines, over_long_line
from siaga.intake.reading.source import Source, Window
from siaga.intake.reading.store import MemoryStore

FILE = LogFile("a", "a")
FULL = {"BLOCK_BYTES": BLOCK_BYTES, "LINE_BYTES": LINE_BYTES, "OVER_LONG_HEAD": OVER_LONG_HEAD}
SMALL = {"BLOCK_BYTES": 24, "LINE_BYTES": 8, "OVER_LONG_HEAD": 3}


Make = Callable[[bytes], Source]


class Pieces(Source):
    """Gives prepared pieces, as a pipe does."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces

    @property
    def taken(self) -> int:
        return 0

    def _more(self, size: int) -> bytes:
        piece = next(self._pieces, b"")
        assert size > 0
        return piece


def _window(data: bytes) -> Source:
    return Window(MemoryStore(data), 0, len(data))


def _tiny(data: bytes) -> Source:
    return Pieces(data[at : at + 3] for at in range(0, len(data), 3))


def _small() -> Iterator[None]:
    with patch.dict(vars(module), SMALL):
        yield


def _check(blocks: list[Block], data: bytes, sizes: Mapping[str, int] = FULL) -> None:
    """Every claim of the contract, for any block size."""
    rebuilt, line = b"", 1
    for block in blocks:
        assert block.offset == len(rebuilt)
        assert block.first_line == line
        assert len(block.data) <= sizes["BLOCK_BYTES"]
        assert len(block.over_long) <= 1
        if block.over_long:
            over = block.over_long[0]
            last = block.data.rstrip(b"\n").rfind(b"\n") + 1
            content = data[over.offset : over.offset + over.length]
            assert over.length > sizes["LINE_BYTES"] - 1
            assert hashlib.sha256(content).hexdigest() == over.sha256
            assert over.line_no == block.first_line + block.data.count(b"\n") - 1
            assert block.offset + block.data.rfind(b"\n", 0, -1) + 1 == over.offset or last == 0
            head = data[over.offset : over.offset + sizes["OVER_LONG_HEAD"]]
            assert block.data.endswith(head + b"\n")
            end = over.offset + over.length
            end += 2 if data[end : end + 2] == b"\r\n" else data[end : end + 1] == b"\n"
            rebuilt = data[:end]
            line = over.line_no + 1
        else:
            assert data[block.offset : block.offset + len(block.data)] == block.data
            assert block.data.endswith(b"\n") or block is blocks[-1]
            rebuilt += block.data
            line += count_lines(block.data)
            assert block.lines == count_lines(block.data)
    assert rebuilt == data
    assert [block.last for block in blocks] == [False] * (len(blocks) - 1) + [True] * bool(blocks)


LINES = st.lists(
    st.sampled_from([b"", b"a", b"bb\x00", b"ccccccc\n", b"\n", b"\r\n", b"d" * 9, b"e" * 30 + b"\n", b"\r"]),
    max_size=30,
).map(b"".join)


@pytest.mark.parametrize("make", [_window, _tiny])
@given(st.one_of(LINES, st.binary(max_size=80)))
def test_blocks_rebuild_the_file(make: Make, data: bytes) -> None:
    for _ in _small():
        cutter = Cutter(FILE, make(data), 0)
        blocks = list(cutter.blocks())
        _check(blocks, data, SMALL)
        assert cutter.offset == len(data)
        assert cutter.lines == count_lines(data)


def test_an_empty_stream_has_no_blocks() -> None:
    assert list(Cutter(FILE, _window(b""), 0).blocks()) == []


def test_full_size_blocks_end_at_line_ends() -> None:
    data = b"".join(b"%d: a line of a log\n" % n for n in range(BLOCK_BYTES // 8))
    for source in (_window(data), Pieces(data[at : at + 65_536] for at in range(0, len(data), 65_536))):
        blocks = list(Cutter(FILE, source, 0).blocks())
        _check(blocks, data)
        assert max(len(block.data) for block in blocks) > BLOCK_BYTES // 2 - 1


def test_a_block_of_a_plain_file_is_passed_on_uncopied() -> None:
    data = b"a line of a log\n" * 600_000
    given_out: list[bytes] = []

    class Watched(Window):
        def _more(self, size: int) -> bytes:
            given_out.append(super()._more(size))
            return given_out[-1]

    blocks = list(Cutter(FILE, Watched(MemoryStore(data), 0, len(data)), 0).blocks())
    assert blocks[0].data is given_out[0]


@pytest.mark.parametrize("extra", [-1, 0, 1])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_the_length_from_which_a_line_is_over_long(extra: int, end: bytes) -> None:
    data = b"before\n" + b"x" * (LINE_BYTES + extra) + end + b"after\n" * bool(end)
    blocks = list(Cutter(FILE, _window(data), 0).blocks())
    _check(blocks, data)
    assert bool(blocks[0].over_long) == (extra + (end == b"\r\n") > 0)


def test_a_line_of_100_mebibytes_streams_in_bounded_memory() -> None:
    piece, count = b"0123456789abcdef" * 65_536, 100
    longest = 0

    def pieces() -> Iterator[bytes]:
        yield b"first\n"
        for _ in range(count):
            yield piece
        yield b"\r\nlast"

    digest = hashlib.sha256(piece * count).hexdigest()
    blocks = []
    for block in Cutter(FILE, Pieces(pieces()), 0).blocks():
        longest = max(longest, len(block.data))
        blocks.append(block)
    assert longest < 100_000
    over = blocks[0].over_long[0]
    assert (over.line_no, over.offset, over.length) == (2, 6, len(piece) * count)
    assert over.sha256 == digest
    assert (blocks[1].data, blocks[1].first_line) == (b"last", 3)
    assert blocks[1].offset == 6 + len(piece) * count + 2
    assert blocks[1].last


def test_a_range_that_does_not_end_the_file_has_no_last_block() -> None:
    cutter = Cutter(FILE, _window(b"a\nb\n"), 100)
    blocks = list(cutter.blocks(ends_file=False))
    assert [(block.offset, block.first_line, block.last) for block in blocks] == [(100, 1, False)]
    assert (cutter.lines, cutter.offset) == (2, 104)


@given(st.binary(max_size=100))
def test_lines_are_counted_as_they_are_split(data: bytes) -> None:
    parts = data.split(b"\n")
    assert count_lines(data) == len(parts) - (not parts[-1])


def test_lines_are_counted_over_pieces() -> None:
    assert count_lines(b"a\n" * 300_000 + b"b") == 300_001


def test_over_long_lines_are_found_by_their_start() -> None:
    for _ in _small():
        assert over_long_line(b"12345678\n12345678\n") == -1
        assert over_long_line(b"1234\n123456789\n") == 5
        assert over_long_line(b"1234\n123456789") == 5
        assert over_long_line(b"1234\n12345678") == -1
