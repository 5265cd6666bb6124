"""The skeleton of row-wise formats puts records, events, headers and the unreadable in their places."""

from __future__ import annotations

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.linewise import LineFormat, Mark, Understood, read_lines, share
from siaga.intake.formats.splitting import Place
from siaga.intake.rows import NO_TIME, Event


def parse(line: bytes, place: Place) -> Understood:
    if line == b"event":
        return Event(*place, NO_TIME, "x", "other")
    if line == b"header":
        return Mark.HEADER
    if line == b"row":
        return NO_TIME, b"192.0.2.1", b"GET", b"/", 200, 1, None, None, None, None, -1
    return None


def test_every_kind_of_line_has_its_place() -> None:
    block = Block(LogFile("a", "a"), b"header\n\nrow\nevent\n\xff\nrow", 0, 1)
    reading = read_lines(block, parse)
    assert (reading.headers, reading.blank, reading.invalid_utf8) == (1, 1, 1)
    assert reading.access is not None
    assert reading.access.lines.number.tolist() == [3, 6]
    assert [event.line_no for event in reading.events] == [4]
    assert reading.unparsed.number.tolist() == [5]


def test_share_of_nothing_is_nothing() -> None:
    assert share([], lambda _: True) == 0.0
    assert share([b"a", b"b"], lambda line: line == b"a") == 0.5


def test_score_counts_what_parses_or_what_belongs() -> None:
    sample = [b"row", b"event", b"stray", b"nothing"]
    assert LineFormat("x", "access", lambda _: parse).score(sample) == 0.5
    own = LineFormat("x", "error", lambda _: parse, lambda line: line == b"event")
    assert own.score(sample) == 0.25
    beside = LineFormat("x", "error", lambda _: parse, lambda x: x == b"event", lambda x: x == b"stray")
    assert beside.score(sample) == 0.5
    assert beside.score([b"stray"]) == 0.0, "stray output alone speaks for no format"
