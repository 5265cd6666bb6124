"""The guard against archives that inflate without end."""

from __future__ import annotations

from siaga.intake.reading.limits import Allowance, Limits


def test_small_contents_may_inflate_as_they_like() -> None:
    assert Allowance(Limits(ratio=10, free_bytes=1000)).allows(1000, 0)
    assert not Allowance(Limits(ratio=10, free_bytes=1000)).allows(1001, 0)


def test_beyond_the_free_bytes_the_ratio_decides() -> None:
    allowance = Allowance(Limits(ratio=10, free_bytes=1000))
    assert allowance.allows(2000, 100)
    assert not allowance.allows(2001, 100)


def test_the_total_bounds_a_patient_bomb() -> None:
    assert not Allowance(Limits(ratio=10, free_bytes=1000, total_bytes=500)).allows(501, 1000)


def test_members_share_what_is_free() -> None:
    allowance = Allowance(Limits(ratio=10, free_bytes=1000))
    allowance.settle(950, 10)
    assert allowance.allows(150, 0)
    assert not allowance.allows(151, 0)
    allowance.settle(10_000, 10)
    assert not allowance.allows(1, 0)


def test_a_stream_within_the_ratio_uses_nothing_up() -> None:
    allowance = Allowance(Limits(ratio=10, free_bytes=1000))
    allowance.settle(5000, 1000)
    assert allowance.allows(1000, 0)
