"""`siaga vault hunt`: looks for indicators in everything that is sealed, and logs what was really read."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.check_options import cache_folder
from siaga.entrypoints.cli.vault import place, window
from siaga.entrypoints.cli.vault.hunting_out import HitWriter
from siaga.entrypoints.cli.vault.telling import say
from siaga.foundation.clock import system_clock
from siaga.foundation.errors import UsageError
from siaga.foundation.executor.opening import open_executor
from siaga.foundation.executor.receipts import FolderReceipts
from siaga.foundation.memory import keep_freed
from siaga.foundation.terminal import printable
from siaga.vault.actions.hunt import HuntAsked, Hunted, hunt
from siaga.vault.actions.hunt_leaf import log_hunt
from siaga.vault.errors import ConflictError
from siaga.vault.hunting.indicators import IndicatorSet, parse
from siaga.vault.hunting.scan import KEPT_PER_FRAME

FOUND, UNREAD = 10, 20
"""Exit statuses: something was found; something could not be read as a whole, or the hunt not be logged."""

RESUMED_FOR_S = 24 * 3600
"""A hunt that was killed longer ago begins anew: its receipts tell of the evidence as it was then."""

_TRIES, _PAUSE_S = 30, 2.0
"""How often, and after which pause, the log is asked for while somebody else writes to it."""


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "hunt", "look for indicators in the sealed lines")
    command.add_argument(
        "--indicators", "-i", required=True, metavar="FILE", help="one per line (- for stdin)"
    )
    window.add(command)
    command.add_argument(
        "--quick", action="store_true",
        help="look at the targets of requests first, and read only the frames that hold one that fits",
    )  # fmt: skip
    command.add_argument("--executor", default="local", metavar="local|dask://HOST:PORT")
    command.add_argument("--processes", type=int, default=1, metavar="N")
    command.add_argument("--json", metavar="FILE", help="write hits and a summary as JSON Lines")
    command.add_argument(
        "--per-frame", type=int, default=KEPT_PER_FRAME, metavar="N",
        help="hits shown of 4 MiB of log; all are counted (default %(default)s)",
    )  # fmt: skip
    command.add_argument("--quiet", "-q", action="store_true", help="no hits on the terminal, only the sum")
    place.add(command, keys=True)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    keep_freed()
    storage = place.storage_of(asked)
    wanted = parse(_read(asked.indicators), asked.indicators)
    since_us, until_us = window.window_of(asked)
    if asked.per_frame < 0:
        raise UsageError("--per-frame is a number of hits")
    what = HuntAsked(wanted, since_us, until_us, asked.site, asked.quick, asked.per_frame)
    cache = cache_folder()
    receipts = None if cache is None else _receipts(cache, storage.place, what)
    kept = "" if cache is None else str(cache / "hunts")
    executor = open_executor(asked.executor, asked.processes)
    with HitWriter(asked, wanted) as writer, closing(executor):
        done = hunt(storage, what, executor, writer, receipts=receipts, cache=kept)
        leaf = _log(asked, done)
        writer.finish(done, leaf)
    if receipts is not None and leaf is not None:
        receipts.clear()
    _sum_up(asked, done, wanted, leaf)
    if done.unread or done.cut or leaf is None or not _looked(done):
        return UNREAD
    return FOUND if done.hits else 0


def _looked(done: Hunted) -> bool:
    """Say whether anything was looked at: a mistyped site or an empty window is no answer."""
    return bool(done.targets if done.asked.quick else done.lines)


def _read(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _receipts(cache: Path, vault: str, what: HuntAsked) -> FolderReceipts:
    told = (vault, what.since_us, what.until_us, what.site, what.quick, what.kept_per_frame)
    key = sha256(repr(told).encode() + what.indicators.sha256()).hexdigest()
    receipts = FolderReceipts(cache / "receipts" / key[:32])
    if receipts.folder.is_dir():
        age_s = system_clock() / 1_000_000 - receipts.folder.stat().st_mtime
        if age_s > RESUMED_FOR_S:
            receipts.clear()
    return receipts


def _log(asked: argparse.Namespace, done: Hunted) -> int | None:
    """Append the hunt's leaf and return its index, None if others kept writing all the time."""
    for number in range(_TRIES):
        try:
            with place.session_of(asked) as session:
                return log_hunt(session, done, place.who())
        except ConflictError:
            if number < _TRIES - 1:
                time.sleep(_PAUSE_S)
    return None


