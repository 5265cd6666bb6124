"""What a check does unless it is asked otherwise."""

from __future__ import annotations

from pathlib import Path

from siaga.verdict.check.options import CheckOptions
from siaga.verdict.judging import MINIMUM_COVERAGE


def test_defaults_read_on_one_process_and_leave_the_window_to_the_logs() -> None:
    options = CheckOptions(("logs",), (Path("rules"),))
    assert options.jobs == 1
    assert options.minimum_coverage == MINIMUM_COVERAGE
    assert (options.window.from_us, options.window.to_us) == (None, None)
    assert options.site is None
    assert not options.profile
    assert options.log_offset_us == 0


def test_options_are_values() -> None:
    assert CheckOptions(("a",), ()) == CheckOptions(("a",), ())
    assert CheckOptions(("a",), (), jobs=2) != CheckOptions(("a",), ())
