"""The table of attempts has one row per rule and names the site that answered differently."""

from __future__ import annotations

from collections.abc import Callable

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.sections.attempts import draw_attempts
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.result import CheckResult


def drawn(result: CheckResult, notation: Notation) -> list[str]:
    canvas = Canvas(80, notation)
    draw_attempts(canvas, result)
    return [line.plain for line in canvas.lines]


def test_one_row_per_rule_with_the_odd_site(sample: Callable[[str], CheckResult], english: Notation) -> None:
    lines = drawn(sample("break_in"), english)
    row = next(place for place, line in enumerate(lines) if "environment file" in line)
    assert lines[row].split()[-4:] == ["119", "1", "3", "3"]
    assert lines[row + 1] == "    Answered: dinas-contoh.example (1)"


def test_the_rest_is_counted_and_bounds_are_said(
    sample: Callable[[str], CheckResult], english: Notation
) -> None:
    lines = drawn(sample("huge"), english)
    assert sum("≥ 900" in line for line in lines) == 15
    assert any("… and 135 more rules" in line for line in lines)


def test_none_is_said(sample: Callable[[str], CheckResult], english: Notation) -> None:
    assert drawn(sample("clean"), english)[1:] == ["  No attack attempts were recognised in web requests."]
