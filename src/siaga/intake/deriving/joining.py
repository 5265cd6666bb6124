"""Makes blocks of whole lines out of pieces, in bounded memory however long a line is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from siaga.intake.block import LINE_BYTES, OVER_LONG_HEAD, Block, LogFile, OverLong
from siaga.intake.deriving.piece import Piece
from siaga.intake.reading.cutter import count_lines, over_long_line


@dataclass(slots=True)
class _LongLine:
    """An over-long line that is not at its end yet."""

    line_no: int
    offset: int
    head: bytes = b""
    length: int = 0
    digest: Any = field(default_factory=hashlib.sha256)
    held: bytes = b""

    def add(self, part: bytes) -> None:
        part = self.held + part
        # A carriage return belongs to the line end only if a line feed follows.
        self.held = b"\r" if part.endswith(b"\r") else b""
        part = part.removesuffix(b"\r")
        self.head += part[: OVER_LONG_HEAD - len(self.head)]
        self.digest.update(part)
        self.length += len(part)

    def finish(self) -> None:
        """Take the carriage return that no line feed followed: the text has ended."""
        self.head += self.held[: OVER_LONG_HEAD - len(self.head)]
        self.digest.update(self.held)
        self.length += len(self.held)
        self.held = b""

    def block(self, file: LogFile) -> Block:
        seen = OverLong(self.line_no, self.offset, self.length, self.digest.hexdigest())
        return Block(file, self.head + b"\n", self.offset, self.line_no, over_long=(seen,), lines=1)


class Joiner:
    """The pieces of one source, in order; a line that goes on is kept until its end comes."""

    def __init__(self, file: LogFile) -> None:
        self._file = file
        self._rest = b""
        self._long: _LongLine | None = None
        self._offset = 0
        self._line = 1

    def blocks(self, piece: Piece) -> Iterator[Block]:
        """Yield blocks of what has ended with this piece; every line is in one block."""
        data = piece.data
        if self._long is not None:
            end = data.find(b"\n")
            self._long.add(data if end < 0 else data[:end])
            if end < 0:
                if piece.open:
                    return
                self._long.finish()
            yield self._long.block(self._file)
            taken = len(data) if end < 0 else end + 1
            self._offset, self._line = piece.raw_from + taken, self._long.line_no + 1
            self._long, data = None, data[taken:]
        elif self._rest:
            data = self._rest + data
        else:
            self._offset, self._line = piece.raw_from, piece.first_line
        self._rest = b""
        if piece.open:
            cut = data.rfind(b"\n") + 1
            data, self._rest = data[:cut], data[cut:]
        yield from self._whole(data)
        if len(self._rest) > LINE_BYTES:
            self._long = _LongLine(self._line, self._offset)
            self._long.add(self._rest)
            self._rest = b""

    def _whole(self, data: bytes) -> Iterator[Block]:
        while data:
            start = over_long_line(data)
            before = data if start < 0 else data[:start]
            if before:
                lines = count_lines(before)
                yield Block(self._file, before, self._offset, self._line, lines=lines)
                self._offset += len(before)
                self._line += lines
            if start < 0:
                return
            end = data.find(b"\n", start)
            stop = len(data) if end < 0 else end
            line = _LongLine(self._line, self._offset)
            line.add(data[start:stop])
            if end < 0:
                line.finish()
            yield line.block(self._file)
            self._offset += min(stop + 1, len(data)) - start
            self._line += 1
            data = data[stop + 1 :]
