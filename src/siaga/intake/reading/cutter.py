"""Cut a stream of lines into blocks of at most BLOCK_BYTES, in bounded memory whatever the lines are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from siaga.intake.block import BLOCK_BYTES, LINE_BYTES, OVER_LONG_HEAD, Block, LogFile, OverLong
from siaga.intake.reading.source import Source

_NEWLINE = 10
_COUNTED = 256 * 1024


class Cutter:
    """Cuts one log file (or a range of it) and counts its bytes and lines."""

    def __init__(self, file: LogFile, source: Source, offset: int) -> None:
        self._file = file
        self._source = source
        self._ended = False
        self._line = 1
        self.offset = offset
        """Offset in bytes of what comes next."""

    @property
    def lines(self) -> int:
        """Lines cut so far; the last counts even without its line end."""
        return self._line - 1

    def blocks(self, *, ends_file: bool = True) -> Iterator[Block]:
        """Yield the blocks; an empty stream has none. `ends_file` says whether the last is the file's."""
        rest = b""
        while data := self._filled(rest):
            line = over_long_line(data)
            if line >= 0:
                block, rest = self._over_long(data, line)
            else:
                cut = len(data) if self._ended else data.rfind(b"\n") + 1
                block, rest = self._block(data if cut == len(data) else data[:cut]), data[cut:]
            del data
            self._ended = self._ended or self._source.at_end()
            yield replace(block, last=True) if ends_file and self._ended and not rest else block
            del block

    def _filled(self, rest: bytes) -> bytes:
        """Return `rest` and what follows it, at least half a block unless the stream ends."""
        parts = [rest] if rest else []
        size = len(rest)
        while size < BLOCK_BYTES // 2 and not self._ended:
            part = self._source.read(BLOCK_BYTES - size)
            self._ended = not part
            if part:
                parts.append(part)
                size += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _block(self, data: bytes) -> Block:
        lines = count_lines(data)
        block = Block(self._file, data, self.offset, self._line, lines=lines)
        self._line += lines
        self.offset += len(data)
        return block

    def _over_long(self, data: bytes, line: int) -> tuple[Block, bytes]:
        """Pass an over-long line by, hashing it; return its block and the bytes after the line."""
        head = data[line : line + OVER_LONG_HEAD]
        digest, length, kept_back = hashlib.sha256(), 0, b""
        piece, newline = data[line:], -1
        while piece:
            newline = piece.find(b"\n")
            content = kept_back + (piece if newline < 0 else piece[:newline])
            # A carriage return belongs to the line end only if a line feed follows.
            kept_back = b"\r" if content.endswith(b"\r") else b""
            content = content.removesuffix(b"\r")
            digest.update(content)
            length += len(content)
            if newline >= 0:
                break
            piece = self._source.read(BLOCK_BYTES)
        self._ended = self._ended or newline < 0
        if newline < 0:
            digest.update(kept_back)
            length += len(kept_back)
            kept_back = b""
        before = data[:line]
        number = self._line + count_lines(before)
        start = self.offset + line
        over_long = OverLong(number, start, length, digest.hexdigest())
        block = Block(self._file, before + head + b"\n", self.offset, self._line, over_long=(over_long,))
        self._line = number + 1
        self.offset = start + length + len(kept_back) + (newline >= 0)
        return block, piece[newline + 1 :] if newline >= 0 else b""


def count_lines(data: bytes) -> int:
    r"""Return the number of lines in `data`, an unfinished last one included."""
    array = np.frombuffer(data, np.uint8)
    ends = 0
    for start in range(0, len(array), _COUNTED):  # pieces that stay in the cache: twice as fast
        ends += int(np.count_nonzero(array[start : start + _COUNTED] == _NEWLINE))
    return ends + (bool(data) and not data.endswith(b"\n"))


def over_long_line(data: bytes) -> int:
    """Return where the first line longer than LINE_BYTES starts, or -1; looks at line ends only."""
    start = 0
    while start + LINE_BYTES < len(data):
        newline = data.rfind(b"\n", start, start + LINE_BYTES + 1)
        if newline < 0:
            return start
        start = newline + 1
    return -1
