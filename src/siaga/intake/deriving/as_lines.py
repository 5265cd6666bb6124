"""Makes UTF-8 lines of a text's pieces, as reading does, and leads what was read back to the sealed bytes."""

from __future__ import annotations

import codecs
from dataclasses import replace

import numpy as np

from siaga.intake.block import Block
from siaga.intake.deriving.line_places import LinePlaces
from siaga.intake.deriving.piece import Piece
from siaga.intake.reading.content import HEAD_BYTES, utf16_encoding
from siaga.intake.reading.lines_source import ends_lines_with_carriage_return
from siaga.intake.rows import Int64s, Lines, Reading

_DECODERS = {"utf-16-le": codecs.utf_16_le_decode, "utf-16-be": codecs.utf_16_be_decode}
_UNITS = {"utf-16-le": "<u2", "utf-16-be": ">u2"}
_MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE, "": codecs.BOM_UTF8}
_LF, _CR = 10, 13


class AsLines:
    """One text, piece by piece. How it is written, its beginning tells.

    The exceptions to "the bytes as they are" are those of `siaga.intake.reading.lines_source`: UTF-16, a
    UTF-8 mark, and lines that end with a lone carriage return. Positions in what is given out count decoded
    bytes; `sealed` leads them back.
    """

    def __init__(self) -> None:
        self._encoding = ""
        self._carriage_returns = False
        self._places: LinePlaces | None = None
        self._waiting = b""
        self._offset = 0
        self._line = 1

    def learn(self, head: bytes) -> None:
        """Learn from the beginning of the text how it is written."""
        self._encoding = utf16_encoding(head[:HEAD_BYTES]) or ""
        shown = head[: 2 * HEAD_BYTES]
        if self._encoding:
            text, _ = _DECODERS[self._encoding](shown, "surrogatepass")
            shown = text.encode("utf-8", "surrogatepass")
        self._carriage_returns = ends_lines_with_carriage_return(shown[:HEAD_BYTES])

    def lines(self, piece: Piece, *, ends: bool) -> Piece:
        """Return the piece as UTF-8 lines, to be joined to those before; `ends`: nothing follows."""
        if piece.raw_from == 0:
            self.learn(piece.data)
        data, base = self._waiting + piece.data, piece.raw_from - len(self._waiting)
        mark = _MARKS[self._encoding]
        if piece.raw_from == 0 and data.startswith(mark):
            data, base = data[len(mark) :], len(mark)
        if not (self._encoding or self._carriage_returns):
            return replace(piece, data=data, raw_from=base, open=piece.open and not ends)
        # A text that is taken up in its middle may be so inside a character.
        skipped = base % 2 if self._encoding else 0
        if self._places is None:
            self._places = LinePlaces(2 if self._encoding else 1)
            self._places.begin(self._offset, base + skipped, piece.first_line)
        decoded, used, starts = self._decoded(data[skipped:])
        self._waiting = data[skipped + used :]
        begins, line = self._offset, self._line
        at = np.flatnonzero(np.frombuffer(decoded, np.uint8) == _LF) + 1
        raws = base + skipped + starts
        feeds = np.flatnonzero(np.frombuffer(piece.data, np.uint8) == _LF)
        numbers = piece.first_line + np.searchsorted(feeds, raws - piece.raw_from)
        self._offset, self._line = begins + len(decoded), line + len(at)
        self._places.add((begins + at, raws, numbers), (self._offset, base + skipped + used))
        return replace(piece, data=decoded, raw_from=begins, first_line=line, open=not ends)

    def _decoded(self, data: bytes) -> tuple[bytes, int, Int64s]:
        """Return UTF-8, how many bytes were used, and where in `data` lines begin behind a line end."""
        if not self._encoding:
            values, width, decoded, used = np.frombuffer(data, np.uint8), 1, data, len(data)
        else:
            text, used = _DECODERS[self._encoding](data, "surrogatepass")
            decoded, width = text.encode("utf-8", "surrogatepass"), 2
            values = np.frombuffer(data[:used], _UNITS[self._encoding])
        ends = values == _LF
        if self._carriage_returns:
            ends |= values == _CR
            decoded = decoded.replace(b"\r", b"\n")
        return decoded, used, (np.flatnonzero(ends) + 1) * width

    def sealed(self, reading: Reading) -> Reading:
        """Return the reading with the places of its rows and events in the sealed text.

        A line's number is that of the sealed line in which it begins: in UTF-16, a byte 0x0A of another
        character ends a sealed line, too.
        """
        places, block = self._places, reading.block
        if places is None:
            return reading
        access = reading.access
        if access is not None:
            access = replace(access, lines=_sealed(access.lines, places, block))
        events = reading.events
        if events:
            told = [(event.line_no, event.offset, event.length) for event in events]
            lines = _sealed(Lines(*np.array(told, np.int64).T), places, block)
            events = [
                replace(event, line_no=int(number), offset=int(offset), length=int(length))
                for event, number, offset, length in zip(
                    events, lines.number, lines.offset, lines.length, strict=True
                )
            ]
        return replace(reading, access=access, events=events)


def _sealed(lines: Lines, places: LinePlaces, block: Block) -> Lines:
    offsets, numbers = places.of(lines.offset, block)
    ends, _ = places.of(lines.offset + lines.length, block)
    return Lines(numbers, offsets, ends - offsets)
