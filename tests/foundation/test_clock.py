"""The clock tells UTC microseconds."""

from __future__ import annotations

import time

from siaga.foundation.clock import US_PER_MINUTE, US_PER_SECOND, duration, moment, system_clock


def test_the_time_is_the_machine_s_in_microseconds() -> None:
    before = time.time()
    now = system_clock()
    after = time.time()
    assert isinstance(now, int)
    assert before * US_PER_SECOND - 1 <= now <= after * US_PER_SECOND + 1


def test_a_minute_has_sixty_seconds_of_a_million() -> None:
    assert (US_PER_SECOND, US_PER_MINUTE) == (10**6, 60 * 10**6)


def test_times_are_told_as_persons_read_them() -> None:
    assert moment(1_793_534_400_000_000) == "2026-11-01 12:00:00 UTC"
    assert moment(0) == "1970-01-01 00:00:00 UTC"
    assert moment(1 << 62) == f"{1 << 62} us"
    assert duration(7 * US_PER_MINUTE) == "0:07:00"
    assert duration(-US_PER_MINUTE) == "-1 day, 23:59:00"
    assert duration(1 << 92) == f"{1 << 92} us"
