"""Decode one gzip member (RFC 1952) so that a wrong checksum at its end costs none of its text."""

from __future__ import annotations

import zlib

from siaga.intake.reading.decoder import DeflateDecoder

_HEADER = 10
_TRAILER = 8
_LONGEST_HEADER = 128 * 1024


def header_length(data: bytes) -> int:
    """Return the length in bytes of the member header at the start of `data`; 0 when it needs more.

    Raises ValueError when it is none.
    """
    if not b"\x1f\x8b\x08".startswith(data[:3]):
        raise ValueError("not a gzip member")
    if len(data) < _HEADER:
        return 0
    flags, at = data[3], _HEADER
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag in (8, 16):  # the file's name, then a comment: both end with NUL
        if flags & flag and at <= len(data):
            end = data.find(b"\x00", at)
            if end < 0:
                if len(data) > _LONGEST_HEADER:
                    raise ValueError("gzip header without end")
                return 0
            at = end + 1
    at += 2 if flags & 2 else 0
    return at if at <= len(data) else 0


class GzipDecoder:
    """One gzip member; its checksum is compared after all its text was returned."""

    def __init__(self) -> None:
        self._inflate = DeflateDecoder()
        self._head: bytes | None = b""
        self._tail = b""
        self._checksum = 0
        self._checked = False

    @property
    def eof(self) -> bool:
        """Whether the member with its trailer is complete."""
        return self._checked

    @property
    def needs_input(self) -> bool:
        """Whether more bytes are needed."""
        if self._inflate.eof:
            return not self._checked and len(self._tail) < _TRAILER
        return self._head is not None or self._inflate.needs_input

    @property
    def unused_data(self) -> bytes:
        """The bytes after the member."""
        return self._tail[_TRAILER:]

    def decode(self, data: bytes, size: int) -> bytes:
        """Inflate up to `size` bytes; raises ValueError when the checksum differs."""
        if self._head is not None:
            self._head += data
            length = header_length(self._head)
            if not length:
                return b""
            data, self._head = self._head[length:], None
        out = b""
        if not self._inflate.eof:
            out = self._inflate.decode(data, size)
            self._checksum = zlib.crc32(out, self._checksum)
            data = self._inflate.unused_data
        if self._inflate.eof:
            self._tail += data
            if not out:
                self._check()
        return out

    def _check(self) -> None:
        if len(self._tail) < _TRAILER:
            return
        self._checked = True
        if int.from_bytes(self._tail[:4], "little") != self._checksum:
            raise ValueError("gzip checksum differs")
