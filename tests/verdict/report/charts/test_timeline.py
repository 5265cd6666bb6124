"""The time line draws every bucket that has lines, hatches gaps and numbers entries."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from siaga.verdict.report.buckets import series
from siaga.verdict.report.charts.timeline import timeline_chart
from siaga.verdict.report.notation import Notation
from siaga.verdict.result import CheckResult


def shapes(root: ET.Element, look: str) -> list[ET.Element]:
    return [child for child in root if child.attrib.get("class") == look]


@pytest.mark.parametrize("width", [360, 960])
def test_bars_gaps_and_markers(
    sample: Callable[[str], CheckResult], indonesian: Notation, width: float
) -> None:
    drawn = series(sample("break_in"), indonesian.zone, 120)
    assert drawn is not None
    root = ET.fromstring(str(timeline_chart(drawn, indonesian, "t", width, "wide")))
    assert len(shapes(root, "bar-lines")) == sum(bucket.lines > 0 for bucket in drawn.buckets)
    assert len(shapes(root, "bar-attacks")) == sum(bucket.attacks > 0 for bucket in drawn.buckets)
    assert len(shapes(root, "gap-ground")) == sum(bucket.gap for bucket in drawn.buckets)
    assert len(shapes(root, "marker-line")) == 2
    assert shapes(root, "marker-text")[0].text == "1+"
    boxes = [child for child in root if child.tag == "rect"]
    assert all(0 <= float(box.attrib["x"]) <= width and float(box.attrib["height"]) >= 2 for box in boxes)


def test_one_attempt_beside_thousands_is_still_seen(
    sample: Callable[[str], CheckResult], indonesian: Notation
) -> None:
    drawn = series(sample("break_in"), indonesian.zone, 120)
    assert drawn is not None
    root = ET.fromstring(str(timeline_chart(drawn, indonesian, "t", 960, "wide")))
    assert min(float(bar.attrib["height"]) for bar in shapes(root, "bar-attacks")) == 2


def test_dates_do_not_touch(sample: Callable[[str], CheckResult], english: Notation) -> None:
    drawn = series(sample("break_in"), english.zone, 48)
    assert drawn is not None
    root = ET.fromstring(str(timeline_chart(drawn, english, "t", 360, "narrow")))
    places = [float(text.attrib["x"]) for text in shapes(root, "chart-tick")]
    assert len(places) >= 3
    assert all(right - left >= 50 for left, right in pairwise(places))
