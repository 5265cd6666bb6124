"""Makes the formats of web servers' error logs, into which PHP and other programs write lines too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from siaga.intake.formats.linewise import NOWHERE, LineFormat, LineParser
from siaga.intake.formats.php_error.format import is_stray
from siaga.intake.formats.php_error.format import stamped_event as php_event
from siaga.intake.formats.process_output import StampedLog
from siaga.intake.formats.splitting import Place
from siaga.intake.rows import Event

Stamped = Callable[[bytes, Place, int], Event | None]
"""Understands one line with the server's own stamp, in the zone given in µs east of UTC."""

Sort = TypeVar("Sort", bound=LineFormat)


def server_error_format(
    sort: type[Sort], name: str, stamped: Stamped, offset_us: int, *, php: bool = True
) -> Sort:
    """Make a format of class `sort`; `offset_us` is the zone of its stamps, in µs east of UTC.

    With `php`, PHP may log into the same file, with its own stamps or none. A file belongs to the
    format only by lines that `stamped` understands; stray output counts beside them.
    """

    def understand(line: bytes, place: Place) -> Event | None:
        event = stamped(line, place, offset_us)
        return php_event(line, place, offset_us) if php and event is None else event

    def make(_: int | None) -> LineParser:
        return StampedLog(understand).parse

    def belongs(line: bytes) -> bool:
        return stamped(line, NOWHERE, offset_us) is not None

    return sort(name, "error", make, belongs, is_stray)
