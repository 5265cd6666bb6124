"""One interface for the decompressors of gzip, bzip2, xz, zstd and zip, each bounded in what it returns."""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import Protocol

import zstandard

XZ_MEMORY = 256 * 1024 * 1024
ZSTD_WINDOW = 128 * 1024 * 1024

ERRORS = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError, zstandard.ZstdError, MemoryError)
"""What these decoders raise on content that they cannot decode."""


class Decoder(Protocol):
    """Decodes one member or frame."""

    @property
    def eof(self) -> bool:
        """Whether the member is complete."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether `decode` can go on only with more bytes."""
        ...

    @property
    def unused_data(self) -> bytes:
        """The bytes after the member."""
        ...

    def decode(self, data: bytes, size: int) -> bytes:
        """Take `data` and return about `size` bytes at most; raises one of ERRORS."""
        ...


class DeflateDecoder:
    """Raw DEFLATE (RFC 1951), as stored in zip."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        """Whether the final block was decoded."""
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        """Whether all input given was used."""
        return not self._inflate.eof and not self._inflate.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """The bytes after the final block."""
        return self._inflate.unused_data

    def decode(self, data: bytes, size: int) -> bytes:
        """Inflate up to `size` bytes."""
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, size)


class _StreamDecoder:
    """What bzip2 and xz share: both libraries offer one stream's decompressor with the same interface."""

    def __init__(self, decoder: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._decoder = decoder

    @property
    def eof(self) -> bool:
        """Whether the stream is complete."""
        return self._decoder.eof

    @property
    def needs_input(self) -> bool:
        """Whether more bytes are needed."""
        return self._decoder.needs_input

    @property
    def unused_data(self) -> bytes:
        """The bytes after the stream."""
        return self._decoder.unused_data

    def decode(self, data: bytes, size: int) -> bytes:
        """Decompress up to `size` bytes."""
        return self._decoder.decompress(data, size)


class Bzip2Decoder(_StreamDecoder):
    """One bzip2 stream."""

    def __init__(self) -> None:
        super().__init__(bz2.BZ2Decompressor())


class XzDecoder(_StreamDecoder):
    """One xz stream."""

    def __init__(self) -> None:
        super().__init__(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY))


class ZstdDecoder:
    """One zstd frame (RFC 8878).

    The library has no bound on output, so input goes in by small pieces: a block of 4 bytes can
    stand for 128 KiB, hence a piece of 1 KiB for 32 MiB at most.
    """

    _PIECE = 1024

    def __init__(self) -> None:
        self._decoder = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()
        self._waiting = b""
        self._at = 0

    @property
    def eof(self) -> bool:
        """Whether the frame is complete."""
        return self._decoder.eof

    @property
    def needs_input(self) -> bool:
        """Whether all pieces were used."""
        return not self._decoder.eof and self._at >= len(self._waiting)

    @property
    def unused_data(self) -> bytes:
        """The bytes after the frame."""
        return self._decoder.unused_data + self._waiting[self._at :]

    def decode(self, data: bytes, size: int) -> bytes:
        """Decompress pieces until about `size` bytes came out."""
        if data:
            self._waiting, self._at = self._waiting[self._at :] + data, 0
        parts: list[bytes] = []
        while self._at < len(self._waiting) and size > 0 and not self._decoder.eof:
            part = self._decoder.decompress(self._waiting[self._at : self._at + self._PIECE])
            self._at += self._PIECE
            size -= len(part)
            parts.append(part)
        return b"".join(parts)
