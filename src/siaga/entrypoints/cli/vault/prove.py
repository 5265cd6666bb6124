"""`siaga vault prove line | segment | growth`: proofs that others verify without us."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.report_file import write_report
from siaga.entrypoints.cli.vault import place
from siaga.vault.actions.prove import prove_growth, prove_segment, prove_source_line


def register(commands: Any) -> None:
    """Add the acts."""
    command = place.register(commands, "prove", "prove that something was sealed, or that the log only grew")
    acts = command.add_subparsers(dest="prove_act", metavar="WHAT", required=True)
    line = place.register(acts, "line", "one line, without showing its neighbours")
    line.add_argument("source", metavar="FILE", help="name of the log, as it was sealed")
    line.add_argument("line", type=int, metavar="LINE", help="number of the line in it, from 1")
    leaf = place.register(acts, "segment", "a segment: a C2SP tlog-proof of its leaf")
    leaf.add_argument("index", type=int, metavar="INDEX", help="index of the segment's leaf in the log")
    growth = place.register(acts, "growth", "that the log begins with what it was at an earlier size")
    growth.add_argument("size", type=int, metavar="SIZE", help="leaves of the earlier checkpoint")
    for each, run in ((line, _line), (leaf, _segment), (growth, _growth)):
        each.add_argument("--out", metavar="FILE", default="-", help="where the proof goes (default: stdout)")
        place.add(each)
        each.set_defaults(run=run)


def _line(asked: argparse.Namespace) -> int:
    # A line that was sealed twice has two proofs: the first is the older evidence, and no other is read.
    _, proof = next(prove_source_line(place.storage_of(asked), asked.source, asked.line))
    return _deliver(asked, proof)


def _segment(asked: argparse.Namespace) -> int:
    return _deliver(asked, prove_segment(place.storage_of(asked), asked.index))


def _growth(asked: argparse.Namespace) -> int:
    return _deliver(asked, prove_growth(place.storage_of(asked), asked.size))


def _deliver(asked: argparse.Namespace, proof: bytes) -> int:
    if asked.out == "-":
        sys.stdout.buffer.write(proof if proof.endswith(b"\n") else proof + b"\n")
    else:
        write_report(Path(asked.out), proof)
    return 0
