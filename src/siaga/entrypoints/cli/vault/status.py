"""`siaga vault status`: what the vault holds, who signs it, and who has witnessed it."""

from __future__ import annotations

import argparse
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import Said, bytes_text, chosen, say, table
from siaga.foundation.clock import US_PER_SECOND, system_clock
from siaga.vault.actions.status import Status, status
from siaga.verdict.report.moments import Zone, is_moment

ALARM = 10
"""Exit status: a person must act."""


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "status", "what the vault holds, who signs it, who has witnessed it")
    place.add(command)
    command.add_argument("--zone", default="WIB", help="of times: WIB, WITA, WIT, UTC or +08:00")
    command.add_argument(
        "--alarm-after", type=int, default=60, metavar="MINUTES",
        help="alarm if the last cosignature is older (default %(default)s)",
    )  # fmt: skip
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    found = status(place.storage_of(asked), system_clock(), asked.alarm_after * 60)
    say(asked, (f"Brankas bukti {found.file.origin}", f"Vault {found.file.origin}"))
    table(asked, _rows(found, Zone.parse(asked.zone), asked))
    alarms = _alarms(found)
    for alarm in alarms:
        say(asked, (f"  ! {alarm[0]}", f"  ! {alarm[1]}"))
    return ALARM if alarms else 0


def _rows(found: Status, zone: Zone, asked: argparse.Namespace) -> list[tuple[Said, str]]:
    stored = found.stored_bytes + found.index_bytes
    ratio = f"{found.raw_bytes / stored:.1f} : 1" if stored else "-"
    never = chosen(asked, ("belum pernah", "never"))
    return [
        (("daun log", "leaves in the log"), f"{found.size:,}"),
        (("daun terakhir", "last leaf"), _time(found.last_at_us, zone, never)),
        (("segmen", "segments"), f"{found.segments:,}"),
        (("baris", "lines"), f"{found.lines:,}"),
        (("byte mentah", "raw bytes"), bytes_text(found.raw_bytes)),
        (("bukti", "evidence"), bytes_text(found.stored_bytes)),
        (("indeks", "index"), bytes_text(found.index_bytes)),
        (("mentah : tersimpan", "raw : stored"), ratio),
        (("baris pertama", "first line"), _time(found.first_line_us, zone, never)),
        (("baris terakhir", "last line"), _time(found.last_line_us, zone, never)),
        (("interval terakhir", "last interval"), _time(found.last_interval_us, zone, never)),
        (("kunci", "key"), f"{found.epoch.number} ({_time(found.epoch.at_us, zone, never)})"),
        (("disaksikan", "witnessed"), f"{found.witnessed_size:,}" if found.witnessed_size else never),
        *(
            (("saksi", "witness"), f"{name}: {_time(time_s * US_PER_SECOND, zone, never)}")
            for name, time_s in sorted(found.witnesses.items())
        ),
    ]


def _alarms(found: Status) -> list[Said]:
    alarms: list[Said] = []
    if found.alarm is not None:
        alarms.append((found.alarm.indonesian, found.alarm.english))
    if found.pending:
        alarms.append(
            (
                "Penyegelan terakhir terputus; penyegelan berikutnya menyelesaikannya.",
                "The last commit was interrupted; the next one finishes it.",
            )
        )
    if found.quarantined:
        alarms.append(
            (
                f"{found.quarantined} berkas di karantina: isinya tidak diterangkan oleh log.",
                f"{found.quarantined} files in quarantine: the log does not explain them.",
            )
        )
    if found.rotation_due:
        alarms.append(
            (
                "Bulan baru: kunci diganti pada penyegelan berikutnya.",
                "A new month: the key changes with the next commit.",
            )
        )
    return alarms


def _time(at_us: int | None, zone: Zone, never: str) -> str:
    if at_us is None or not is_moment(at_us):
        return never
    return f"{zone.local(at_us):%Y-%m-%d %H:%M:%S} {zone.name}"
