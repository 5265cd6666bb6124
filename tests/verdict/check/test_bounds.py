"""What was counted and not kept is told."""

from __future__ import annotations

from siaga.intake.attribution import Attributor
from siaga.verdict.check.bounds import bound_notices
from siaga.verdict.check.fold import Fold
from siaga.verdict.check.hosts import HOST_LINES


def test_within_the_bounds_nothing_is_said() -> None:
    assert bound_notices(Fold(Attributor())) == []


def test_a_bound_that_was_met_is_said_in_both_languages() -> None:
    fold = Fold(Attributor())
    fold.hosts.left_out = 1_234_567
    (notice,) = bound_notices(fold)
    assert notice.behaviour == "limits"
    assert "1,234,567 lines" in notice.text
    assert "1.234.567 baris" in notice.text_id


def test_invented_hosts_meet_the_bound() -> None:
    fold = Fold(Attributor())
    for number in range(60_000):
        fold.hosts.believes("access.log", b"h%d.example" % number, HOST_LINES - 1)
    assert len(bound_notices(fold)) == 1
