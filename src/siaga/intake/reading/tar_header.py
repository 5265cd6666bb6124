"""Read the 512-byte headers of tar archives (POSIX.1-1988 ustar, pax, GNU), trusting nothing in them."""

from __future__ import annotations

from dataclasses import dataclass

RECORD = 512
"""Bytes of a header; members are padded to a multiple of it."""

MAX_EXTENSION = 1024 * 1024
"""A long name or pax record larger than this, in bytes, is not believed."""


@dataclass(frozen=True, slots=True)
class TarHeader:
    """One header: `size` in bytes, `modified_at` in seconds since 1970, `kind` the type flag."""

    name: bytes
    size: int
    modified_at: int
    kind: bytes


def _number(field: bytes) -> int | None:
    if field[:1] in {b"\x80", b"\xff"}:
        return int.from_bytes(field[1:], "big")
    text = field.strip(b" \x00")
    if not text:
        return 0
    return int(text, 8) if text.isdigit() and not text.strip(b"01234567") else None


def parse_header(record: bytes) -> TarHeader | None:
    """Return the header in these 512 bytes, or None when they are no tar header (by its checksum)."""
    if len(record) < RECORD or not record[0]:
        return None
    checksum = _number(record[148:156])
    if checksum is None or checksum != sum(record[:148]) + 8 * 32 + sum(record[156:RECORD]):
        return None
    size, modified_at = _number(record[124:136]), _number(record[136:148])
    if size is None:
        return None
    name = record[:100].split(b"\x00", 1)[0]
    if record[257:263] == b"ustar\x00":
        prefix = record[345:500].split(b"\x00", 1)[0]
        name = prefix + b"/" + name if prefix else name
    return TarHeader(name, size, modified_at or 0, record[156:157])


def parse_pax(data: bytes) -> dict[bytes, bytes]:
    r"""Return the `length key=value\n` records of a pax extension; stops at the first broken one."""
    found: dict[bytes, bytes] = {}
    while data:
        digits, space, _ = data[:20].partition(b" ")
        if not space or not digits.isdigit():
            break
        length = int(digits)
        key, equals, value = data[len(digits) + 1 : length].partition(b"=")
        if not equals or length > len(data):
            break
        found[key] = value.removesuffix(b"\n")
        data = data[length:]
    return found


def padded(size: int) -> int:
    """Return `size` rounded up to whole records, in bytes."""
    return -(-size // RECORD) * RECORD
