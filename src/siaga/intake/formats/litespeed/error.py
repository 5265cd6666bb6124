"""LiteSpeed's error log: `date time [LEVEL] [pid] [client:port#vhost] message`."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat
from siaga.intake.formats.php_error.message import php_message, tool_output
from siaga.intake.formats.server_error import server_error_format
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip, text
from siaga.intake.formats.times import iso
from siaga.intake.rows import Event

_LINE = re.compile(
    rb"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9}+)?+) \[([A-Z]{2,9})\] (?:\[\d++\] )?+(?:\[([^\] "
    rb"]++)\] )?+(.*+)",
    re.DOTALL,
)
_STDERR = re.compile(r"\[STDERR\] ?")
_FILE = re.compile(r"File not found \[([^\]]{1,2000})\]")
_QUIET = frozenset((b"NOTICE", b"INFO", b"DEBUG"))


def _event(line: bytes, place: Place, offset_us: int) -> Event | None:
    match = _LINE.fullmatch(line)
    time = iso(match[1], offset_us) if match else None
    if match is None or time is None:
        return None
    client, host = _client(text(match[3] or b""))
    message = text(match[4])
    event = Event(
        *place, time, "litespeed", "other" if match[2] in _QUIET else "error", client_ip=client, host=host,
        message=message, detail={"level": text(match[2]).lower()},
    )  # fmt: skip
    said = _STDERR.match(message)
    if said is not None:
        event.action = "error"
        inner = message[said.end() :]
        if not php_message(event, inner):
            tool_output(event, inner)
    elif named := _FILE.match(message):
        event.object = named[1]
    return event


def _client(source: str) -> tuple[str, str]:
    """Cut `1.2.3.4:5678#APVH_host` (or `1.2.3.4:5678-0#vhost`) into address and virtual host."""
    address, _, host = source.partition("#")
    address = address.partition("-")[0]
    return ip(address), host.removeprefix("APVH_").partition(":")[0]


class LitespeedErrorFormat(LineFormat):
    """Recognises LiteSpeed's stamps and levels."""

    __slots__ = ()


def litespeed_error(offset_us: int = 0) -> LitespeedErrorFormat:
    """Make the format with the zone of its stamps, in µs east of UTC."""
    return server_error_format(LitespeedErrorFormat, "litespeed-error", _event, offset_us, php=False)


LITESPEED_ERROR = litespeed_error()
