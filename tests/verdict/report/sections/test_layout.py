"""The report gives the answer first, then proof, then the ground, and what to do last."""

from __future__ import annotations

from collections.abc import Callable

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.sections.layout import lay_out
from siaga.verdict.result import CheckResult


def test_the_order_of_the_sections(sample: Callable[[str], CheckResult], english: Notation) -> None:
    lines = [line.plain for line in lay_out(sample("break_in"), english, ascii_only=False, width=80)]
    titles = [line.split(" ─")[0] for line in lines if " ──" in line and line[0] != " "]
    assert titles == [
        "WHAT WAS LOOKED AT",
        "INTRUSIONS FOUND",
        "TIME LINE",
        "ATTACK ATTEMPTS",
        "COVERAGE PER SITE",
        "CLOCK OFFSETS BETWEEN SOURCES",
        "GOOD TO KNOW",
        "BLIND SPOTS",
        "INPUTS THAT COULD NOT BE READ",
        "NEXT STEPS",
    ]
