"""What those who signed in are given at once, a redirect refuses to others."""

from __future__ import annotations

from siaga.detection.ledger.moves import Move
from siaga.detection.scene.given import Given
from siaga.detection.scene.sessions import sign_ins

from .moving import move, post

STAFF, STRANGER = "192.0.2.7", "203.0.113.9"
COPY = "/database/exec_backup"


def _signed(*later: Move) -> list[Move]:
    return [post("/siteman/auth", 0, status=302), move("/beranda", 1), *later]


def _given(*staff: Move) -> Given:
    moves = _signed(*staff)
    return Given([(STAFF, moves)], {STAFF: sign_ins(moves)})


USUAL = (move(COPY, 60, size=9_000_000), move(COPY, 90_000, size=9_100_000))
SENT_AWAY = move(COPY, 500, status=302, client=STRANGER)


def test_a_redirect_instead_of_what_staff_are_given_is_a_refusal() -> None:
    assert _given(*USUAL).refuses(SENT_AWAY)


def test_where_staff_are_sent_on_too_it_may_be_done() -> None:
    assert not _given(*USUAL, move(COPY, 95_000, status=302)).refuses(SENT_AWAY)
    assert not _given(USUAL[0]).refuses(SENT_AWAY)
    assert not _given().refuses(SENT_AWAY)


def test_what_was_given_or_sent_is_no_refusal() -> None:
    given = _given(*USUAL)
    assert not given.refuses(move(COPY, 500, client=STRANGER))
    assert not given.refuses(move(COPY, 500, status=302, method="POST", client=STRANGER))
    assert not given.refuses(move("/database/unduh", 500, status=302, client=STRANGER))


def test_who_signed_in_before_is_not_refused_and_who_did_later_is() -> None:
    given = _given(*USUAL)
    assert not given.refuses(move(COPY, 70, status=302, client=STAFF))
    assert given.refuses(move(COPY, -70, status=302, client=STAFF))


def test_what_strangers_were_given_says_nothing_of_staff() -> None:
    moves = [move(COPY, at, client=STRANGER) for at in (1, 2, 3)]
    assert not Given([(STRANGER, moves)], {}).refuses(SENT_AWAY)
