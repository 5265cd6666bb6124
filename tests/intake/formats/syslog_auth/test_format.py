"""Every program's message goes to the module that understands it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.syslog_auth.format import HANDLERS, SYSLOG, understand
from siaga.intake.rows import Event

HEAD = b"Mar 27 13:08:09 srv1 "


def said(program: str, message: str) -> Event:
    event = Event(1, 0, 0, 0, program, "other")
    understand(event, program, message)
    return event


def test_old_pam_tags() -> None:
    event = said("sshd(pam_unix)", "session opened for user root by (uid=0)")
    assert (event.application, event.action, event.user) == ("ssh", "session", "root")


def test_packets_are_known_whatever_the_tag() -> None:
    assert said("firewalld", "x IN=eth0 OUT= SRC=192.0.2.4 DST=10.0.0.2 PROTO=TCP").application == "firewall"


def test_pam_is_known_whatever_the_program() -> None:
    event = said("gdm-password]", "pam_unix(gdm-password:session): session opened for user budi by (uid=0)")
    assert (event.application, event.action) == ("desktop", "session")


def test_unknown_programs_are_events_too() -> None:
    assert said("named", "listening on eth0").action == "other"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"hello",
        HEAD[:10],
        b"[Thu Mar 17 01:48:12 2005] [error] x",
        b"2024-03-17 10:00:00 ERROR something of an application",
        b"2024-03-17T10:00:00Z stdout F something in a container",
        b"Mar 27 13:08:09 was a good day",
    ],
)
def test_other_lines_are_not_syslog(line: bytes) -> None:
    assert SYSLOG.score([line]) == 0.0


@given(st.sampled_from(sorted(HANDLERS)), st.text(max_size=60))
def test_every_handler_survives_any_message(program: str, message: str) -> None:
    assert said(program, message).application
