"""Where time ran backwards is told to a person, with file, line and both times."""

from __future__ import annotations

from siaga.verdict.coverage.notices import SHOWN, clock_notices
from siaga.verdict.coverage.trace import HOUR_US

from .sources import MONDAY_US, tally


def test_a_notice_names_file_line_and_times() -> None:
    source = tally([MONDAY_US + HOUR_US, MONDAY_US], file="access.log.2")
    source.sites = {"kota.example", "dinas.example"}
    (notice,) = clock_notices(source)
    assert (notice.site, notice.behaviour) == ("dinas.example, kota.example", "log_tampering")
    for text in (notice.text, notice.text_id):
        assert text.startswith("access.log.2:2: ")
        assert "2026-03-02T01:00:00Z" in text
        assert "2026-03-02T00:00:00Z" in text
    assert notice.text != notice.text_id


def test_only_the_first_few_are_told() -> None:
    back_and_forth = [MONDAY_US + (number % 2) * HOUR_US for number in range(100)]
    assert len(clock_notices(tally(back_and_forth))) == SHOWN


def test_order_is_no_reason_for_a_notice() -> None:
    assert clock_notices(tally([MONDAY_US, MONDAY_US + HOUR_US])) == []


def test_times_that_no_calendar_has_are_no_reason_to_stumble() -> None:
    """A stamp of the year 9999 west of Greenwich lies in the year 10000."""
    beyond = 253_402_329_599_000_000
    (notice,) = clock_notices(tally([beyond, 0]))
    assert "10000-01-01T07:59:59Z" in notice.text
    assert "1970-01-01T00:00:00Z" in notice.text
