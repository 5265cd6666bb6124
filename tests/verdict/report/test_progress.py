"""The progress line shows on terminals only, fits, and tells the first finding at once."""

from __future__ import annotations

import io
import itertools

import pytest

from siaga.verdict.report.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_what_is_no_terminal_hears_nothing() -> None:
    stream = io.StringIO()
    with ProgressLine(stream, total_bytes=10) as line:
        line.advance("a.log", 10, 1)
        line.found("x")
    assert stream.getvalue() == ""
    assert (line.bytes_read, line.lines) == (10, 1)


def test_bytes_share_rate_and_source_are_shown() -> None:
    stream = Terminal()
    ticks = itertools.count(0.0, 1.0)
    line = ProgressLine(stream, language="en", total_bytes=4_000_000, clock=lambda: next(ticks))
    line.advance("site/access.log", 1_000_000, 5_000)
    drawn = stream.getvalue().rsplit("\r", 1)[1].removesuffix("\x1b[K")
    assert drawn.startswith("Reading  ██████░░")
    assert "25.0%" in drawn
    assert "1.0 MB/4.0 MB · 5,000 lines/s" in drawn
    assert len(drawn) < 80


def test_the_first_finding_stays_and_only_the_first() -> None:
    stream = Terminal()
    line = ProgressLine(stream, clock=lambda: 0.0)
    line.found("kelurahan-contoh.example \x1b[2J")
    line.found("second")
    assert stream.getvalue() == "\rTemuan pertama: kelurahan-contoh.example \\x1b[2J\x1b[K\n"


def test_drawing_is_not_more_often_than_ten_times_a_second() -> None:
    stream = Terminal()
    ticks = iter([0.0, 0.0, 0.05, 0.09, 0.2])
    line = ProgressLine(stream, clock=lambda: next(ticks), ascii_only=True)
    for _ in range(4):
        line.advance("日本" * 100, 1, 1)
    assert stream.getvalue().count("\r") == 2
    assert stream.getvalue().isascii()


def test_the_line_is_taken_away_at_the_end() -> None:
    stream = Terminal()
    with ProgressLine(stream, total_bytes=1, clock=lambda: 0.0) as line:
        line.advance("日本" * 100, 5, 1)
    assert stream.getvalue().endswith("\r\x1b[K")
