"""Every bound that was met is told, in both languages, and none that was not."""

from __future__ import annotations

from collections.abc import Callable

from siaga.intake.attribution import Attributor
from siaga.verdict.check.bounds import bound_notices
from siaga.verdict.check.fold import Fold
from siaga.verdict.check.hosts import Hosts
from siaga.verdict.result import CheckResult

from .logs import text, visitors

Lay = Callable[[dict[str, bytes]], None]
Check = Callable[..., CheckResult]


def test_nothing_is_told_when_no_bound_was_met(lay: Lay, check: Check) -> None:
    lay({"access.log": text(visitors(host="kota.example"))})
    assert not [notice for notice in check("access.log").notices if notice.behaviour == "limits"]


def test_bounds_that_were_met_are_told() -> None:
    fold = Fold(Attributor())
    fold.hosts = Hosts(counted=0)
    fold.hosts.believes("a.log", b"kota.example", 12_345)
    fold.ledger.moves.quota.left_out = 7
    requests, hosts = bound_notices(fold)
    assert requests.text.startswith("7 requests")
    assert hosts.text.startswith("12,345 lines")
    assert hosts.text_id.startswith("12.345 baris")
