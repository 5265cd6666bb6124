"""Lines of every hostile or broken kind are read or counted; nothing crashes, nothing becomes an entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from .hostile_checking import Check, day, line, sources, write

KIB, MIB = 1024, 1024 * 1024


@pytest.mark.parametrize("size", [8 * KIB, 60 * KIB, MIB - 200])
def test_long_lines_are_read(check: Check, tmp_path: Path, size: int) -> None:
    log = write(tmp_path / "access.log", [*day(50), line(b"/a?" + b"x" * size), line()])
    result = check(log)
    assert (result.lines.parsed, result.lines.over_long, result.entries) == (52, 0, ())


@pytest.mark.parametrize("size", [MIB, 5 * MIB])
def test_over_long_lines_are_counted(check: Check, tmp_path: Path, size: int) -> None:
    log = write(tmp_path / "access.log", [*day(50), line(b"/a?" + b"x" * size), line()])
    result = check(log)
    assert (result.lines.total, result.lines.over_long, result.entries) == (52, 1, ())
    assert sources(result)[str(log)].over_long == 1


def test_a_line_of_100_mib_is_passed_by(check: Check, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    with log.open("wb") as out:
        out.write(line() + b"\n")
        out.write(line(b"/")[:-1])
        out.truncate(100 * MIB)
        out.seek(0, 2)
        out.write(b"\n" + line() + b"\n")
    result = check(log)
    assert (result.lines.total, result.lines.over_long, result.entries) == (3, 1, ())


def test_nul_bytes(check: Check, tmp_path: Path) -> None:
    lines = day(50)
    lines[10:10] = [bytes(5_000) + line(), bytes(300), line(b"/a\x00b"), b"\x00".join((line(), line()))]
    result = check(write(tmp_path / "access.log", lines))
    assert result.lines.total == 54
    assert result.lines.parsed >= 52
    assert result.entries == ()


def test_invalid_utf8_is_counted(check: Check, tmp_path: Path) -> None:
    strange = [
        line(b"/\xff\xfe"),
        line(agent=b"\xc3\x28"),
        line(user=b"\xed\xa0\x80"),
        line(referrer=b"\x80"),
    ]
    result = check(write(tmp_path / "access.log", [*day(50), *strange]))
    assert (result.lines.total, result.lines.invalid_utf8, result.entries) == (54, 4, ())


def test_line_ends_mixed_in_one_file(check: Check, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(
        b"".join(each + (b"\r\n", b"\n", b"\n\n", b"\r\r\n")[n % 4] for n, each in enumerate(day(80)))
    )
    result = check(log)
    assert (result.lines.total, result.lines.parsed, result.lines.blank) == (100, 80, 20)
    assert result.entries == ()


def test_half_written_last_line(check: Check, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", day(50))
    log.write_bytes(log.read_bytes() + line()[:60])
    result = check(log)
    assert (result.lines.total, result.lines.parsed, result.lines.unparsed) == (51, 50, 1)


def test_time_running_backwards_is_told(check: Check, tmp_path: Path) -> None:
    lines = day(200)
    result = check(write(tmp_path / "access.log", [*lines[100:], *lines[:100]]))
    assert result.lines.parsed == 200
    assert any("backwards" in notice.text for notice in result.notices)
    assert any(gap.cause == "clock_backwards" for site in result.sites for gap in site.gaps)
    assert result.entries == ()


def test_time_running_backwards_at_every_line(check: Check, tmp_path: Path) -> None:
    result = check(write(tmp_path / "access.log", reversed(day(20_000))))
    assert result.lines.parsed == 20_000
    assert result.entries == ()


def test_escapes_of_the_servers(check: Check, tmp_path: Path) -> None:
    strange = [
        line(rb"/a\"b\"?x=\x22y\x22"),
        line(agent=rb"\"\x22\\"),
        line(rb"/\\\""),
        line(rb"/\x"),
        line(b"/\\"),
    ]
    result = check(write(tmp_path / "access.log", [*day(50), *strange]))
    assert (result.lines.total, result.entries) == (55, ())
    assert result.lines.parsed >= 54


def test_addresses_of_ipv6(check: Check, tmp_path: Path) -> None:
    clients = [
        b"2001:db8::7",
        b"::1",
        b"::ffff:192.0.2.9",
        b"fe80::1%eth0",
        b"[2001:db8::8]",
        b"2001:db8::7:443",
    ]
    attack = b"/?id=1%27%20union%20select%20password%20from%20users--"
    lines = [line(attack, client=client, status=404) for client in clients]
    result = check(write(tmp_path / "access.log", [*day(50), *lines]))
    assert (result.lines.total, result.lines.parsed, result.entries) == (56, 56, ())
    assert any(attempt.clients >= 5 for attempt in result.attempts)


def test_every_line_unparsable(check: Check, tmp_path: Path) -> None:
    result = check(write(tmp_path / "access.log", (b"~ %d no log at all ~" % n for n in range(5_000))))
    assert (result.lines.total, result.lines.unparsed, result.entries) == (5_000, 5_000, ())
    assert result.verdict == "cannot_tell"


def test_unparsable_lines_with_attacks_are_attempts(check: Check, tmp_path: Path) -> None:
    lines = (b"~ GET /?id=%d%%27+union+select+password+from+users-- ~" % n for n in range(2_000))
    result = check(write(tmp_path / "access.log", lines))
    assert result.lines.unparsed == 2_000
    assert max(attempt.lines for attempt in result.attempts) == 2_000
    assert (result.verdict, result.entries) == ("cannot_tell", ())


def test_only_lines_of_a_scanner(check: Check, tmp_path: Path) -> None:
    asked = (
        b"/.env?%d",
        b"/wp-config.php.bak?%d",
        b"/cgi-bin/%d.sh",
        b"/?x=%d../../etc/passwd",
        b"/phpmyadmin/%d.php",
    )

    def probe(number: int) -> dict[str, bytes]:
        return {"target": asked[number % len(asked)] % number, "agent": b"sqlmap/1.7"}

    lines = [each.replace(b" 200 512 ", b" 404 196 ") for each in day(5_000, probe)]
    result = check(write(tmp_path / "access.log", lines))
    assert (result.lines.parsed, result.entries) == (5_000, ())
    assert result.attempts


@pytest.mark.parametrize(
    "target",
    [
        b"/?" + b"&".join(b"p%d=%d" % (n, n) for n in range(10_000)),
        b"/?q=%" + b"25" * 20_000 + b"27",
        b"/" + b"%2e%2e%2f" * 10_000,
        b"/?" + b"a[" * 10_000 + b"]" * 10_000,
        b"/" + b"../" * 20_000,
        b"/?q=" + b"&#x26;" * 10_000,
        b"/?q=" + b"/*" * 20_000,
        b"/?q=" + b"<script" * 8_000,
        b"/?q=" + b"select union ".replace(b" ", b"+") * 4_000,
        b"/?q=" + b"\\u0027" * 10_000,
        b"/index.php" + b"/index.php" * 6_000,
        b"/" + b"a.php;" * 10_000,
    ],
    ids=[
        "parameters",
        "percent",
        "dots",
        "brackets",
        "climb",
        "entities",
        "comments",
        "tags",
        "sql",
        "unicode",
        "front",
        "scripts",
    ],
)
def test_targets_made_to_be_slow(check: Check, tmp_path: Path, target: bytes) -> None:
    result = check(write(tmp_path / "access.log", [*day(50), line(target, status=404)]))
    assert (result.lines.parsed, result.entries) == (51, ())


def test_a_megabyte_of_cookie_garbage(check: Check, tmp_path: Path) -> None:
    garbage = b"; ".join(b"c%d=%s" % (n, b"A%2B=" * 40) for n in range(4_500))
    result = check(write(tmp_path / "access.log", [*day(50), line() + b' "' + garbage + b'"', line()]))
    assert (result.lines.total, result.entries) == (52, ())


@pytest.mark.parametrize(
    "stamps",
    [
        [b"01/Jan/1970:00:00:00 +0000"],
        [b"31/Dec/9999:23:59:59 -0800"],
        [b"01/Jan/1970:00:00:00 +0700", b"31/Dec/9999:23:59:59 +0000"],
        [b"31/Dec/9999:23:59:59 +0000", b"01/Jan/1970:00:00:00 +0700", b"30/Feb/2026:99:99:99 +9999"],
    ],
    ids=["old", "future", "both", "in turns"],
)
def test_dates_far_away(check: Check, tmp_path: Path, stamps: list[bytes]) -> None:
    lines = [*day(200), *(line(stamp=stamp) for stamp in stamps)]
    result = check(write(tmp_path / "access.log", lines))
    assert (result.lines.total, result.entries) == (200 + len(stamps), ())
    assert result.lines.parsed >= 200
