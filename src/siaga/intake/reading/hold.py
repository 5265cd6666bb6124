"""Put the members of an archive that can only be read forwards in order of time, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import zstandard

from siaga.intake.block import LogFile
from siaga.intake.reading.arrange import arrange
from siaga.intake.reading.decompressing import Decompressing
from siaga.intake.reading.limits import Allowance, Limits
from siaga.intake.reading.missing import MissingRotation
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Joined, Source, Window
from siaga.intake.reading.store import MemoryStore
from siaga.intake.reading.walk import Leaf
from siaga.intake.reading.written import written_until

_PIECE = 1024 * 1024
_OWN = Limits(ratio=1 << 40)
"""What we packed ourselves is no bomb."""


@dataclass(frozen=True, slots=True)
class _Seen:
    label: str
    modified_at_us: int | None
    packed: bytes | None


class OrderedArchive:
    """Reads an archive once if its texts, recompressed, fit into `limits.held_bytes`.

    What does not fit is read by further passes over the archive, or, where there is no second
    pass (a pipe), from that point on in the archive's own order, which is told.
    """

    def __init__(
        self,
        label: str,
        walk: Callable[[], Iterator[Leaf]],
        limits: Limits,
        notebook: Notebook,
        *,
        repeatable: bool,
    ) -> None:
        self._label = label
        self._walk = walk
        self._limits = limits
        self._notebook = notebook
        self._repeatable = repeatable
        self.missing: tuple[MissingRotation, ...] = ()

    def logs(self) -> Iterator[tuple[LogFile, Source]]:
        """Yield every text with its place in its set; a source is valid until the next is asked for."""
        seen: list[_Seen] = []
        room = self._limits.held_bytes
        leaves = self._walk()
        for leaf in leaves:
            packed, complete = _pack(leaf.source, room)
            if not complete and not self._repeatable:
                self._notebook.add(self._label, "archive_order")
                begun = replace(leaf, source=Joined(_unpacked(packed), leaf.source))
                yield from self._in_order(seen)
                yield from _as_they_come(chain([begun], leaves))
                return
            seen.append(_Seen(leaf.label, leaf.modified_at_us, packed if complete else None))
            room -= len(packed) if complete else 0
        yield from self._in_order(seen)

    def _in_order(self, seen: Sequence[_Seen]) -> Iterator[tuple[LogFile, Source]]:
        arrangement = arrange([leaf.label for leaf in seen])
        self.missing = arrangement.missing
        until = written_until(arrangement.files, [leaf.modified_at_us for leaf in seen])
        walking: Iterator[tuple[int, Leaf]] = iter(())
        position = len(seen)
        for index in arrangement.sequence:
            file = replace(arrangement.files[index], modified_at_us=until[index])
            packed = seen[index].packed
            if packed is not None:
                yield file, _unpacked(packed)
                continue
            if index <= position:
                walking = enumerate(self._walk())
            leaf = next((leaf for position, leaf in walking if position == index), None)
            position = index
            if leaf is None or leaf.label != file.name:
                self._notebook.add(file.name, "vanished")
                position = len(seen)
            else:
                yield file, leaf.source


def _as_they_come(leaves: Iterator[Leaf]) -> Iterator[tuple[LogFile, Source]]:
    for leaf in leaves:
        files = arrange([leaf.label]).files
        yield replace(files[0], modified_at_us=written_until(files, [leaf.modified_at_us])[0]), leaf.source


def _pack(source: Source, room: int) -> tuple[bytes, bool]:
    """Compress `source` until it ends or more than `room` bytes came out: (bytes, whether it ended)."""
    compressor = zstandard.ZstdCompressor(level=1).compressobj()
    parts: list[bytes] = []
    while room > 0:
        data = source.read(_PIECE)
        if not data:
            break
        parts.append(compressor.compress(data))
        room -= len(parts[-1])
    ended = room > 0
    parts.append(compressor.flush())
    return b"".join(parts), ended


def _unpacked(packed: bytes) -> Source:
    def tell(code: str, about: str) -> None:
        raise AssertionError(f"what was held in memory does not come back: {code} {about}")

    window = Window(MemoryStore(packed), 0, len(packed))
    return Decompressing(window, "zstd", Allowance(_OWN), tell)
