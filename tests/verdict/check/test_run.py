"""The result depends on the logs alone: not on processes, parts, or the way in."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.intake.reading.plan import Plan
from siaga.verdict.check import run as run_module
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.parsed import Parsed
from siaga.verdict.check.run import Hooks, run
from siaga.verdict.report.json_report import to_json
from siaga.verdict.result import CheckResult

from .logs import BAD, START, intrusion, line, scan, ssh, text, visitors

Lay = Callable[[dict[str, bytes]], None]
Check = Callable[..., CheckResult]


def _estate() -> dict[str, bytes]:
    """Return logs of two sites and of their machine, one of them a rotated set."""
    guesses = [
        (START + timedelta(hours=30, seconds=n), f"Failed password for root from 198.51.100.9 port {n} ssh2")
        for n in range(40)
    ]
    return {
        "logs/kota.example/access.log.2.gz": gzip.compress(text(visitors(1)), mtime=0),
        "logs/kota.example/access.log.1": text(visitors(1, first_day=1), scan()),
        "logs/kota.example/access.log": text(visitors(1, first_day=2), intrusion(2)),
        "logs/dinas.example/access.log": text(visitors(3, 120)) + b"half a li",
        "logs/auth.log": ssh(guesses),
    }


def test_the_number_of_processes_does_not_matter(lay: Lay, check: Check) -> None:
    lay(_estate())
    alone = to_json(check("logs"))
    assert b"/uploads/aduan/kk.php" in alone
    for jobs in (2, 3):
        assert to_json(check("logs", jobs=jobs)) == alone


def _iis() -> bytes:
    head = (
        "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n"
        "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
        "cs(User-Agent) sc-status "
        "sc-bytes time-taken\n"
    )
    rows = [
        f"{START + timedelta(minutes=n):%Y-%m-%d %H:%M:%S} 10.0.0.1 GET /berita/{n % 7} - "
        f"443 - 192.0.2.{n % 9} "
        f"Mozilla/5.0+(X11) 200 {5_000 + n % 40} 31\n"
        for n in range(1_200)
    ]
    return (head + "".join(rows)).encode()


def _syslog() -> bytes:
    """Return logins with traditional stamps, without a year, over the turn of a year."""
    start = START.replace(month=12, day=30)
    rows = []
    for n in range(1_200):
        at = start + timedelta(minutes=5 * n)
        rows.append(
            f"{at:%b} {at.day:2} {at:%H:%M:%S} server1 sshd[{n}]: "
            f"Failed password for root from 203.0.113.9 port {n} ssh2\n"
        )
    return "".join(rows).encode()


def _php_errors() -> bytes:
    rows = []
    for n in range(600):
        at = START + timedelta(minutes=5 * n)
        rows.append(
            f"[{at:%d-%b-%Y %H:%M:%S} UTC] PHP Warning:  include(x{n}.php): failed to open stream "
            f"in /srv/a.php on line {n}\n"
        )
        rows.append("sh: 1: whoami: not found\n" if n % 9 == 0 else "#0 {main}\n")
    return "".join(rows).encode()


def _json_lines() -> bytes:
    return b"".join(
        b'{"time":"%s","remote_addr":"192.0.2.%d","request":"GET /berita/%d HTTP/1.1","status":200,'
        b'"body_bytes_sent":%d}\n'
        % ((START + timedelta(minutes=n)).isoformat().encode(), n % 9, n % 5, 5_000 + n)
        for n in range(1_200)
    )


def _two_formats() -> bytes:
    return text(visitors(2, 400), intrusion(1)) + _json_lines()


LARGE = {
    "access.log": lambda: (
        text(visitors(3, 400), intrusion(1), intrusion(2), scan(40)) + b"no log line\n\n\xff\xfe\n"
    ),
    "u_ex260615.log": _iis,
    "auth.log": _syslog,
    "php_errors.log": _php_errors,
    "changed_access.log": _two_formats,
    "access.json": _json_lines,
}


@pytest.mark.parametrize("name", LARGE)
def test_parts_of_a_file_do_not_matter(
    lay: Lay, own_rule_set: RuleSet, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    lay({f"kota.example/{name}": LARGE[name]()})
    plans: list[Plan] = []
    alone, apart = CheckOptions(("kota.example",), ()), CheckOptions(("kota.example",), (), jobs=2)
    whole = run(alone, own_rule_set)
    monkeypatch.setattr(run_module, "PART_BYTES", 24_000)
    parts = run(alone, own_rule_set, Hooks(on_plan=plans.append))
    assert len(plans[0].items) >= 2
    assert whole.lines.parsed > 500
    assert bool(whole.entries) == (b"kk.php" in LARGE[name]())
    assert to_json(parts) == to_json(whole)
    assert to_json(run(apart, own_rule_set)) == to_json(parts)


def test_a_host_that_is_seldom_named_is_the_same_site_on_any_number_of_processes(
    lay: Lay, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    rare = [line(START + timedelta(hours=4 * n), request="GET /x", host="kecil.example") for n in range(12)]
    lay({"access.log": text(visitors(2, 400, host="kota.example"), rare)})
    monkeypatch.setattr(run_module, "PART_BYTES", 24_000)
    assert to_json(check("access.log", jobs=2)) == to_json(check("access.log"))


def test_the_same_logs_give_the_same_bytes(lay: Lay, check: Check) -> None:
    lay(_estate())
    assert to_json(check("logs")) == to_json(check("logs"))


def test_stdin_is_as_good_as_a_file(lay: Lay, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    content = text(visitors(), intrusion())
    lay({"stdin.log": content})
    file = check("stdin.log", site="kota.example")
    with Path("stdin.log").open() as opened:
        monkeypatch.setattr(sys, "stdin", opened)
        stdin = check("-", site="kota.example", jobs=2)
    name = stdin.sites[0].sources[0].name
    assert to_json(stdin).replace(f'"{name}"'.encode(), b'"stdin.log"') == to_json(file)
    assert stdin.entries


@pytest.mark.parametrize("jobs", [1, 2])
def test_hooks_are_told_what_goes_on(lay: Lay, own_rule_set: RuleSet, jobs: int) -> None:
    lay(_estate())
    plans: list[Plan] = []
    stored: list[int] = []
    lines: list[int] = []
    first: list[tuple[str, int]] = []
    engines: list[Engine] = []

    def on_first(parsed: Parsed, rule: int) -> None:
        first.append((parsed.file.name, rule))

    hooks = Hooks(plans.append, stored.append, lambda _, count: lines.append(count), on_first, engines.append)
    result = run(CheckOptions(("logs",), (), jobs=jobs), own_rule_set, hooks)
    assert len(plans) == len(engines) == 1
    assert sum(stored) == plans[0].total_bytes
    assert sum(lines) == result.lines.parsed + result.lines.unparsed
    ((name, rule),) = first
    assert name == "logs/kota.example/access.log.1"
    assert own_rule_set.rules[rule].family


def test_the_first_finding_is_told_before_the_last_block_is_read(lay: Lay, own_rule_set: RuleSet) -> None:
    lay({"a/access.log": text(visitors(), scan()), "b/access.log": text(visitors())})
    told: list[str] = []
    hooks = Hooks(
        on_first=lambda parsed, _: told.append(f"finding in {parsed.file.name}"),
        on_lines=lambda source, _: told.append(f"lines of {source}"),
    )
    run(CheckOptions(("a", "b"), ()), own_rule_set, hooks)
    assert told == ["finding in a/access.log", "lines of a/access.log", "lines of b/access.log"]


def test_over_long_lines_are_counted_on_any_number_of_processes(lay: Lay, check: Check) -> None:
    giant = line(START + timedelta(hours=5), BAD, "GET /" + "a" * 1_200_000, 404)
    lay({"kota.example/access.log": text(visitors(), [giant])})
    results = [check("kota.example", jobs=jobs) for jobs in (1, 2)]
    assert [result.lines.over_long for result in results] == [1, 1]
    assert to_json(results[0]) == to_json(results[1])


def test_nothing_at_all_cannot_be_judged(lay: Lay, check: Check) -> None:
    lay({"empty/access.log": b""})
    result = check("empty")
    assert result.verdict == "cannot_tell"
    assert result.lines.total == 0
