"""Says until when log files were written: by their names and sets, where copying has lost their own time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from siaga.intake.block import LogFile
from siaga.intake.reading.label import split_label
from siaga.intake.reading.rotation import rotation_of

_DAY_US = 24 * 3_600 * 1_000_000
_START = datetime(1970, 1, 1, tzinfo=UTC)

LATER_US = 32 * _DAY_US
"""A name may tell when a week's or month's file was begun, not when it was put away."""

ONGOING_US = 330 * _DAY_US
"""The file that follows a dated one is taken to be written for less than a year: so its year is certain."""

STALE_US = 400 * _DAY_US
"""A file time so long before the date in the name was never a time of writing (archives without times)."""


def written_until(files: Sequence[LogFile], modified_at_us: Sequence[int | None]) -> list[int | None]:
    """Return for each file the latest time (UTC µs) at which it can have been written, None where unknown.

    A copy, a download or an unpacked archive often bears the day of copying. A date in the name bounds it;
    a file without one that belongs to a rotated set was begun after the set's newest dated file.
    """
    dated = [_dated_us(file) for file in files]
    newest: dict[str, int] = {}
    for file, date_us in zip(files, dated, strict=True):
        if date_us is not None:
            newest[file.source] = max(date_us, newest.get(file.source, date_us))
    found: list[int | None] = []
    for file, date_us, modified in zip(files, dated, modified_at_us, strict=True):
        if date_us is not None:
            found.append(_bounded(modified, date_us, LATER_US))
        elif file.source in newest and not _is_numbered(file):
            found.append(_bounded(modified, newest[file.source], ONGOING_US))
        else:
            found.append(modified)
    return found


def _bounded(modified: int | None, date_us: int, later_us: int) -> int:
    latest = date_us + later_us
    return latest if modified is None or modified < date_us - STALE_US else min(modified, latest)


def _dated_us(file: LogFile) -> int | None:
    """Return the end of the day or month in a file's name (UTC µs since 1970), None without one."""
    when = rotation_of(split_label(file.name)[1]).when
    if not when:
        return None
    year, month = when[0], when[1]
    if len(when) == 2:
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    else:
        end = datetime(year, month, when[2], tzinfo=UTC) + timedelta(days=1)
    return (end - _START) // timedelta(microseconds=1)


def _is_numbered(file: LogFile) -> bool:
    return rotation_of(split_label(file.name)[1]).number is not None
