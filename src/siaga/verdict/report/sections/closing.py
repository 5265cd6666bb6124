"""The closing sections of the terminal report: notices, blind spots, unread inputs, next steps, the rules."""

from __future__ import annotations

from siaga.verdict.report.next_steps import next_steps
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.result import CheckResult

_MOST = 12


def draw_notices(canvas: Canvas, result: CheckResult) -> None:
    """Draw what is neither an attempt nor an entry."""
    lines = [
        (notice.site, canvas.words.either(notice.text, notice.text_id)) for notice in result.notices[:_MOST]
    ]
    _draw_list(canvas, "notices", lines, len(result.notices))


def draw_blind_spots(canvas: Canvas, result: CheckResult) -> None:
    """Draw what no source here can show, and which inputs could not be read."""
    spots = [(spot.site, canvas.words.either(spot.text, spot.text_id)) for spot in result.blind_spots[:_MOST]]
    _draw_list(canvas, "blind_spots", spots, len(result.blind_spots))
    places = [
        (place, canvas.words.either(text, text_id)) for place, text, text_id in result.unreadable[:_MOST]
    ]
    _draw_list(canvas, "unreadable", places, len(result.unreadable))


def _draw_list(canvas: Canvas, title: str, items: list[tuple[str, str]], total: int) -> None:
    if not items:
        return
    canvas.heading(canvas.words(f"title.{title}"))
    for place, text in items:
        named = [(f"{place}:", "bold"), (text, "")] if place else [(text, "")]
        canvas.spans(named, "  ", [(canvas.glyphs.dot + " ", "dim")])
    if total > len(items):
        more = canvas.words("text.more_others", n=canvas.notation.number(total - len(items)))
        canvas.paragraph(more, "    ", "dim")


def draw_next_steps(canvas: Canvas, result: CheckResult) -> None:
    """Draw what to do now, numbered."""
    canvas.heading(canvas.words("title.next"))
    for number, step in enumerate(next_steps(result, canvas.notation), 1):
        text = canvas.words(f"next.{step.key}", **step.values)
        canvas.paragraph(text, "", first=[(f"{number:>3}. ", "bold")])


def draw_rules(canvas: Canvas, result: CheckResult) -> None:
    """Draw which rules ran, with their digest, so that a reader can name them."""
    words, notation, rules = canvas.words, canvas.notation, result.rule_set
    canvas.blank()
    ran = words(
        "text.rules_ran",
        rules=notation.count("rule", rules.rules),
        behaviours=notation.count("behaviour", rules.behaviours),
    )
    canvas.paragraph(f"{ran} {words('label.digest')}: {rules.digest[:16]}", "", "dim")
    if rules.refused:
        names = ", ".join(name for name, _ in rules.refused[:3])
        left = len(rules.refused) - 3
        names += f", {words('text.more_others', n=notation.number(left))}" if left > 0 else ""
        canvas.paragraph(f"{words('label.refused')}: {names}", "", "dim")
