"""`siaga vault reindex`: derives the columns of sealed segments again, from the evidence."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import say, table
from siaga.foundation.errors import UsageError
from siaga.foundation.executor.opening import open_executor
from siaga.foundation.terminal import printable
from siaga.intake.deriving.derive import Deriver
from siaga.intake.reindexing.options import GivenOptions
from siaga.intake.reindexing.run import Reindexed, reindex
from siaga.verdict.report.moments import Zone

UNREAD = 20
"""Exit status: some evidence could not be read, and so not be derived from."""


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "reindex", "rebuild derived columns from the evidence")
    command.add_argument("segments", nargs="*", type=int, metavar="LEAF", help="indexes of segments' leaves")
    command.add_argument("--all", action="store_true", help="all segments")
    sealed = command.add_argument_group("given anew (default: as when it was sealed)")
    sealed.add_argument("--site", help="everything belongs to this site")
    sealed.add_argument("--site-pattern", action="append", metavar="PATTERN")
    sealed.add_argument("--log-format", action="append", metavar="FORMAT")
    sealed.add_argument("--json-field", action="append", metavar="COLUMN=FIELD")
    sealed.add_argument("--log-zone", metavar="ZONE", help="of log stamps that name none")
    command.add_argument("--executor", default="local", metavar="local|dask://HOST:PORT")
    command.add_argument("--processes", type=int, default=1, metavar="N")
    place.add(command, keys=True)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    if asked.all == bool(asked.segments):
        raise UsageError("give the indexes of segments' leaves, or --all")
    options = GivenOptions(
        asked.site,
        _given(asked.site_pattern),
        _given(asked.log_format),
        _given(asked.json_field),
        Zone.parse(asked.log_zone).offset_minutes * 60_000_000 if asked.log_zone else None,
    )
    # A format that can't be read is told before anything is locked.
    Deriver(options.over(None))
    with (
        closing(open_executor(asked.executor, asked.processes)) as executor,
        place.session_of(asked) as session,
    ):
        wanted = None if asked.all else asked.segments
        done = reindex(session, options, executor, who=place.who(), wanted=wanted)
    _sum_up(asked, done)
    return UNREAD if done.failed else 0


def _given(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def _sum_up(asked: argparse.Namespace, done: Reindexed) -> None:
    built = [each for each in done.segments if not each.reason]
    differing = sum(1 for each in built if not each.as_sealed)
    changed = sum(each.changed for each in built)
    say(asked, ("Kolom turunan dibangun ulang dari bukti.", "Derived columns rebuilt from the evidence."))
    table(
        asked,
        [
            (("segmen", "segments"), f"{len(built):,}"),
            (("berkas yang tadinya lain atau hilang", "files that were others or gone"), f"{changed:,}"),
            (("segmen dengan kolom lain dari saat disegel", "segments with other columns than when sealed"),
             f"{differing:,}"),
            (("dihapus menurut aturan", "deleted by a rule"), f"{len(done.deleted):,}"),
        ],
    )  # fmt: skip
    for each in done.failed:
        sys.stdout.write(f"  ! {each.index}: {printable(each.reason)}\n")
