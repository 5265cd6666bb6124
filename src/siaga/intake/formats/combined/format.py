"""The NCSA family of access logs (common, combined, vhost_combined, combined with fields behind)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siaga.intake.block import Block
from siaga.intake.formats.combined import exact, fields, prefix, slices, structure
from siaga.intake.formats.combined.merging import TIMES, Part, duration_of, exact_part, merge
from siaga.intake.formats.combined.request import split_requests, unescape
from siaga.intake.formats.combined.structure import Structure
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.splitting import count_invalid_utf8
from siaga.intake.rows import AccessRows, Int64s, Lines, Reading, no_lines

_STAMP_BEFORE_QUOTE = 28
"""`[dd/Mon/yyyy:hh:mm:ss +zzzz] "`: the stamp starts this many bytes before the request's quote."""


class CombinedReader:
    """Reads blocks of one file; rows of the expected shape with vector code, the rest exactly."""

    def read(self, block: Block) -> Reading:
        """Turn a block into columns; lines that are no access log lines come back as unparsed."""
        skeleton = structure.index(block.data)
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
        return Reading(block, access, [], unparsed, blank=int(blank.sum()), invalid_utf8=_invalid(block.data))


def _vector_rows(skeleton: Structure, rows: Int64s) -> tuple[Int64s, Part | None]:
    """Read the rows that have exactly 2 or exactly 6+ quotes where the family has them."""
    view, data = skeleton.view, skeleton.data
    count = skeleton.quote_count[rows]
    # Every quoted field has two quotes; an odd number or four means an escape or another shape.
    rows = rows[(count == 2) | ((count >= 6) & (count % 2 == 0))]
    if not len(rows):
        return rows, None
    first = skeleton.first_quote[rows]
    opening, closing = skeleton.quotes[first], skeleton.quotes[first + 1]
    status, good = fields.statuses(view, closing + 2)
    good &= (view[opening - 1] == 32) & (view[opening - 2] == ord("]")) & (view[closing + 1] == 32)
    bracket = opening - _STAMP_BEFORE_QUOTE - 1
    good &= (bracket > skeleton.start[rows] + 1) & (view[np.maximum(bracket, 0)] == ord("["))
    # Exactly one blank before the stamp; other spacing goes the exact way.
    good &= (view[np.maximum(bracket - 1, 0)] == 32) & (view[np.maximum(bracket - 2, 0)] != 32)
    long = skeleton.quote_count[rows] >= 6
    third = skeleton.quotes[np.where(long, first + 2, first)]
    size_end = np.where(long, third - 1, skeleton.end[rows])
    size, readable = fields.sizes(view, closing + 6, np.maximum(size_end, closing + 6))
    good &= readable & (~long | (view[third - 1] == 32))
    fourth, fifth, sixth = (skeleton.quotes[np.where(long, first + n, first)] for n in (3, 4, 5))
    # `"referrer" "agent"`: two quotes with one blank between, none of them escaped.
    good &= ~long | ((fifth - fourth == 2) & (view[fourth + 1] == 32))
    good &= ~long | ((view[fourth - 1] != 92) & (view[sixth - 1] != 92))
    good &= view[closing - 1] != 92
    time, stamped = fields.stamps(view, bracket + 1)
    good &= stamped
    codes, values = slices.distinct(
        data, view, skeleton.start[rows], np.maximum(bracket - 1, skeleton.start[rows])
    )
    front = prefix.columns(codes, values)
    good &= front.good
    method, target = split_requests(*slices.distinct(data, view, opening + 1, closing))
    # Common lines have no referrer and agent: their slices are empty.
    inside = [np.where(long, place, opening) for place in (third + 1, fourth, fifth + 1, sixth)]
    part = Part(
        time, front.client, front.user, front.host, method, target, status, size,
        slices.coded(data, view, inside[0], inside[1], unescape),
        slices.coded(data, view, inside[2], inside[3], unescape),
        _durations(skeleton, rows, np.where(long, sixth + 1, skeleton.end[rows])),
    )  # fmt: skip
    return (rows, part) if good.all() else (rows[good], part.take(good))


def _durations(skeleton: Structure, rows: Int64s, start: Int64s) -> Int64s | None:
    end = skeleton.end[rows]
    if not (end > start + 1).any():
        return None
    codes, values = slices.distinct(skeleton.data, skeleton.view, np.minimum(start, end), end)
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
    order = np.argsort(rows, kind="stable")
    if (np.diff(rows) < 0).any():
        part, rows = part.take(order), rows[order]
    lines: Lines = structure.lines_of(skeleton, rows, offset=block.offset, first_line=block.first_line)
    return AccessRows(
        block, lines, part.time_us, part.client, part.method, part.target, part.status, part.size,
        part.referrer, part.user_agent, part.host, part.user, part.duration_us,
    )  # fmt: skip


def _invalid(data: bytes) -> int:
    """Count lines that are not UTF-8; pure ASCII, the usual case, is seen at once."""
    if data.isascii():
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
