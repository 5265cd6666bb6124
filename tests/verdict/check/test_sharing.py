"""Logs that may be read in parts, and logs that only make sense from their beginning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from siaga.intake.formats.template.format import from_text
from siaga.intake.reading.plan import plan
from siaga.verdict.check.sharing import shared

from .logs import START, ssh, text, visitors

Lay = Callable[[dict[str, bytes]], None]
GUESSES = ssh([(START, f"Failed password for root from 203.0.113.9 port {n} ssh2") for n in range(600)])
IIS = (
    b"#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
    + b"2026-06-15 10:00:00 192.0.2.7 GET / 200\n" * 900
)
JSON = (
    b'{"time":"2026-06-15T10:00:00Z","remote_addr":"192.0.2.7","request":"GET / HTTP/1.1","status":200}\n'
    * 300
)
DOCKER = (
    b'{"log":"192.0.2.7 - - [15/Jun/2026:10:00:00 +0000] \\"GET / HTTP/1.1\\" 200 5\\n",'
    b'"stream":"stdout","time":"2026-06-15T10:00:00Z"}\n'
)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (text(visitors(2, 200)), True),
        (JSON, True),
        (IIS, False),
        (GUESSES, False),
        (DOCKER * 300, False),
        (b"no log that anybody knows\n" * 900, False),
    ],
    ids=["combined", "json", "iis", "auth", "docker", "unknown"],
)
def test_lines_that_stand_for_themselves_may_be_shared(lay: Lay, content: bytes, parts: bool) -> None:
    lay({"some.log": content})
    items = plan(("some.log",), range_bytes=8_000).items
    assert len(items) > 1
    found = shared(items, ())
    assert (len(found) == len(items)) == parts
    assert (found[0].start, found[-1].stop) == (items[0].start, items[-1].stop)
    assert found[-1].ends_file


def test_small_logs_stay_as_they_are(lay: Lay) -> None:
    lay({"a.log": GUESSES, "b.log": text(visitors())})
    items = plan(("a.log", "b.log")).items
    assert shared(items, ()) == items


def test_each_log_is_decided_by_itself(lay: Lay) -> None:
    lay({"a.log": GUESSES, "b.log": text(visitors(2, 200))})
    items = plan(("a.log", "b.log"), range_bytes=8_000).items
    names = [item.file.name for item in shared(items, ())]
    assert names.count("a.log") == 1
    assert names.count("b.log") == sum(item.file.name == "b.log" for item in items) > 1


def test_a_person_s_own_access_format_may_be_shared(lay: Lay) -> None:
    lay({"own.log": b"15/Jun/2026:10:00:00 +0000|192.0.2.7|GET / HTTP/1.1|200\n" * 600})
    items = plan(("own.log",), range_bytes=8_000).items
    own = from_text("$time_local|$remote_addr|$request|$status")
    assert len(shared(items, (own,))) == len(items) > 1
    assert len(shared(items, ())) == 1


def test_a_log_that_vanished_is_one_item(lay: Lay, tmp_path: Path) -> None:
    lay({"gone.log": text(visitors(2, 200))})
    items = plan(("gone.log",), range_bytes=8_000).items
    (tmp_path / "gone.log").unlink()
    assert len(shared(items, ())) == 1
