"""Entries are told as stories, many of them shortly."""

from __future__ import annotations

from collections.abc import Callable

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.report.sections.entries import draw_entries
from siaga.verdict.result import CheckResult


def drawn(result: CheckResult, notation: Notation) -> list[str]:
    canvas = Canvas(100, notation)
    draw_entries(canvas, result)
    return [line.plain for line in canvas.lines]


def test_a_story_tells_who_how_far_when_and_why(
    sample: Callable[[str], CheckResult], indonesian: Notation
) -> None:
    lines = drawn(sample("break_in"), indonesian)
    assert " 1  kelurahan-contoh.example · Terbukti · Pintu belakang (webshell) dipakai" in lines
    ladder = "    ● percobaan → ● tersentuh → ○ dijalankan → ● masuk → ◉ DATA KELUAR"
    assert ladder in [line.replace("\u00a0", " ") for line in lines]
    assert "    Siapa    198.51.100.23, 203.0.113.77 · akun: admin" in lines
    assert "    Kapan    21 Nov 2026 02.12.44 \u2013 02.31.55 WIB" in lines
    assert any(line.startswith("    Mengapa  Berkas PHP") for line in lines)
    assert "    pemakaian pertama · kelurahan-contoh.example/access.log:48219" in lines


def test_many_entries_are_listed_and_then_counted(
    sample: Callable[[str], CheckResult], english: Notation
) -> None:
    lines = drawn(sample("huge"), english)
    assert sum(line.startswith("    Who") for line in lines) == 8
    assert sum(" · Confirmed · executed · 192.0.2." in line for line in lines) == 22
    assert lines[-1] == "    … and 10 more intrusions; all of them are in --html and --json"
    assert lines.count("    … and 14 lines of evidence more; all of them are in --html and --json") == 8


def test_nothing_found_is_said(sample: Callable[[str], CheckResult], english: Notation) -> None:
    assert drawn(sample("clean"), english)[1] == "  No intrusion was found in the logs that were read."
