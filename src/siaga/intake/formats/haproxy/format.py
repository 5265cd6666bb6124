"""Reads HAProxy's HTTP log format (configuration manual §8.2.3) and recognises TCP and notice lines."""

from __future__ import annotations

import re

from siaga.intake.formats.building import Record
from siaga.intake.formats.combined.request import split_request
from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.syslog_lines import SyslogLine, SyslogReader
from siaga.intake.formats.texts import client, text
from siaga.intake.formats.times import clf
from siaga.intake.rows import NO_TIME, UNKNOWN, Event

# Every repeat is possessive or bounded: the pattern never takes a second pass over the line.
_HEAD = re.compile(
    rb"(?:.{0,120}?haproxy(?:\[\d++\])?+: )?+([^ ]{1,80}):(\d{1,5}) \[([^\]]++)\] ([^ ]++) ([^ /]++)"
    rb"/([^ ]++) (.*+)",
    re.DOTALL,
)
_HTTP = re.compile(
    rb"(-?\d++)/(-?\d++)/(-?\d++)/(-?\d++)/\+?(-?\d++) (-?\d++) \+?(\d++) [^ ]++ [^ ]++ [^ ]++"
    rb" [\d/+]++ \d++/\d++ (?:\{([^}]*+)\} )?+(?:\{[^}]*+\} )?+\"(.*+)",
    re.DOTALL,
)
_TCP = re.compile(rb"-?\d++/-?\d++/\+?-?\d++ \+?\d++ [^ ]++ [\d/+]++ \d++/\d++.*+", re.DOTALL)
_TLS_TAIL = re.compile(
    rb"\" [^ /\"]++/[^ /\"]++/[^ /\"]++/[^ /\"]++/[^ /\"]++ ([^ /\"]++)/[^ /\"]++/[^ /\"]++"
)
_NOTICE = re.compile(rb".{0,120}?haproxy(?:\[\d++\])?+: (.*+)", re.DOTALL)
_BYTE = re.compile(rb"#([0-9A-F]{2})")
_HOST = re.compile(rb"(?:[A-Za-z0-9-]++\.)++[A-Za-z0-9-]++(?::\d++)?+|localhost(?::\d++)?+")


def _unescape(raw: bytes) -> bytes:
    """Undo `#XX`, as HAProxy writes quotes, `#` and what can't be printed."""
    return _BYTE.sub(lambda match: bytes.fromhex(match[1].decode()), raw) if b"#" in raw else raw


def _captured(headers: bytes | None) -> tuple[bytes | None, bytes | None, bytes | None]:
    """Guess host, referrer and user agent among captured request headers, which carry no names."""
    host = referrer = agent = None
    for value in map(_unescape, (headers or b"").split(b"|")):
        if host is None and _HOST.fullmatch(value):
            host = value
        elif referrer is None and value.startswith((b"http://", b"https://")):
            referrer = value
        elif agent is None and b"/" in value:
            agent = value
    return host, referrer, agent


def make(modified_at_us: int | None, offset_us: int) -> LineParser:
    """Return a parser; `offset_us` is the zone of the accept date, which names none (µs east of UTC).

    `modified_at_us` (UTC µs) is for notices, whose only stamp is syslog's.
    """
    take = SyslogReader(modified_at_us, offset_us).take

    def parse(line: bytes, place: Place) -> Record | Event | None:
        head = _HEAD.fullmatch(line)
        time = clf(head[3], offset_us) if head else None
        if head is None or time is None:
            return _notice(line, place, take(line))
        http = _HTTP.fullmatch(head[7])
        if http is None:
            return _tcp(head, time, place) if _TCP.fullmatch(head[7]) else None
        host, referrer, agent = _captured(http[8])
        request, sni = _request(http[9])
        method, target = split_request(request)
        status, size, total = int(http[6]), int(http[7]), int(http[5])
        return (
            time,
            client(head[1]),
            method,
            target,
            status if status >= 0 else UNKNOWN,
            size,
            referrer,
            agent,
            host or sni,
            None,
            total * 1000 if 0 <= total < 10**12 else UNKNOWN,
        )

    return parse


def _request(rest: bytes) -> tuple[bytes, bytes | None]:
    """Cut the request from what follows it; a long one is cut off by HAProxy before its quote."""
    end = rest.rfind(b'"')
    if end >= 0 and (tail := _TLS_TAIL.fullmatch(rest, end)):
        return _unescape(rest[:end]), tail[1]
    return _unescape(rest[:-1] if rest.endswith(b'"') else rest), None


def _tcp(head: re.Match[bytes], time: int, place: Place) -> Event:
    return Event(
        *place,
        time,
        "haproxy",
        "other",
        client_ip=text(client(head[1])),
        object=text(head[4]),
        message=text(head[7]),
        detail={"backend": text(head[5]), "server": text(head[6])},
    )


def _notice(line: bytes, place: Place, parts: SyslogLine | None) -> Event | None:
    notice = _NOTICE.fullmatch(line)
    if notice is None:
        return None
    time_us = NO_TIME if parts is None else parts.time_us
    return Event(*place, time_us, "haproxy", "other", message=text(notice[1]))


def _belongs(line: bytes) -> bool:
    head = _HEAD.fullmatch(line)
    if head is None or clf(head[3]) is None:
        return _NOTICE.fullmatch(line) is not None
    return _HTTP.fullmatch(head[7]) is not None or _TCP.fullmatch(head[7]) is not None


class HaproxyFormat(LineFormat):
    """Recognises lines of HAProxy alone."""

    __slots__ = ()


def haproxy_format(offset_us: int = 0) -> HaproxyFormat:
    """Make the format with the zone of its stamps, in µs east of UTC."""
    return HaproxyFormat(
        "haproxy", "access", lambda modified_at_us: make(modified_at_us, offset_us), _belongs
    )


HAPROXY = haproxy_format()
