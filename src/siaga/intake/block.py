"""A block: up to 8 MiB of raw log bytes cut at a line end, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass, field

BLOCK_BYTES = 8 * 1024 * 1024
"""Upper bound of a block's data, in bytes (decision 0007)."""

LINE_BYTES = 1024 * 1024
"""A line longer than this, in bytes, is over-long: only its head is kept in `Block.data`."""

OVER_LONG_HEAD = 64 * 1024
"""How many bytes of an over-long line stay readable."""


@dataclass(frozen=True, slots=True)
class LogFile:
    """One file (or archive member, or stdin) of a source, as it was handed over.

    `name` is what a person typed plus, for members, `!member` ("logs.tar!a/access.log.1").
    `source` is the display name of the rotated set it belongs to ("logs.tar!a/access.log").
    `order` is its place in that set, 0 the oldest.
    `modified_at_us` is when it was last written, at the latest (UTC µs), as the file system or archive says,
    or its name.
    """

    name: str
    source: str
    order: int = 0
    modified_at_us: int | None = None


@dataclass(frozen=True, slots=True)
class OverLong:
    """A line longer than LINE_BYTES: what was left out of the block, so that nothing is lost unseen.

    `length` is the whole line in bytes without its line end; `sha256` is over all of it (hex).
    """

    line_no: int
    offset: int
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Block:
    r"""Contiguous raw bytes of one log file.

    `data` holds whole lines, each ended by `\n`, except possibly the last line of the file.
    `offset` is the byte offset of `data[0]` in the *decompressed* file.
    `first_line` is the 1-based number of the first line.
    An over-long line appears with its first OVER_LONG_HEAD bytes and a `\n`, and always as the
    last line of its block, so that offsets of all lines in a block stay contiguous.
    `last` is true for the final block of the file.
    `lines` is the number of lines in `data`, an unfinished last one included; None where nobody counted.
    """

    file: LogFile
    data: bytes
    offset: int
    first_line: int
    last: bool = False
    over_long: tuple[OverLong, ...] = field(default=())
    lines: int | None = None
