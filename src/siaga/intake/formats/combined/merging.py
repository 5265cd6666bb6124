"""Joins rows read by vector code with rows read one by one into the same columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.intake.formats.combined.exact import ExactLine
from siaga.intake.formats.combined.request import split_requests
from siaga.intake.rows import UNKNOWN, Coded, Int32s, Int64s, encode

TIMES = re.compile(rb'(?:rt=)?"?\d{1,6}\.\d{3}"?(?: (?:[a-z]{2,4}=)?"?(?:\d{1,6}\.\d{3}|-)"?){0,4}')
"""Request and upstream times alone behind a line: then it is understood in full."""

SECONDS = re.compile(rb'(?:rt=|")?(\d{1,6}\.\d{3})"?')
"""A request time as nginx writes `$request_time`: seconds with millisecond resolution."""


def duration_of(extra: bytes) -> int:
    """Return the request time in µs if it stands first in what follows the known fields, else UNKNOWN."""
    found = SECONDS.fullmatch(extra.strip().split(b" ")[0])
    return round(float(found[1]) * 1e6) if found else UNKNOWN


@dataclass(frozen=True, slots=True)
class Part:
    """Columns of some rows of a block, before they are put in line order."""

    time_us: Int64s
    client: Coded
    user: Coded | None
    host: Coded | None
    method: Coded
    target: Coded
    status: Int32s
    size: Int64s
    referrer: Coded
    user_agent: Coded
    duration_us: Int64s | None

    def take(self, which: Int64s | npt.NDArray[np.bool_]) -> Part:
        """Keep the rows that `which` (positions or a mask) names."""
        return Part(
            self.time_us[which], _take(self.client, which),
            _maybe(self.user, which), _maybe(self.host, which),
            _take(self.method, which), _take(self.target, which), self.status[which], self.size[which],
            _take(self.referrer, which), _take(self.user_agent, which),
            None if self.duration_us is None else self.duration_us[which],
        )  # fmt: skip


def _take(column: Coded, which: Int64s | npt.NDArray[np.bool_]) -> Coded:
    return Coded(column.codes[which], column.values)


def _maybe(column: Coded | None, which: Int64s | npt.NDArray[np.bool_]) -> Coded | None:
    return None if column is None else _take(column, which)


def exact_part(lines: list[ExactLine]) -> Part | None:
    """Turn exactly read lines into columns; None when there are none."""
    if not lines:
        return None
    requests = encode([line.request for line in lines])
    method, target = split_requests(requests.codes, requests.values)
    durations = np.array([duration_of(line.extra) for line in lines], np.int64)
    return Part(
        np.array([line.time_us for line in lines], np.int64),
        encode([line.prefix.client for line in lines]),
        encode([line.prefix.user for line in lines]),
        encode([line.prefix.host for line in lines]),
        method,
        target,
        np.array([line.status for line in lines], np.int32),
        np.array([line.size for line in lines], np.int64),
        encode([line.referrer for line in lines]),
        encode([line.user_agent for line in lines]),
        durations if (durations >= 0).any() else None,
    )


def merge(first: Part | None, second: Part | None) -> Part:
    """Put the rows of two parts behind each other; at least one must be there."""
    if first is None or second is None:
        part = first or second
        assert part is not None
        return part
    count = (len(first.status), len(second.status))
    return Part(
        np.concatenate((first.time_us, second.time_us)),
        _join(first.client, second.client),
        _join_maybe(first.user, second.user, count),
        _join_maybe(first.host, second.host, count),
        _join(first.method, second.method),
        _join(first.target, second.target),
        np.concatenate((first.status, second.status)),
        np.concatenate((first.size, second.size)),
        _join(first.referrer, second.referrer),
        _join(first.user_agent, second.user_agent),
        _join_times(first.duration_us, second.duration_us, count),
    )


def _join(first: Coded, second: Coded) -> Coded:
    known = {value: code for code, value in enumerate(first.values)}
    place = np.array([known.setdefault(value, len(known)) for value in second.values] + [UNKNOWN], np.int32)
    return Coded(np.concatenate((first.codes, place[second.codes])), list(known))


def _join_maybe(first: Coded | None, second: Coded | None, count: tuple[int, int]) -> Coded | None:
    if first is None and (second is None or not second.values):
        return None
    nothing = [Coded(np.full(n, UNKNOWN, np.int32), []) for n in count]
    return _join(first or nothing[0], second or nothing[1])


def _join_times(first: Int64s | None, second: Int64s | None, count: tuple[int, int]) -> Int64s | None:
    if first is None and second is None:
        return None
    nothing = [np.full(n, UNKNOWN, np.int64) for n in count]
    return np.concatenate((nothing[0] if first is None else first, nothing[1] if second is None else second))
