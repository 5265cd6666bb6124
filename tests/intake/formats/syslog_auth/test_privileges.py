"""sudo and su say who acted as whom."""

from __future__ import annotations

import pytest

from siaga.intake.formats.syslog_auth.privileges import su, sudo
from siaga.intake.rows import Event


def event() -> Event:
    return Event(1, 0, 0, 0, "x", "other")


@pytest.mark.parametrize(
    ("message", "outcome", "refusal"),
    [
        ("  budi : TTY=pts/0 ; PWD=/home ; USER=root ; COMMAND=/bin/ls -l ; x", "success", None),
        (
            "budi : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls -l ; x",
            "failure",
            "user NOT in sudoers",
        ),
        (
            "budi : 3 incorrect password attempts ; PWD=/ ; USER=root ; COMMAND=/bin/ls -l ; x",
            "failure",
            "3 incorrect password attempts",
        ),
    ],
)
def test_sudo(message: str, outcome: str, refusal: str | None) -> None:
    said = event()
    sudo(said, message)
    assert (said.action, said.outcome, said.user, said.object) == (
        "privileged",
        outcome,
        "budi",
        "/bin/ls -l ; x",
    )
    assert said.detail["run_as"] == "root"
    assert said.detail.get("refusal") == refusal


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        ("Successful su for root by budi", "success"),
        ("FAILED su for root by budi", "failure"),
        ("BAD SU budi to root on /dev/ttyp0", "failure"),
        ("(to root) budi on pts/0", "success"),
        ("FAILED SU (to root) budi on pts/0", "failure"),
    ],
)
def test_su(message: str, outcome: str) -> None:
    said = event()
    su(said, message)
    assert (said.action, said.outcome, said.user, said.object) == ("privileged", outcome, "budi", "root")


def test_what_is_not_known_stays_other() -> None:
    said = event()
    sudo(said, "unable to resolve host srv1")
    su(said, "+ /dev/pts/0 budi:root")
    assert said.action == "other"
