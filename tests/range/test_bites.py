"""An intrusion that was refused is told, so that no run judges by an intrusion that never was."""

from __future__ import annotations

import pytest
from range.recording.bites import failed
from range.recording.lines import Line
from range.recording.rotate import Written
from range.visits.steps import Actor, Kind


def _written(
    text: bytes, kind: Kind = "intrusion", role: str = "web shell", file: str = "a/access.log"
) -> Written:
    return Written(file, 1, Line(0.0, text, Actor("x", kind, "a"), role))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (b'192.0.2.1 - - [x] "GET /s.php HTTP/1.1" 200 5 "-" "-"', 0),
        (b'192.0.2.1 - - [x] "GET /s.php HTTP/1.1" 404 5 "-" "-"', 1),
        (b'192.0.2.1 - - [x] "GET /s.php HTTP/1.1" 500 5 "-" "-"', 1),
        (b'{"request_uri":"/api/warga/1","status":403}', 1),
        (b"no status at all", 1),
    ],
)
def test_a_refused_witness_is_told(line: bytes, count: int) -> None:
    assert len(failed([_written(line)])) == count


def test_an_exploit_may_be_answered_500() -> None:
    line = b'192.0.2.1 - - [x] "POST /_ignition/execute-solution HTTP/1.1" 500 5 "-" "-"'
    assert failed([_written(line, role="exploit")]) == []


def test_twins_lines_without_role_and_other_logs_do_not_count() -> None:
    refused = b'192.0.2.1 - - [x] "GET /s.php HTTP/1.1" 404 5 "-" "-"'
    rows = [_written(refused, kind="twin"), _written(refused, role=""), _written(refused, file="a/auth.log")]
    assert failed(rows) == []
