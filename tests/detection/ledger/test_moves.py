"""Moves come back in time, and say what they are."""

from __future__ import annotations

import pytest

from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import LATEST, Draft, Move, Moves, Place, move_of

Key = tuple[str, str, bytes, bytes]


def move(key: Key, time_us: int = 0, line_no: int = 1, status: int = 200, file: str = "a.log") -> Move:
    site, client, path, method = key
    return Move(
        time_us,
        site,
        client,
        method,
        path,
        b"",
        status,
        5,
        -1,
        None,
        None,
        "",
        Kind.NONE,
        (),
        Place(file, line_no, 0),
        b"raw",
    )


def draft(made: Move) -> Draft:
    place = (made.place.file, made.place.line_no, made.place.offset)
    return (
        made.time_us, made.site, made.client, made.method, made.path, made.query, made.status, made.size,
        made.duration_us, made.referrer, made.agent, made.user, made.kind, made.rules, *place, made.raw,
    )  # fmt: skip


KEY: Key = ("kota.example", "192.0.2.7", b"/a", b"GET")


def test_moves_come_back_by_time_then_file_then_line() -> None:
    moves = Moves()
    for time_us, file, line_no in ((5, "b", 1), (5, "a", 9), (5, "a", 2), (1, "z", 7)):
        moves.keep(move(KEY, time_us, line_no, file=file))
    places = [(m.time_us, m.place.file, m.place.line_no) for m in moves.in_time()]
    assert places == [(1, "z", 7), (5, "a", 2), (5, "a", 9), (5, "b", 1)]


def test_a_move_kept_later_takes_its_place_among_the_others() -> None:
    moves = Moves()
    moves.keep(move(KEY, 5))
    assert [m.time_us for m in moves.in_time()] == [5]
    moves.keep(move(KEY, 3))
    moves.keep_latest([7], [draft(move(KEY, 4))])
    assert [m.time_us for m in moves.in_time()] == [3, 4, 5]


def test_a_move_is_made_of_its_draft() -> None:
    made = move(KEY, 5, 3, 404, "b.log")
    assert move_of(draft(made)) == made


def test_of_the_latest_only_so_many_are_kept() -> None:
    moves = Moves()
    for time_us in range(LATEST + 9):
        moves.keep_latest([7], [draft(move(KEY, time_us))])
    assert [m.time_us for m in moves.in_time()] == list(range(9, LATEST + 9))
    assert len(moves) == 0


@pytest.mark.parametrize(
    ("status", "served"), [(200, True), (299, True), (304, True), (301, False), (404, False)]
)
def test_served_is_an_answer_with_content(status: int, served: bool) -> None:
    assert move(KEY, status=status).served is served


@pytest.mark.parametrize(
    ("method", "writes"),
    [
        (b"GET", False),
        (b"HEAD", False),
        (b"OPTIONS", False),
        (b"", False),
        (b"POST", True),
        (b"DELETE", True),
    ],
)
def test_methods_with_a_body_write(method: bytes, writes: bool) -> None:
    assert move(("kota.example", "192.0.2.7", b"/a", method)).writes is writes
