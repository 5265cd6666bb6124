"""A happening holds an event, whose it is, and its raw line."""

from __future__ import annotations

from siaga.detection.ledger.happenings import PER_KEY, Doorkeeper, Happening
from siaga.detection.ledger.moves import Place
from siaga.detection.ledger.room import Room
from siaga.intake.rows import Event


def test_a_happening_can_be_given_to_its_site() -> None:
    event = Event(1, 0, 3, 0, "ssh", "login", "success", "budi", "192.0.2.7")
    happening = Happening("srv1", "auth.log", event, Place("auth.log", 1, 0), b"abc")
    happening.owner = "kota.example"
    assert (happening.owner, happening.event.user, happening.raw) == ("kota.example", "budi", b"abc")


def failure(client: str, user: str, second: int) -> Event:
    return Event(second, 0, 3, second * 1_000_000, "ssh", "login", "failure", user, client)


def test_of_equal_failures_in_one_hour_only_so_many_are_kept() -> None:
    door = Doorkeeper(Room())
    kept = [door.admits("auth.log", failure("192.0.2.7", "root", second), b"x") for second in range(3_600)]
    assert kept == [True] * PER_KEY + [False] * (3_600 - PER_KEY)
    assert door.left_out == 3_600 - PER_KEY
    assert door.admits("auth.log", failure("192.0.2.7", "root", 3_600), b"x")
    assert door.admits("auth.log", failure("192.0.2.7", "budi", 9), b"x")


def test_a_flood_of_failures_does_not_crowd_out_a_success() -> None:
    door = Doorkeeper(Room(most=20_000, last=40_000))
    kept = [door.admits("auth.log", failure("192.0.2.7", f"u{n}", n), b"x") for n in range(500)]
    assert sum(kept) < 30
    success = Event(9, 0, 3, 0, "ssh", "login", "success", "budi", "192.0.2.9")
    assert door.admits("auth.log", success, b"x")


def test_readers_leave_room_for_what_is_rarer() -> None:
    door = Doorkeeper(Room(most=20_000, last=40_000))
    reads = [Event(n, 0, 3, 0, "audit", "read", "success", f"u{n}", "192.0.2.9") for n in range(500)]
    assert sum(door.admits("audit.log", read, b"x") for read in reads) < 15
    change = Event(9, 0, 3, 0, "audit", "account_change", "success", "budi", "192.0.2.9")
    assert door.admits("audit.log", change, b"x")
