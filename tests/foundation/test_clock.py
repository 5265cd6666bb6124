"""The clock tells UTC microseconds."""

from __future__ import annotations

import time

from siaga.foundation.clock import US_PER_MINUTE, US_PER_SECOND, system_clock


def test_the_time_is_the_machine_s_in_microseconds() -> None:
    before = time.time()
    now = system_clock()
    after = time.time()
    assert isinstance(now, int)
    assert before * US_PER_SECOND - 1 <= now <= after * US_PER_SECOND + 1


def test_a_minute_has_sixty_seconds_of_a_million() -> None:
    assert (US_PER_SECOND, US_PER_MINUTE) == (10**6, 60 * 10**6)
