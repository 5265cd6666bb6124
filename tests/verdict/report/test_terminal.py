"""The terminal report fits, steers nothing, keeps its marks without colour, and stays as it is."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from siaga.verdict.report.language import LANGUAGES, Language
from siaga.verdict.report.moments import UTC_ZONE
from siaga.verdict.report.terminal import carries_unicode, print_report, wants_colour
from siaga.verdict.result import CheckResult

from .conftest import Sample

GOLDEN = Path(__file__).parent / "golden"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(
    result: CheckResult,
    language: Language = "id",
    *,
    width: int = 80,
    ascii_only: bool = False,
    colour: bool = False,
) -> str:
    stream = io.StringIO()
    print_report(result, stream, language=language, width=width, ascii_only=ascii_only, colour=colour)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_asked(every_sample: CheckResult, language: Language, width: int) -> None:
    text = printed(every_sample, language, width=width)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


def test_ascii_is_ascii_and_fits(every_sample: CheckResult) -> None:
    text = printed(every_sample, ascii_only=True)
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80


def test_without_colour_there_is_no_control_character(every_sample: CheckResult) -> None:
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b]", printed(every_sample)) is None


def test_with_colour_only_colours_steer(sample: Sample) -> None:
    text = printed(sample("hostile"), colour=True)
    left = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert "\x1b" not in left
    assert left.replace(" \n", "\n").split() == printed(sample("hostile")).split()


@pytest.mark.parametrize(("name", "language"), [("clean", "id"), ("break_in", "id"), ("break_in", "en")])
def test_a_small_report_is_word_for_word_as_agreed(sample: Sample, name: str, language: Language) -> None:
    golden = GOLDEN / f"terminal_{name}.{language}.txt"
    assert printed(sample(name), language) == golden.read_text(encoding="utf-8")


def test_what_matched_has_carets_under_it(sample: Sample) -> None:
    lines = printed(sample("break_in"), width=120).splitlines()
    place = next(i for i, line in enumerate(lines) if "/unggahan/foto/kegiatan.php?cari=id" in line)
    start = lines[place].index("/unggahan/foto/kegiatan.php?cari=id")
    assert lines[place + 1].index("^") == start
    assert lines[place + 1].count("^") == len("/unggahan/foto/kegiatan.php?cari=id")


def test_the_verdict_comes_first_and_coverage_with_it(sample: Sample) -> None:
    assert printed(sample("clean")).startswith(
        "▌ BELUM DITEMUKAN BUKTI (CAKUPAN 97,0\u00a0% DARI 1\u201311 NOV 2026)\n"
    )
    assert printed(sample("break_in"), "en", ascii_only=True).startswith("# CONFIRMED: SOMEONE GOT IN\n")


def test_times_are_in_the_zone_asked_for(sample: Sample) -> None:
    stream = io.StringIO()
    print_report(sample("break_in"), stream, zone=UTC_ZONE, colour=False, width=100)
    assert "20 Nov 2026 19.12.44 \u2013 19.31.55 UTC" in stream.getvalue()


def test_a_thousand_findings_stay_readable(sample: Sample) -> None:
    text = printed(sample("huge"))
    assert len(text.splitlines()) < 500
    assert "dan 10 temuan lagi" in text
    assert "dan 135 aturan lagi" in text


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_colour(Terminal())
    assert not wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(Terminal())


def test_ascii_is_for_encodings_that_carry_no_more(sample: Sample) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    assert not carries_unicode(narrow)
    assert carries_unicode(io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    print_report(sample("hostile"), narrow)
    narrow.flush()
