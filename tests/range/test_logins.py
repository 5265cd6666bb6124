"""SSH and FTP lines find their session by its loopback address, and are re-stamped and rewritten."""

from __future__ import annotations

from pathlib import Path

from range.estate.sites import BY_NAME
from range.recording import logins
from range.recording.lines import Run
from range.servers.place import Place
from range.visits.ledger import Ledger, Span
from range.visits.steps import Actor
from range.visits.world import START

SITE = BY_NAME["ppdb"]
REAL = 1_790_000_000.0


def _run(base: Path) -> tuple[Run, Actor]:
    actor = Actor("x:intruder", "intrusion", SITE.short)
    ledger = Ledger(SITE.short, "00")
    ledger.sessions["127.16.0.1"] = Span(
        START, REAL, actor, "192.0.2.9", SITE.short, "127.16.0.1", "login", hold=600.0
    )
    return Run(Place(base, 1, 2, 3, 4), [ledger]), actor


def test_lines_of_a_session_keep_their_distance_and_its_end_is_virtual(tmp_path: Path) -> None:
    run, actor = _run(tmp_path)
    said = (
        (0.5, "Failed password for root from 127.16.0.1 port 40000 ssh2"),
        (2.0, "Accepted password for root from 127.16.0.1 port 40000 ssh2"),
        (2.1, "pam_unix(sshd:session): session opened for user root(uid=0) by (uid=0)"),
        (2.2, "pam_unix(sshd:session): session closed for user root"),
    )
    rows = [(REAL + after, f"<86>Nov 23 06:00:00 sshd[77]: {text}") for after, text in said]
    lines = logins.auth([SITE], run, rows)[SITE.short]
    assert [line.at - START for line in lines] == [0.5, 2.0, lines[2].at - START, 600.0]
    assert lines[0].text.startswith(
        b"Oct  5 00:00:00 ppdb sshd[77]: Failed password for root from 192.0.2.9 port"
    )
    assert [line.role for line in lines] == ["", "login", "login", ""]
    assert all(line.actor is actor for line in lines)


def test_lines_of_nobody_are_left_out(tmp_path: Path) -> None:
    run, _ = _run(tmp_path)
    rows = [(REAL, "<86>Nov 23 06:00:00 sshd[1]: Server listening on 127.0.0.1 port 22.")]
    assert logins.auth([SITE], run, rows) == {}


def test_ftp_lines_are_rewritten(tmp_path: Path) -> None:
    run, _ = _run(tmp_path)
    (tmp_path / "raw").mkdir()
    stamp = "Mon Sep 21 14:13:25 2026"
    raw = f'{stamp} [pid 3] [ppdb] OK UPLOAD: Client "127.16.0.1", "/a.php", 9 bytes, 1Kbyte/sec\n'
    (tmp_path / "raw" / "vsftpd.log").write_text(raw)
    (line,) = logins.vsftpd([SITE], run, "vsftpd.log")[SITE.short]
    assert b'OK UPLOAD: Client "192.0.2.9", "/a.php"' in line.text
    assert line.text.startswith(b"Mon Oct  5 00:00:")
    assert line.role == "login"
