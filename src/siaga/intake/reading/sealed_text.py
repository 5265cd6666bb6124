"""A text out of a vault, readable anywhere: frames are fetched, checked and unpacked as asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache

from siaga.intake.reading.note import Tell
from siaga.vault.errors import TamperedError, VaultError
from siaga.vault.segments.frame import FrameRecord
from siaga.vault.segments.reading import read_frame
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.opening import open_storage

_KEPT = 3
"""Unpacked frames that are kept: a block is two frames, and reading looks back a little."""


@dataclass(frozen=True, slots=True)
class SealedFrame:
    """A frame and where it stands."""

    segment: bytes
    number: int
    record: FrameRecord


@dataclass(frozen=True, slots=True)
class SealedText:
    """The frames of one text in order, without holes, in the vault at `place`; picklable."""

    place: str
    frames: tuple[SealedFrame, ...]

    @property
    def size(self) -> int:
        """Length of the text in bytes."""
        last = self.frames[-1].record
        return last.raw_from + last.raw_size


class SealedStore:
    """A sealed text as a store. Evidence that was altered, or can't be had, is told and ends the text."""

    def __init__(self, text: SealedText, tell: Tell) -> None:
        self._text = text
        self._tell = tell
        self._starts = [frame.record.raw_from for frame in text.frames]
        self._storage: Storage = _storage(text.place)
        self._unpacked: OrderedDict[int, bytes] = OrderedDict()

    @property
    def size(self) -> int:
        """Length of the text in bytes."""
        return self._text.size

    def at(self, offset: int, size: int) -> bytes:
        """Return the bytes at `offset`, fewer where the text ends or its evidence can't be had."""
        parts: list[bytes] = []
        place = bisect_right(self._starts, offset) - 1
        while size > 0 and 0 <= place < len(self._starts) and offset >= 0:
            frame = self._frame(place)
            start = offset - self._starts[place]
            part = frame if start == 0 and len(frame) <= size else frame[start : start + size]
            if not part:
                break
            parts.append(part)
            offset, size, place = offset + len(part), size - len(part), place + 1
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _frame(self, place: int) -> bytes:
        known = self._unpacked.get(place)
        if known is None:
            known = self._unpacked[place] = self._fetched(place)
            if len(self._unpacked) > _KEPT:
                self._unpacked.popitem(last=False)
        else:
            self._unpacked.move_to_end(place)
        return known

    def _fetched(self, place: int) -> bytes:
        frame = self._text.frames[place]
        try:
            return read_frame(self._storage, frame.segment, frame.number, frame.record)
        except TamperedError as error:
            self._tell("damaged", str(error))
        except VaultError as error:
            self._tell("input_error", str(error))
        return b""


@lru_cache(maxsize=4)
def _storage(place: str) -> Storage:
    return open_storage(place)
