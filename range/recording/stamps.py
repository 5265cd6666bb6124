"""Virtual time as each kind of log writes it: the servers' own stamps are replaced by these."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_ACCESS = re.compile(rb"\[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]")
_JSON = re.compile(rb'"time":"[^"]*"')
_APACHE = re.compile(rb"\[[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d\.\d+ \d{4}\]")
_NGINX = re.compile(rb"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def local(at: float, zone: int) -> datetime:
    """Return virtual seconds since 1970 as a wall clock `zone` hours east of UTC shows them."""
    return datetime.fromtimestamp(at, UTC).astimezone(timezone(timedelta(hours=zone)))


def access(line: bytes, at: float, zone: int) -> bytes:
    """Re-stamp a line of an access log, common layout or JSON; the first stamp is the server's."""
    when = local(at, zone)
    offset = f"{'+' if zone >= 0 else '-'}{abs(zone):02d}"
    if line.startswith(b"{"):
        stamp = f'"time":"{when:%Y-%m-%dT%H:%M:%S}{offset}:00"'.encode()
        return _JSON.sub(lambda _: stamp, line, count=1)
    stamp = f"[{when:%d}/{_MONTHS[when.month - 1]}/{when:%Y:%H:%M:%S} {offset}00]".encode()
    return _ACCESS.sub(lambda _: stamp, line, count=1)


def apache_error(line: bytes, at: float, zone: int) -> bytes:
    """Re-stamp a line of Apache's error log (microseconds, local time, no zone)."""
    when = local(at, zone)
    stamp = f"[{_DAYS[when.weekday()]} {_MONTHS[when.month - 1]} {when:%d %H:%M:%S.%f %Y}]".encode()
    return _APACHE.sub(lambda _: stamp, line, count=1)


def nginx_error(line: bytes, at: float, zone: int) -> bytes:
    """Re-stamp a line of nginx's error log (seconds, local time, no zone)."""
    stamp = f"{local(at, zone):%Y/%m/%d %H:%M:%S}".encode()
    return _NGINX.sub(lambda _: stamp, line, count=1)


def php(message: bytes, at: float, zone: int, *, named: bool = True) -> bytes:
    """Put PHP's own stamp before a message; php-fpm's own log names no zone."""
    when = local(at, zone)
    name = (" Asia/Jakarta" if zone == 7 else " UTC") if named else ""
    return f"[{when:%d}-{_MONTHS[when.month - 1]}-{when:%Y %H:%M:%S}{name}] ".encode() + message


def syslog(at: float, zone: int) -> str:
    """Return the traditional syslog stamp, without a year (RFC 3164)."""
    when = local(at, zone)
    return f"{_MONTHS[when.month - 1]} {when.day:2d} {when:%H:%M:%S}"


def iso(at: float, zone: int) -> str:
    """Return an RFC 3339 stamp with microseconds, as newer rsyslog writes by default."""
    return local(at, zone).isoformat(timespec="microseconds")


def ctime(at: float, zone: int) -> str:
    """Return the stamp of vsftpd.log and xferlog."""
    when = local(at, zone)
    return f"{_DAYS[when.weekday()]} {_MONTHS[when.month - 1]} {when.day:2d} {when:%H:%M:%S %Y}"
