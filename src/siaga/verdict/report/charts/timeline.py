"""The time line: log lines above, attempts below, gaps hatched, entries as numbered markers."""

from __future__ import annotations

from markupsafe import Markup

from siaga.verdict.report.buckets import Series
from siaga.verdict.report.charts.svg import Drawing
from siaga.verdict.report.moments import DAY_US
from siaga.verdict.report.notation import Notation

_TOP, _LINES, _SPACE, _ATTACKS, _FOOT = 26.0, 110.0, 26.0, 54.0, 22.0


def timeline_chart(drawn: Series, notation: Notation, ident: str, width: float, look: str) -> Markup:
    """Draw the series; `width` in user units (960 for a desk, 360 for a phone)."""
    words = notation.words
    height = _TOP + _LINES + _SPACE + _ATTACKS + _FOOT
    drawing = Drawing(ident, width, height, words("chart.timeline_title"), words("chart.timeline_desc"))
    drawing.hatching()
    step = width / len(drawn.buckets)
    floor, ground = _TOP + _LINES, _TOP + _LINES + _SPACE + _ATTACKS
    for place, bucket in enumerate(drawn.buckets):
        if bucket.gap:
            drawing.hatched(place * step, _TOP, step, ground - _TOP)
    lines = [bucket.lines for bucket in drawn.buckets]
    attacks = [bucket.attacks for bucket in drawn.buckets]
    _bars(drawing, lines, step, floor, _LINES - 8, "bar-lines")
    _bars(drawing, attacks, step, ground, _ATTACKS - 4, "bar-attacks")
    drawing.line(0, floor, width, floor, "axis")
    drawing.line(0, ground, width, ground, "axis")
    _label(drawing, _TOP - 10, f"{words('label.lines')} · {_peak(lines, notation)}")
    _label(drawing, floor + _SPACE - 7, f"{words('label.attacks')} · {_peak(attacks, notation)}")
    _markers(drawing, drawn, step, floor)
    _dates(drawing, drawn, notation, step, height - 6)
    return drawing.markup(look)


def _bars(drawing: Drawing, values: list[int], step: float, floor: float, room: float, look: str) -> None:
    most = max(values) or 1
    space = min(1.5, step * 0.2)
    for place, value in enumerate(values):
        if value:
            # Two units at least: one attempt beside ten thousand must still be seen.
            tall = max(2.0, room * value / most)
            drawing.rect(place * step + space / 2, floor - tall, step - space, tall, look)


def _label(drawing: Drawing, y: float, text: str) -> None:
    drawing.text(0, y, text, "chart-label")


def _peak(values: list[int], notation: Notation) -> str:
    return notation.words("text.peak", n=notation.number(max(values)))


def _markers(drawing: Drawing, drawn: Series, step: float, floor: float) -> None:
    """Draw a line per bucket with entries, and one numbered marker for those too close to part."""
    groups: list[tuple[float, list[int]]] = []
    for place, bucket in enumerate(drawn.buckets):
        if not bucket.entries:
            continue
        x = min(max((place + 0.5) * step, 10), drawing.width - 10)
        drawing.line(x, 16, x, floor + _SPACE + _ATTACKS, "marker-line")
        if groups and x - groups[-1][0] < 22:
            groups[-1][1].extend(bucket.entries)
        else:
            groups.append((x, list(bucket.entries)))
    for x, entries in groups:
        more = "+" if len(entries) > 1 else ""
        drawing.circle(x, 10, 10, "marker")
        drawing.text(x, 14, f"{entries[0] + 1}{more}", "marker-text", "middle")


def _dates(drawing: Drawing, drawn: Series, notation: Notation, step: float, y: float) -> None:
    hourly = drawn.step_us < DAY_US and len(drawn.buckets) * drawn.step_us <= 2 * DAY_US
    free = 0.0
    for place, bucket in enumerate(drawn.buckets):
        local = notation.zone.local(bucket.start_us)
        x = place * step
        if x < free or x > drawing.width - 44 or (place and not hourly and local.hour):
            continue
        name = notation.clock(bucket.start_us) if hourly else notation.short_day(bucket.start_us)
        drawing.line(x, y - 16, x, y - 11, "axis")
        drawing.text(x, y, name, "chart-tick")
        free = x + 62
