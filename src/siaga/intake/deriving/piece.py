"""A piece of one source's text, as it goes into one frame of a segment."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.intake.block import LogFile


@dataclass(frozen=True, slots=True)
class Piece:
    """Raw bytes: whole lines, except that the last may lack its line feed.

    `source` is the index into the segment's sources, `frame` the number of the frame. `raw_from` is the
    offset in bytes in the source's text, `first_line` the 1-based number of the first line. `open` says that
    the last line goes on in the source's next piece. `data` of one source come in order and without holes.
    `cuts` are the offsets in the text at which the next frames begin, if the data of several are joined.
    """

    file: LogFile
    source: int
    frame: int
    data: bytes
    raw_from: int
    first_line: int
    open: bool = False
    cuts: tuple[int, ...] = ()
