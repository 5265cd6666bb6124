"""The verdict in sentences: never without coverage where nothing was found, never a promise."""

from __future__ import annotations

import pytest

from siaga.verdict.report.notation import Notation
from siaga.verdict.report.overview import overview
from siaga.verdict.report.statement import found, headline, meaning, seen

from .conftest import Sample


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("break_in", "Terbukti ada yang masuk"),
        ("hostile", "Diduga kuat ada yang masuk"),
        ("clean", "Belum ditemukan bukti (cakupan 97,0\u00a0% dari 1\u201311 Nov 2026)"),
        ("cannot_tell", "Belum dapat disimpulkan"),
    ],
)
def test_headlines(sample: Sample, indonesian: Notation, name: str, text: str) -> None:
    assert headline(sample(name), indonesian) == text


def test_what_was_found_names_the_lowest_coverage(sample: Sample, english: Notation) -> None:
    assert found(sample("break_in"), english) == (
        "2 intrusions on 2 of 3 sites. "
        "Log coverage 90.0% of 1\u201323 Nov 2026 (lowest 41.0% at arsip-contoh.example)."
    )
    assert found(sample("clean"), english) == ""
    assert found(sample("cannot_tell"), english) == "Log coverage 12.0% of 1\u20139 Nov 2026."
    assert found(sample("empty"), english) == ""


def test_what_it_means(sample: Sample, english: Notation) -> None:
    assert meaning(sample("empty"), english.words).startswith("Not one log line")
    assert "blind spots" in meaning(sample("clean"), english.words)


def test_the_time_looked_at(sample: Sample, indonesian: Notation) -> None:
    text = seen(overview(sample("clean")), indonesian)
    assert text == "1 Nov 2026 07.00 \u2013 11 Nov 2026 07.00 WIB (10 hari)"
    assert seen(overview(sample("empty")), indonesian) == "tanpa waktu"
