"""Coverage shows a strip per source, its gaps with causes, and clocks that are off."""

from __future__ import annotations

from collections.abc import Callable

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.report.sections.coverage import draw_coverage
from siaga.verdict.result import CheckResult


def drawn(result: CheckResult, notation: Notation) -> list[str]:
    canvas = Canvas(100, notation)
    draw_coverage(canvas, result)
    return [line.plain for line in canvas.lines]


def test_sites_gaps_and_clocks(sample: Callable[[str], CheckResult], english: Notation) -> None:
    lines = drawn(sample("break_in"), english)
    assert lines[1] == "  kelurahan-contoh.example 93.4% · Confirmed"
    assert lines[2].startswith("    web access    █")
    assert "╌╌╌╌" in lines[2]
    assert lines[2].endswith("  89.7%")
    assert lines[4].startswith(
        "    ╌ 12 Nov 2026 10:00 \u2013 14 Nov 2026 16:00 WIB (2 days 6 hours) · a rotated"
    )
    assert "  +5 hours            dinas-contoh.example/auth.log" in lines


def test_well_covered_sites_are_counted(sample: Callable[[str], CheckResult], english: Notation) -> None:
    lines = drawn(sample("huge"), english)
    assert sum(".contoh.example " in line for line in lines) == 12
    assert "  … and 88 more sites with coverage of 90.1% or more" in lines


def test_no_site_has_no_section(sample: Callable[[str], CheckResult], english: Notation) -> None:
    assert drawn(sample("empty"), english) == []
