"""`siaga vault seal`: what was sealed is told, what could not be read too, and the answer is 20 then."""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.segment import SegmentLeaf

from .conftest import Siaga, leaves, log_size

LINES = 48


@pytest.fixture
def log(vault: Path, folder: Path) -> Path:
    """Return a log of LINES lines, in the site's folder."""
    assert vault.is_dir()
    path = folder / "kota.example" / "access.log"
    path.parent.mkdir()
    path.write_bytes(text(visitors(2, LINES // 2)))
    return path


@pytest.mark.parametrize(
    ("language", "head", "rows"),
    [
        ("id", "Disegel.", ("berkas log", "baris", "byte mentah", "segmen", "daun log")),
        ("en", "Sealed.", ("logs", "lines", "raw bytes", "segments", "leaves in the log")),
    ],
)
def test_what_was_sealed_is_told(
    siaga: Siaga, vault: Path, log: Path, language: str, head: str, rows: tuple[str, ...]
) -> None:
    said = siaga("vault", "seal", "kota.example", "--quiet", "--language", language)
    assert (said.status, said.err) == (0, "")
    first, *table = said.out.splitlines()
    assert first == head
    told = {line[2:].rsplit("  ", 1)[0].strip(): line.rsplit("  ", 1)[1] for line in table}
    assert tuple(told) == rows
    values = tuple(told.values())
    assert values[:2] == ("1", str(LINES))
    assert values[2] == f"{log.stat().st_size / 1000:.1f} kB"
    assert values[3:] == ("1", str(log_size(vault)))
    (segment,) = leaves(vault, SegmentLeaf)
    assert (segment.lines, segment.raw_bytes) == (LINES, log.stat().st_size)


def test_the_operator_is_in_the_log(siaga: Siaga, vault: Path, log: Path) -> None:
    assert siaga("vault", "seal", str(log), "-q").status == 0
    assert "seal" in {act.what for act in leaves(vault, ActionLeaf)}


def test_what_cannot_be_read_is_told_and_the_rest_is_sealed(siaga: Siaga, vault: Path, log: Path) -> None:
    whole = gzip.compress(log.read_bytes(), mtime=0)
    (log.parent / "access.log.1.gz").write_bytes(whole[: len(whole) // 2])
    said = siaga("vault", "seal", "kota.example", "-q")
    assert said.status == 20
    assert [line for line in said.out.splitlines() if line.startswith("  ! ") and "access.log.1.gz" in line]
    assert sum(each.lines for each in leaves(vault, SegmentLeaf)) >= LINES


def test_a_name_that_draws_on_the_screen_is_shown_and_not_obeyed(siaga: Siaga, vault: Path) -> None:
    assert vault.is_dir()
    said = siaga("vault", "seal", "gone\x1b[2J.log", "-q")
    assert said.status == 20
    assert said.out.startswith("Tidak ada yang disegel.\n")
    assert "gone\\x1b[2J.log" in said.out
    assert "\x1b" not in said.out


def test_progress_goes_to_stderr_unless_quiet(siaga: Siaga, log: Path) -> None:
    loud, quiet = siaga("vault", "seal", str(log)), siaga("vault", "seal", str(log), "-q")
    assert quiet.err == ""
    assert loud.out.startswith("Disegel.\n")
    assert "Traceback" not in loud.err


def test_a_stream_is_sealed(siaga: Siaga, vault: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, given = os.pipe()
    os.write(given, log.read_bytes())  # fits into the pipe
    os.close(given)
    with os.fdopen(taken) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        said = siaga("vault", "seal", "-", "--site", "kota.example", "-q")
    assert said.status == 0
    assert sum(each.lines for each in leaves(vault, SegmentLeaf)) == LINES


@pytest.mark.parametrize("more", [("--log-zone", "Mars"), ("--site-pattern", "logs/*.log")])
def test_wrong_use_seals_nothing(siaga: Siaga, vault: Path, log: Path, more: tuple[str, ...]) -> None:
    said = siaga("vault", "seal", str(log), "-q", *more)
    assert said.status == 2
    assert said.err
    assert leaves(vault, SegmentLeaf) == []


@pytest.mark.parametrize(("zone", "hours"), [("UTC", 0), ("WIB", 7), ("WIT", 9)])
def test_stamps_without_a_zone_are_in_the_zone_told(
    siaga: Siaga, vault: Path, log: Path, zone: str, hours: int
) -> None:
    form = '$remote_addr $time_iso8601 "$request" $status $body_bytes_sent'
    log.write_text('192.0.2.7 2026-06-15T12:00:00 "GET / HTTP/1.1" 200 512\n')
    said = siaga("vault", "seal", str(log), "-q", "--log-format", form, "--log-zone", zone)
    assert said.status == 0
    (segment,) = leaves(vault, SegmentLeaf)
    noon_us = 1_781_524_800_000_000
    assert segment.min_time_us == noon_us - hours * 3_600_000_000
