"""GitLab's log of requests: recognised by controller and address."""

from __future__ import annotations

import json

from siaga.intake.formats.gitlab import GITLAB
from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.rows import NO_TIME, Event


def _line(**told: object) -> bytes:
    usual = {
        "method": "GET",
        "path": "/a/b",
        "controller": "ProjectsController",
        "action": "show",
        "status": 200,
    }
    usual |= {"time": "2026-01-26T10:53:11.315Z", "params": []}
    return json.dumps(usual | told).encode()


def _read(**told: object) -> Event:
    event = GITLAB.make(None)(_line(**told), NOWHERE)
    assert isinstance(event, Event)
    return event


def test_newer_and_older_names_of_address_and_account() -> None:
    newer = _read(**{"meta.remote_ip": "192.0.2.9", "meta.user": "budi"})
    older = _read(remote_ip="192.0.2.9", username="budi")
    assert (newer.client_ip, newer.user) == (older.client_ip, older.user) == ("192.0.2.9", "budi")


def test_the_browser_is_kept() -> None:
    assert _read(remote_ip="192.0.2.9", ua="git/2.43.0").detail["user_agent"] == "git/2.43.0"


def test_a_time_that_cannot_be_read() -> None:
    assert _read(remote_ip="192.0.2.9", time=None).time_us == NO_TIME


def test_a_request_without_an_address_is_another_program_s() -> None:
    assert GITLAB.make(None)(_line(), NOWHERE) is None
    assert GITLAB.make(None)(b"no object", NOWHERE) is None
