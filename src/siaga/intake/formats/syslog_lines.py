"""Takes syslog lines apart: RFC 3164, RFC 5424 and rsyslog's ISO 8601 style."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from siaga.intake.formats.texts import text
from siaga.intake.formats.times import iso
from siaga.intake.formats.yearless import Yearless
from siaga.intake.rows import NO_TIME

_TAG = rb"(?:([^ \[:]{1,80}+)(?:\[[^\]]{0,40}+\])?+:(?: |\Z)|([^ \[:]{1,80}+)\[[^\]]{0,40}+\] )?+ *+(.*+)"
_OLD = re.compile(
    rb"(?:<\d{1,3}>)?+([A-Z][a-z]{2} [ \d]\d(?: \d{4})?+ \d\d:\d\d:\d\d(?:\.\d{1,9}+)?+) ([^ ]++) " + _TAG,
    re.DOTALL,
)
_ISO = re.compile(
    # Date and time of an application's own log usually stand apart, without a zone: that is no syslog.
    rb"(?:<\d{1,3}>)?+(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9}+)?+(?:Z|[+-]\d\d:?\d\d)) "
    rb"(?!stdout |stderr )([^ ]++) " + _TAG,
    re.DOTALL,
)
_NEW = re.compile(
    rb"(?:<\d{1,3}>)?+1 (-|\d{4}-\d\d-\d\dT[0-9:.]++(?:Z|[+-]\d\d:?\d\d)) ([^ ]++) ([^ ]++) [^ ]++ [^ ]++ "
    rb"(?:-|(?:\[(?:[^\]\"]|\"(?:[^\"\\]|\\.)*+\")*+\])++)(?: (?:\xef\xbb\xbf)?+(.*+))?+",
    re.DOTALL,
)
_YEAR = re.compile(rb"([A-Z][a-z]{2} [ \d]\d) (\d{4}) (.*)")


class SyslogLine(NamedTuple):
    """One syslog line: when (UTC µs or NO_TIME), on which machine, which program, and what it said.

    `program` is lower-case and "" where the line has no tag; `message` is what follows the tag.
    """

    time_us: int
    host: bytes
    program: str
    message: bytes


@lru_cache(maxsize=4096)
def _program(tag: bytes) -> str:
    return text(tag).lower()


class SyslogReader:
    """Takes the lines of one file apart, in order (RFC 3164 leaves the year out)."""

    def __init__(self, modified_at_us: int | None, offset_us: int = 0) -> None:
        self._yearless = Yearless(modified_at_us, offset_us)
        self._offset_us = offset_us

    def take(self, line: bytes) -> SyslogLine | None:
        """Return the parts of a line, or None when it is no syslog line."""
        match = _OLD.fullmatch(line)
        if match is not None:
            stamp, host, tag, other_tag, message = match.groups()
            time = self._yearless.at(stamp)
            if time is None:
                time = self._with_year(stamp)
        else:
            match = _ISO.fullmatch(line)
            if match is None:
                return self._new(line)
            stamp, host, tag, other_tag, message = match.groups()
            time = iso(stamp, self._offset_us)
        if time is None:
            return None
        return SyslogLine(time, host, _program(tag or other_tag or b""), message)

    def _with_year(self, stamp: bytes) -> int | None:
        parts = _YEAR.fullmatch(stamp)
        if parts is None:
            return None
        month = _MONTH_NUMBERS.get(parts[1][:3])
        if month is None:
            return None
        day = parts[1][4:].strip().rjust(2, b"0")
        return iso(b"-".join((parts[2], month, day)) + b" " + parts[3], self._offset_us)

    def _new(self, line: bytes) -> SyslogLine | None:
        match = _NEW.fullmatch(line)
        if match is None:
            return None
        stamp, host, program, message = match.groups()
        time = NO_TIME if stamp == b"-" else iso(stamp, self._offset_us)
        if time is None:
            return None
        name = "" if program == b"-" else _program(program)
        return SyslogLine(time, b"" if host == b"-" else host, name, message or b"")


_MONTH_NUMBERS = {
    name: b"%02d" % number
    for number, name in enumerate(
        (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"), 1
    )
}
