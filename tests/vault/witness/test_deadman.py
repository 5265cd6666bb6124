"""The alarm sounds when nobody has cosigned for too long, and when clocks would keep it quiet."""

from __future__ import annotations

import pytest

from siaga.vault.witness.deadman import CLOCK_SLACK_S, dead_man


@pytest.mark.parametrize(
    ("last", "now", "said"),
    [
        (1000, 4600, ""),
        (1000, 4601, "60 minutes old (limit 60 minutes)"),
        (None, 3600, ""),
        (None, 3601, "No witness has ever"),
        (1000 + CLOCK_SLACK_S, 1000, ""),
        (1001 + CLOCK_SLACK_S, 1000, "in the future"),
    ],
)
def test_each_side_of_the_limit(last: int | None, now: int, said: str) -> None:
    alarm = dead_man(last, now, 3600, 0)
    assert (alarm is not None) == bool(said)
    if alarm:
        assert said in alarm.english
        assert "saksi" in alarm.indonesian
