"""The time line keeps its columns under each other and leaves gaps blank."""

from __future__ import annotations

from collections.abc import Callable

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.report.sections.timeline import draw_timeline
from siaga.verdict.result import CheckResult


def drawn(result: CheckResult, notation: Notation, *, ascii_only: bool = False) -> dict[str, str]:
    canvas = Canvas(80, notation, ascii_only)
    draw_timeline(canvas, result)
    rows = [line.plain for line in canvas.lines[1:]]
    return {row[:13].strip(): row[13:] for row in rows}


def test_gaps_are_blank_and_named(sample: Callable[[str], CheckResult], indonesian: Notation) -> None:
    rows = drawn(sample("cannot_tell"), indonesian)
    width = rows["celah"].count("╌")
    assert width == 29
    assert rows["baris"][: width - 1].strip() == ""
    assert rows["baris"].endswith("puncak 172")


def test_attempts_and_entries_have_rows(sample: Callable[[str], CheckResult], english: Notation) -> None:
    rows = drawn(sample("break_in"), english)
    assert rows["attempts"].rstrip().endswith("peak 6,410")
    assert rows["intrusions"].strip() == "▲"
    assert rows[""].startswith("1 Nov   5 Nov")


def test_ascii_has_the_same_columns(sample: Callable[[str], CheckResult], english: Notation) -> None:
    rich, plain = (drawn(sample("break_in"), english, ascii_only=flag) for flag in (False, True))
    assert [len(row) for row in rich.values()] == [len(row) for row in plain.values()]


def test_nothing_dated_draws_nothing(sample: Callable[[str], CheckResult], english: Notation) -> None:
    assert drawn(sample("empty"), english) == {}
