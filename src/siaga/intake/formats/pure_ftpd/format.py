"""Reads Pure-FTPd's log files: syslog lines of that program alone, and `altlog clf:`."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.pure_ftpd.message import understand
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.syslog_lines import SyslogReader
from siaga.intake.formats.texts import ip, text
from siaga.intake.formats.times import clf
from siaga.intake.rows import Event

_CLF = re.compile(
    rb"([^ ]++) [^ ]++ ([^ ]++) \[([^\]]++)\] \"(GET|PUT) (.*)\" (\d{3}) (\d{1,18}|-)", re.DOTALL
)
_PROTOCOL = re.compile(rb" HTTP/\d(?:\.\d)?\Z")


def _make(modified_at_us: int | None, offset_us: int) -> LineParser:
    take = SyslogReader(modified_at_us, offset_us).take

    def parse(line: bytes, place: Place) -> Event | None:
        parts = take(line)
        if parts is None or parts.program != "pure-ftpd":
            return None
        message = text(parts.message)
        event = Event(*place, parts.time_us, "ftp", "other", message=message, host=text(parts.host))
        understand(event, message)
        return event

    return parse


def parse_clf(line: bytes, place: Place) -> Event | None:
    """Understand one line of `altlog clf:`; a web server's line (with a protocol) is none."""
    match = _CLF.fullmatch(line)
    if match is None or _PROTOCOL.search(match[5]) or not match[5].startswith(b"/"):
        return None
    client, user, stamp, verb, path, status, size = match.groups()
    time = clf(stamp)
    if time is None:
        return None
    address = ip(client.decode("latin-1"))
    event = Event(
        *place, time, "ftp", "upload" if verb == b"PUT" else "download",
        "success" if status == b"200" else "failure", "" if user == b"-" else text(user), address, text(path),
        text(line),
    )  # fmt: skip
    if size != b"-":
        event.detail["bytes"] = text(size)
    if not address:
        event.detail["client_host"] = text(client)
    return event


class PureFtpdFormat(LineFormat):
    """Recognises lines of Pure-FTPd alone."""

    __slots__ = ()


def pure_ftpd_format(offset_us: int = 0) -> PureFtpdFormat:
    """Make the syslog-style format with the zone of stamps that name none, in µs east of UTC."""
    return PureFtpdFormat("pure-ftpd", "ftp", lambda modified_at_us: _make(modified_at_us, offset_us))


PURE_FTPD = pure_ftpd_format()
PURE_FTPD_CLF = PureFtpdFormat("pure-ftpd-clf", "ftp", lambda _: parse_clf)
