"""sshd's messages, also those in which an intruder chose the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.syslog_auth.sshd import understand
from siaga.intake.rows import Event


def said(message: str) -> Event:
    event = Event(1, 0, 0, 0, "sshd", "other")
    understand(event, message)
    return event


@pytest.mark.parametrize("method", ["password", "publickey", "keyboard-interactive/pam", "none"])
@pytest.mark.parametrize(("word", "outcome"), [("Accepted", "success"), ("Failed", "failure")])
def test_logins(word: str, outcome: str, method: str) -> None:
    event = said(f"{word} {method} for budi from 192.0.2.4 port 22 ssh2")
    assert (event.action, event.outcome, event.user, event.client_ip) == (
        "login",
        outcome,
        "budi",
        "192.0.2.4",
    )
    assert event.detail == {"method": method, "port": "22"}


@given(st.text(alphabet="abc from port123. ssh2:", max_size=40))
def test_a_user_name_can_not_forge_the_address(name: str) -> None:
    event = said(f"Failed password for invalid user {name} from 192.0.2.4 port 22 ssh2")
    assert (event.client_ip, event.user) == ("192.0.2.4", name)


def test_repeated_messages_keep_their_number() -> None:
    event = said("message repeated 4 times: [ Failed password for root from 192.0.2.4 port 22 ssh2]")
    assert (event.outcome, event.user, event.detail["repeated"]) == ("failure", "root", "4")


@pytest.mark.parametrize(
    ("message", "user", "address", "outcome"),
    [
        ("Invalid user guest from 192.0.2.4 port 6161", "guest", "192.0.2.4", "failure"),
        ("Invalid user  from 192.0.2.4", "", "192.0.2.4", "failure"),
        ("Disconnected from invalid user x 192.0.2.4 port 6161 [preauth]", "x", "192.0.2.4", "failure"),
        ("Disconnected from user budi 192.0.2.4 port 6161", "budi", "192.0.2.4", ""),
        ("Disconnected from 2001:db8::1 port 6161", "", "2001:db8::1", ""),
        ("Received disconnect from 2001:db8::1: 11: Bye Bye", "", "2001:db8::1", ""),
        ("Connection reset by 192.0.2.4 port 1 [preauth]", "", "192.0.2.4", ""),
        ("Did not receive identification string from 192.0.2.4", "", "192.0.2.4", ""),
        ("User root from 192.0.2.4 not allowed because listed in DenyUsers", "root", "192.0.2.4", "failure"),
        (
            "error: maximum authentication attempts exceeded for root from 192.0.2.4 port 1 ssh2",
            "root",
            "192.0.2.4",
            "failure",
        ),
        ("Unable to negotiate with 192.0.2.4 port 1: no matching cipher", "", "192.0.2.4", ""),
        ("Received signal 15; terminating.", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_other_messages(message: str, user: str, address: str, outcome: str) -> None:
    event = said(message)
    assert (event.action, event.user, event.client_ip, event.outcome) == ("other", user, address, outcome)


@given(st.text(max_size=60))
def test_any_message_is_survived(message: str) -> None:
    assert said(message).application
