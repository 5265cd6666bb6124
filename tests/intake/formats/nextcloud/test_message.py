"""The sentences of Nextcloud's audit log."""

from __future__ import annotations

import pytest

from siaga.intake.formats.nextcloud.message import understand
from siaga.intake.rows import Event


def _understood(message: str) -> Event:
    event = Event(1, 0, 0, 0, "nextcloud", "other", message=message)
    understand(event, message)
    return event


@pytest.mark.parametrize(
    ("message", "action", "outcome", "what"),
    [
        ('File accessed: "/a.pdf"', "download", "success", "/a.pdf"),
        ('File with id "12" written to: "/a.pdf"', "upload", "success", "/a.pdf"),
        ('File with id "12" deleted: "/a.pdf"', "delete", "success", "/a.pdf"),
        (
            'The folder "/LHP" with ID "44" has been shared via link with permissions "1" (Share ID: 9)',
            "content_change",
            "success",
            "/LHP",
        ),
        ('App password "Thunderbird" created for user bayu', "content_change", "success", "Thunderbird"),
        ('User "baru" created', "account_change", "success", "baru"),
        ('User "baru" added to group "admin"', "account_change", "success", "baru"),
        ("Logout occurred", "logout", "success", ""),
        ('Login attempt: "bayu"', "other", "", ""),
        ('A file named "Login successful: " was found', "other", "", ""),
    ],
)
def test_acts(message: str, action: str, outcome: str, what: str) -> None:
    event = _understood(message)
    assert (event.action, event.outcome, event.object) == (action, outcome, what)


@pytest.mark.parametrize(
    ("message", "user", "outcome"),
    [
        ('Login successful: "bayu"', "bayu", "success"),
        ('Login failed: "bayu"', "bayu", "failure"),
        ("Login failed: admin (Remote IP: 192.0.2.4)", "admin", "failure"),
        ("Two factor authentication attempt by user bayu (TOTP) succeeded", "bayu", "success"),
        ("Twofactor authentication attempt by user bayu (bayu) (TOTP) failed", "bayu", "failure"),
    ],
)
def test_logins(message: str, user: str, outcome: str) -> None:
    event = _understood(message)
    assert (event.action, event.user, event.outcome) == ("login", user, outcome)
    assert ("step" in event.detail) == message.startswith("Two")
