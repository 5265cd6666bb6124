"""What is told while a check runs: the first finding at once, nothing where nobody wants it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest
from tests.verdict.check.logs import intrusion, scan, text, visitors

from .conftest import PROGRAM, Said

Siaga = Callable[..., Said]


def _log(place: Path) -> None:
    (place / "kota.example").mkdir()
    (place / "kota.example" / "access.log").write_bytes(text(visitors(3, 48), scan(), intrusion(1)))


def test_the_first_finding_is_told_with_its_place(place: Path, siaga: Siaga) -> None:
    _log(place)
    said = siaga("check", "kota.example")
    told = [line for line in said.err.splitlines() if line.startswith("siaga: ")]
    assert len(told) == 1
    assert "kota.example/access.log:" in told[0]
    number = int(told[0].rpartition(":")[2])
    lines = (place / "kota.example" / "access.log").read_text().splitlines()
    assert "UNION" in lines[number - 1]


def test_ascii_means_ascii(place: Path, siaga: Siaga) -> None:
    _log(place)
    assert siaga("check", "kota.example", "--ascii", "--language", "en").out.isascii()


@pytest.mark.parametrize(
    ("zone", "hour"), [("UTC", "23:50"), ("WIB", "06:50"), ("WIT", "08:50"), ("+05:30", "05:20")]
)
def test_times_are_shown_in_the_zone_asked_for(place: Path, siaga: Siaga, zone: str, hour: str) -> None:
    _log(place)
    out = siaga("check", "kota.example", "--zone", zone).out
    assert hour in out or hour.replace(":", ".") in out


def test_a_finding_is_told_before_the_last_byte_is_read(place: Path, environment: dict[str, str]) -> None:
    hostile = text(scan(4)) + text(visitors(3, 8_000)) * 2
    command = [*PROGRAM, "check", "-", "--site", "kota.example"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=place,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        # Should nothing be told, the wait ends here and the test fails instead of hanging.
        alarm = Timer(60, running.kill)
        alarm.start()
        # More than a block, and more is to come as long as the pipe is open.
        running.stdin.write(hostile)
        running.stdin.flush()
        told = running.stderr.readline().decode()
        alarm.cancel()
        assert running.poll() is None
        running.stdin.write(text(visitors(1)))
        running.stdin.close()
        out = running.stdout.read().decode()
        running.stderr.read()
        running.wait()
    assert told.startswith("siaga: ")
    assert "kota.example" in out
