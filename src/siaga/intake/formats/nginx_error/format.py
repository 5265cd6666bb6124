"""Reads nginx's error log: `stamp [level] pid#tid: *connection message, client: …, server: …, request: …`."""

from __future__ import annotations

import re

from siaga.intake.formats.apache_error.message import understand
from siaga.intake.formats.linewise import LineFormat
from siaga.intake.formats.php_error.message import php_message, tool_output
from siaga.intake.formats.server_error import server_error_format
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip, text
from siaga.intake.formats.times import iso
from siaga.intake.rows import Event

_LINE = re.compile(
    rb"(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) \[(emerg|alert|crit|error|warn|notice|info|debug)\] "
    rb"\d{1,10}#\d{1,10}: (?:\*(\d{1,20}) )?+(.*+)",
    re.DOTALL,
)
_TAIL = re.compile(r", client: ([^, ]{1,80})(?:, server: ([^,]{0,300}))?+")
_QUOTED = re.compile(r", (request|upstream|host|referrer): \"([^\"\\]*+(?:\\.[^\"\\]*+)*+)\"", re.DOTALL)
_STDERR = re.compile(r"FastCGI sent in stderr: [\"']?(?:PHP message: )?")
_FILE = re.compile(
    r"[a-z_]{1,30}\(\) \"([^\"]*+)\" (?:failed|is )|(?:directory index of|access forbidden by rule|)"
    r" ?\"([^\"]*+)\" is "
)
_USER = re.compile(r"user \"([^\"]{0,200})\"(?:: password mismatch| was not found in)")
_QUIET = frozenset((b"notice", b"info", b"debug"))


def stamped_event(line: bytes, place: Place, offset_us: int) -> Event | None:
    """Understand one stamped line; `offset_us` is the zone of the stamps (µs east of UTC)."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    stamp, level, connection, rest = match.groups()
    time = iso(stamp, offset_us)
    if time is None:
        return None
    whole = text(rest)
    event = Event(
        *place,
        time,
        "nginx",
        "other" if level in _QUIET else "error",
        message=whole,
        detail={"level": text(level)},
    )
    if connection:
        event.detail["connection"] = text(connection)
    tail = _TAIL.search(whole)
    message = whole
    if tail is not None:
        message = whole[: tail.start()]
        event.client_ip = ip(tail[1])
        event.host = "" if tail[2] in (None, "_") else tail[2]
        _tail(event, whole[tail.end() :])
    _understand(event, message)
    return event


def _tail(event: Event, rest: str) -> None:
    for name, value in _QUOTED.findall(rest):
        if name == "host":
            event.host = value
        else:
            event.detail.setdefault(name, value)


def _understand(event: Event, message: str) -> None:
    if message.startswith(("ModSecurity:", "[client ")):
        understand(event, message.partition("] ")[2] if message.startswith("[") else message)
        return
    stderr = _STDERR.match(message)
    if stderr is not None:
        inner = message[stderr.end() :].partition('" while ')[0]
        if php_message(event, message) or tool_output(event, inner.removesuffix('"')):
            return
    user = _USER.match(message)
    if user is not None:
        event.action, event.outcome, event.user = "login", "failure", user[1]
        event.detail["method"] = "basic"
        return
    named = _FILE.match(message)
    if named is not None:
        event.object = named[1] or named[2]


class NginxErrorFormat(LineFormat):
    """Recognises nginx's stamps and levels."""

    __slots__ = ()


def nginx_error_format(offset_us: int = 0) -> NginxErrorFormat:
    """Make the format with the zone of its stamps, in µs east of UTC."""
    return server_error_format(NginxErrorFormat, "nginx-error", stamped_event, offset_us)


NGINX_ERROR = nginx_error_format()
