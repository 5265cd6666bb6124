"""A strip covers its whole span once, and shows each gap."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from siaga.verdict.report.buckets import series, source_series
from siaga.verdict.report.charts.coverage_strip import coverage_strip
from siaga.verdict.report.moments import WIB
from siaga.verdict.result import CheckResult


def test_the_strip_has_no_hole_and_hatches_gaps(sample: Callable[[str], CheckResult]) -> None:
    result = sample("break_in")
    span = series(result, WIB, 160)
    assert span is not None
    site = result.sites[0]
    drawn = source_series(site.sources[0], site.gaps, span)
    root = ET.fromstring(str(coverage_strip(drawn, "s", "Title", "Desc")))
    boxes = [child for child in root if child.tag == "rect" and "class" in child.attrib]
    assert sum(float(box.attrib["width"]) for box in boxes) == float(root.attrib["viewBox"].split()[2])
    hatched = [box for box in root if box.attrib.get("fill") == "url(#s-hatch)"]
    assert len(hatched) == 1
    assert float(hatched[0].attrib["width"]) == 4 * sum(bucket.gap for bucket in drawn.buckets)
    assert {box.attrib["class"] for box in boxes} >= {"shade-1", "shade-4", "gap-ground"}