def _sum_up(asked: argparse.Namespace, done: Hunted, wanted: IndicatorSet, leaf: int | None) -> None:
    count, unread = len(wanted.indicators), len(done.unread)
    read_id = f"{done.segments:,} segmen, {done.lines:,} baris; {unread:,} segmen tidak terbaca"
    read_en = f"{done.segments:,} segments, {done.lines:,} lines; {unread:,} segments not readable"
    if done.asked.quick:
        read_id = (
            f"hanya {done.targets:,} alamat permintaan dan {done.lines:,} baris di bingkai yang memuatnya; "
            f"{unread:,} segmen tidak terbaca"
        )
        read_en = (
            f"only {done.targets:,} request targets, and {done.lines:,} lines in the frames that hold one; "
            f"{unread:,} segments not readable"
        )
    if done.hits:
        found_id = f"{done.hit_lines:,} baris memuat {len(done.counts):,} dari {count:,} indikator"
        found_en = f"{done.hit_lines:,} lines hold {len(done.counts):,} of {count:,} indicators"
        say(asked, (f"Ditemukan: {found_id} (dibaca: {read_id}).", f"Found: {found_en} (read: {read_en})."))
    else:
        say(
            asked,
            (
                f"{count:,} indikator tidak ditemukan di baris yang dibaca: {read_id}.",
                f"{count:,} indicators not found in the lines that were read: {read_en}.",
            ),
        )
    if not _looked(done):
        say(
            asked,
            (
                "  ! Tidak ada yang diperiksa: tidak ada segmen dari situs dan waktu ini. Bukan jawaban.",
                "  ! Nothing was looked at: no segment is of this site and time. This is no answer.",
            ),
        )
    _limits(asked, done)
    if leaf is None:
        say(
            asked,
            (
                "Perburuan ini BELUM dicatat di log: ada penulis lain. Ulangi; hasilnya disimpan.",
                "This hunt is NOT in the log yet: somebody else writes to it. Repeat it; results are kept.",
            ),
        )
    else:
        say(asked, (f"Dicatat di log: daun {leaf:,}.", f"Logged: leaf {leaf:,}."))


def _limits(asked: argparse.Namespace, done: Hunted) -> None:
    """Say what the answer leaves out."""
    if done.shown < done.hits:
        more = done.hits - done.shown
        say(
            asked,
            (
                f"  ! {more:,} temuan dihitung tetapi tidak ditampilkan (--per-frame).",
                f"  ! {more:,} hits are counted but not shown (--per-frame).",
            ),
        )
    if done.outside:
        say(
            asked,
            (
                f"  ! {done.outside:,} baris memuat indikator tetapi di luar waktu yang ditanyakan.",
                f"  ! {done.outside:,} lines hold indicators but are outside of the time asked for.",
            ),
        )
    for each in done.unread:
        reason, at = printable(each.reason), each.segment_index
        say(asked, (f"  ! segmen {at} tidak terbaca: {reason}", f"  ! segment {at} can't be read: {reason}"))
    for cut in done.cut:
        line = f"{printable(cut.source.name)}:{cut.line_no}"
        say(
            asked,
            (
                f"  ! {line} hanya diperiksa per potongan: yang melintasi batas potongan tidak ditemukan.",
                f"  ! {line} was searched in pieces only: what runs over their ends is not found.",
            ),
        )
    for index, why in sorted(done.untimed.items()):
        reason = printable(why)
        say(
            asked,
            (
                f"  ! waktu baris segmen {index} tidak terbaca: {reason}",
                f"  ! times of lines in segment {index} can't be read: {reason}",
            ),
        )
