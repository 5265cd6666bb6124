"""`siaga vault seal PATH…`: seals files, folders, archives or a stream."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import bytes_text, say, table
from siaga.foundation.errors import UsageError
from siaga.foundation.memory import keep_freed
from siaga.foundation.terminal import printable
from siaga.intake.deriving.derive import Deriver
from siaga.intake.sealing.run import Sealed, SealHooks, seal
from siaga.vault.actions.session import Session
from siaga.vault.segments.derived_with import DerivedWith
from siaga.verdict.report.moments import Zone
from siaga.verdict.report.progress import ProgressLine

UNREAD = 20
"""Exit status: something could not be read, and so not be sealed."""


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "seal", "seal logs as they are: files, folders, archives, - for stdin")
    command.add_argument("inputs", nargs="+", metavar="PATH", help="file, folder, archive, or - for stdin")
    command.add_argument("--site", help="everything belongs to this site")
    command.add_argument("--site-pattern", action="append", default=[], metavar="PATTERN")
    command.add_argument("--log-format", action="append", default=[], metavar="FORMAT")
    command.add_argument("--json-field", action="append", default=[], metavar="COLUMN=FIELD")
    command.add_argument("--log-zone", metavar="ZONE", default="WIB", help="of log stamps that name none")
    command.add_argument("--quiet", "-q", action="store_true", help="no progress")
    place.add(command, keys=True)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    with place.session_of(asked) as session:
        sealed = run_sealing(asked, session)
        size = session.log.size
    say(
        asked,
        ("Disegel.", "Sealed.") if sealed.segments else ("Tidak ada yang disegel.", "Nothing was sealed."),
    )
    table(
        asked,
        [
            (("berkas log", "logs"), str(sealed.texts)),
            (("baris", "lines"), f"{sealed.lines:,}"),
            (("byte mentah", "raw bytes"), bytes_text(sealed.raw_bytes)),
            (("segmen", "segments"), str(len(sealed.segments))),
            (("daun log", "leaves in the log"), str(size)),
        ],
    )
    for note in sealed.notes:
        text = note.text_id if asked.language == "id" else note.text
        sys.stdout.write(f"  ! {printable(note.place)}: {printable(text)}\n")
    return UNREAD if any(note.loss for note in sealed.notes) else 0


def _refuse_unreadable(options: DerivedWith) -> None:
    # They are recorded beside the evidence, as text.
    texts = (options.site or "", *options.site_patterns, *options.log_formats, *options.json_fields)
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise UsageError(f"not UTF-8: {printable(text)}") from error


def run_sealing(asked: argparse.Namespace, session: Session) -> Sealed:
    """Seal the inputs asked for; shared with `siaga check --seal`."""
    keep_freed()
    options = DerivedWith(
        asked.site,
        tuple(asked.site_pattern),
        tuple(asked.log_format),
        tuple(asked.json_field),
        Zone.parse(asked.log_zone or "WIB").offset_minutes * 60_000_000,
    )
    _refuse_unreadable(options)
    deriver = Deriver(options)
    progress: list[ProgressLine] = []

    def on_plan(planned: Any) -> None:
        if not asked.quiet:
            progress.append(
                ProgressLine(
                    sys.stderr, language=asked.language, total_bytes=planned.total_bytes, ascii_only=False
                )
            )

    def on_bytes(count: int) -> None:
        for line in progress:
            line.advance("", count, 0)

    try:
        return seal(
            session,
            asked.inputs,
            deriver,
            agent=session.file.node,
            who=place.who(),
            hooks=SealHooks(on_plan, on_bytes),
        )
    finally:
        for line in progress:
            line.close()
