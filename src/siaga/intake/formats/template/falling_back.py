"""Reads a line by the combined fields at its start when what stands behind them is not as expected."""

from __future__ import annotations

from siaga.intake.formats.building import Record
from siaga.intake.formats.combined.exact import parse
from siaga.intake.formats.combined.request import read_request
from siaga.intake.formats.texts import client
from siaga.intake.rows import UNKNOWN


def combined_record(line: bytes) -> Record | None:
    """Return the record of a line that begins like the combined format; None when it doesn't.

    Half-written last lines and hostile headers spoil the fields behind; time, client, request and
    status are still evidence.
    """
    found = parse(line)
    if found is None:
        return None
    method, target = (None, None) if found.request is None else read_request(found.request)
    prefix = found.prefix
    return (
        found.time_us,
        client(prefix.client),
        method,
        target,
        found.status,
        found.size,
        found.referrer,
        found.user_agent,
        prefix.host,
        prefix.user,
        UNKNOWN,
    )
