"""Gives rows and events of over-long lines the whole line's length: their block holds the head alone."""

from __future__ import annotations

from dataclasses import replace

from siaga.intake.rows import Lines, Reading


def whole_lengths(reading: Reading) -> Reading:
    """Return the reading with the lengths (bytes, without line end) that the text's lines have."""
    lengths = {line.offset: line.length for line in reading.block.over_long}
    if not lengths:
        return reading
    access = reading.access
    if access is not None:
        length = access.lines.length.copy()
        for offset, whole in lengths.items():
            length[access.lines.offset == offset] = whole
        access = replace(access, lines=Lines(access.lines.number, access.lines.offset, length))
    events = [replace(event, length=lengths.get(event.offset, event.length)) for event in reading.events]
    return replace(reading, access=access, events=events)
