"""`siaga vault export`: an evidence bundle of lines and segments, which others verify offline."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import say, table
from siaga.foundation.errors import UsageError
from siaga.vault.actions.export import Chosen, export, tell_export
from siaga.vault.bundle.case import Case
from siaga.vault.log.reading import LogView
from siaga.vault.proving.finding import LinePlace, find_line


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "export", "hand evidence over: a bundle that others verify offline")
    command.add_argument("out", metavar="DIR", help="folder to make; DIR.zip is made beside it")
    command.add_argument(
        "--line", action="append", default=[], metavar="FILE:LINE", help="a line of a sealed log (repeatable)"
    )
    command.add_argument(
        "--segment",
        action="append",
        default=[],
        type=int,
        metavar="INDEX",
        help="a whole segment (repeatable)",
    )
    command.add_argument(
        "--known", action="append", default=[], metavar="FILE", help="a checkpoint that an outsider keeps"
    )
    case = command.add_argument_group("the case")
    for name, text in (
        ("title", "what it is about"),
        ("number", "its number"),
        ("purpose", "what the evidence is for"),
        ("unit", "the office that hands over"),
        ("recipient", "who receives it"),
    ):
        case.add_argument(f"--{name}", default="", help=text)
    place.add(command, keys=True)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    storage = place.storage_of(asked)
    view = LogView.newest(storage)
    lines = [found for each in asked.line for found in _places(view, storage, each)]
    case = Case(
        title=asked.title, number=asked.number, account=place.who(), purpose=asked.purpose,
        unit=asked.unit, recipient=asked.recipient,
    )  # fmt: skip
    known = [_read(each) for each in asked.known]
    bundle = export(storage, view, Chosen(lines, asked.segment), Path(asked.out), case, known)
    with place.session_of(asked) as session:
        tell_export(session, case, bundle)
    say(asked, ("Paket bukti dibuat.", "The evidence bundle was made."))
    table(
        asked,
        [
            (("paket", "bundle"), str(bundle.zip)),
            (("SHA-256", "SHA-256"), bundle.sha256.hex()),
            (("barang bukti", "items"), str(len(bundle.items))),
            (("daun log", "leaves in the log"), f"{bundle.checkpoint_size:,}"),
        ],
    )
    return 0


def _places(view: LogView, storage: Any, text: str) -> tuple[LinePlace, ...]:
    source, colon, number = text.rpartition(":")
    if not colon or not (number.isascii() and number.isdecimal()):
        raise UsageError(f"{text}: write a line as FILE:LINE")
    # A line that was sealed twice is handed over as it was sealed first.
    return find_line(view, storage, source, int(number))[:1]


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
