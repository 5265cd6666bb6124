"""Finds where a file changes its format in the middle of a block, so that both parts can be read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from siaga.intake.block import Block
from siaga.intake.rows import Lines, Reading

LEAST = 20
"""Lines in a row at a block's end that a format must have failed on before another one is asked for."""


def unread_end(reading: Reading) -> Block | None:
    """Return what follows the last line that was read, as a block of its own, when it is long enough."""
    if len(reading.unparsed) < LEAST:
        return None
    block = reading.block
    end, line_no = _last_read(reading)
    start = block.data.find(b"\n", end - block.offset) + 1 if line_no else 0
    if start >= len(block.data) or np.count_nonzero(reading.unparsed.offset >= block.offset + start) < LEAST:
        return None
    first = line_no + 1 if line_no else block.first_line
    over_long = tuple(line for line in block.over_long if line.line_no >= first)
    return Block(block.file, block.data[start:], block.offset + start, first, block.last, over_long)


def without_end(reading: Reading, end: Block) -> Reading:
    """Return the reading of what stands before `end`; every line is counted here or there, never twice."""
    block = reading.block
    ours = reading.unparsed.offset < end.offset
    unparsed = Lines(*(part[ours] for part in _columns(reading.unparsed)))
    lines = end.data.removesuffix(b"\n").split(b"\n")
    # The end holds no line that was read: what of it was not unparsed was blank, or a directive.
    passed_over = len(lines) - (len(reading.unparsed) - len(unparsed))
    blank = min(reading.blank, passed_over)
    head = replace(
        block,
        data=block.data[: end.offset - block.offset],
        last=False,
        lines=None,
        over_long=tuple(line for line in block.over_long if line.line_no < end.first_line),
    )
    return replace(
        reading,
        block=head,
        unparsed=unparsed,
        blank=reading.blank - blank,
        headers=reading.headers - (passed_over - blank),
        invalid_utf8=max(0, reading.invalid_utf8 - sum(not _is_utf8(line) for line in lines)),
    )


def _last_read(reading: Reading) -> tuple[int, int]:
    """Return where the last line that was read ends (byte offset), and its number; (0, 0) without one."""
    found = [(0, 0)]
    if reading.access is not None and len(reading.access):
        lines = reading.access.lines
        last = int(lines.offset.argmax())
        found.append((int(lines.offset[last] + lines.length[last]), int(lines.number[last])))
    found += [(event.offset + event.length, event.line_no) for event in reading.events[-1:]]
    return max(found)


def _columns(lines: Lines) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.int64]], ...]:
    return lines.number, lines.offset, lines.length


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
