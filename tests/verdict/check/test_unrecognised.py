"""Logs that no format can read: whose they are, and what that does to the verdict."""

from __future__ import annotations

from collections.abc import Callable

from siaga.verdict.result import CheckResult

from .logs import text, visitors

Lay = Callable[[dict[str, bytes]], None]
Check = Callable[..., CheckResult]
DARK = b"".join(b"baris %d dalam bentuk yang tidak dikenal\n" % number for number in range(300))


def _verdicts(result: CheckResult) -> dict[str, str]:
    return {site.site: site.verdict for site in result.sites}


def test_a_site_whose_log_nobody_can_read_is_in_the_dark(lay: Lay, check: Check) -> None:
    lay({"logs/kota.example/access.log": text(visitors()), "logs/dinas.example/access.log": DARK})
    result = check("logs")
    assert _verdicts(result) == {"dinas.example": "cannot_tell", "kota.example": "no_evidence"}
    assert result.verdict == "cannot_tell"
    assert any("dinas.example" in place for place, _ in result.unreadable)


def test_a_lone_log_that_nobody_can_read(lay: Lay, check: Check) -> None:
    lay({"access.log": DARK})
    result = check("access.log", site="kota.example")
    assert _verdicts(result) == {"kota.example": "cannot_tell"}
    assert result.lines.unparsed == 300


def test_a_note_beside_the_logs_changes_no_verdict(lay: Lay, check: Check) -> None:
    lay({"logs/kota.example/access.log": text(visitors()), "logs/catatan.txt": DARK})
    result = check("logs")
    assert result.verdict == "no_evidence"
    assert any("catatan.txt" in place for place, _ in result.unreadable)
