"""Reads Apache's error log: `[stamp] [module:level] [pid …] [client …] message, referer: …`."""

from __future__ import annotations

import re

from siaga.intake.formats.apache_error.message import understand
from siaga.intake.formats.linewise import LineFormat
from siaga.intake.formats.server_error import server_error_format
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip, text
from siaga.intake.formats.times import ctime
from siaga.intake.rows import Event

_LINE = re.compile(
    rb"\[([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]{0,2}\d \d\d:\d\d:\d\d(?:\.\d{1,6})?+ \d{4})\] "
    rb"\[(?:([a-z0-9_-]{0,40}):)?(emerg|alert|crit|error|warn|notice|info|debug|trace\d)\] (.*+)",
    re.DOTALL,
)
_PROCESS = re.compile(rb"\[pid [\d:a-z ]{1,60}\] ")
_CLIENT = re.compile(
    rb"(\([0-9]{1,9}\)[^:\[]{1,200}: )?+\[client (\[[^\] ]{1,60}\]:\d{1,5}|[^\] ]{1,80})\] "
    rb"(?:\[client [^\] ]{1,80}\] )*+"
)
_SOURCE = re.compile(rb"[a-z0-9_.-]{1,60}\.c\(\d{1,6}\): ")
_QUIET = frozenset((b"notice", b"info", b"debug"))


def stamped_event(line: bytes, place: Place, offset_us: int) -> Event | None:
    """Understand one stamped line; `offset_us` is the zone of the stamps (µs east of UTC)."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    stamp, module, level, rest = match.groups()
    time = ctime(stamp, offset_us)
    if time is None:
        return None
    at = 0
    for part in (_PROCESS, _SOURCE):
        if found := part.match(rest, at):
            at = found.end()
    client = b""
    cause = b""
    if found := _CLIENT.match(rest, at):
        cause, client, at = found[1] or b"", found[2], found.end()
    message, referrer = _without_referrer(rest[at:])
    event = Event(
        *place,
        time,
        "apache",
        "other" if level in _QUIET or level.startswith(b"trace") else "error",
        client_ip=_address(client.decode("latin-1"), with_port=b"." in stamp),
        message=text(cause + message),
        detail={"level": text(level)},
    )
    if module:
        event.detail["module"] = text(module)
    if referrer:
        event.detail["referrer"] = text(referrer)
    understand(event, text(message))
    return event


def _address(client: str, *, with_port: bool) -> str:
    """Since 2.4 (whose stamps have fractions) a port follows, after an IPv6 address without brackets."""
    return ip(client.rpartition(":")[0] if with_port and not client.startswith("[") else client) or ip(client)


def _without_referrer(message: bytes) -> tuple[bytes, bytes]:
    start = message.rfind(b", referer: ")
    return (message, b"") if start < 0 else (message[:start], message[start + 11 :])


class ApacheErrorFormat(LineFormat):
    """Recognises Apache's stamps and levels."""

    __slots__ = ()


def apache_error_format(offset_us: int = 0) -> ApacheErrorFormat:
    """Make the format with the zone of its stamps, in µs east of UTC."""
    return server_error_format(ApacheErrorFormat, "apache-error", stamped_event, offset_us)


APACHE_ERROR = apache_error_format()
