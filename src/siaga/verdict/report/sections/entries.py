"""The entries of the terminal report, told as stories: who, how far, when, why, and the lines."""

from __future__ import annotations

from siaga.findings.shape import Entry
from siaga.verdict.report.rungs import Rung, rungs
from siaga.verdict.report.sections.canvas import Canvas, Span
from siaga.verdict.report.sections.quotes import draw_witness
from siaga.verdict.report.telling import telling
from siaga.verdict.result import CheckResult

_IN_FULL = 8
_IN_ONE_LINE = 30
_WITNESSES = 6
_ACTORS = 6
_GLUE = "\u00a0"
"""Keeps a rung and its name on one line."""


def draw_entries(canvas: Canvas, result: CheckResult) -> None:
    """Draw every entry: the first ones in full, more of them in one line each."""
    words = canvas.words
    canvas.heading(words("title.entries"))
    if not result.entries:
        canvas.paragraph(words("text.none_found" if result.lines.total else "text.nothing_read"), "  ")
        return
    names = ("top", "witnessed", "unwitnessed", "above")
    legend = (
        f"{mark} {words(f'rung.{name}')}" for mark, name in zip(canvas.glyphs.rungs, names, strict=True)
    )
    canvas.paragraph(f"{_GLUE}  ".join(item.replace(" ", _GLUE) for item in legend), "    ", "dim")
    for number, entry in enumerate(result.entries[:_IN_FULL], 1):
        _draw_story(canvas, number, entry, result)
    for number, entry in enumerate(result.entries[_IN_FULL:_IN_ONE_LINE], _IN_FULL + 1):
        step = words(f"step.{entry.step}")
        who = ", ".join(entry.actor.client_ips[:2])
        summary = f"{entry.site} · {words(f'confidence.{entry.confidence}')} · {step} · {who}"
        canvas.paragraph(summary, "", first=[(f"{number:>2}  ", "bold")])
    left = len(result.entries) - _IN_ONE_LINE
    if left > 0:
        canvas.paragraph(words("text.more_entries", n=canvas.notation.number(left)), "    ", "dim")


def _draw_story(canvas: Canvas, number: int, entry: Entry, result: CheckResult) -> None:
    words, notation = canvas.words, canvas.notation
    style = "bold bright_red" if entry.confidence == "confirmed" else "bold yellow"
    canvas.blank()
    parts = [(entry.site, "bold"), ("·", "dim"), (words(f"confidence.{entry.confidence}"), style)]
    parts += [("·", "dim"), (words.named("behaviour", entry.behaviour), "")]
    canvas.spans(parts, first=[(f"{number:>2}  ", style)])
    _draw_ladder(canvas, rungs(entry, result), style)
    size = max(len(words(f"label.{key}")) for key in ("who", "when", "why")) + 2
    for key, text in (
        ("who", _who(canvas, entry)),
        ("when", notation.period(entry.first_seen_us, entry.last_seen_us, seconds=True)),
        ("why", words.either(entry.why, entry.why_id)),
    ):
        canvas.paragraph(text, "    ", first=[(words(f"label.{key}").ljust(size), "dim")])
    for witness in telling(entry.witnesses, _WITNESSES):
        draw_witness(canvas, witness, style)
    left = len(entry.witnesses) - _WITNESSES
    if left > 0:
        more = words("text.more_witnesses", n=notation.count("witness", left))
        canvas.paragraph(more, "    ", "dim")


def _draw_ladder(canvas: Canvas, steps: tuple[Rung, ...], style: str) -> None:
    marks = dict(zip(("top", "witnessed", "unwitnessed", "above"), canvas.glyphs.rungs, strict=True))
    looks = {"top": style, "witnessed": "", "unwitnessed": "dim", "above": "dim"}
    spans: list[Span] = []
    for place, rung in enumerate(steps):
        name = canvas.words(f"step.{rung.step}").replace(" ", _GLUE)
        if place:
            spans.append((canvas.glyphs.arrow, "dim"))
        shown = name.upper() if rung.state == "top" else name
        spans.append((f"{marks[rung.state]}{_GLUE}{shown}", looks[rung.state]))
    canvas.spans(spans, "    ")


def _who(canvas: Canvas, entry: Entry) -> str:
    words = canvas.words
    addresses = _few(canvas, entry.actor.client_ips) or words("label.unknown_person")
    users = _few(canvas, entry.actor.users)
    return f"{addresses} · {words('label.account')}: {users}" if users else addresses


def _few(canvas: Canvas, names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_ACTORS])
    left = len(names) - _ACTORS
    return (
        f"{shown}, {canvas.words('text.more_others', n=canvas.notation.number(left))}" if left > 0 else shown
    )
