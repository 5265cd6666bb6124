"""Writes hits as they are found: as lines for a person, and as JSON Lines for programs."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Self

import orjson

from siaga.entrypoints.cli.vault.window import shown
from siaga.foundation.errors import UsageError
from siaga.foundation.terminal import printable, quiet_json
from siaga.vault.actions.hunt import Hunted, SealedHit
from siaga.vault.hunting.indicators import IndicatorSet
from siaga.verdict.report.moments import Zone, utc_stamp

SCHEMA = "siaga.hunt/1"
"""Each line of the JSON names it: objects of type "hit", and at the end one of type "summary"."""


class HitWriter:
    """Takes hits one by one; a context manager that closes its file."""

    def __init__(self, asked: argparse.Namespace, wanted: IndicatorSet) -> None:
        self._names = [each.shown for each in wanted.indicators]
        self._zone = Zone.parse(asked.zone)
        self._timed = asked.since is not None or asked.until is not None
        self._untimed = "waktu baris tidak terbaca" if asked.language == "id" else "line's time not read"
        self._quiet = asked.quiet
        self._stack = ExitStack()
        self._json: IO[bytes] | None = None
        if asked.json:
            try:
                self._json = self._stack.enter_context(Path(asked.json).open("wb"))  # noqa: SIM115 (the stack closes it)
            except OSError as error:
                raise UsageError(f"{asked.json}: cannot be written: {error.strerror}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def __call__(self, found: SealedHit) -> None:
        """Write one hit."""
        if not self._quiet:
            sys.stdout.write(self._line(found))
        if self._json is not None:
            self._json.write(_encoded(self._object(found)))

    def _line(self, found: SealedHit) -> str:
        hit = found.hit
        line = printable(hit.line.decode("utf-8", "backslashreplace"))
        more = "…" if len(hit.line) < hit.length else ""
        time = ""
        if self._timed:
            time = f" [{self._untimed if found.time_us is None else shown(found.time_us, self._zone)}]"
        where = f"#{found.segment_index}/{hit.frame}@{hit.offset}"
        name = printable(self._names[hit.indicator])
        return f"{printable(found.source.name)}:{hit.line_no}: {where}{time} <{name}> {line}{more}\n"

    def _object(self, found: SealedHit) -> dict[str, Any]:
        hit = found.hit
        return {
            "schema": SCHEMA,
            "type": "hit",
            "indicator": self._names[hit.indicator],
            "file": found.source.name,
            "line_no": hit.line_no,
            "segment_index": found.segment_index,
            "frame": hit.frame,
            "line_in_frame": hit.number,
            "offset": hit.offset,
            "raw_offset": hit.raw_offset,
            "length": hit.length,
            "time": utc_stamp(found.time_us),
            "line": hit.line.decode("utf-8", "backslashreplace"),
        }

    def finish(self, done: Hunted, leaf: int | None) -> None:
        """Write the summary: what was read, what was not, and at which leaf the log says so."""
        if self._json is None:
            return
        asked = done.asked
        summary = {
            "schema": SCHEMA,
            "type": "summary",
            "indicators": len(self._names),
            "indicators_sha256": asked.indicators.sha256().hex(),
            "engine": done.engine,
            "quick": asked.quick,
            "since": utc_stamp(asked.since_us),
            "until": utc_stamp(asked.until_us),
            "site": asked.site,
            "tree_size": done.tree_size,
            "leaf_index": leaf,
            "segments": done.segments,
            "frames": done.frames,
            "lines": done.lines,
            "targets": done.targets,
            "hits": done.hits,
            "hit_lines": done.hit_lines,
            "shown": done.shown,
            "outside": done.outside,
            "counts": {self._names[at]: count for at, count in sorted(done.counts.items())},
            "unread": [{"segment_index": each.segment_index, "reason": each.reason} for each in done.unread],
            "cut": [
                {"segment_index": each.segment_index, "file": each.source.name, "line_no": each.line_no}
                for each in done.cut
            ],
            "untimed": [
                {"segment_index": index, "reason": reason} for index, reason in sorted(done.untimed.items())
            ],
        }
        self._json.write(_encoded(summary))


def _encoded(value: dict[str, Any]) -> bytes:
    return quiet_json(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE).decode()).encode()
