"""Raw access logs to recorded ones: the prefix is taken off and the stamp replaced."""

from __future__ import annotations

from range.estate.sites import Site
from range.recording import stamps
from range.recording.lines import Line, Origin, Run


def read(site: Site, run: Run) -> tuple[list[Line], dict[str, tuple[str, float]]]:
    """Return the lines of a site, and which request id and real time each nginx connection had."""
    lines: list[Line] = []
    connections: dict[str, tuple[str, float]] = {}
    raw = run.place.raw(site, "access")
    if not raw.exists():
        return lines, connections
    for row in raw.read_bytes().split(b"\n"):
        rid_bytes, _, rest = row.partition(b"\t")
        real_text, _, rest = rest.partition(b"\t")
        connection, _, text = rest.partition(b"\t")
        if not text:
            continue
        rid = rid_bytes.decode("latin-1")
        real = float(real_text) if site.server == "nginx" else int(real_text) / 1000
        connections[connection.decode()] = (rid, real)
        found = run.origin(site, rid, real) or _by_address(run, text)
        if found is None:
            continue  # the start-up probes of the range itself
        shown = run.tidy(site, stamps.access(text, found.at, site.zone))
        if shown.count(b"127."):
            shown = run.public(shown.decode("latin-1")).encode("latin-1")
        lines.append(Line(found.at, shown, found.actor, found.role))
    return lines, connections


def _by_address(run: Run, text: bytes) -> Origin | None:
    span = run.by_address(text.decode("latin-1"))
    return Origin(span.at, span.actor, span.role) if span else None
