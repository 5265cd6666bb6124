"""Builds the columns of access rows from one record per line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siaga.intake.formats.splitting import Split
from siaga.intake.rows import UNKNOWN, AccessRows, Coded, Int64s

Record = tuple[
    int,  # time: UTC µs since 1970, or NO_TIME
    bytes | None,  # client
    bytes | None,  # method
    bytes | None,  # target
    int,  # status, or UNKNOWN
    int,  # bytes sent, or UNKNOWN
    bytes | None,  # referrer
    bytes | None,  # user agent
    bytes | None,  # host
    bytes | None,  # user
    int,  # duration in µs, or UNKNOWN
]
"""What one line of an access log says; in texts None, b"" and b"-" all mean "not told"."""

_INT32_MAX = 2**31 - 1
_INT64_MAX = 2**63 - 1


class AccessBuilder:
    """Gathers the records of one block, then turns them into columns."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._rows: list[int] = []
        self._records: list[Record] = []

    def add(self, row: int, record: Record) -> None:
        """Keep the record of the line with this 0-based index in its block."""
        self._rows.append(row)
        self._records.append(record)

    def finish(self) -> AccessRows | None:
        """Return the columns, or None when no record was added.

        `host`, `user` and `duration_us` are None where no line of the block tells them.
        """
        if not self._records:
            return None
        times, clients, methods, targets, statuses, sizes, referrers, agents, hosts, users, durations = zip(
            *self._records, strict=True
        )
        duration_us = _int64s(durations)
        return AccessRows(
            block=self._split.block,
            lines=self._split.pick(self._rows),
            time_us=_int64s(times),
            client=coded(clients),
            method=coded(methods),
            target=coded(targets),
            status=_int32s(statuses),
            bytes_sent=_int64s(sizes),
            referrer=coded(referrers),
            user_agent=coded(agents),
            host=_unless_absent(coded(hosts)),
            user=_unless_absent(coded(users)),
            duration_us=duration_us if bool((duration_us != UNKNOWN).any()) else None,
        )


def coded(column: Sequence[bytes | None]) -> Coded:
    """Dictionary-code a column in order of first appearance; b"" and b"-" are absent, as in `combined`."""
    code: dict[bytes | None, int] = {}
    values: list[bytes] = []
    for value in dict.fromkeys(column):
        if not value or value == b"-":
            code[value] = UNKNOWN
        else:
            code[value] = len(values)
            values.append(value)
    return Coded(np.fromiter(map(code.__getitem__, column), np.int32, len(column)), values)


def _unless_absent(column: Coded) -> Coded | None:
    return column if column.values else None


def _int64s(column: Sequence[int]) -> Int64s:
    try:
        return np.array(column, np.int64)
    except OverflowError:  # a hostile number of 20 digits says nothing
        return np.array([n if abs(n) <= _INT64_MAX else UNKNOWN for n in column], np.int64)


def _int32s(column: Sequence[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return np.array([n if 0 <= n <= _INT32_MAX else UNKNOWN for n in column], np.int32)
