"""Pure-FTPd's messages: logins, transfers, files touched."""

from __future__ import annotations

import pytest

from siaga.intake.formats.pure_ftpd.message import understand
from siaga.intake.rows import Event


@pytest.mark.parametrize(
    ("message", "action", "user", "named"),
    [
        ("(?@192.0.2.4) [INFO] budi is now logged in", "login", "budi", ""),
        ("(?@192.0.2.4) [WARNING] Authentication failed for user [a [b]]", "login", "a [b]", ""),
        (
            "(budi@192.0.2.4) [NOTICE] /a (1).php uploaded  (12 bytes, 1KB/sec)",
            "upload",
            "budi",
            "/a (1).php",
        ),
        ("(budi@192.0.2.4) [NOTICE] /b.sql downloaded  (12 bytes, 1KB/sec)", "download", "budi", "/b.sql"),
        ("(budi@192.0.2.4) [NOTICE] Deleted /x", "delete", "budi", "/x"),
        ("(budi@192.0.2.4) [NOTICE] File successfully renamed or moved: [/a]->[/b]", "rename", "budi", "/a"),
        ("(budi@192.0.2.4) [INFO] Logout.", "logout", "budi", ""),
        ("(budi@192.0.2.4) [INFO] Can't change directory", "other", "budi", ""),
    ],
)
def test_messages(message: str, action: str, user: str, named: str) -> None:
    event = Event(1, 0, 0, 0, "ftp", "other")
    understand(event, message)
    assert (event.action, event.user, event.object, event.client_ip) == (action, user, named, "192.0.2.4")


def test_a_host_name_in_the_address_place_is_kept() -> None:
    event = Event(1, 0, 0, 0, "ftp", "other")
    understand(event, "(budi@h.example) [INFO] Logout.")
    assert (event.client_ip, event.detail["client_host"]) == ("", "h.example")
