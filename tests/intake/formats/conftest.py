"""What the tests of all formats share: reading lines into a form that can be written down in JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.contract import Format
from siaga.intake.rows import NO_TIME, AccessRows, Event, Reading

Described = dict[str, Any] | str
Describe = Callable[..., list[Described]]
# Correctness is tested here, speed in the benchmarks: a busy machine must not fail a property.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def block_of(lines: Sequence[bytes]) -> Block:
    return Block(LogFile("a.log", "a.log"), b"".join(line + b"\n" for line in lines), 0, 1, last=True)


def _moment(time_us: int) -> str | None:
    if time_us == NO_TIME:
        return None
    return (EPOCH + timedelta(microseconds=time_us)).replace(tzinfo=None).isoformat() + "Z"


def _row(rows: AccessRows, row: int) -> Described:
    said: dict[str, Any] = {"time": _moment(int(rows.time_us[row]))}
    texts = {
        "client": rows.client,
        "method": rows.method,
        "target": rows.target,
        "referrer": rows.referrer,
        "user_agent": rows.user_agent,
        "host": rows.host,
        "user": rows.user,
    }
    for name, column in texts.items():
        value = None if column is None else column[row]
        if value is not None:
            said[name] = value.decode("utf-8", "surrogateescape")
    numbers = {"status": int(rows.status[row]), "bytes_sent": int(rows.bytes_sent[row])}
    if rows.duration_us is not None:
        numbers["duration_us"] = int(rows.duration_us[row])
    said.update({name: number for name, number in numbers.items() if number >= 0})
    return said


def _event(event: Event) -> Described:
    said: dict[str, Any] = {
        "time": _moment(event.time_us),
        "application": event.application,
        "action": event.action,
    }
    for name in ("outcome", "user", "client_ip", "object", "host", "detail"):
        if value := getattr(event, name):
            said[name] = value
    return said


def describe_reading(reading: Reading, count: int) -> list[Described]:
    said: list[Described] = ["header"] * count
    for number in reading.unparsed.number.tolist():
        said[number - 1] = "unparsed"
    if reading.access is not None:
        for row, number in enumerate(reading.access.lines.number.tolist()):
            said[number - 1] = _row(reading.access, row)
    for event in reading.events:
        said[event.line_no - 1] = _event(event)
    return said


@pytest.fixture(scope="session")
def describe() -> Describe:
    """Read lines with a format; one description per line: a dictionary, "unparsed" or "header"."""

    def read(form: Format, *lines: str | bytes, modified_at: str | None = None) -> list[Described]:
        raw = [line if isinstance(line, bytes) else line.encode("utf-8", "surrogateescape") for line in lines]
        moment = None if modified_at is None else datetime.fromisoformat(modified_at)
        modified_at_us = None if moment is None else round(moment.timestamp() * 1_000_000)
        reading = form.reader(modified_at_us=modified_at_us).read(block_of(raw))
        return describe_reading(reading, len(lines))

    return read
