"""Small web traffic for the tests of the ledger, drawn or written down, read into rows by the real format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.combined import COMBINED
from siaga.intake.rows import UNKNOWN, AccessRows, Coded, Int32s, Int64s

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
START_US = 1_772_413_200_000_000
SITES = ("kota.example", "dinas.example")


@dataclass(frozen=True)
class Visit:
    """One request as a test writes it down; `hits` are the signatures that match it."""

    second: int = 0
    client: str = "192.0.2.7"
    method: str = "GET"
    target: str = "/"
    status: int = 200
    size: int = 100
    referrer: str = "-"
    agent: str = "Mozilla/5.0"
    site: str = "kota.example"
    hits: tuple[int, ...] = ()

    @property
    def time_us(self) -> int:
        return START_US + self.second * 1_000_000

    @property
    def path(self) -> bytes:
        return self.target.partition("?")[0].encode()

    def line(self) -> bytes:
        stamp = f"{START + timedelta(seconds=self.second):%d/%b/%Y:%H:%M:%S +0000}"
        size = "-" if self.size == UNKNOWN else str(self.size)
        return (
            f'{self.client} - - [{stamp}] "{self.method} {self.target} HTTP/1.1" {self.status} {size} '
            f'"{self.referrer}" "{self.agent}"'
        ).encode()


VISITS = st.builds(
    Visit,
    second=st.integers(0, 9_000),
    client=st.sampled_from(["192.0.2.7", "192.0.2.8", "2001:db8::7", "-"]),
    method=st.sampled_from(["GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"]),
    target=st.sampled_from(
        [
            "/",
            "/a?x=1",
            "/a?x=2",
            "/b.css",
            "/x.php",
            "/uploads/y.php",
            "/admin/",
            "/login",
            "/db.sql",
            "/index.php",
        ]
    ),
    status=st.sampled_from([200, 200, 206, 302, 304, 400, 403, 404, 410, 500]),
    size=st.sampled_from([UNKNOWN, 0, 100, 5_000]),
    referrer=st.sampled_from(["-", "https://kota.example/"]),
    agent=st.sampled_from(["Mozilla/5.0", "-", "Googlebot/2.1"]),
    site=st.sampled_from(SITES),
    hits=st.sampled_from([(), (), (), (3,), (1, 3)]),
)


@dataclass
class Traffic:
    """What the ledger takes for one block."""

    rows: AccessRows
    sites: Coded
    hit_row: Int64s
    hit_rule: Int32s


def traffic(visits: Sequence[Visit], *, first_line: int = 1, offset: int = 0, noise: bytes = b"") -> Traffic:
    """Read visits as one block; `noise` are lines in front of them that are no requests."""
    data = noise + b"".join(visit.line() + b"\n" for visit in visits)
    block = Block(LogFile("access.log.1", "access.log"), data, offset, first_line, last=True)
    rows = COMBINED.reader().read(block).access
    assert rows is not None
    assert len(rows) == len(visits)
    names = list(dict.fromkeys(visit.site for visit in visits))
    codes = np.array([names.index(visit.site) for visit in visits], np.int32)
    hits = [(row, rule) for row, visit in enumerate(visits) for rule in visit.hits]
    return Traffic(
        rows,
        Coded(codes, [name.encode() for name in names]),
        np.array([row for row, _ in hits], np.int64),
        np.array([rule for _, rule in hits], np.int32),
    )
