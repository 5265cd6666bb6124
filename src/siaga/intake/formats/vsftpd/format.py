"""Reads vsftpd.log: `Mon Mar  4 01:02:03 2013 [pid 7] [user] OK LOGIN: Client "192.0.2.1"`."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import text
from siaga.intake.formats.times import ctime
from siaga.intake.formats.vsftpd.message import understand
from siaga.intake.rows import Event

_LINE = re.compile(
    rb"([A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}) (\[pid \d++\] .*+)", re.DOTALL
)


def parse(line: bytes, place: Place, offset_us: int = 0) -> Event | None:
    """Understand one line; `offset_us` is the zone of the stamps (µs east of UTC)."""
    match = _LINE.fullmatch(line)
    time = ctime(match[1], offset_us) if match else None
    if match is None or time is None:
        return None
    message = text(match[2])
    event = Event(*place, time, "ftp", "other", message=message)
    understand(event, message)
    return event


class VsftpdFormat(LineFormat):
    """Recognises vsftpd.log."""

    __slots__ = ()


def vsftpd_format(offset_us: int = 0) -> VsftpdFormat:
    """Make the format with the zone of its stamps, in µs east of UTC."""
    return VsftpdFormat("vsftpd", "ftp", lambda _: lambda line, place: parse(line, place, offset_us))


VSFTPD = vsftpd_format()
