"""A drawing is well-formed, escapes its texts and names itself."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from siaga.verdict.report.charts.svg import Drawing


def test_a_drawing_is_well_formed_and_named() -> None:
    drawing = Drawing("x", 100, 50.5, "Title <b>", "Desc & more\x1b")
    drawing.hatching()
    drawing.hatched(0, 0, 10, 10)
    drawing.line(0, 0, 1 / 3, 1, "axis")
    drawing.circle(1, 1, 1, "marker")
    drawing.text(0, 10, "</text><script>\x00", "chart-tick")
    root = ET.fromstring(str(drawing.markup("wide")))
    assert root.attrib["viewBox"] == "0 0 100 50.5"
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "x-t x-d"
    assert (root[0].text, root[1].text) == ("Title <b>", "Desc & more\\x1b")
    assert root[-1].text == "</text><script>\\x00"
    assert [child.tag for child in root].count("script") == 0


def test_numbers_are_short_and_never_minus_nothing() -> None:
    drawing = Drawing("x", 1, 1, "t", "d")
    drawing.rect(-0.0001, 1 / 3, 100, 20.50, "a")
    root = ET.fromstring(str(drawing.markup(stretch=True)))
    assert [root[-1].attrib[name] for name in ("x", "y", "width", "height")] == ["0", "0.33", "100", "20.5"]
    assert root.attrib["preserveAspectRatio"] == "none"
