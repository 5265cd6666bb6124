"""The facts of a block's rows that all tables count from, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.agents import claims_crawler
from siaga.intake.rows import NO_TIME, AccessRows, Coded, Int32s, Int64s

Mask = npt.NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max
"""Stands for "not yet" where the first of several times is kept."""

_READING = (b"GET", b"HEAD", b"OPTIONS", b"PROPFIND")


@dataclass(frozen=True, slots=True)
class RowFacts:
    """Parallel arrays over rows: times in UTC µs, sizes in bytes (UNKNOWN = -1)."""

    time_us: Int64s
    size: Int64s
    served: Mask  # 2xx or 304
    writes: Mask  # a method that carries a body
    referred: Mask
    benign: Mask  # no signature matched
    failed: Mask  # 4xx
    missing: Mask  # 404 or 410
    crawler: Mask  # claims to be a search engine
    client_bit: npt.NDArray[np.uint64]

    @property
    def started_us(self) -> Int64s:
        """Times for finding the first of several: a row without a readable time is never the first."""
        return np.where(self.time_us == NO_TIME, NEVER, self.time_us)

    def take(self, which: Int64s) -> RowFacts:
        """Keep the rows that `which` names."""
        return RowFacts(
            self.time_us[which], self.size[which], self.served[which], self.writes[which],
            self.referred[which], self.benign[which], self.failed[which], self.missing[which],
            self.crawler[which], self.client_bit[which],
        )  # fmt: skip


def facts_of(rows: AccessRows, hit_rows: Int64s) -> RowFacts:
    """Work out the facts of a block; `hit_rows` are rows that a signature matched."""
    status = rows.status
    benign = np.ones(len(rows), np.bool_)
    benign[hit_rows] = False
    bits = [*map(_bit, rows.client.values), 0]
    return RowFacts(
        rows.time_us,
        rows.bytes_sent,
        served(status),
        ~_among(rows.method, _READING),
        rows.referrer.codes >= 0,
        benign,
        (status >= 400) & (status < 500),
        (status == 404) | (status == 410),
        _crawling(rows.user_agent),
        np.array(bits, np.uint64)[rows.client.codes],
    )


def served(status: Int32s) -> Mask:
    """Say which statuses mean that the server answered with content (2xx or 304)."""
    answered: Mask = ((status >= 200) & (status < 300)) | (status == 304)
    return answered


@lru_cache(maxsize=30_000)
def _bit(client: bytes) -> int:
    """Return a client's bit in the map of 64 clients.

    CRC-32 is linear: neighbouring addresses would spread too evenly, so it is multiplied by 2^32 over
    the golden ratio and its top bits taken (Knuth, TAOCP 6.4).
    """
    return 1 << ((crc32(client) * 0x9E37_79B1 & 0xFFFF_FFFF) >> 26)


def _crawling(column: Coded) -> Mask:
    yes = np.array([claims_crawler(value) for value in column.values] + [False], np.bool_)
    found: Mask = yes[column.codes]
    return found


def _among(column: Coded, values: tuple[bytes, ...]) -> Mask:
    """Say per row whether the value is one of `values`; absent counts as one of them."""
    yes = np.array([value in values for value in column.values] + [True], np.bool_)
    found: Mask = yes[column.codes]
    return found
