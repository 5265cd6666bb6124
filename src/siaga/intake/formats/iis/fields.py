"""Where the columns stand on the lines of a W3C extended log, by its last `#Fields:` directive."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_FIELDS: tuple[bytes, ...] = (
    b"date", b"time", b"s-ip", b"cs-method", b"cs-uri-stem", b"cs-uri-query", b"s-port", b"cs-username",
    b"c-ip", b"cs(User-Agent)", b"cs(Referer)", b"sc-status", b"sc-substatus", b"sc-win32-status",
    b"time-taken",
)  # fmt: skip
"""The fields that IIS 7 and later log unless told otherwise: for files cut off from their header."""

_NAMES: dict[str, tuple[bytes, ...]] = {
    "client": (b"c-ip",),
    "forwarded": (b"x-forwarded-for", b"cs(x-forwarded-for)", b"x-real-ip"),
    "method": (b"cs-method",),
    "stem": (b"cs-uri-stem", b"cs-uri"),
    "query": (b"cs-uri-query",),
    "status": (b"sc-status",),
    "size": (b"sc-bytes",),
    "referrer": (b"cs(referer)", b"cs(referrer)"),
    "agent": (b"cs(user-agent)",),
    "host": (b"x-host-header", b"cs-host", b"cs(host)", b"s-computername", b"s-sitename"),
    "user": (b"cs-username",),
    "taken": (b"time-taken",),
    "date": (b"date",),
    "time": (b"time",),
}


@dataclass(frozen=True, slots=True)
class Places:
    """The 0-based place of each column; a place of `count` stands for a field that isn't logged."""

    count: int
    client: int
    forwarded: int
    method: int
    stem: int
    query: int
    status: int
    size: int
    referrer: int
    agent: int
    host: int
    user: int
    taken: int
    date: int
    time: int


def places(fields: tuple[bytes, ...]) -> Places:
    """Look the columns up among the names of a `#Fields:` directive (any order, any case)."""
    lower = [field.lower() for field in fields]

    def place(names: tuple[bytes, ...]) -> int:
        return next((lower.index(name) for name in names if name in lower), len(lower))

    return Places(len(lower), **{column: place(names) for column, names in _NAMES.items()})
