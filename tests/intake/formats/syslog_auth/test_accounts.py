"""The shadow tools say which account they changed."""

from __future__ import annotations

import pytest

from siaga.intake.formats.syslog_auth.accounts import understand
from siaga.intake.rows import Event


@pytest.mark.parametrize(
    ("message", "action", "outcome", "named"),
    [
        (
            "new user: name=toor, UID=0, GID=0, home=/root, shell=/bin/bash",
            "account_change",
            "success",
            "toor",
        ),
        ("new group: name=toor, GID=1003", "account_change", "success", "toor"),
        ("failed adding user 'toor', data deleted", "account_change", "failure", "toor"),
        ("add 'budi' to group 'sudo'", "account_change", "success", "budi"),
        ("add 'budi' to shadow group 'sudo'", "account_change", "success", "budi"),
        ("user budi added by root to group adm", "account_change", "success", "budi"),
        ("change user 'budi' shell from '/bin/sh' to '/bin/bash'", "account_change", "success", "budi"),
        ("change user 'budi' password", "password_change", "success", "budi"),
        ("delete user 'budi'", "account_change", "success", "budi"),
        ("removed group 'budi' owned by 'budi'", "account_change", "success", "budi"),
        ("pam_unix(passwd:chauthtok): password changed for budi", "password_change", "success", "budi"),
        ("password for 'budi' changed by 'root'", "password_change", "success", "budi"),
        ("something else", "other", "", ""),
    ],
)
def test_messages(message: str, action: str, outcome: str, named: str) -> None:
    event = Event(1, 0, 0, 0, "useradd", "other")
    understand(event, message)
    assert (event.action, event.outcome, event.object) == (action, outcome, named)


def test_numbers_and_groups_are_kept() -> None:
    new, added = (Event(1, 0, 0, 0, "useradd", "other") for _ in range(2))
    understand(new, "new user: name=toor, UID=0, GID=0, home=/root, shell=/bin/bash")
    understand(added, "user budi added by root to group adm")
    assert new.detail["uid"] == "0"
    assert (added.user, added.detail["group"]) == ("root", "adm")
