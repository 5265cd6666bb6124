"""auth.log of sshd, vsftpd.log and xferlog: sessions are found by their loopback addresses."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from range.estate.sites import Site
from range.recording import stamps
from range.recording.lines import Line, Run
from range.visits.ledger import Span

_SYSLOG = re.compile(r"^<\d+>\w{3} [ \d]\d \d\d:\d\d:\d\d (\w[\w-]*)\[(\d+)\]: (.*)$", re.DOTALL)
_VSFTPD = re.compile(r"^\w{3} (\w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}) (.*)$")
_CLOSING = ("session closed", "Received disconnect", "Disconnected from user", "Connection closed by 1")


def auth(sites: list[Site], run: Run, rows: list[tuple[float, str]]) -> dict[str, list[Line]]:
    """Return the lines of auth.log by site; lines of one process belong to one session.

    The process that serves a session after the login has another id: its parent's lines name the
    same address, so each line is first looked up by address and then by process.
    """
    by_name = {site.short: site for site in sites}
    owners: dict[str, Span] = {}
    read: list[tuple[float, str, str, str]] = []
    for real, row in rows:
        match = _SYSLOG.match(row)
        if match:
            program, pid, text = match.groups()
            read.append((real, program, pid, text))
            span = run.by_address(text)
            if span:
                owners[pid] = span
    lines: dict[str, list[Line]] = {}
    for real, program, pid, text in read:
        span = run.by_address(text) or owners.get(pid)
        if span is None or span.site not in by_name:
            continue
        site = by_name[span.site]
        at = span.at + span.hold if text.startswith(_CLOSING) or "session closed" in text else span.when(real)
        if "Accepted" not in text and "session" not in text and not owners.get(pid):
            continue
        stamp = (stamps.iso if site.iso_syslog else stamps.syslog)(at + site.skew, site.zone)
        shown = f"{stamp} {site.short} {program}[{pid}]: {run.public(text)}"
        told = any(word in text for word in ("Accepted", "session opened"))
        role = span.role if told else ""
        lines.setdefault(site.short, []).append(Line(at, shown.encode(), span.actor, role))
    return lines


def vsftpd(sites: list[Site], run: Run, name: str) -> dict[str, list[Line]]:
    """Return the lines of vsftpd.log or xferlog by site."""
    by_name = {site.short: site for site in sites}
    lines: dict[str, list[Line]] = {}
    file = run.place.sub("raw") / name
    for row in file.read_text(errors="replace").splitlines() if file.exists() else []:
        match = _VSFTPD.match(row)
        span = run.by_address(row)
        if not match or span is None or span.site not in by_name:
            continue
        site = by_name[span.site]
        real = datetime.strptime(match.group(1), "%b %d %H:%M:%S %Y").replace(tzinfo=UTC).timestamp()
        at = span.when(real)
        rest = run.public(match.group(2))
        role = span.role if ("OK UPLOAD" in rest or "OK LOGIN" in rest or " i r " in rest) else ""
        text = f"{stamps.ctime(at + site.skew, site.zone)} {rest}".encode()
        lines.setdefault(site.short, []).append(Line(at, text, span.actor, role))
    return lines
