"""The page's figures, charts and groups are those of the result."""

from __future__ import annotations

from siaga.verdict.report.html_view import view
from siaga.verdict.report.notation import Notation

from .conftest import Sample


def test_a_break_in_has_everything(sample: Sample, indonesian: Notation) -> None:
    shown = view(sample("break_in"), indonesian)
    assert [story.entry.site for story in shown["stories"]] == [
        "kelurahan-contoh.example",
        "dinas-contoh.example",
    ]
    assert len(shown["timelines"]) == len(shown["heat"]) == 2
    assert [len(one.strips) for one in shown["site_views"]] == [2, 2, 1]
    assert shown["step_name"] == "6 jam"
    assert shown["clients"] == ["1", "1", "3", "2"]
    assert shown["steps"][0].startswith("Amankan bukti dulu")


def test_what_has_no_time_has_no_chart(sample: Sample, indonesian: Notation) -> None:
    shown = view(sample("empty"), indonesian)
    assert (shown["timelines"], shown["heat"], shown["table"], shown["week"]) == ([], [], None, None)
    assert shown["step_name"] == ""


def test_uncertain_counts_say_so(sample: Sample, english: Notation) -> None:
    assert set(view(sample("huge"), english)["clients"]) == {"≥ 900"}
