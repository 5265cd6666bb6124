"""The coverage strip of one source: shaded by its lines, hatched where it has a gap."""

from __future__ import annotations

from markupsafe import Markup

from siaga.verdict.report.buckets import Series
from siaga.verdict.report.charts.svg import Drawing

_STEP, _HEIGHT = 4.0, 18.0


def coverage_strip(drawn: Series, ident: str, title: str, desc: str) -> Markup:
    """Draw one strip that stretches to the width of its box; equal neighbours become one shape."""
    drawing = Drawing(ident, len(drawn.buckets) * _STEP, _HEIGHT, title, desc)
    drawing.hatching()
    most = max((bucket.lines for bucket in drawn.buckets), default=0)
    looks = ["gap" if bucket.gap else _shade(bucket.lines, most) for bucket in drawn.buckets]
    place = 0
    while place < len(looks):
        end = place
        while end < len(looks) and looks[end] == looks[place]:
            end += 1
        box = (place * _STEP, 0.0, (end - place) * _STEP, _HEIGHT)
        if looks[place] == "gap":
            drawing.hatched(*box)
        else:
            drawing.rect(*box, look=looks[place])
        place = end
    return drawing.markup("strip", stretch=True)


def _shade(lines: int, most: int) -> str:
    """Return the class of one of four shades, or of nothing."""
    return f"shade-{1 + min(3, lines * 4 // (most + 1))}" if lines else "shade-0"
