"""PAM's messages are understood for whatever service they come from."""

from __future__ import annotations

from siaga.intake.formats.pam import failure, understand
from siaga.intake.rows import Event


def event() -> Event:
    return Event(1, 0, 0, 0, "x", "other")


def test_a_session_names_its_user() -> None:
    said = event()
    assert understand(said, "pam_unix(sshd:session): session opened for user budi(uid=1000) by root(uid=0)")
    assert (said.application, said.action, said.user) == ("ssh", "session", "budi")
    assert said.detail == {"by": "root", "uid": "1000"}


def test_a_failure_counts_once_where_the_program_tells_it_too() -> None:
    ssh, login = event(), event()
    text = "authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.4  user=root"
    understand(ssh, f"pam_unix(sshd:auth): {text}")
    understand(login, f"pam_unix(login:auth): {text}")
    assert (ssh.action, ssh.outcome, ssh.client_ip) == ("other", "failure", "192.0.2.4")
    assert (login.action, login.application, login.user) == ("login", "console", "root")


def test_old_tags_leave_the_telling_to_pam() -> None:
    said = event()
    said.application = "ssh"
    understand(said, "authentication failure; logname= uid=0 rhost=host.example.net", alone=True)
    assert (said.action, said.client_ip, said.detail["client_host"]) == ("login", "", "host.example.net")


def test_repeated_failures_are_counted() -> None:
    said = event()
    assert failure(said, "2 more authentication failures; logname= rhost=192.0.2.4")
    assert said.detail["repeated"] == "2"


def test_what_is_not_pam_is_left_alone() -> None:
    said = event()
    assert not understand(said, "session opened for user budi")
    assert said == event()
