"""A happening holds an event, whose it is, and its raw line."""

from __future__ import annotations

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Place
from siaga.intake.rows import Event


def test_a_happening_can_be_given_to_its_site() -> None:
    event = Event(1, 0, 3, 0, "ssh", "login", "success", "budi", "192.0.2.7")
    happening = Happening("srv1", "auth.log", event, Place("auth.log", 1, 0), b"abc")
    happening.owner = "kota.example"
    assert (happening.owner, happening.event.user, happening.raw) == ("kota.example", "budi", b"abc")
