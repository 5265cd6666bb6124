r"""Scan buffers: many values joined by `\n`, so that one scan sees them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.detection.engine.canonical import canonical, joined, undecoded
from siaga.detection.engine.fields import USUAL, Decoding
from siaga.intake.rows import Int64s

_UNUSUAL = np.ones(256, np.bool_)
_UNUSUAL[list(USUAL + b"\n")] = False


@dataclass(slots=True)
class Buffer:
    """Joined values: value i starts at `starts[i]` of `text`; `owners[i]` is its number in the column."""

    text: bytes
    starts: Int64s
    owners: Int64s

    def owner_at(self, ends: Int64s) -> Int64s:
        """Return which value of the column each match belongs to, by the offset where it ends."""
        return self.owners[np.searchsorted(self.starts, ends, "right") - 1]


def buffer_of(values: Sequence[bytes], owners: Int64s | None = None) -> Buffer:
    """Join values; `owners` are their numbers in the column (default: 0, 1, …)."""
    text = b"\n".join(values)
    starts = starts_of(text)
    if len(starts) != len(values):
        text = joined(values)
        starts = starts_of(text)
    return Buffer(text, starts, np.arange(len(values)) if owners is None else owners)


def starts_of(text: bytes) -> Int64s:
    r"""Return where each `\n`-separated value of a buffer starts."""
    ends = np.flatnonzero(np.frombuffer(text, np.uint8) == 0x0A)
    starts = np.empty(len(ends) + 1, np.int64)
    starts[0] = 0
    np.add(ends, 1, out=starts[1:])
    return starts


def unusual_part(buffer: Buffer) -> Buffer | None:
    """Return a buffer of those values that hold a byte outside `fields.USUAL`; None if there are none."""
    chosen = _values_at(buffer, _UNUSUAL[np.frombuffer(buffer.text, np.uint8)])
    if not len(chosen):
        return None
    if 2 * len(chosen) > len(buffer.starts):
        return buffer  # copying would cost more than scanning the rest
    starts = buffer.starts[chosen].tolist()
    ends = np.append(buffer.starts[1:] - 1, len(buffer.text))[chosen].tolist()
    values = [buffer.text[start:end] for start, end in zip(starts, ends, strict=True)]
    return buffer_of(values, buffer.owners[chosen])


def _values_at(buffer: Buffer, flags: npt.NDArray[np.bool_]) -> Int64s:
    """Return which values (by their place in the buffer) hold a flagged byte, in ascending order."""
    at = np.flatnonzero(flags)
    if not len(at):
        return at
    inside = np.zeros(len(buffer.starts), np.bool_)
    if len(at) > 8 * len(buffer.starts):
        # dense: one pass over all bytes beats looking up each; the last value may be empty
        ends = len(flags) - 1
        np.logical_or.reduceat(flags, np.minimum(buffer.starts, ends), out=inside)
        inside[-1] &= buffer.starts[-1] <= ends
    else:
        inside[np.searchsorted(buffer.starts, at, "right") - 1] = True
    return np.flatnonzero(inside)


def canonical_buffer(values: Sequence[bytes], raw: Buffer, decoding: Decoding) -> Buffer | None:
    """Return a buffer of the canonical texts that may differ from the raw ones; None if there are none."""
    at = _values_at(raw, undecoded(raw.text, plus=decoding.plus, comments=decoding.comments))
    if not len(at):
        return None
    texts = canonical([values[i] for i in at.tolist()], plus=decoding.plus, comments=decoding.comments)
    return buffer_of(texts, raw.owners[at])


def canonical_targets(
    targets: Sequence[bytes], raw: Buffer
) -> tuple[Int64s, list[bytes], list[bytes | None]] | None:
    """Return owners, paths and queries (None: no query) of the targets whose canonical text may differ.

    Path and query are decoded apart: `+` is a space in the query only.
    """
    at = _values_at(raw, undecoded(raw.text, plus=True, comments=True))
    if not len(at):
        return None
    pairs = [targets[i].partition(b"?") for i in at.tolist()]
    stems = canonical([stem for stem, _, _ in pairs], comments=True)
    decoded = iter(canonical([query for _, mark, query in pairs if mark], plus=True, comments=True))
    return raw.owners[at], stems, [next(decoded) if mark else None for _, mark, _ in pairs]
