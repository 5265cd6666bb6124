"""Leaves out of a reading what was sealed more than once: the same text, or an earlier state of a log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from siaga.intake.reading.note import Notebook
from siaga.intake.reading.sealed_text import SealedFrame
from siaga.vault.leaves.segment import SealedSource

Digests = tuple[bytes, ...]


@dataclass(slots=True)
class JoinedText:
    """A text as its segments tell it, in the order of the log."""

    source: SealedSource
    frames: list[SealedFrame] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Length in bytes."""
        return sum(frame.record.raw_size for frame in self.frames)

    def digests(self) -> Digests:
        """Return the frames' hashes: the same text is always cut and packed the same way."""
        return tuple(frame.record.sha256 for frame in self.frames)


def without_repeated(texts: Iterable[JoinedText], notebook: Notebook) -> list[JoinedText]:
    """Return the texts without repeated ones, each told with the one that is read in its place.

    A log that was sealed again after it had grown counts once, in its longest state: same file
    (name, device, inode and first KiB), and all but the last frame of the shorter are the longer's first.
    """
    given = list(texts)
    read_instead: dict[int, JoinedText] = {}
    first: dict[Digests, JoinedText] = {}
    for number, text in enumerate(given):
        if text.frames and first.setdefault(text.digests(), text) is not text:
            read_instead[number] = first[text.digests()]
    by_file: dict[object, list[int]] = {}
    for number, text in enumerate(given):
        if text.frames and text.source.generation and number not in read_instead:
            by_file.setdefault((text.source.name, text.source.generation), []).append(number)
    for numbers in by_file.values():
        longest = max(numbers, key=lambda number: given[number].size)
        for number in numbers:
            if number != longest and _begins(given[longest], given[number]):
                read_instead[number] = given[longest]
    for number, other in read_instead.items():
        notebook.add(given[number].source.name, "duplicate", other.source.name)
    return [text for number, text in enumerate(given) if number not in read_instead]


def _begins(longer: JoinedText, shorter: JoinedText) -> bool:
    known = shorter.digests()[:-1]
    return longer.digests()[: len(known)] == known and longer.size >= shorter.size
