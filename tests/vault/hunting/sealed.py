"""Frames in a folder, for the tests of hunts."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from siaga.vault.hunting.database import matcher_of
from siaga.vault.hunting.indicators import parse
from siaga.vault.hunting.matching import Library
from siaga.vault.hunting.scan import KEPT_BYTES, KEPT_PER_FRAME, Hunt
from siaga.vault.segments.frame import FrameRecord, compressed
from siaga.vault.storage.local import LocalStorage

SEGMENT = "segments/ab/abcd.zst"


def seal(folder: Path, texts: Sequence[bytes]) -> tuple[LocalStorage, list[tuple[int, FrameRecord]]]:
    """Store the texts, pieces of one source, as frames of one segment; lines may be cut."""
    storage, stored, records = LocalStorage(folder), b"", []
    raw_from, first_line = 0, 1
    for number, text in enumerate(texts):
        frame, lines = compressed(text), text.count(b"\n") + (not text.endswith(b"\n"))
        record = FrameRecord(
            3,
            raw_from,
            first_line,
            len(stored),
            len(frame),
            sha256(frame).digest(),
            len(text),
            lines,
            b"",
            open=(cut := number + 1 < len(texts) and not text.endswith(b"\n")),
        )
        records.append((number, record))
        stored += frame
        raw_from, first_line = raw_from + len(text), first_line + lines - cut
    storage.create(SEGMENT, stored)
    return storage, records


def hunt_for(
    lines: str | bytes,
    library: Library | None = None,
    *,
    kept_per_frame: int = KEPT_PER_FRAME,
    kept_bytes: int = KEPT_BYTES,
) -> Hunt:
    """Compile indicators given as the text of a file."""
    wanted = parse(lines if isinstance(lines, bytes) else lines.encode(), "feed.txt")
    return Hunt(matcher_of(wanted, library), wanted.sha256(), "test", kept_per_frame, kept_bytes)


def found(lines: str | bytes, text: bytes, library: Library | None = None) -> list[tuple[bytes, bytes]]:
    """Return (line, canonical indicator) for all that is found in a text."""
    wanted = parse(lines if isinstance(lines, bytes) else lines.encode(), "feed.txt")
    matcher = matcher_of(wanted, library)
    return [
        (text[each.start : each.end], wanted.indicators[each.indicator].pattern)
        for each in matcher.found(text)
    ]
