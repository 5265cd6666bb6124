"""Reads PostgreSQL's server log with any usual `log_line_prefix`: stamp, [pid], who and from where, level."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from siaga.intake.formats.audit import dates
from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.postgresql.message import understand
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip, text
from siaga.intake.rows import NO_TIME, Event

_LINE = re.compile(
    rb"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6}+)?+ (?:[A-Z]{2,5}|[+-]\d\d(?::?\d\d)?+)) "
    rb"\[(\d{1,10}+)(?:-\d{1,10}+)?+\]:? ?([^\n]{0,300}?)"
    rb"(LOG|FATAL|ERROR|PANIC|WARNING|NOTICE|INFO|DEBUG\d?|DETAIL|STATEMENT|HINT|CONTEXT|QUERY|LOCATION)"
    rb":  (.*+)",
    re.DOTALL,
)
_WHO = re.compile(r"([^\s@=,]{1,63})@([^\s@,=]{1,63})")
_NAMED = re.compile(r"(?:user|usr)=([^\s,]{1,63})")
_FROM = re.compile(r"(?:client|host|remote)=([^\s,()]{1,64})|(?<![\w.:])([0-9a-fA-F.:]{7,45})(?:\(\d{1,5}\))")
_KEPT = 20_000
"""So many sessions' addresses are remembered at most."""


@dataclass(slots=True)
class _Sessions:
    """Remembers where sessions came from: only the first line of each tells, unless the prefix does."""

    addresses: dict[bytes, str] = field(default_factory=dict)
    last_us: int = NO_TIME

    def address(self, pid: bytes, told: str) -> str:
        """Return a session's address, and keep a told one."""
        if told:
            if len(self.addresses) >= _KEPT:
                self.addresses.clear()
            self.addresses[pid] = told
        return told or self.addresses.get(pid, "")


def _make(offset_us: int) -> LineParser:
    sessions = _Sessions()

    def parse(line: bytes, place: Place) -> Event | None:
        match = _LINE.fullmatch(line)
        if match is None:
            if line[:1] in (b"\t", b" ") and sessions.last_us != NO_TIME:  # further lines of a statement
                return Event(*place, sessions.last_us, "postgresql", "other", message=text(line))
            return None
        time = dates.read(text(match[1]), offset_us=offset_us)
        if time is None:
            return None
        sessions.last_us = time
        prefix, message = text(match[3]), text(match[5])
        event = Event(*place, time, "postgresql", "other", message=message)
        event.user, told = _who(prefix), _from(prefix)
        understand(event, text(match[4]), message)
        event.client_ip = sessions.address(match[2], event.client_ip or told)
        return event

    return parse


def _who(prefix: str) -> str:
    found = _NAMED.search(prefix) or _WHO.search(prefix)
    return "" if found is None or found[1] == "[unknown]" else found[1]


def _from(prefix: str) -> str:
    found = _FROM.search(prefix)
    return ip(found[1] or found[2]) if found else ""


class PostgresqlFormat(LineFormat):
    """Recognises stamps with a zone, a process in brackets and a level with two blanks behind."""

    __slots__ = ()


def postgresql_format(offset_us: int = 0) -> PostgresqlFormat:
    """Make the format with the zone of stamps whose zone has no known name, in µs east of UTC."""
    return PostgresqlFormat(
        "postgresql",
        "auth",
        lambda _: _make(offset_us),
        lambda line: _LINE.fullmatch(line) is not None,
        lambda line: line[:1] == b"\t",
    )


POSTGRESQL = postgresql_format()
