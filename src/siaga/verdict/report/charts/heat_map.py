"""The heat map of weekday by hour: when attempts come."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from siaga.verdict.report.charts.svg import Drawing
from siaga.verdict.report.moments import is_moment
from siaga.verdict.report.notation import Notation

_LEFT, _TOP = 34.0, 20.0

Week = tuple[tuple[int, ...], ...]
"""Seven days, Monday first, of 24 hours each: numbers of lines."""


def week_of(hours: Iterable[tuple[str, int, int]], notation: Notation) -> Week:
    """Sum (site, hour start in UTC µs, lines) by local weekday and hour."""
    week = [[0] * 24 for _ in range(7)]
    for _, hour, lines in hours:
        if is_moment(hour):
            local = notation.zone.local(hour)
            week[local.weekday()][local.hour] += lines
    return tuple(tuple(day) for day in week)


def heat_map(week: Week, notation: Notation, ident: str, width: float, look: str) -> Markup:
    """Draw the week; `width` in user units (720 for a desk, 360 for a phone)."""
    words = notation.words
    most, day, hour = max((week[day][hour], -day, -hour) for day in range(7) for hour in range(24))
    desc = words(
        "chart.heat_desc",
        day=notation.weekday(-day),
        hour=f"{-hour:02d}",
        lines=notation.count("line", most),
    )
    cell = (width - _LEFT) / 24
    tall = min(cell, 22.0)
    drawing = Drawing(ident, width, _TOP + 7 * tall + 2, words("chart.heat_title"), desc)
    every = 3 if width > 500 else 6
    for place in range(0, 24, every):
        drawing.text(_LEFT + place * cell, 13, f"{place:02d}", "chart-tick")
    for index, row in enumerate(week):
        y = _TOP + index * tall
        drawing.text(0, y + tall / 2 + 4, notation.weekday(index), "chart-tick")
        for place, lines in enumerate(row):
            drawing.rect(_LEFT + place * cell + 1, y + 1, cell - 2, tall - 2, _shade(lines, most), 2)
    return drawing.markup(look)


def _shade(lines: int, most: int) -> str:
    """Return one of five heats on a square-root scale: floods must not hide the quiet hours' few."""
    share = (lines / most) ** 0.5 if most else 0.0
    return f"heat-{1 + min(4, int(share * 5))}" if lines else "heat-0"
