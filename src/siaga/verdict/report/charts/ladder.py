"""The ladder figure of one entry: five steps rising, the highest that a witness shows filled."""

from __future__ import annotations

from markupsafe import Markup

from siaga.verdict.report.charts.svg import Drawing
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.rungs import Rung

_WIDTH, _STEP, _RISE, _BASE = 360.0, 72.0, 11.0, 12.0


def ladder_figure(steps: tuple[Rung, ...], notation: Notation, ident: str, number: int) -> Markup:
    """Draw the rungs; below the highest one, those that no line shows are outlined only."""
    words = notation.words
    top = next(rung for rung in steps if rung.state == "top")
    title = words("chart.ladder_title", n=str(number))
    parts = [f"{words(f'step.{rung.step}')}: {words(f'rung.{rung.state}')}" for rung in steps]
    desc = f"{words('chart.ladder_desc', step=words(f'step.{top.step}'))} {'; '.join(parts)}."
    height = _BASE + _RISE * (len(steps) - 1) + 22
    drawing = Drawing(ident, _WIDTH, height, title, desc)
    for place, rung in enumerate(steps):
        tall = _BASE + place * _RISE
        x = place * _STEP
        drawing.rect(x + 1.5, height - 20 - tall, _STEP - 3, tall, f"rung-{rung.state}", 2)
        look = "rung-name-top" if rung.state == "top" else "rung-name"
        drawing.text(x + _STEP / 2, height - 5, words(f"step.{rung.step}"), look, "middle")
    return drawing.markup("ladder")
