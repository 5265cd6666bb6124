"""Logins at mail servers and panels."""

from __future__ import annotations

import pytest

from siaga.intake.formats.syslog_auth import logins
from siaga.intake.formats.syslog_auth.format import Handler
from siaga.intake.rows import Event


@pytest.mark.parametrize(
    ("handler", "message", "outcome", "user"),
    [
        (
            logins.dovecot,
            "imap-login: Login: user=<budi>, method=PLAIN, rip=192.0.2.4, lip=10.0.0.2",
            "success",
            "budi",
        ),
        (
            logins.dovecot,
            "pop3-login: Aborted login (auth failed, 1 attempts): user=<budi>, rip=192.0.2.4",
            "failure",
            "budi",
        ),
        (
            logins.postfix,
            "A1: client=h.example[192.0.2.4], sasl_method=LOGIN, sasl_username=budi",
            "success",
            "budi",
        ),
        (
            logins.postfix,
            "warning: h[192.0.2.4]: SASL PLAIN authentication failed: x, sasl_username=budi",
            "failure",
            "budi",
        ),
        (logins.panel, "Successful login as budi from 192.0.2.4", "success", "budi"),
        (logins.panel, "Non-existent login as budi from 192.0.2.4", "failure", "budi"),
        (
            logins.roundcube,
            "<a> Successful login for budi (ID: 1) from 192.0.2.4 in session a",
            "success",
            "budi",
        ),
        (
            logins.roundcube,
            "<a> Failed login for budi from 192.0.2.4 in session a (error: 0)",
            "failure",
            "budi",
        ),
    ],
)
def test_logins(handler: Handler, message: str, outcome: str, user: str) -> None:
    event = Event(1, 0, 0, 0, "x", "other")
    handler(event, message)
    assert (event.action, event.outcome, event.user, event.client_ip) == ("login", outcome, user, "192.0.2.4")


@pytest.mark.parametrize(
    "handler", [logins.dovecot, logins.postfix, logins.panel, logins.roundcube, logins.fail2ban]
)
def test_other_messages_stay_other(handler: Handler) -> None:
    event = Event(1, 0, 0, 0, "x", "other")
    handler(event, "connect from unknown[192.0.2.4]")
    assert (event.action, event.outcome) == ("other", "")


def test_bans_name_jail_and_address() -> None:
    event = Event(1, 0, 0, 0, "x", "other")
    logins.fail2ban(event, "NOTICE  [sshd] Ban 192.0.2.4")
    assert (event.object, event.client_ip, event.detail["fail2ban"]) == ("sshd", "192.0.2.4", "ban")


def test_a_letter_to_many_carries_the_number_of_its_login() -> None:
    signed, sent = Event(1, 0, 0, 0, "x", "other"), Event(2, 0, 0, 0, "x", "other")
    logins.postfix(signed, "A1B2: client=h.example[192.0.2.4], sasl_method=LOGIN, sasl_username=budi")
    logins.queue(sent, "A1B2: from=<budi@kota.example>, size=3095, nrcpt=49 (queue active)")
    assert signed.detail["letter"] == sent.detail["letter"] == "A1B2"
    assert (sent.action, sent.object, sent.detail["recipients"]) == ("send", "budi@kota.example", "49")
    assert (sent.user, sent.client_ip) == ("", "")


@pytest.mark.parametrize(
    "message",
    [
        "A1B2: from=<budi@kota.example>, size=3095, nrcpt=3 (queue active)",
        "A1B2: removed",
        "A1B2: from=<>, size=3095, nrcpt=x (queue active)",
        "A1B2: from=<budi@kota.example>, status=expired, returned to sender",
    ],
)
def test_letters_to_a_few_and_other_news_of_the_queue(message: str) -> None:
    event = Event(1, 0, 0, 0, "x", "other")
    logins.queue(event, message)
    assert event.action == "other"
