"""The headline of the terminal report: the verdict with its coverage, and what was looked at."""

from __future__ import annotations

from siaga.verdict.report.overview import Overview, overview
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.report.statement import found, headline, meaning, seen
from siaga.verdict.result import CheckResult

STYLES = {
    "entry_confirmed": "bold bright_red",
    "entry_likely": "bold yellow",
    "no_evidence": "bold bright_cyan",
    "cannot_tell": "bold bright_magenta",
}
"""No verdict is green: Siaga promises nobody that all is well."""


def draw_headline(canvas: Canvas, result: CheckResult) -> None:
    """Draw the verdict behind a coloured edge."""
    style = STYLES[result.verdict]
    edge = [(canvas.glyphs.edge + " ", style)]
    text = headline(result, canvas.notation).upper()
    for sentence, look in (
        (text, style),
        (found(result, canvas.notation), ""),
        (meaning(result, canvas.words), ""),
    ):
        if sentence:
            _edged(canvas, sentence, look, edge)


def _edged(canvas: Canvas, sentence: str, look: str, edge: list[tuple[str, str]]) -> None:
    inner = Canvas(canvas.width - 2, canvas.notation, canvas.ascii)
    inner.paragraph(sentence, "", look)
    for line in inner.lines:
        canvas.row([*edge, (line.plain, look)])


def draw_scope(canvas: Canvas, result: CheckResult) -> None:
    """Draw what was looked at: sites, sources, files, lines, days."""
    facts = overview(result)
    words = canvas.words
    canvas.heading(words("title.looked_at"), f"siaga {result.version}")
    canvas.paragraph(_amounts(canvas, facts), "  ")
    if facts.from_us is not None:
        canvas.paragraph(seen(facts, canvas.notation), "  ")
    if facts.attempt_lines:
        lines = canvas.notation.count("line", facts.attempt_lines)
        canvas.paragraph(words("headline.attempts", lines=lines), "  ")


def _amounts(canvas: Canvas, facts: Overview) -> str:
    pairs = (("site", facts.sites), ("source", facts.sources), ("file", facts.files), ("line", facts.lines))
    return " · ".join(canvas.notation.count(key, value) for key, value in pairs)
