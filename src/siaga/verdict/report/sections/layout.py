"""The order of the terminal report's sections: answer, proof, what to do, then the ground it stands on."""

from __future__ import annotations

from rich.text import Text

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.sections.attempts import draw_attempts
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.report.sections.closing import (
    draw_blind_spots,
    draw_next_steps,
    draw_notices,
    draw_rules,
)
from siaga.verdict.report.sections.coverage import draw_coverage
from siaga.verdict.report.sections.entries import draw_entries
from siaga.verdict.report.sections.headline import draw_headline, draw_scope
from siaga.verdict.report.sections.timeline import draw_timeline
from siaga.verdict.result import CheckResult

_SECTIONS = (
    draw_headline,
    draw_scope,
    draw_entries,
    draw_timeline,
    draw_attempts,
    draw_coverage,
    draw_notices,
    draw_blind_spots,
    draw_next_steps,
    draw_rules,
)


def lay_out(result: CheckResult, notation: Notation, *, ascii_only: bool, width: int) -> list[Text]:
    """Draw every section; no line is wider than `width` cells."""
    canvas = Canvas(width, notation, ascii_only)
    for draw in _SECTIONS:
        draw(canvas, result)
    return canvas.lines
