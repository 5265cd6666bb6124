"""Nextcloud's log lines: recognised by their keys, read whatever is missing."""

from __future__ import annotations

import json

from siaga.intake.formats import ALL_FORMATS
from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.formats.nextcloud import NEXTCLOUD
from siaga.intake.rows import NO_TIME, Event


def _line(**told: object) -> bytes:
    usual = {"reqId": "q1", "level": 1, "time": "2026-06-10T12:41:00+00:00", "remoteAddr": "192.0.2.9"}
    usual |= {"user": "bayu", "app": "admin_audit", "message": 'Login successful: "bayu"', "url": "/login"}
    return json.dumps(usual | told).encode()


def _read(**told: object) -> Event:
    event = NEXTCLOUD.make(None)(_line(**told), NOWHERE)
    assert isinstance(event, Event)
    return event


def test_browser_and_page_are_kept() -> None:
    event = _read(userAgent="Mozilla/5.0 (X11)", method="POST")
    assert event.detail == {"user_agent": "Mozilla/5.0 (X11)", "url": "/login", "method": "POST"}


def test_nobody_is_nobody() -> None:
    assert _read(user="--", message="cron ran").user == ""


def test_a_time_that_cannot_be_read() -> None:
    assert _read(time="soon").time_us == NO_TIME


def test_its_log_is_an_audit_trail_not_an_access_log() -> None:
    scores = {form.name: form.score([_line()]) for form in ALL_FORMATS}
    assert next(name for name, score in scores.items() if score == max(scores.values())) == "nextcloud"
    assert NEXTCLOUD.kind == "audit"


def test_other_objects_are_left_alone() -> None:
    assert NEXTCLOUD.make(None)(b'{"time": "x", "message": "y"}', NOWHERE) is None
    assert NEXTCLOUD.make(None)(b"no object", NOWHERE) is None
