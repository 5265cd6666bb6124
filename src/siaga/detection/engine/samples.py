"""Makes rows out of single requests: for a rule's own samples, for lines no format could read, for tests."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from siaga.intake.block import Block, LogFile
from siaga.intake.rows import UNKNOWN, AccessRows, Lines, encode

_QUOTED = rb'(?:[^"\\]|\\.)*'
LINE = re.compile(
    rb'(?P<client>\S+) \S+ (?P<user>\S+) \[[^\]]{0,40}\] "(?P<request>' + _QUOTED + rb')" (?P<status>\d{3}) '
    rb'(?P<size>\d+|-)(?: "(?P<referrer>' + _QUOTED + rb')" "(?P<agent>' + _QUOTED + rb')")?'
    rb'(?: "?(?P<host>[^" ]+)"?)?$'
)
"""A combined access log line (Apache httpd, mod_log_config), with the host after it where there is one.

Each repeated part ends at a character it can't hold: no way to backtrack far."""
_SHORT = re.compile(rb"[^\s\"\[]+ \S.* HTTP/[\d.]+")
_ESCAPE = re.compile(rb'\\(?:x([0-9a-fA-F]{2})|(["\\]))')


def full_line(sample: str) -> bytes:
    """Return a sample as an access log line; `GET /path HTTP/1.1` is filled up with usual values."""
    data = sample.encode("utf-8", "surrogateescape")
    if LINE.match(data) is None and _SHORT.fullmatch(data):
        quoted = data.replace(b'"', b'\\"')
        return (
            b'203.0.113.7 - - [02/Mar/2026:08:15:30 +0700] "' + quoted + b'" 200 5120 "-" '
            b'"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"'
        )
    return data


def readable(sample: str) -> bool:
    """Tell whether `rows_of_requests` takes this sample."""
    return LINE.match(full_line(sample)) is not None


def rows_of_requests(samples: Sequence[str]) -> AccessRows:
    """Read samples (full lines or the short form) into rows; a sample that is neither raises ValueError."""
    lines = [full_line(sample) for sample in samples]
    matches = [LINE.match(line) for line in lines]
    for sample, match in zip(samples, matches, strict=True):
        if match is None:
            raise ValueError(f"not an access log line: {sample[:200]}")
    found = [match for match in matches if match is not None]
    requests = [_unescaped(match["request"]) for match in found]
    rows = rows_of_lines(lines)
    rows.method = encode([request.partition(b" ")[0] for request in requests])
    rows.target = encode([_target(request) for request in requests])
    rows.client = encode([match["client"] for match in found])
    rows.user = encode([match["user"] for match in found])
    rows.referrer = encode([match["referrer"] and _unescaped(match["referrer"]) for match in found])
    rows.user_agent = encode([match["agent"] and _unescaped(match["agent"]) for match in found])
    rows.host = encode([match["host"] for match in found])
    rows.status = np.array([int(match["status"]) for match in found], np.int32)
    rows.bytes_sent = np.array(
        [UNKNOWN if match["size"] == b"-" else int(match["size"]) for match in found], np.int64
    )
    return rows


def rows_of_lines(lines: Sequence[bytes]) -> AccessRows:
    """Make rows whose target is the whole line and of which nothing else is known."""
    lengths = np.array([len(line) for line in lines], np.int64)
    data = b"".join(line + b"\n" for line in lines)
    starts = np.cumsum(lengths + 1) - lengths - 1
    count = len(lines)
    absent = encode([None] * count)
    return AccessRows(
        block=Block(LogFile("samples", "samples"), data, 0, 1, last=True),
        lines=Lines(np.arange(1, count + 1), starts, lengths),
        time_us=np.full(count, np.iinfo(np.int64).min),
        client=absent,
        method=absent,
        target=encode(lines),
        status=np.full(count, UNKNOWN, np.int32),
        bytes_sent=np.full(count, UNKNOWN, np.int64),
        referrer=absent,
        user_agent=absent,
    )


def _target(request: bytes) -> bytes:
    rest = request.partition(b" ")[2]
    target, space, protocol = rest.rpartition(b" ")
    return target if space and protocol.startswith(b"HTTP/") else rest


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]) if match[1] else match[2], text)
