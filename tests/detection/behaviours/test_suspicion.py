"""Points, sentences and cited lines of a suspicion."""

from __future__ import annotations

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.findings.shape import Signal

from .story import Story


def _signal(suspicion: Suspicion, limit: int = 12) -> Signal:
    return suspicion.signal(
        site="kota.example",
        behaviour="trying",
        step="entered",
        confidence="likely",
        clients={"203.0.113.9", "192.0.2.7"},
        users={"siti", "budi"},
        opening=("Somebody came", "Seseorang datang"),
        limit=limit,
    )


def _moves(count: int) -> Story:
    story = Story()
    for number in range(count):
        story.ask(f"01 10:{number:02}", "192.0.2.7", "POST /kirim", size=number)
    return story


def test_points_add_up_and_points_against_give_no_reason() -> None:
    suspicion = Suspicion()
    suspicion.add(1, "a light reason", "alasan ringan")
    suspicion.add(3, "a heavy reason", "alasan berat")
    suspicion.add(-2, "an excuse", "dalih")
    assert suspicion.points == 2
    assert suspicion.sentence("It was so", indonesian=False) == "It was so: a heavy reason; a light reason."
    assert suspicion.sentence("Begitulah", indonesian=True) == "Begitulah: alasan berat; alasan ringan."


def test_equal_reasons_keep_their_order() -> None:
    suspicion = Suspicion()
    for text in ("first", "second", "third"):
        suspicion.add(2, text, text)
    assert suspicion.sentence("So", indonesian=False) == "So: first; second; third."


def test_without_reasons_the_opening_stands_alone() -> None:
    assert Suspicion().sentence("It was so", indonesian=False) == "It was so."


def test_a_signal_spans_its_lines_and_sorts_its_actor() -> None:
    moves = _moves(3).moves()
    suspicion = Suspicion()
    suspicion.cite("use", moves[2], moves[0])
    signal = _signal(suspicion)
    assert (signal.first_seen_us, signal.last_seen_us) == (moves[0].time_us, moves[2].time_us)
    assert signal.actor.client_ips == ("192.0.2.7", "203.0.113.9")
    assert signal.actor.users == ("budi", "siti")
    assert [witness.line_no for witness in signal.witnesses] == [1, 3]


def test_a_line_is_cited_once_in_its_first_role() -> None:
    move = _moves(1).moves()[0]
    suspicion = Suspicion()
    suspicion.cite("first use", move)
    suspicion.cite("use", move)
    assert [witness.role for witness in _signal(suspicion).witnesses] == ["first use"]


def test_too_many_lines_show_the_beginning_and_the_end() -> None:
    suspicion = Suspicion()
    suspicion.cite("use", *_moves(40).moves())
    numbers = [witness.line_no for witness in _signal(suspicion, limit=12).witnesses]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8, 37, 38, 39, 40]


def test_events_can_be_cited_too() -> None:
    story = Story()
    story.tell("01 10:00", "login", "success", user="budi", client="192.0.2.7")
    suspicion = Suspicion()
    suspicion.cite("login", story.scene().happenings[0])
    signal = _signal(suspicion)
    assert signal.witnesses[0].file == "auth.log"
    assert signal.first_seen_us == story.events[0].time_us
