"""Moves are kept within bounds, and what is over them is counted."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move, Moves, Place, Retention
from siaga.detection.ledger.room import Room

Key = tuple[str, str, bytes, bytes]
KEYS = st.tuples(
    st.just("kota.example"),
    st.sampled_from(["192.0.2.7", "192.0.2.8"]),
    st.sampled_from([b"/a", b"/b"]),
    st.sampled_from([b"GET", b"POST"]),
)


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


KEY: Key = ("kota.example", "192.0.2.7", b"/a", b"GET")


@given(asked=st.lists(KEYS, max_size=40), per_key=st.integers(1, 4), ceiling=st.integers(0, 12))
def test_nothing_is_lost_uncounted(asked: list[Key], per_key: int, ceiling: int) -> None:
    moves = Moves(Retention(per_key=per_key, ceiling=ceiling, tight=1))
    for key in asked:
        if moves.wants(*key):
            moves.keep(move(key))
    kept = Counter((m.site, m.client, m.path, m.method) for m in moves.in_time())
    assert len(moves) + moves.left_out == len(asked)
    assert all(count <= per_key for count in kept.values())
    assert len(moves) <= ceiling + len(kept)
    assert set(kept) == set(asked)
    assert all(moves.times_seen(*key) == count for key, count in Counter(asked).items())


def test_over_the_ceiling_each_key_still_gets_a_few() -> None:
    moves = Moves(Retention(per_key=10, ceiling=3, tight=2))
    for _ in range(5):
        if moves.wants(*KEY):
            moves.keep(move(KEY))
    assert len(moves) == 3
    other: Key = ("kota.example", "192.0.2.9", b"/b", b"GET")
    assert [moves.wants(*other) for _ in range(4)] == [True, True, False, False]
    assert moves.left_out == 4


def test_beyond_the_bound_an_answer_of_another_size_is_kept() -> None:
    moves = Moves(Retention(per_key=1, sizes=2))
    asked = [moves.wants(*KEY, size) for size in (100, 100, 110, 5_000, 5_000, 90_000)]
    assert asked == [True, True, False, True, False, False]
    assert moves.left_out == 3


def test_when_the_room_is_full_refused_requests_are_only_counted() -> None:
    moves = Moves(Retention(tight=2), Room(most=1, last=10_000))
    moves.keep(move(KEY))
    assert [moves.wants(*KEY, refused=True), moves.wants(*KEY)] == [False, True]
    full = Moves(Retention(), Room(most=1, last=1))
    full.keep(move(KEY))
    assert not full.wants(*KEY)
    assert full.left_out == 1


def test_moves_come_back_by_time_then_file_then_line() -> None:
    moves = Moves()
    for time_us, file, line_no in ((5, "b", 1), (5, "a", 9), (5, "a", 2), (1, "z", 7)):
        moves.keep(move(KEY, time_us, line_no, file=file))
    places = [(m.time_us, m.place.file, m.place.line_no) for m in moves.in_time()]
    assert places == [(1, "z", 7), (5, "a", 2), (5, "a", 9), (5, "b", 1)]


@pytest.mark.parametrize(
    ("status", "served"), [(200, True), (299, True), (304, True), (301, False), (404, False)]
)
def test_served_is_an_answer_with_content(status: int, served: bool) -> None:  # noqa: FBT001 - pytest passes it by name
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
def test_methods_with_a_body_write(method: bytes, writes: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    assert move(("kota.example", "192.0.2.7", b"/a", method)).writes is writes


def test_when_the_room_is_full_only_answered_requests_are_kept() -> None:
    room = Room(most=5_000, last=9_000)
    moves = Moves(room=room)
    kept = 0
    for number in range(100):
        key: Key = ("kota.example", "192.0.2.7", b"/%d" % number, b"GET")
        if moves.wants(*key, refused=True):
            moves.keep(move(key))
            kept += 1
    assert 0 < kept < 10
    assert moves.wants(*KEY)
    room.take(bytes(9_000))
    assert not moves.wants("kota.example", "192.0.2.8", b"/b", b"GET")
    assert moves.left_out == 100 - kept + 1
