"""The closing sections say what should be known, what is not seen, and what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.report.sections.closing import (
    draw_blind_spots,
    draw_next_steps,
    draw_notices,
    draw_rules,
)
from siaga.verdict.result import CheckResult


@pytest.fixture
def canvas(english: Notation) -> Canvas:
    return Canvas(100, english)


def test_notices_name_their_site(canvas: Canvas, sample: Callable[[str], CheckResult]) -> None:
    draw_notices(canvas, sample("break_in"))
    assert canvas.lines[1].plain.startswith("  · dinas-contoh.example: The clock of auth.log")


def test_blind_spots_and_unread_inputs(canvas: Canvas, sample: Callable[[str], CheckResult]) -> None:
    draw_blind_spots(canvas, sample("break_in"))
    text = [line.plain for line in canvas.lines]
    assert text[1].startswith("  · Request bodies are not in any log")
    assert text[-1] == "  · arsip-contoh.example/access.log.3.gz: gzip stream ends early"


def test_next_steps_are_numbered(canvas: Canvas, sample: Callable[[str], CheckResult]) -> None:
    draw_next_steps(canvas, sample("clean"))
    numbered = [line.plain[:4] for line in canvas.lines if line.plain[:4].strip().endswith(".")]
    assert numbered == ["  1.", "  2.", "  3."]


def test_rules_that_did_not_run_are_named(canvas: Canvas, sample: Callable[[str], CheckResult]) -> None:
    draw_rules(canvas, sample("break_in"))
    assert canvas.lines[0].plain.startswith("268 rules and 9 behaviours were run. Rule digest: ")
    assert canvas.lines[1].plain == "Rules that could not be run: lokal/rusak.yml"


def test_nothing_to_say_is_not_said(canvas: Canvas, sample: Callable[[str], CheckResult]) -> None:
    draw_notices(canvas, sample("cannot_tell"))
    draw_blind_spots(canvas, sample("cannot_tell"))
    assert canvas.lines == []
