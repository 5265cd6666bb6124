"""The headline gives the verdict, what was found, and what was looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.report.sections.headline import STYLES, draw_headline, draw_scope
from siaga.verdict.result import CheckResult, Verdict


def test_every_verdict_has_a_colour_and_none_is_green() -> None:
    assert set(STYLES) == set(get_args(Verdict))
    assert not any("green" in style for style in STYLES.values())


def test_each_line_stands_behind_the_edge(sample: Callable[[str], CheckResult], indonesian: Notation) -> None:
    canvas = Canvas(60, indonesian)
    draw_headline(canvas, sample("break_in"))
    assert all(line.plain.startswith("▌ ") for line in canvas.lines)
    assert canvas.lines[0].plain == "▌ TERBUKTI ADA YANG MASUK"


def test_the_scope_counts_everything(sample: Callable[[str], CheckResult], english: Notation) -> None:
    canvas = Canvas(100, english)
    draw_scope(canvas, sample("break_in"))
    assert canvas.lines[1].plain == "  3 sites · 5 sources · 15 files · 86,933 lines"
    assert "8,746 lines of attack attempts" in canvas.lines[3].plain
