"""Says which ranges of a text may be read by themselves."""

from __future__ import annotations

from siaga.intake.reading.content import HEAD_BYTES, content_of, utf16_encoding
from siaga.intake.reading.lines_source import ends_lines_with_carriage_return
from siaga.intake.reading.ranges import split_at_lines
from siaga.intake.reading.store import Store


def ranges_of(store: Store, start: int, stop: int, range_bytes: int) -> list[tuple[int, int]]:
    """Return ranges [from, to) of a large text whose stored bytes are its lines; else all of it as one."""
    if stop - start >= 2 * range_bytes:
        head = store.at(start, HEAD_BYTES)
        plain = content_of(head).shape == "text" and not utf16_encoding(head)
        if plain and not ends_lines_with_carriage_return(head):
            return split_at_lines(store, start, stop, range_bytes)
    return [(start, stop)]
