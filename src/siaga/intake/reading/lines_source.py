"""Bring a text to lines that end with a line feed and to UTF-8, and tell when that changed a byte."""

from __future__ import annotations

import codecs

from siaga.intake.reading.content import HEAD_BYTES, utf16_encoding
from siaga.intake.reading.note import Tell
from siaga.intake.reading.source import Source


class CarriageReturns(Source):
    r"""A text whose lines end with a lone `\r`: each becomes `\n`, so that offsets stay true."""

    def __init__(self, raw: Source) -> None:
        super().__init__()
        self._raw = raw

    @property
    def taken(self) -> int:
        """Stored bytes taken from the bottom."""
        return self._raw.taken

    def _more(self, size: int) -> bytes:
        return self._raw.read(size).replace(b"\r", b"\n")


class Utf16(Source):
    """UTF-16 text as UTF-8. Lone surrogates pass as three bytes each (WTF-8), so that none is lost."""

    def __init__(self, raw: Source, encoding: str, tell: Tell) -> None:
        super().__init__()
        self._raw = raw
        self._tell = tell
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
        self._ended = False

    @property
    def taken(self) -> int:
        """Stored bytes taken from the bottom."""
        return self._raw.taken

    def _more(self, size: int) -> bytes:
        # Two bytes of UTF-16 become three of UTF-8 at most.
        while not self._ended:
            data = self._raw.read(max(4, size // 3 * 2))
            if not data:
                self._end()
                return b""
            text = self._decoder.decode(data)
            if text:
                return text.encode("utf-8", "surrogatepass")
        return b""

    def _end(self) -> None:
        self._ended = True
        left = len(self._decoder.getstate()[0])
        if left:
            self._tell("truncated", f"UTF-16, {left} bytes of a character")


def as_lines(source: Source, tell: Tell) -> tuple[Source, int]:
    r"""Return the source of UTF-8 lines in `source` and the offset in bytes of its first byte.

    Exceptions to "the bytes as they are", all told but the first: a UTF-8 mark is left out (the
    offset is then 3); UTF-16 is transcoded (offsets count UTF-8 bytes, its mark left out); in a
    text with carriage returns and no line feed in its first 64 KiB, `\r` becomes `\n`.
    """
    head = source.peek(HEAD_BYTES)
    offset = 0
    encoding = utf16_encoding(head)
    if encoding is not None:
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            source.exactly(2)
        tell("transcoded", encoding.upper())
        source = Utf16(source, encoding, tell)
        head = source.peek(HEAD_BYTES)
    elif head.startswith(codecs.BOM_UTF8):
        source.exactly(3)
        offset = 3
    if ends_lines_with_carriage_return(head):
        tell("carriage_returns", "")
        source = CarriageReturns(source)
    return source, offset


def ends_lines_with_carriage_return(head: bytes) -> bool:
    r"""Decide by the first bytes; a `\r` as their very last byte may be half of a `\r\n`."""
    if b"\n" in head:
        return False
    whole = len(head) < HEAD_BYTES
    return b"\r" in head if whole else head.count(b"\r", 0, -1) >= 2
