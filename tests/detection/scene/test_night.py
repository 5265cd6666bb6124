"""A site's night is the quietest run of hours of its own traffic, and flat traffic shows none."""

from __future__ import annotations

import numpy as np
import pytest

from siaga.detection.scene.night import ENOUGH, NIGHT_HOURS, night_of

DAY = [2, 1, 1, 1, 1, 2, 6, 20, 40, 50, 50, 45, 40, 45, 50, 40, 30, 25, 20, 18, 15, 12, 8, 4]
"""Requests by local hour of an office site, in per mille or so."""


@pytest.mark.parametrize("shift", range(24))
def test_a_night_is_found_in_every_time_zone(shift: int) -> None:
    hours = np.roll(np.array(DAY, np.int64) * 20, shift)
    quiet = frozenset((hour + shift) % 24 for hour in (23, 0, 1, 2, 3, 4, 5))
    night = night_of(hours)
    assert night == quiet
    assert len(quiet) == NIGHT_HOURS


@pytest.mark.parametrize(
    "hours",
    [[0] * 24, [1_000] * 24, [90, 110] * 12, [ENOUGH - 1, *[0] * 23]],
    ids=["silent", "flat", "uneven", "few"],
)
def test_no_night_is_claimed_where_traffic_shows_none(hours: list[int]) -> None:
    assert night_of(np.array(hours, np.int64)) is None
