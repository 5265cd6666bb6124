"""Reads CSV exports: delimiter and columns from the header, one event per record."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from siaga.intake.block import Block
from siaga.intake.formats.audit import columns, dates
from siaga.intake.formats.audit.columns import Column
from siaga.intake.formats.audit.event import SSH_METHODS, audit_event
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.json_objects import json_object, plain
from siaga.intake.formats.linewise import NOWHERE, Mark, read_split, share
from siaga.intake.formats.splitting import Place, split
from siaga.intake.formats.texts import text
from siaga.intake.rows import Event, Reading

_DELIMITERS = (",", ";", "\t", "|")
_HEAD_LINES = 5
"""A title or two may stand above the header."""
_REACH = 50
"""How many lines a quoted field may span."""

Trail = Literal["audit", "auth"]


def cut(line: str, delimiter: str) -> list[str] | None:
    """Cut one CSV record (RFC 4180); None when its last quoted field isn't closed."""
    if '"' not in line:
        return line.split(delimiter)
    try:
        rows = list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None if line.count('"') % 2 else line.split(delimiter)
    return rows[0] if rows else []


@dataclass(frozen=True, slots=True)
class Header:
    """What a header line says: delimiter, names, which column stands where, and what else there is."""

    delimiter: str
    names: tuple[str, ...]
    found: dict[Column, int]
    others: tuple[tuple[int, str], ...]


def header_of(line: bytes) -> Header | None:
    """Read a header; None when no delimiter makes it tell an audit trail or an authentication export."""
    line_text = text(line)
    if len(line_text) > 4096:
        return None
    best: Header | None = None
    for delimiter in _DELIMITERS:
        names = cut(line_text, delimiter) or []
        found = columns.find(tuple(names))
        tells = columns.tells_audit(found) or columns.tells_authentication(found)
        if len(names) > 2 and tells and (best is None or len(names) > len(best.names)):
            known = set(found.values())
            normal = tuple(map(columns.normal, names))
            others = tuple((at, name) for at, name in enumerate(normal) if at not in known)
            best = Header(delimiter, normal, found, others)
    return best


def trail_of(header: Header) -> Trail:
    """Say what a header announces."""
    return "auth" if columns.tells_authentication(header.found) else "audit"


def _address_inside(others: Iterable[str]) -> str:
    """Return the address that only a JSON object in one of the columns tells (Microsoft 365's AuditData).

    Nothing else is taken from there: such objects also hold a record's old and new values.
    """
    for other in others:
        found = json_object(other.encode("utf-8", "replace")) if other.startswith("{") else None
        at = columns.find(tuple(found)).get("client_ip") if found else None
        if found and at is not None:
            return plain(list(found.values())[at])
    return ""


@dataclass(slots=True)
class AuditCsvReader:
    """Reads one file; `offset_us` is the zone of stamps that name none (µs east of UTC)."""

    offset_us: int = 0
    _header: Header | None = None
    _month_first: bool = False
    _tried: int = 0
    _application: str = ""

    def read(self, block: Block) -> Reading:
        """Turn a block into events. A record that spans lines is one event, the rest of it "other"."""
        lines = split(block)
        if self._header is None:
            for line in lines.lines[:_HEAD_LINES]:
                if (header := header_of(line)) is not None:
                    self._look_at_dates(header, lines.lines)
                    break
        joined = self._join(lines.lines)
        texts = iter(joined)
        return read_split(lines, lambda line, place: self._one(line, place, next(texts)))

    def _look_at_dates(self, header: Header, lines: list[bytes]) -> None:
        at = header.found.get("time", header.found.get("date"))
        if at is None:
            return
        for line in lines:
            fields = cut(text(line), header.delimiter) or []
            if at < len(fields) and dates.shows_month_first(fields[at]):
                self._month_first = True
                return

    def _join(self, lines: list[bytes]) -> list[bytes | None]:
        """Return for every non-blank line the whole record that begins there, or None inside of one."""
        joined: list[bytes | None] = []
        row = 0
        while row < len(lines):
            reach = row
            if lines[row].count(b'"') % 2:
                ends = (n for n in range(row + 1, min(row + _REACH, len(lines))) if lines[n].count(b'"') % 2)
                reach = next(ends, row)
            joined.append(b"\n".join(lines[row : reach + 1]))
            joined.extend([None] * (reach - row))
            row = reach + 1
        return [whole for whole, line in zip(joined, lines, strict=True) if line]

    def _one(self, line: bytes, place: Place, record: bytes | None) -> Event | Mark | None:
        if record is None:
            return audit_event(place, None, {"message": text(line)}, {"continues": "yes"})
        return self.parse(record, place)

    def parse(self, record: bytes, place: Place) -> Event | Mark | None:
        """Understand one record, or the header."""
        header = self._header
        if header is None:
            self._tried += 1
            if self._tried <= _HEAD_LINES:
                self._header = header_of(record)
            return None if self._header is None else Mark.HEADER
        fields = cut(text(record), header.delimiter)
        if fields is None or len(fields) < len(header.names) - 1 or len(fields) > len(header.names) + 1:
            return None
        if (
            columns.normal(fields[0]) == header.names[0]
            and tuple(map(columns.normal, fields)) == header.names
        ):
            return Mark.HEADER
        told: dict[Column, str] = {
            column: fields[at].strip() for column, at in header.found.items() if at < len(fields)
        }
        time = self._time(told)
        if time is None:
            return None
        if told.get("method", "").lower() in SSH_METHODS and "port" in told:
            self._application = "ssh"
        if not told.get("application"):
            told["application"] = self._application
        others = {name: fields[at].strip() for at, name in header.others if at < len(fields)}
        if not told.get("client_ip"):
            told["client_ip"] = _address_inside(others.values())
        return audit_event(place, time, told, others)

    def _time(self, told: dict[Column, str]) -> int | None:
        stamp = told.get("time") or " ".join(filter(None, (told.get("date"), told.get("clock"))))
        return dates.read(stamp, month_first=self._month_first, offset_us=self.offset_us)


@dataclass(frozen=True, slots=True)
class AuditCsvFormat:
    """Recognises an export by its header: an audit trail, or authentications (`trail`)."""

    name: str
    kind: Kind
    trail: Trail
    offset_us: int = 0

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share of lines that read by the header; 0.0 without one among the first lines."""
        header = next(filter(None, map(header_of, sample[:_HEAD_LINES])), None)
        if header is None or trail_of(header) != self.trail:
            return 0.0
        reader = AuditCsvReader(self.offset_us)
        return share(sample, lambda line: reader.parse(line, NOWHERE) is not None)

    def reader(self, *, modified_at_us: int | None = None) -> AuditCsvReader:  # noqa: ARG002 - stamps are whole
        """Make a reader for one file."""
        return AuditCsvReader(self.offset_us)


AUDIT_CSV = AuditCsvFormat("audit-csv", "audit", "audit")
AUTH_CSV = AuditCsvFormat("auth-csv", "auth", "auth")
