"""Room is counted in bytes, and keys are counted within a bound."""

from __future__ import annotations

from siaga.detection.ledger.room import OVERHEAD, Room, Seen


def test_room_gets_full_then_spent() -> None:
    room = Room(most=OVERHEAD + 10, last=2 * OVERHEAD)
    room.take(9)
    assert (room.full, room.spent) == (False, False)
    room.take(0)
    assert (room.full, room.spent) == (True, True)


def test_keys_are_counted_apart() -> None:
    seen = Seen()
    assert [seen.add("a", b"b"), seen.add("a", b"b"), seen.add("ab", b"")] == [1, 2, 1]


def test_a_key_without_a_place_is_always_new() -> None:
    seen = Seen(most=1)
    assert [seen.add("a"), seen.add("b"), seen.add("b"), seen.add("a")] == [1, 1, 1, 2]


def test_numbers_are_counted_many_at_once() -> None:
    seen = Seen(most=2)
    assert seen.count([5, 9], [3, 1]).tolist() == [0, 0]
    assert seen.count([9, 7, 5], [4, 2, 1]).tolist() == [1, -1, 3]
    assert seen.count([9], [1]).tolist() == [5]
