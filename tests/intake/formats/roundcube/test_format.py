"""Roundcube's own log files: logins, and errors that name a refused login."""

from __future__ import annotations

import pytest

from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.formats.roundcube import ROUNDCUBE
from siaga.intake.rows import Event

STAMP = b"[01-Sep-2025 06:15:14 +0700]: <a1b2c3d4> "


@pytest.mark.parametrize(
    ("said", "action", "outcome"),
    [
        (b"Successful login for budi@a.example (ID: 2) from 192.0.2.4 in session x", "login", "success"),
        (b"Failed login for budi@a.example from 192.0.2.4 in session x (error: 0)", "login", "failure"),
        (b"IMAP Error: Login failed for budi@a.example from 192.0.2.4. LOGIN: no", "login", "failure"),
        (b"DB Error: [2002] Connection refused", "error", ""),
        (b"something else", "other", ""),
    ],
)
def test_messages(said: bytes, action: str, outcome: str) -> None:
    event = ROUNDCUBE.make(None)(STAMP + said, NOWHERE)
    assert isinstance(event, Event)
    assert (event.action, event.outcome) == (action, outcome)
    if action == "login":
        assert (event.user, event.client_ip) == ("budi@a.example", "192.0.2.4")


def test_php_stamps_are_another_format() -> None:
    assert (
        ROUNDCUBE.score([b"[01-Sep-2025 06:15:14 Asia/Jakarta] PHP Warning:  x in /a.php on line 1"]) == 0.0
    )
    assert ROUNDCUBE.score([b"[41-Sep-2025 06:15:14 +0700]: x"]) == 0.0
