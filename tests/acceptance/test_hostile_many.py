"""Sheer numbers: hosts, clients, paths and names that a sender makes up must not fill the memory."""

from __future__ import annotations

from pathlib import Path

from .hostile_checking import Check, day, sources, write


def test_50000_host_headers_found_no_sites(check: Check, tmp_path: Path) -> None:
    lines = [b"h%d.example:443 " % number + each for number, each in enumerate(day(50_000))]
    result = check(write(tmp_path / "access.log", lines))
    assert (result.lines.parsed, result.entries) == (50_000, ())
    assert len(result.sites) == 1


def test_many_hosts_that_are_repeated_stay_bounded_and_told(check: Check, tmp_path: Path) -> None:
    lines = [b"h%d.example:443 " % (number % 5_000) + each for number, each in enumerate(day(60_000))]
    result = check(write(tmp_path / "access.log", lines))
    assert result.lines.parsed == 60_000
    assert len(result.sites) < 3_000
    assert any("host names" in notice.text for notice in result.notices)


def test_200000_clients(check: Check, tmp_path: Path) -> None:
    def from_anywhere(number: int) -> dict[str, bytes]:
        return {"client": b"%d.%d.%d.%d" % (20 + number % 180, number >> 16, number >> 8 & 255, number & 255)}

    result = check(write(tmp_path / "access.log", day(200_000, from_anywhere)))
    assert (result.lines.parsed, result.entries) == (200_000, ())


def test_100000_paths(check: Check, tmp_path: Path) -> None:
    result = check(write(tmp_path / "access.log", day(100_000, lambda n: {"target": b"/berita/%d/isi" % n})))
    assert (result.lines.parsed, result.entries) == (100_000, ())


def test_30000_scripts_that_are_not_there(check: Check, tmp_path: Path) -> None:
    lines = [
        each.replace(b" 200 512 ", b" 404 196 ")
        for each in day(30_000, lambda n: {"target": b"/uploads/x%d.php?cmd=id" % n})
    ]
    result = check(write(tmp_path / "access.log", lines))
    assert (result.lines.parsed, result.entries) == (30_000, ())


def test_100000_user_names(check: Check, tmp_path: Path) -> None:
    said = (
        b"2026-03-%02dT%02d:%02d:%02d+07:00 web sshd[77]: Failed password for invalid user u%d "
        b"from 198.51.%d.%d port 40000 ssh2\n"
    )
    log = tmp_path / "auth.log"
    with log.open("wb") as out:
        for n in range(100_000):
            out.write(
                said % (2 + n // 86_400, n // 3_600 % 24, n // 60 % 60, n % 60, n, n >> 8 & 255, n & 255)
            )
    result = check(log)
    assert (result.lines.parsed, result.entries) == (100_000, ())
    assert sources(result)[str(log)].kind == "auth"


def test_unparsable_lines_in_numbers(check: Check, tmp_path: Path) -> None:
    lines = day(200)
    lines[100:100] = [b"~ %d %s ~" % (n, b"?" * (n % 90)) for n in range(100_000)]
    result = check(write(tmp_path / "access.log", lines))
    assert (result.lines.total, result.entries) == (100_200, ())
    assert result.verdict == "cannot_tell"
