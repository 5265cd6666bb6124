"""What arguments mean to the check."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from siaga.entrypoints.cli.check_options import add, cache_folder, options_of
from siaga.foundation.errors import SiagaError, UsageError
from siaga.verdict.check.options import CheckOptions

OWN = Path("own-rules")


def _options(*arguments: str, own: Path | None = OWN) -> CheckOptions:
    parser = argparse.ArgumentParser()
    add(parser)
    return options_of(parser.parse_args(["logs", *arguments]), own)


def _us(*moment: int, hours_ahead: int = 0) -> int:
    year, month, day, hour, minute = moment
    at = datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=hours_ahead)
    return round(at.timestamp() * 1_000_000)


def test_nothing_asked_is_the_default() -> None:
    options = _options()
    assert options.inputs == ("logs",)
    assert options.rules == (OWN,)
    assert options.jobs == 1
    assert options.minimum_coverage == pytest.approx(0.8)


def test_times_without_a_zone_are_in_the_report_s_zone() -> None:
    window = _options("--since", "2026-06-15T08:00", "--until", "2026-06-16").window
    assert window.from_us == _us(2026, 6, 15, 8, 0, hours_ahead=7)
    assert window.to_us == _us(2026, 6, 16, 0, 0, hours_ahead=7)
    east = _options("--since", "2026-06-15T08:00", "--zone", "WIT").window
    assert east.from_us == _us(2026, 6, 15, 8, 0, hours_ahead=9)


def test_times_with_a_zone_keep_it() -> None:
    assert _options("--since", "2026-06-15T08:00+00:00").window.from_us == _us(2026, 6, 15, 8, 0)
    assert _options("--since", "2026-06-15T08:00Z").window.from_us == _us(2026, 6, 15, 8, 0)


def test_own_rules_come_first_and_a_person_s_after_them(tmp_path: Path) -> None:
    assert _options("--rules", str(tmp_path)).rules == (OWN, tmp_path)
    assert _options("--rules", str(tmp_path), "--only-rules").rules == (tmp_path,)
    assert _options("--rules", str(tmp_path), "--only-rules", own=None).rules == (tmp_path,)


def test_without_our_own_rules_nothing_can_be_checked() -> None:
    with pytest.raises(SiagaError, match="install it again"):
        _options(own=None)


def test_formats_and_fields_become_formats_to_try_first() -> None:
    options = _options(
        "--log-format", '$remote_addr [$time_local] "$request" $status', "--json-field", "client_ip=dari"
    )
    assert len(options.formats) == 2
    assert [form.kind for form in options.formats] == ["access", "access"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--log-format", "no variables at all"),
        ("--json-field", "client_ip"),
        ("--json-field", "nonsense=x"),
    ],
)
def test_formats_that_do_not_hold_together_are_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SiagaError):
        _options(*arguments)


@pytest.mark.parametrize("zone", ["Mars", "+99:00", ""])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises((UsageError, SiagaError, ValueError)):
        _options("--zone", zone)


def test_the_cache_may_be_set_moved_and_turned_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SIAGA_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.setenv("SIAGA_CACHE", "")
    assert cache_folder() is None
    monkeypatch.delenv("SIAGA_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "siaga"


def test_stamps_without_a_zone_are_in_the_report_s_zone_unless_told() -> None:
    hour_us = 3_600_000_000
    assert _options().log_offset_us == 7 * hour_us
    assert _options("--zone", "WIT").log_offset_us == 9 * hour_us
    assert _options("--zone", "WIT", "--log-zone", "UTC").log_offset_us == 0
    with pytest.raises(UsageError):
        _options("--log-zone", "Mars")


def test_profiling_reads_on_one_process() -> None:
    assert _options("--jobs", "4").jobs == 4
    assert _options("--jobs", "4", "--profile-rules").jobs == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "give PATHs to read, or --vault DIR"),
        (("logs", "--vault", "v"), "give PATHs to read, or --vault DIR"),
        (("--seal", "v"), "give PATHs to read, or --vault DIR"),
    ],
)
def test_either_paths_or_a_vault_are_read(arguments: tuple[str, ...], why: str) -> None:
    parser = argparse.ArgumentParser()
    add(parser)
    with pytest.raises(UsageError, match=why):
        options_of(parser.parse_args(arguments), OWN)


def test_what_is_sealed_already_is_not_sealed_again() -> None:
    parser = argparse.ArgumentParser()
    add(parser)
    with pytest.raises(UsageError, match="--seal seals PATHs"):
        options_of(parser.parse_args(["--vault", "v", "--seal", "v"]), OWN)


def test_what_is_sealed_is_read_from_its_vault() -> None:
    parser = argparse.ArgumentParser()
    add(parser)
    options = options_of(parser.parse_args(["--vault", "v"]), OWN)
    assert (options.vault, options.inputs) == ("v", ())
    sealing = _options("--seal", "v")
    assert (sealing.vault, sealing.inputs) == ("v", ("logs",))
    assert _options().vault is None
