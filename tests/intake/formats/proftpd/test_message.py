"""ProFTPD's messages: logins accepted, refused, ended."""

from __future__ import annotations

import pytest

from siaga.intake.formats.proftpd.message import understand
from siaga.intake.rows import Event


@pytest.mark.parametrize(
    ("rest", "action", "outcome", "user"),
    [
        ("USER budi: Login successful.", "login", "success", "budi"),
        ("ANON ftp: Login successful.", "login", "success", "ftp"),
        ("USER root (Login failed): Incorrect password.", "login", "failure", "root"),
        ("USER x: no such user found from h [192.0.2.4] to 10.0.0.2:21", "login", "failure", "x"),
        ("FTP session closed.", "logout", "", ""),
        ("FTP session opened.", "other", "", ""),
    ],
)
@pytest.mark.parametrize(
    "head", ["srv (h.example[192.0.2.4]) - ", "srv (h.example[::ffff:192.0.2.4]): ", "(h[192.0.2.4]) "]
)
def test_messages(head: str, rest: str, action: str, outcome: str, user: str) -> None:
    event = Event(1, 0, 0, 0, "ftp", "other")
    understand(event, head + rest)
    assert (event.action, event.outcome, event.user, event.client_ip) == (action, outcome, user, "192.0.2.4")
