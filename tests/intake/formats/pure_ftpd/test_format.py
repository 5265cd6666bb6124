"""Pure-FTPd's two logs; a web server's log is neither."""

from __future__ import annotations

from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.formats.pure_ftpd import PURE_FTPD, PURE_FTPD_CLF
from siaga.intake.formats.pure_ftpd.format import parse_clf

CLF = b'192.0.2.4 - budi [17/Mar/2024:01:02:03 +0700] "PUT /home/u/x.php" 200 1234'


def test_transfers() -> None:
    event = parse_clf(CLF, NOWHERE)
    assert event is not None
    assert (event.action, event.outcome, event.object, event.detail["bytes"]) == (
        "upload",
        "success",
        "/home/u/x.php",
        "1234",
    )
    failed = parse_clf(CLF.replace(b" 200 1234", b" 550 -").replace(b"PUT", b"GET"), NOWHERE)
    assert failed is not None
    assert (failed.action, failed.outcome) == ("download", "failure")


def test_web_requests_are_not_transfers() -> None:
    assert PURE_FTPD_CLF.score([CLF.replace(b'.php"', b'.php HTTP/1.1"')]) == 0.0
    assert PURE_FTPD_CLF.score([CLF.replace(b"/home", b"home")]) == 0.0


def test_only_pure_ftpd_lines_belong() -> None:
    line = b"Mar 17 01:02:03 srv1 pure-ftpd: (?@192.0.2.4) [INFO] hello"
    assert PURE_FTPD.score([line, line.replace(b"pure-ftpd", b"sshd")]) == 0.5
