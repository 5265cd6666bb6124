"""The heat map counts by local weekday and hour."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from siaga.verdict.report.charts.heat_map import heat_map, week_of
from siaga.verdict.report.notation import Notation

MONDAY_NOON_WIB = 1_793_595_600_000_000
"""2026-11-02T05:00:00Z, a Monday, in UTC µs."""


def test_hours_are_counted_in_the_readers_zone(indonesian: Notation) -> None:
    week = week_of([("a", MONDAY_NOON_WIB, 3), ("b", MONDAY_NOON_WIB, 4), ("a", -(2**63), 9)], indonesian)
    assert week[0][12] == 7
    assert sum(map(sum, week)) == 7


def test_the_map_has_a_cell_per_hour_and_names_the_peak(indonesian: Notation) -> None:
    week = week_of([("a", MONDAY_NOON_WIB, 7), ("a", MONDAY_NOON_WIB + 3_600_000_000, 1)], indonesian)
    root = ET.fromstring(str(heat_map(week, indonesian, "h", 720, "wide")))
    looks = [child.attrib["class"] for child in root if child.tag == "rect"]
    assert len(looks) == 168
    assert (looks[12], looks[13], looks.count("heat-0")) == ("heat-5", "heat-2", 166)
    assert root[1].text == "Makin pekat makin banyak. Terbanyak: Sen pukul 12, 7 baris."
