"""A source that decompresses another one: all members of it, as far as it is sound and within limits."""

from __future__ import annotations

import zlib
from typing import Literal

from siaga.intake.reading.decoder import ERRORS, Bzip2Decoder, Decoder, DeflateDecoder, XzDecoder, ZstdDecoder
from siaga.intake.reading.gzip_decoder import GzipDecoder
from siaga.intake.reading.limits import Allowance
from siaga.intake.reading.note import Tell
from siaga.intake.reading.source import Source

Method = Literal["gzip", "bzip2", "xz", "zstd", "deflate"]

_DECODERS: dict[str, type[GzipDecoder | Bzip2Decoder | XzDecoder | ZstdDecoder | DeflateDecoder]] = {
    "gzip": GzipDecoder,
    "bzip2": Bzip2Decoder,
    "xz": XzDecoder,
    "zstd": ZstdDecoder,
    "deflate": DeflateDecoder,
}
_MAGIC: dict[str, tuple[bytes, ...]] = {
    "gzip": (b"\x1f\x8b",),
    "bzip2": (b"BZh",),
    "xz": (b"\xfd7zXZ\x00",),
    "zstd": (b"\x28\xb5\x2f\xfd", *(bytes((low, 0x2A, 0x4D, 0x18)) for low in range(0x50, 0x60))),
}
_INPUT = 32 * 1024
_PIECE = 16 * 1024
"""Decoding goes by pieces of this many bytes: at damage in mid-stream at most one piece is lost."""


class Decompressing(Source):
    """The decompressed bytes of `raw`. Damage, a missing end and an excess are told and end it."""

    def __init__(
        self, raw: Source, method: Method, allowance: Allowance, tell: Tell, *, checksum: int | None = None
    ) -> None:
        super().__init__()
        self._raw = raw
        self._method = method
        self._allowance = allowance
        self._tell = tell
        self._decoder: Decoder = _DECODERS[method]()
        self._waiting = b""
        self._taken_before = raw.taken
        self._returned = 0
        self._expected = checksum
        self._checksum = 0
        self._done = False

    @property
    def taken(self) -> int:
        """Stored bytes taken from the bottom."""
        return self._raw.taken

    def _more(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0 and not self._done:
            part = self._decode(min(size, _PIECE))
            if part:
                parts.append(part)
                size -= len(part)
                self._count(part)
        return b"".join(parts)

    def _decode(self, size: int) -> bytes:
        if self._decoder.eof and not self._next_member():
            self._done = True
            self._allowance.settle(self._returned, self._raw.taken - self._taken_before)
            return b""
        data, self._waiting = self._waiting, b""
        ended = False
        if not data and self._decoder.needs_input:
            data = self._raw.read(_INPUT)
            ended = not data
        try:
            # At the end of input a decoder may still hold some output: it is asked once more.
            part = self._decoder.decode(data, size)
        except ERRORS as error:
            self._tell("damaged", f"{self._method}: {error}")
            self._done = True
            return b""
        if ended and not part and not self._decoder.eof:
            self._tell("truncated", self._method)
            self._done = True
        return part

    def _next_member(self) -> bool:
        rest = self._decoder.unused_data
        if self._method == "deflate":
            if self._expected is not None and self._expected != self._checksum:
                self._tell("damaged", "zip: checksum differs")
            return False
        while True:
            # NULs pad what came from tapes and disks; they stand for nothing.
            rest = rest.lstrip(b"\x00")
            if len(rest) >= 8 or not (more := self._raw.read(_INPUT)):
                break
            rest += more
        if not rest:
            return False
        if not rest.startswith(_MAGIC[self._method]):
            self._tell("trailing", f"{len(rest) + self._raw.skip(1 << 62)} bytes")
            return False
        self._decoder = _DECODERS[self._method]()
        self._waiting = rest
        return True

    def _count(self, part: bytes) -> None:
        self._returned += len(part)
        if self._expected is not None:
            self._checksum = zlib.crc32(part, self._checksum)
        stored = self._raw.taken - self._taken_before + _INPUT
        if not self._allowance.allows(self._returned, stored):
            self._tell("stopped", str(self._returned))
            self._done = True
            self._allowance.settle(self._returned, stored)
