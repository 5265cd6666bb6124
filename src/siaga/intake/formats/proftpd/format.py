"""Reads proftpd.log: `2024-03-17 01:02:03,123 host proftpd[7] host (client[192.0.2.1]): message`."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.proftpd.message import understand
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.syslog_lines import SyslogReader
from siaga.intake.formats.texts import text
from siaga.intake.formats.times import iso
from siaga.intake.rows import Event

_LINE = re.compile(
    rb"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:,\d{3})?+) ([^ ]++) proftpd\[\d++\]:? (.*+)", re.DOTALL
)


def _make(modified_at_us: int | None, offset_us: int) -> LineParser:
    take = SyslogReader(modified_at_us, offset_us).take

    def parse(line: bytes, place: Place) -> Event | None:
        match = _LINE.fullmatch(line)
        if match is not None:
            time, host, said = iso(match[1], offset_us), match[2], match[3]
        else:
            # The log's older stamp is syslog's ("Mar 17 01:02:03").
            parts = take(line)
            if parts is None or parts.program != "proftpd":
                return None
            time, host, said = parts.time_us, parts.host, parts.message
        if time is None:
            return None
        message = text(said)
        event = Event(*place, time, "ftp", "other", message=message, host=text(host))
        understand(event, message)
        return event

    return parse


class ProftpdFormat(LineFormat):
    """Recognises lines of ProFTPD alone."""

    __slots__ = ()


def proftpd_format(offset_us: int = 0) -> ProftpdFormat:
    """Make the format with the zone of its stamps, in µs east of UTC."""
    return ProftpdFormat("proftpd", "ftp", lambda modified_at_us: _make(modified_at_us, offset_us))


PROFTPD = proftpd_format()
