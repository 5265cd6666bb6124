"""The ladder figure says in words what it draws."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from siaga.verdict.report.charts.ladder import ladder_figure
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.rungs import rungs
from siaga.verdict.result import CheckResult


def test_five_steps_rise_to_the_highest(sample: Callable[[str], CheckResult], indonesian: Notation) -> None:
    result = sample("break_in")
    figure = ladder_figure(rungs(result.entries[0], result), indonesian, "l", 1)
    root = ET.fromstring(str(figure))
    steps = [child for child in root if child.tag == "rect"]
    assert [step.attrib["class"] for step in steps] == [
        "rung-witnessed",
        "rung-witnessed",
        "rung-unwitnessed",
        "rung-witnessed",
        "rung-top",
    ]
    heights = [float(step.attrib["height"]) for step in steps]
    assert heights == sorted(heights)
    assert root[0].text == "Tangga temuan 1"
    assert (root[1].text or "").startswith("Langkah tertinggi: data keluar. percobaan: ada saksinya;")
