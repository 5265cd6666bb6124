"""Zimbra's audit log: who was let in, who was refused, and what administrators changed."""

from __future__ import annotations

import pytest

from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.formats.zimbra import ZIMBRA
from siaga.intake.rows import Event

HEAD = b"2026-03-08 05:09:26,429 INFO  [qtp1-2:https://surel.example/service/soap] [oip=192.0.2.4;ua=x;] "


@pytest.mark.parametrize(
    ("said", "action", "outcome"),
    [
        (b"security - cmd=Auth; account=budi@a.example; protocol=soap;", "login", "success"),
        (b"security - cmd=Auth; account=budi@a.example; error=authentication failed;", "login", "failure"),
        (b"security - cmd=AdminAuth; account=budi@a.example;", "login", "success"),
        (b"security - cmd=CreateAccount; name=baru@a.example;", "account_change", "success"),
        (b"security - cmd=SetPassword; name=baru@a.example;", "password_change", "success"),
        (b"soap - AuthRequest elapsed=8", "other", ""),
    ],
)
def test_messages(said: bytes, action: str, outcome: str) -> None:
    event = ZIMBRA.make(None)(HEAD + said, NOWHERE)
    assert isinstance(event, Event)
    assert (event.action, event.outcome, event.client_ip) == (action, outcome, "192.0.2.4")
    if action == "login":
        assert event.user == "budi@a.example"


def test_other_stamped_lines_are_not_taken() -> None:
    assert ZIMBRA.score([b"2026-03-08 05:09:26,429 INFO  [main] Server - started"]) == 0.0
    assert ZIMBRA.make(None)(b"\tat a.b.C.d(C.java:1)", NOWHERE) is None
