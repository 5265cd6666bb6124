"""Runs a whole check for the tests of hostile input, and holds what must be true of every result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from siaga.detection.engine.rule_set import RuleSet
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.run import Hooks, run
from siaga.verdict.report.html import to_html
from siaga.verdict.report.json_report import to_json
from siaga.verdict.report.moments import WIB
from siaga.verdict.report.sarif import to_sarif
from siaga.verdict.result import CheckResult, SourceSummary

Check = Callable[..., CheckResult]

STAMP = b"02/Mar/2026:08:15:30 +0700"


def line(
    target: bytes = b"/",
    *,
    client: bytes = b"198.51.100.7",
    stamp: bytes = STAMP,
    agent: bytes = b"Mozilla/5.0",
    status: int = 200,
    user: bytes = b"-",
    referrer: bytes = b"-",
) -> bytes:
    """Return one line of a combined log, without its line end."""
    return b'%s - %s [%s] "GET %s HTTP/1.1" %d 512 "%s" "%s"' % (
        client, user, stamp, target, status, referrer, agent,
    )  # fmt: skip


def day(count: int, make: Callable[[int], dict[str, bytes]] | None = None) -> list[bytes]:
    """Return `count` lines spread evenly over one day; `make` may change the parts of each."""
    found = []
    for number in range(count):
        second = number * 86_399 // max(1, count - 1)
        stamp = b"02/Mar/2026:%02d:%02d:%02d +0700" % (second // 3600, second // 60 % 60, second % 60)
        parts: dict[str, bytes] = {"stamp": stamp, **(make(number) if make else {})}
        found.append(line(**parts))  # type: ignore[arg-type] # only text parts are given
    return found


def write(path: Path, lines: Iterable[bytes], end: bytes = b"\n") -> Path:
    """Write lines, each with its line end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(each + end for each in lines))
    return path


def checked(
    rule_set: RuleSet, *paths: Path | str, hooks: Hooks | None = None, **asked: object
) -> CheckResult:
    """Check paths with our rules and hold what must be true of every result, in every form."""
    options = CheckOptions(tuple(map(str, paths)), ())
    result = run(replace(options, **asked) if asked else options, rule_set, hooks)  # type: ignore[arg-type]
    holds_together(result)
    return result


def holds_together(result: CheckResult) -> None:
    """Hold that counts add up and that every form of the report can be written."""
    lines = result.lines
    assert lines.total == lines.parsed + lines.unparsed + lines.blank + lines.headers
    named = sources(result)
    assert sum(source.lines for source in named.values()) == lines.total
    assert sum(source.parsed for source in named.values()) == lines.parsed
    assert sum(source.unparsed for source in named.values()) == lines.unparsed
    assert all(0.0 <= site.coverage.share <= 1.0 for site in result.sites)
    to_json(result)
    to_sarif(result)
    to_html(result, language="id", zone=WIB).encode()


def sources(result: CheckResult) -> dict[str, SourceSummary]:
    """Return the sources by name, each once, whatever number of sites it tells about."""
    return {source.name: source for site in result.sites for source in site.sources}


def said(result: CheckResult) -> list[tuple[str, str]]:
    """Return (place, text) of what was said about reading: what went unread, what is only worth knowing."""
    known = [notice.text.partition(": ") for notice in result.notices if notice.behaviour == "reading"]
    return [
        *((place, text) for place, _, text in known),
        *((place, text) for place, text, _ in result.unreadable),
    ]


def told(result: CheckResult) -> dict[str, str]:
    """Return what was said about each place, by its last name: what was lost, and what else to know."""
    said = {place.rpartition("/")[2]: text for place, text, _ in result.unreadable}
    for notice in result.notices:
        place, colon, text = notice.text.partition(": ")
        if colon:
            said.setdefault(place.rpartition("/")[2], text)
    return said
