"""The NCSA family of access logs (common, combined, vhost_combined, combined with fields behind)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siaga.intake.block import Block
from siaga.intake.formats.combined import exact, fields, prefix, slices, structure
from siaga.intake.formats.combined.merging import TIMES, Part, duration_of, exact_part, merge
from siaga.intake.formats.combined.request import split_requests, unescape
from siaga.intake.formats.combined.structure import Structure
from siaga.intake.formats.combined.words import Frames, Mask, byte, like
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.splitting import count_invalid_utf8
from siaga.intake.rows import AccessRows, Int64s, Lines, Reading, no_lines

BLANK, BACKSLASH = 32, 92

_BEFORE = 31
"""Bytes before the request's quote that are looked at: `? [dd/Mon/yyyy:hh:mm:ss +zzzz] "`."""

_AFTER = 16
"""Bytes from the one before the request's closing quote on that are looked at: `?" 200 12345678 `."""


class CombinedReader:
    """Reads blocks of one file; rows of the expected shape with vector code, the rest exactly."""

    def read(self, block: Block) -> Reading:
        """Turn a block into columns; lines that are no access log lines come back as unparsed."""
        skeleton = structure.index(block.data, block.lines)
        blank = skeleton.start == skeleton.end
        fast, part = _vector_rows(skeleton, np.flatnonzero(~blank & (skeleton.quote_count >= 2)))
        left = ~blank
        left[fast] = False
        slow_rows, slow, unread = _exact_rows(skeleton, np.flatnonzero(left))
        rows = np.concatenate((fast, slow_rows))
        access = None
        if len(rows):
            access = _finish(block, skeleton, rows, merge(part, exact_part(slow)))
        place = {"offset": block.offset, "first_line": block.first_line}
        unparsed = structure.lines_of(skeleton, unread, **place) if len(unread) else no_lines()
        return Reading(
            block, access, [], unparsed, blank=int(blank.sum()), invalid_utf8=_invalid(skeleton, block.data)
        )


def _vector_rows(skeleton: Structure, rows: Int64s) -> tuple[Int64s, Part | None]:
    """Read the rows that have exactly 2 or exactly 6+ quotes where the family has them."""
    view, data = skeleton.view, skeleton.data
    count = skeleton.quote_count[rows]
    # Every quoted field has two quotes; an odd number or four means an escape or another shape.
    fitting = (count == 2) | ((count >= 6) & (count % 2 == 0))
    rows = rows if fitting.all() else rows[fitting]
    rows = rows[_with_room(skeleton, skeleton.first_quote[rows])]
    if not len(rows):
        return rows, None
    count = skeleton.quote_count[rows]
    start, end = skeleton.start[rows], skeleton.end[rows]
    first = skeleton.first_quote[rows]
    opening, closing = skeleton.quotes[first], skeleton.quotes[first + 1]
    before, after = Frames(data, opening - _BEFORE, _BEFORE + 1), Frames(data, closing - 1, _AFTER)
    status, good = fields.statuses(after.words(1 + 1))
    good &= (skeleton.prior[first + 1] != BACKSLASH) & like(before.words(_BEFORE - 7), b'?????] "')[1]
    # Exactly one blank before the stamp; other spacing goes the exact way.
    blank = before.words(0)
    bracket = opening - _BEFORE + 2
    good &= (bracket > start + 1) & like(blank, b"? [?????")[1] & (byte(blank, 0) != BLANK)
    tails = _tails(skeleton, first, closing, count >= 6, end)
    size_start = closing + 6
    size_end = np.maximum(tails.size_end, size_start)
    size, readable = fields.sizes(view, after.words(1 + 6), size_start, size_end)
    time, stamped = fields.stamps(before, 3)
    good &= tails.good & readable & stamped
    codes, values = slices.distinct(data, start, np.maximum(bracket - 1, start))
    front = prefix.columns(codes, values)
    good &= front.good
    method, target = split_requests(*slices.distinct(data, opening + 1, closing))
    part = Part(
        time, front.client, front.user, front.host, method, target, status, size,
        slices.coded(data, *tails.referrer, unescape),
        slices.coded(data, *tails.user_agent, unescape),
        _durations(skeleton, tails.end, end),
    )  # fmt: skip
    return (rows, part) if good.all() else (rows[good], part.take(good))


