"""Messages of Apache and its modules fill the event."""

from __future__ import annotations

import pytest

from siaga.intake.formats.apache_error.message import understand
from siaga.intake.rows import Event


def said(message: str) -> Event:
    event = Event(1, 0, 0, 0, "apache", "error")
    understand(event, message)
    return event


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("File does not exist: /var/www/x", "/var/www/x"),
        ("AH00128: File does not exist: /var/www/x", "/var/www/x"),
        ("client denied by server configuration: /var/www/.env", "/var/www/.env"),
        ("script '/var/www/x.php' not found or unable to stat", "/var/www/x.php"),
        ("script not found or unable to stat: /cgi-bin/x", "/cgi-bin/x"),
        ("Invalid URI in request GET /%%", ""),
        ("something else", ""),
    ],
)
def test_the_file_is_named(message: str, named: str) -> None:
    assert said(message).object == named


def test_a_refused_basic_login() -> None:
    event = said('AH01617: user budi: authentication failure for "/admin/": Password Mismatch')
    assert (event.action, event.outcome, event.user, event.object) == ("login", "failure", "budi", "/admin/")


def test_modsecurity_names_its_rule() -> None:
    event = said('ModSecurity: Warning. x [id "942100"] [msg "a \\"b\\""] [uri "/x"] [hostname "h"] [id "1"]')
    assert (event.application, event.object, event.host, event.outcome) == ("modsecurity", "/x", "h", "")
    assert event.detail == {"rule_id": "942100", "rule": 'a \\"b\\"'}


@pytest.mark.parametrize(
    "message",
    ["AH01215: sh: 1: nc: not found: /usr/lib/cgi-bin/x", "mod_fcgid: stderr: sh: 1: nc: not found"],
)
def test_output_behind_a_stamp_is_output(message: str) -> None:
    event = said(message)
    assert (event.action, event.application, event.object) == ("output", "shell", "nc")


def test_php_behind_a_gateway() -> None:
    event = said("AH01071: Got error 'PHP message: PHP Warning:  x in /var/www/a.php on line 7'")
    assert (event.application, event.object, event.detail["line"]) == ("php", "/var/www/a.php", "7")
