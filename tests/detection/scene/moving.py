"""Moves and happenings written down shortly, for the tests of scenes."""

from __future__ import annotations

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import kind_of
from siaga.detection.ledger.moves import Move, Place
from siaga.intake.rows import Action, Event

START_US = 1_772_413_200_000_000
SECOND_US = 1_000_000


def move(
    target: str,
    second: float = 0,
    *,
    method: str = "GET",
    status: int = 200,
    size: int = 500,
    client: str = "192.0.2.7",
    rules: tuple[int, ...] = (),
    referrer: str | None = None,
    line_no: int | None = None,
    file: str = "access.log",
    site: str = "kota.example",
    raw: bytes | None = None,
    user: str = "",
) -> Move:
    """Make one request; its line number is its second unless told."""
    path, _, query = target.encode().partition(b"?")
    place = Place(file, int(second) if line_no is None else line_no, 0)
    return Move(
        START_US + round(second * SECOND_US), site, client, method.encode(), path, query, status, size, -1,
        None if referrer is None else referrer.encode(), b"Mozilla/5.0", user, kind_of(path), rules, place,
        target.encode() if raw is None else raw,
    )  # fmt: skip


def post(target: str, second: float = 0, *, status: int = 200, client: str = "192.0.2.7") -> Move:
    """Make one request with a body."""
    return move(target, second, method="POST", status=status, client=client)


def happening(
    second: float,
    client: str = "192.0.2.7",
    *,
    action: Action = "error",
    source: str = "error.log",
    owner: str = "kota.example",
    line_no: int = 1,
) -> Happening:
    """Make one event of another log."""
    event = Event(line_no, 0, 3, START_US + round(second * SECOND_US), "php", action, client_ip=client)
    return Happening(owner, source, event, Place(source, line_no, 0), b"abc")
