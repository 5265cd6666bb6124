"""A kept request has everything that its meaning depends on."""

from __future__ import annotations

from siaga.detection.applications.meaning import login_of
from siaga.detection.applications.request import Request
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move, Place


def test_a_move_is_a_request() -> None:
    move = Move(
        0,
        "kota.example",
        "192.0.2.7",
        b"POST",
        b"/wp-login.php",
        b"",
        302,
        5,
        -1,
        None,
        None,
        "",
        Kind.LOGIN,
        (),
        Place("a.log", 1, 0),
        b"raw",
    )
    request: Request = move
    assert (request.method, request.path, request.query) == (b"POST", b"/wp-login.php", b"")
    assert (request.status, request.referrer) == (302, None)
    assert login_of(request) is not None
