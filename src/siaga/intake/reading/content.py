"""Tell what bytes are by their first bytes: text, a compressed stream, an archive, or no log at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from siaga.intake.reading.tar_header import parse_header

HEAD_BYTES = 64 * 1024
"""How many bytes decide, at most."""

Shape = Literal["text", "compressed", "tar", "zip", "unsupported", "not_a_log", "empty"]


@dataclass(frozen=True, slots=True)
class Content:
    """What the bytes are; `what` is the compression method, or the kind of file for a person."""

    shape: Shape
    what: str = ""


_COMPRESSED: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_ZSTD_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
_UNSUPPORTED: tuple[tuple[bytes, str], ...] = (
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\x1f\x9d", "compress (.Z) file"),
    (b"\x04\x22\x4d\x18", "LZ4 file"),
    (b"LZIP", "lzip file"),
    (b"\x89LZO\x00\r\n", "LZO file"),
    (b"MSCF\x00\x00\x00\x00", "cabinet archive"),
    (b"LPKSHHRH", "systemd journal (export it with journalctl)"),
    (b"ElfFile\x00", "Windows event log (export it as text)"),
    (b"\xff\xfe\x00\x00", "UTF-32 text"),
    (b"\x00\x00\xfe\xff", "UTF-32 text"),
)
_NO_LOGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"%PDF-", "PDF document"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\xd4\xc3\xb2\xa1", "network capture (pcap)"),
    (b"\xa1\xb2\xc3\xd4", "network capture (pcap)"),
    (b"\x4d\x3c\xb2\xa1", "network capture (pcap)"),
    (b"\x0a\x0d\x0d\x0a", "network capture (pcapng)"),
    (b"\x7fELF", "program (ELF)"),
    (b"PAR1", "Parquet table"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office document"),
    (b"\xfebin", "MySQL binary log"),
    (b"\x00\x00\x00\x01Bud1", "folder view settings (.DS_Store)"),
)
_CONTROL = bytes(code for code in range(32) if code not in b"\x00\t\n\r\x0b\x0c\x1b") + b"\x7f"
_NUL_RUN = re.compile(rb"\x00+")


def content_of(head: bytes) -> Content:
    """Decide by the first HEAD_BYTES of a stream; fewer bytes mean that it holds no more."""
    if not head:
        return Content("empty")
    for magic, method in _COMPRESSED:
        if head.startswith(magic):
            return Content("compressed", method)
    if _ZSTD_SKIPPABLE.match(head):
        return Content("compressed", "zstd")
    if head.startswith(_ZIP):
        return Content("zip")
    for magic, what in _UNSUPPORTED:
        if head.startswith(magic):
            return Content("unsupported", what)
    for magic, what in _NO_LOGS:
        if head.startswith(magic):
            return Content("not_a_log", what)
    if parse_header(head[:512]) is not None:
        return Content("tar")
    return Content("text") if reads_as_text(head) else Content("not_a_log", "binary data")


def utf16_encoding(head: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" for UTF-16 text (by its mark, or by its NULs), else None."""
    if head.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if head.startswith(b"\xfe\xff"):
        return "utf-16-be"
    sample = head[: len(head) & ~1]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half >= 8 and odd >= 0.9 * half and even <= 0.1 * half:
        return "utf-16-le"
    if half >= 8 and even >= 0.9 * half and odd <= 0.1 * half:
        return "utf-16-be"
    return None


def reads_as_text(head: bytes) -> bool:
    """Say whether this could be a log; in doubt yes, because a log left out is worse.

    Long runs of NULs are what an interrupted write or a copytruncate rotation leaves in a real
    log; many short runs are what binary records look like.
    """
    if utf16_encoding(head) is not None:
        return True
    runs = sum(1 for _ in _NUL_RUN.finditer(head))
    if runs >= 16 and runs > len(head) / 128:
        return False
    body = head.replace(b"\x00", b"")
    if not body:
        return True
    control = len(body) - len(body.translate(None, _CONTROL))
    # A head may end inside a character: the cut must not count as damage.
    broken = body[:-3].decode("utf-8", "replace").count("\ufffd")
    return control + broken <= 0.3 * len(body)
