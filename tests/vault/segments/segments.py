"""Small segments for the tests of this folder."""

from __future__ import annotations

from siaga.vault.leaves.segment import SealedSource
from siaga.vault.segments.writing import Segment, SegmentWriter


def source(name: str, *, raw_to: int, lines: int = 1) -> SealedSource:
    """Return the record of a source sealed as a whole."""
    return SealedSource(
        name, name, 0, 0, raw_to, 1, lines, ends=True, agent="n", boot="r", batch_from=0, batch_to=1
    )


def segment(*texts: bytes) -> Segment:
    """Return a segment with one frame for each text, each a source of its own."""
    writer = SegmentWriter()
    for place, text in enumerate(texts):
        writer.add(place, text, raw_from=0, first_line=1, goes_on=False)
    return writer.finish(tuple(source(f"{place}.log", raw_to=len(text)) for place, text in enumerate(texts)))
