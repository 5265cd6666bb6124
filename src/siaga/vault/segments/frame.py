"""One zstd frame of raw bytes: made, described, and taken apart only if it is exactly what was described."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import zstandard

from siaga.vault.errors import TamperedError

FRAME_BYTES = 4 * 1024 * 1024
"""Upper bound of a frame's raw bytes."""

LINE_FRAMES = 4
"""Frames (16 MiB) over which a line is kept within one segment, and searched as one text."""

LEVEL = 3
"""zstd level: 11 to 17 times smaller at a quarter of a microsecond a line."""

_MAGIC = b"\x28\xb5\x2f\xfd"
_LARGEST_HEADER = 18
_RAW, _RLE, _COMPRESSED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class FrameRecord:
    """Where a frame stands in its segment, and what it holds (docs/vault.md, "Manifest").

    `source` indexes the manifest's sources; `raw_from` is the offset in bytes of its first byte in that
    source's text, `first_line` the 1-based number of its first line. `offset` and `size` are its stored
    bytes in the segment. `open` says that its last line goes on in the source's next frame.
    """

    source: int
    raw_from: int
    first_line: int
    offset: int
    size: int
    sha256: bytes
    raw_size: int
    lines: int
    lines_root: bytes
    open: bool


def compressed(raw: bytes) -> bytes:
    """Return one zstd frame that says how long its content is."""
    return _compressor().compress(raw)


def _compressor() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=LEVEL, write_content_size=True, write_checksum=False)


def checked(stored: bytes | memoryview, record: FrameRecord, place: str) -> None:
    """Check stored bytes against their record without unpacking them; raise TamperedError.

    Besides the hash: that they are exactly one frame, of the length told, as programs disagree about what
    to do with a second or a skippable one.
    """
    if len(stored) != record.size:
        raise TamperedError(place, f"{len(stored)} bytes instead of {record.size}")
    if sha256(stored).digest() != record.sha256:
        raise TamperedError(place, "the bytes have another hash than the manifest says")
    if extent(stored, place) != len(stored):
        raise TamperedError(place, "there are bytes behind the end of the zstd frame")
    if zstandard.frame_content_size(stored) != record.raw_size:
        raise TamperedError(place, "the zstd frame tells another length than the manifest")


def unpacked(stored: bytes, record: FrameRecord, place: str) -> bytes:
    """Return the raw bytes of a frame after checking all that the record says of its stored bytes."""
    checked(stored, record, place)
    return decompressed(stored, record, place)


def decompressed(stored: bytes | memoryview, record: FrameRecord, place: str) -> bytes:
    """Return the raw bytes of a frame that was `checked` already."""
    # What a frame tells of its length is made room for at once, however much that is.
    if record.raw_size > FRAME_BYTES:
        raise TamperedError(place, f"the frame would unpack to {record.raw_size} bytes")
    try:
        return zstandard.ZstdDecompressor().decompress(stored)
    except zstandard.ZstdError as error:
        raise TamperedError(place, f"the zstd frame does not unpack: {error}") from error


def extent(stored: bytes | memoryview, place: str) -> int:
    """Return where the first zstd frame ends, in bytes, by walking its blocks (RFC 8878 §3.1.1)."""
    if stored[:4] != _MAGIC:
        raise TamperedError(place, "not a zstd frame (a skippable frame holds no evidence)")
    try:
        position = zstandard.frame_header_size(stored[:_LARGEST_HEADER])
        parameters = zstandard.get_frame_parameters(stored[:_LARGEST_HEADER])
    except zstandard.ZstdError as error:
        raise TamperedError(place, f"not a zstd frame: {error}") from error
    if parameters.dict_id or parameters.has_checksum:
        raise TamperedError(place, "a zstd frame that Siaga did not write (dictionary or checksum)")
    last = False
    while not last:
        header = stored[position : position + 3]
        if len(header) < 3:
            raise TamperedError(place, "the zstd frame is cut off")
        word = int.from_bytes(header, "little")
        last, kind, size = bool(word & 1), word >> 1 & 3, word >> 3
        if kind not in {_RAW, _RLE, _COMPRESSED}:
            raise TamperedError(place, "the zstd frame holds a block of an unknown kind")
        position += 3 + (1 if kind == _RLE else size)
    if position > len(stored):
        raise TamperedError(place, "the zstd frame is cut off")
    return position