def _with_room(skeleton: Structure, first: Int64s) -> slice:
    """Return which rows, given by their first quote, can be looked at without leaving the data."""
    begin = np.searchsorted(skeleton.quotes[first], _BEFORE)
    closing = skeleton.quotes[first + 1]
    return slice(int(begin), int(np.searchsorted(closing, len(skeleton.data) - _AFTER + 1, "right")))


@dataclass(frozen=True, slots=True)
class _Tails:
    """What follows the status: where the size ends, the places of referrer and agent, and the rest."""

    size_end: Int64s
    referrer: tuple[Int64s, Int64s]
    user_agent: tuple[Int64s, Int64s]
    end: Int64s
    good: Mask


def _tails(skeleton: Structure, first: Int64s, closing: Int64s, long: Mask, end: Int64s) -> _Tails:
    """Find `"referrer" "agent"` in the long rows; common lines have neither: their slices are empty."""
    quotes, prior = skeleton.quotes, skeleton.prior
    every = bool(long.all())
    at = [first + n if every else np.where(long, first + n, first) for n in (2, 3, 4, 5)]
    third, fourth, fifth, sixth = (quotes[place] for place in at)
    # Two quotes with one blank between, none of them escaped.
    good = (fifth - fourth == 2) & (prior[at[2]] == BLANK) & (prior[at[1]] != BACKSLASH)
    good &= (prior[at[0]] == BLANK) & (prior[at[3]] != BACKSLASH)
    if every:
        return _Tails(third - 1, (third + 1, fourth), (fifth + 1, sixth), sixth + 1, good)
    referrer, agent = (
        (np.where(long, since, closing), np.where(long, until, closing))
        for since, until in ((third + 1, fourth), (fifth + 1, sixth))
    )
    return _Tails(
        np.where(long, third - 1, end), referrer, agent, np.where(long, sixth + 1, end), good | ~long
    )


def _durations(skeleton: Structure, start: Int64s, end: Int64s) -> Int64s | None:
    if not (end > start + 1).any():
        return None
    codes, values = slices.distinct(skeleton.data, np.minimum(start, end), end)
    known = np.array([duration_of(value) for value in values], np.int64)
    return known[codes] if (known >= 0).any() else None


def _exact_rows(skeleton: Structure, rows: Int64s) -> tuple[Int64s, list[exact.ExactLine], Int64s]:
    read, lines, unread = [], [], []
    for row in rows.tolist():
        line = exact.parse(skeleton.data[skeleton.start[row] : skeleton.end[row]])
        if line is None:
            unread.append(row)
        else:
            read.append(row)
            lines.append(line)
    return np.array(read, np.int64), lines, np.array(unread, np.int64)


def _finish(block: Block, skeleton: Structure, rows: Int64s, part: Part) -> AccessRows:
    if (rows[1:] < rows[:-1]).any():
        order = np.argsort(rows, kind="stable")
        part, rows = part.take(order), rows[order]
    lines: Lines = structure.lines_of(skeleton, rows, offset=block.offset, first_line=block.first_line)
    return AccessRows(
        block, lines, part.time_us, part.client, part.method, part.target, part.status, part.size,
        part.referrer, part.user_agent, part.host, part.user, part.duration_us,
    )  # fmt: skip


def _invalid(skeleton: Structure, data: bytes) -> int:
    """Count lines that are not UTF-8; in pure ASCII, the usual case, there are none."""
    if skeleton.ascii:
        return 0
    try:
        data.decode()
    except UnicodeDecodeError:
        return count_invalid_utf8(data.split(b"\n"))
    return 0


class Combined:
    """Recognises and reads the NCSA family."""

    name = "combined"
    kind: Kind = "access"

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share of lines that read; those with other fields behind than times count for 0.9."""
        if not sample:
            return 0.0
        points = 0.0
        for line in sample:
            found = exact.parse(line)
            if found is not None:
                points += 1.0 if not found.extra or TIMES.fullmatch(found.extra) else 0.9
        return points / len(sample)

    def reader(self, *, modified_at_us: int | None = None) -> CombinedReader:  # noqa: ARG002 - stamps are whole
        """Make a reader for one file."""
        return CombinedReader()


COMBINED = Combined()
