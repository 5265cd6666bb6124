"""cPanel's login and session logs: who was refused, who came in."""

from __future__ import annotations

import pytest

from siaga.intake.formats.cpanel import CPANEL
from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.rows import Event

STAMP = b"[2025-04-21 20:21:20 +0700] info [cpaneld] 192.0.2.4 "
NEW = b"NEW budi:5eea address=192.0.2.4,app=cpaneld,creator=budi,method=%s,path=form,possessed=0"


@pytest.mark.parametrize(
    ("said", "action", "outcome"),
    [
        (b'- budi "POST /login/ HTTP/1.1" FAILED LOGIN cpaneld: wrong password', "login", "failure"),
        (b'- budi "POST /login/ HTTP/1.1" SUCCESSFUL LOGIN cpaneld: ok', "login", "success"),
        (NEW % b"handle_form_login", "login", "success"),
        (NEW % b"badpass", "login", "failure"),
        (NEW % b"create_user_session", "session", "success"),
        (b"PURGE budi:5eea logout", "logout", ""),
    ],
)
def test_logins_and_sessions(said: bytes, action: str, outcome: str) -> None:
    event = CPANEL.make(None)(STAMP + said, NOWHERE)
    assert isinstance(event, Event)
    assert (event.action, event.outcome, event.user) == (action, outcome, "budi")
    assert event.client_ip == "192.0.2.4"


def test_other_messages_are_kept_and_other_lines_are_not_read() -> None:
    event = CPANEL.make(None)(STAMP + b"hello", NOWHERE)
    assert isinstance(event, Event)
    assert event.action == "other"
    assert CPANEL.score([b"[2025-04-21 20:21:20] info [cpaneld] 192.0.2.4 hello"]) == 0.0
