"""Checks that the intrusions of a run really happened: a witness line must not say that it failed."""

from __future__ import annotations

import re

from range.recording.rotate import Written

_STATUS = re.compile(rb'" (\d{3}) |"status":(\d{3})')


def failed(written: list[Written]) -> list[str]:
    """Return the witnesses of intrusions whose access line tells of no success."""
    found = []
    for row in written:
        actor = row.line.actor
        if actor is None or actor.kind != "intrusion" or not row.line.role or "access" not in row.file:
            continue
        match = _STATUS.search(row.line.text)
        status = (match.group(1) or match.group(2)) if match else b"?"
        # The published Ignition exploit is answered 500 although it runs.
        if not status.startswith((b"2", b"3")) and row.line.role != "exploit":
            found.append(
                f"{actor.name}: {row.line.role} ({row.file}:{row.line_no}) was answered {status.decode()}"
            )
    return found
