"""vsftpd's messages, also from syslog."""

from __future__ import annotations

import pytest

from siaga.intake.formats.vsftpd.message import understand
from siaga.intake.rows import Event


@pytest.mark.parametrize(
    ("message", "action", "outcome", "named"),
    [
        ('[budi] OK LOGIN: Client "192.0.2.4"', "login", "success", ""),
        ('[pid 3] [budi] FAIL LOGIN: Client "192.0.2.4"', "login", "failure", ""),
        (
            '[budi] OK UPLOAD: Client "192.0.2.4", "/a "b".php", 12 bytes, 1Kbyte/sec',
            "upload",
            "success",
            '/a "b".php',
        ),
        ('[budi] OK CHMOD: Client "192.0.2.4", "/a 777"', "content_change", "success", "/a 777"),
        ('[budi] OK RMDIR: Client "192.0.2.4", "/a"', "delete", "success", "/a"),
        ('[budi] FTP command: Client "192.0.2.4", "STOR x"', "other", "", "STOR x"),
    ],
)
def test_messages(message: str, action: str, outcome: str, named: str) -> None:
    event = Event(1, 0, 0, 0, "x", "other")
    understand(event, message)
    assert (event.application, event.action, event.outcome, event.object) == ("ftp", action, outcome, named)
    assert (event.user, event.client_ip) == ("budi", "192.0.2.4")


def test_pam_speaks_for_vsftpd_too() -> None:
    event = Event(1, 0, 0, 0, "x", "other")
    understand(event, "pam_unix(vsftpd:auth): authentication failure; rhost=192.0.2.4 user=budi")
    assert (event.action, event.outcome, event.client_ip) == ("login", "failure", "192.0.2.4")
