"""Leaves out of a reading what was sealed more than once: the same text, or an earlier state of a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from siaga.intake.reading.arrange import arrange
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.sealed_text import SealedFrame
from siaga.vault.leaves.segment import SealedSource

Digests = tuple[bytes, ...]


@dataclass(slots=True)
class JoinedText:
    """A text as its segments tell it, in the order of the log."""

    source: SealedSource
    frames: list[SealedFrame] = field(default_factory=list)
    ends: bool = False
    """Whether it was sealed to its end."""

    @property
    def size(self) -> int:
        """Length in bytes."""
        return sum(frame.record.raw_size for frame in self.frames)

    def digests(self) -> Digests:
        """Return the frames' hashes: the same text is always cut and packed the same way."""
        return tuple(frame.record.sha256 for frame in self.frames)


ReadAt = Callable[[JoinedText, int, int], bytes]
"""Gives bytes of a text: (text, offset, size); fewer where its evidence can't be had."""


def without_repeated(texts: Iterable[JoinedText], notebook: Notebook, read_at: ReadAt) -> list[JoinedText]:
    """Return the texts without repeated ones, each told with the one that is read in its place.

    The same text counts once in one rotated set, or when it came from the same file (device and inode) by
    another path. Of two sites whose logs happen to agree to the last byte, both are read, as files are.
    A log that was sealed again after it had grown counts once, in its longest state: same file
    (name, device and inode), and the longer begins with every byte of the shorter. A log that was changed in
    between does not, and both are read.
    """
    given = list(texts)
    read_instead: dict[int, JoinedText] = {}
    first: dict[object, JoinedText] = {}
    logs = arrange([text.source.name for text in given]).files
    for number, text in enumerate(given):
        keys = _places(text, logs[number].source)
        known = next((first[key] for key in keys if key in first), None)
        if text.frames and known is not None:
            read_instead[number] = known
        elif text.frames:
            first.update(dict.fromkeys(keys, text))
    by_file: dict[object, list[int]] = {}
    for number, text in enumerate(given):
        file = text.source.generation
        if text.frames and file and number not in read_instead:
            by_file.setdefault((text.source.name, file.device, file.inode), []).append(number)
    for numbers in by_file.values():
        kept: list[int] = []
        for number in sorted(numbers, key=lambda number: -given[number].size):
            longer = next((each for each in kept if _begins(given[each], given[number], read_at)), None)
            if longer is None:
                kept.append(number)
            else:
                read_instead[number] = given[longer]
    for number, other in read_instead.items():
        notebook.add(given[number].source.name, "duplicate", other.source.name)
    return [text for number, text in enumerate(given) if number not in read_instead]


def _places(text: JoinedText, rotated_set: str) -> list[object]:
    """Return under what the same text would be met again."""
    file, digests = text.source.generation, text.digests()
    in_set: list[object] = [(rotated_set, digests)]
    return [*in_set, (text.source.agent, file.device, file.inode, digests)] if file else in_set


def _begins(longer: JoinedText, shorter: JoinedText, read_at: ReadAt) -> bool:
    known = shorter.digests()[:-1]
    if longer.digests()[: len(known)] != known:
        return False
    # The last frame of a log that grew was packed anew, with more in it.
    last = shorter.frames[-1].record
    ours = read_at(shorter, last.raw_from, last.raw_size)
    return len(ours) == last.raw_size and read_at(longer, last.raw_from, last.raw_size) == ours
