"""Checks that the frames of each source follow each other and make up what the manifest says of it."""

from __future__ import annotations

from siaga.vault.errors import TamperedError
from siaga.vault.segments.frame import FRAME_BYTES
from siaga.vault.segments.manifest import Manifest


def check_order(manifest: Manifest, place: str) -> None:
    """Raise TamperedError if a source's frames leave out, repeat or exchange bytes or lines."""
    reached = [(each.raw_from, each.first_line) for each in manifest.sources]
    for number, frame in enumerate(manifest.frames):
        if not 0 < frame.raw_size <= FRAME_BYTES or not 0 <= frame.lines <= frame.raw_size:
            raise TamperedError(f"{place}, frame {number}", "a frame of an impossible size")
        source = frame.source
        if (frame.raw_from, frame.first_line) != reached[source]:
            at, line = reached[source]
            raise TamperedError(
                f"{place}, frame {number}",
                f"it begins at byte {frame.raw_from}, line {frame.first_line} instead of {at}, {line}",
            )
        # A line that goes on is counted where it ends.
        reached[source] = (frame.raw_from + frame.raw_size, frame.first_line + frame.lines - frame.open)
    for each, (raw_to, next_line) in zip(manifest.sources, reached, strict=True):
        if (each.raw_to, each.first_line + each.lines) != (raw_to, next_line):
            raise TamperedError(
                f"{place}, {each.name}",
                f"its frames end at byte {raw_to}, line {next_line}, the source at {each.raw_to},"
                f" {each.first_line + each.lines}",
            )
