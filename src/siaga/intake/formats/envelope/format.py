"""Unwraps lines and hands them to the format that understands what is inside."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from siaga.intake.block import Block
from siaga.intake.formats.contract import Format, Kind, Reader
from siaga.intake.formats.envelope.wrappers import Unwrap, cri, docker, syslog
from siaga.intake.formats.splitting import Split, invalid_utf8, split
from siaga.intake.rows import AccessRows, Event, Lines, Reading

ENVELOPE_KINDS: tuple[Kind, ...] = ("access", "error", "auth", "audit", "ftp")
_SAMPLE = 400
"""Lines that are looked at to find the inner format."""


@dataclass(frozen=True, slots=True)
class EnvelopeFormat:
    """One kind of wrapper around formats of one kind; other kinds inside are read along.

    A container writes its access log to stdout and its errors to stderr, so one file holds both:
    `kind` is that of the format which understands most.
    """

    name: str
    kind: Kind
    wrapper: Callable[[], Unwrap]
    inner: tuple[Format, ...]

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share of lines that are wrapped and understood inside."""
        unwrap = self.wrapper()
        inside = [found for line in sample if (found := unwrap(line)) is not None]
        full = [line for line in inside if line]
        if not full:
            return 0.0
        scores = [(form.score(full), form) for form in self.inner]
        first = max(scores, key=lambda scored: scored[0])
        if first[1].kind != self.kind or first[0] == 0.0:
            return 0.0
        others = sum(sorted((score for score, form in scores if form.kind != self.kind), reverse=True)[:1])
        return min(1.0, first[0] + others) * len(full) / len(sample)

    def reader(self, *, modified_at_us: int | None = None) -> EnvelopeReader:
        """Make a reader for one file."""
        return EnvelopeReader(self, self.wrapper(), modified_at_us)


class EnvelopeReader:
    """Reads one wrapped file; the inner formats are chosen on its first block."""

    def __init__(self, form: EnvelopeFormat, unwrap: Unwrap, modified_at_us: int | None) -> None:
        self._form = form
        self._unwrap = unwrap
        self._modified_at_us = modified_at_us
        self._readers: list[Reader] = []

    def read(self, block: Block) -> Reading:
        """Turn a block into columns and events that stand where the wrapped lines stand."""
        lines = split(block)
        wrapped = [None if not line else self._unwrap(line) for line in lines.lines]
        reading = Reading(
            block, None, [], lines.pick([]), blank=lines.lines.count(b""), invalid_utf8=invalid_utf8(lines)
        )
        unread = [row for row, line in enumerate(lines.lines) if line and wrapped[row] is None]
        # A wrapped blank line is nothing to read, but it is a line of the file.
        empty = [row for row, inner in enumerate(wrapped) if inner == b""]
        reading.headers += len(empty)
        rows = [row for row, inner in enumerate(wrapped) if inner]
        if not self._readers:
            self._choose([wrapped[row] or b"" for row in rows[:_SAMPLE]])
        for reader in self._readers:
            if rows:
                rows = self._pass(reader, lines, wrapped, rows, reading)
        reading.unparsed = lines.pick(sorted(unread + rows))
        reading.events.sort(key=lambda event: event.line_no)
        return reading

    def _choose(self, sample: list[bytes]) -> None:
        """Take the best inner format and, for what it leaves, the best one of every other kind."""
        scored = [(form.score(sample), -place, form) for place, form in enumerate(self._form.inner)]
        seen: set[Kind] = set()
        for score, _, form in sorted(scored, key=lambda one: one[:2], reverse=True):
            if score > 0 and form.kind not in seen:
                seen.add(form.kind)
                self._readers.append(form.reader(modified_at_us=self._modified_at_us))

    def _pass(
        self, reader: Reader, lines: Split, wrapped: list[bytes | None], rows: list[int], reading: Reading
    ) -> list[int]:
        """Let one inner reader read these rows; returns the rows that it leaves."""
        data = b"\n".join(wrapped[row] or b"" for row in rows) + b"\n"
        inner = reader.read(Block(lines.block.file, data, 0, 1))
        at = np.array(rows, np.int64)
        if inner.access is not None:
            access = _moved(inner.access, lines, at)
            if reading.access is None:
                reading.access = access
            else:  # a second access format inside the same file: what the first one left stays unread
                return rows
        for event in inner.events:
            reading.events.append(_placed(event, lines, rows[event.line_no - 1]))
        reading.headers += inner.headers + inner.blank
        return [int(row) for row in at[inner.unparsed.number - 1]]


def _placed(event: Event, lines: Split, row: int) -> Event:
    event.line_no, event.offset = int(lines.number[row]), int(lines.offset[row])
    event.length = int(lines.length[row])
    return event


def _moved(
    access: AccessRows, lines: Split, rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]
) -> AccessRows:
    at = rows[access.lines.number - 1]
    places = Lines(lines.number[at], lines.offset[at], lines.length[at])
    return dataclasses.replace(access, block=lines.block, lines=places)


def envelopes(inner: tuple[Format, ...]) -> tuple[EnvelopeFormat, ...]:
    """Return every wrapper for every kind that is among the inner formats."""
    wrappers: tuple[tuple[str, Callable[[], Unwrap]], ...] = (
        ("docker", lambda: docker), ("cri", lambda: cri), ("syslog-wrapped", syslog),
    )  # fmt: skip
    return tuple(
        EnvelopeFormat(f"{name}-{kind}", kind, wrapper, inner)
        for name, wrapper in wrappers
        for kind in ENVELOPE_KINDS
        if any(form.kind == kind for form in inner)
    )
