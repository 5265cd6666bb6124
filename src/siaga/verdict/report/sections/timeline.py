"""The time line of the terminal report: lines and attempts as bars, gaps blank, entries pointed at."""

from __future__ import annotations

from collections.abc import Callable

from siaga.verdict.report.buckets import Bucket, Series, series
from siaga.verdict.report.moments import DAY_US, HOUR_US
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.result import CheckResult

_MOST = 120
_PEAK = 20
"""Cells kept at the right for the highest number of a row."""


def draw_timeline(canvas: Canvas, result: CheckResult) -> None:
    """Draw one column per hour, day or longer, whatever fits the width."""
    words = canvas.words
    names = {
        key: canvas.clean(words(f"label.{key}").lower()) for key in ("lines", "attacks", "gap", "entries")
    }
    label = max(map(len, names.values())) + 1
    drawn = series(result, canvas.notation.zone, min(_MOST, canvas.width - label - _PEAK))
    if drawn is None:
        return
    canvas.heading(words("title.timeline"), words("text.step_size", step=step_name(canvas, drawn.step_us)))
    _bars(canvas, drawn, names["lines"].ljust(label), lambda bucket: bucket.lines, "")
    if any(bucket.attacks for bucket in drawn.buckets):
        _bars(canvas, drawn, names["attacks"].ljust(label), lambda bucket: bucket.attacks, "yellow")
    if any(bucket.gap for bucket in drawn.buckets):
        marks = "".join(canvas.glyphs.gap if bucket.gap else " " for bucket in drawn.buckets)
        canvas.row([("  ", ""), (names["gap"].ljust(label), "dim"), (marks, "bright_magenta")])
    if any(bucket.entries for bucket in drawn.buckets):
        marks = "".join(_pointer(canvas, bucket) for bucket in drawn.buckets)
        canvas.row([("  ", ""), (names["entries"].ljust(label), "dim"), (marks, "bold bright_red")])
    canvas.row([("  " + " " * label, ""), (_axis(canvas, drawn), "dim")])
    if drawn.outside:
        lines = canvas.notation.count("line", drawn.outside)
        canvas.paragraph(words("text.outside", lines=lines), "  ", "dim")


def step_name(canvas: Canvas, step_us: int) -> str:
    """Name the length of a bucket."""
    unit, size = ("day", DAY_US) if step_us % DAY_US == 0 else ("hour", HOUR_US)
    return canvas.notation.count(unit, step_us // size)


def _bars(canvas: Canvas, drawn: Series, name: str, value: Callable[[Bucket], int], style: str) -> None:
    most = max(value(bucket) for bucket in drawn.buckets)
    bars = canvas.glyphs.bars
    # Anything above nothing gets a bar: one attempt in a busy week must not vanish.
    drawn_bars = "".join(
        bars[max(0, -(-value(bucket) * len(bars) // most) - 1)] if value(bucket) else " "
        for bucket in drawn.buckets
    )
    peak = canvas.clean(canvas.words("text.peak", n=canvas.notation.number(most)))
    canvas.row([("  ", ""), (name, "dim"), (drawn_bars, style), (f"  {peak}", "dim")])


def _pointer(canvas: Canvas, bucket: Bucket) -> str:
    """Point at a bucket by its entry's number where one digit can."""
    if len(bucket.entries) == 1 and bucket.entries[0] < 9:
        return str(bucket.entries[0] + 1)
    return canvas.glyphs.entry if bucket.entries else " "


def _axis(canvas: Canvas, drawn: Series) -> str:
    """Write dates under the columns, as many as fit without touching."""
    text = ""
    hourly = drawn.step_us < DAY_US and len(drawn.buckets) * drawn.step_us <= 2 * DAY_US
    for place, bucket in enumerate(drawn.buckets):
        local = canvas.notation.zone.local(bucket.start_us)
        if place < len(text) + 3 * bool(text) or (place and not hourly and local.hour):
            continue
        name = (
            canvas.notation.clock(bucket.start_us) if hourly else canvas.notation.short_day(bucket.start_us)
        )
        if place + len(name) <= max(len(drawn.buckets), len(name)):
            text = text.ljust(place) + name
    return text
