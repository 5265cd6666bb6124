"""The truth of a run: every actor, the step it reached, and the recorded lines that show it."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from range.estate.sites import Site
from range.recording.rotate import Written
from range.visits.steps import Actor

SCHEMA = "siaga.range/1"


@dataclass(slots=True)
class Told:
    """What the recorder has to tell besides lines: sources, gaps, clocks."""

    sources: list[dict[str, object]] = field(default_factory=list)
    gaps: list[dict[str, object]] = field(default_factory=list)
    skews: list[dict[str, object]] = field(default_factory=list)


def moment(at: float) -> str:
    """Return virtual seconds since 1970 as ISO 8601 in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def compose(
    sites: Iterable[Site], actors: list[Actor], written: list[Written], told: Told, run: dict[str, object]
) -> dict[str, object]:
    """Return the whole truth as it goes to truth.json."""
    by_actor: dict[int, list[Written]] = defaultdict(list)
    for row in written:
        if row.line.actor is not None:
            by_actor[id(row.line.actor)].append(row)
    listed = [_actor(actor, by_actor.get(id(actor), [])) for actor in actors]
    entered = {str(row["site"]) for row in listed if row["kind"] == "intrusion"}
    return {
        "schema": SCHEMA,
        **run,
        "sites": [
            {
                "site": site.host,
                "server": site.server,
                "application": site.app,
                "entered": site.host in entered,
            }
            for site in sites
        ],
        "sources": told.sources,
        "gaps": told.gaps,
        "clock_skews": told.skews,
        "actors": listed,
    }


def _actor(actor: Actor, rows: list[Written]) -> dict[str, object]:
    times = [row.line.at for row in rows]
    return {
        "actor": actor.name,
        "site": actor.site,
        "kind": actor.kind,
        "scenario": actor.scenario,
        "step": actor.step,
        "accepts": list(actor.accepts),
        "note": actor.note,
        "client_ips": [] if actor.by_others else sorted(actor.ips),
        "also_ips": sorted(actor.also_ips | (actor.ips if actor.by_others else set())),
        "users": sorted(actor.users),
        "lines": len(rows),
        "first_seen": moment(min(times)) if times else None,
        "last_seen": moment(max(times)) if times else None,
        "witnesses": [
            {"file": row.file, "line_no": row.line_no, "role": row.line.role} for row in rows if row.line.role
        ],
    }


def save(truth: dict[str, object], written: list[Written], out: Path) -> None:
    """Write truth.json, and lines.tsv.gz with the actor of every recorded line."""
    (out / "truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n")
    rows = [
        f"{row.file}\t{row.line_no}\t{row.line.actor.name if row.line.actor else ''}\t{row.line.role}\n"
        for row in written
    ]
    (out / "lines.tsv.gz").write_bytes(gzip.compress("".join(rows).encode(), 6, mtime=0))
