"""The dead-man alarm: nobody has cosigned the log for too long, so nobody would notice what is done to it."""

from __future__ import annotations

from dataclasses import dataclass

CLOCK_SLACK_S = 300
"""Seconds by which another machine's clock may be ahead of ours before we say so."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the officer on duty reads, in Indonesian and in English."""

    indonesian: str
    english: str


def dead_man(last_s: int | None, now_s: int, limit_s: int, since_s: int) -> Alarm | None:
    """Return an alarm if the last cosignature is older than `limit_s` seconds, else None.

    Times are Unix seconds; `last_s` is None if no witness ever cosigned, and then the age of the log
    (`since_s`, when its first key was taken) counts. A cosignature more than `CLOCK_SLACK_S` in the future
    is an alarm, too: a wrong clock would keep this alarm quiet.
    """
    if last_s is not None and last_s > now_s + CLOCK_SLACK_S:
        ahead = _minutes(last_s - now_s)
        return Alarm(
            f"Tanda tangan saksi terakhir bertanggal {ahead} menit di masa depan: periksa jam kedua mesin.",
            f"The last witness cosignature is dated {ahead} minutes in the future: check both clocks.",
        )
    age = now_s - (since_s if last_s is None else last_s)
    if age <= limit_s:
        return None
    limit = _minutes(limit_s)
    if last_s is None:
        return Alarm(
            f"Belum pernah ada saksi yang menandatangani log ini dalam {_minutes(age)} menit (batas {limit}"
            " menit): tidak ada pihak luar yang dapat membuktikan bahwa log tidak diubah."
            " Periksa alamat dan kunci saksi.",
            f"No witness has ever cosigned this log in its {_minutes(age)} minutes (limit {limit} minutes):"
            " nobody outside could show that it was not altered. Check the witnesses' addresses and keys.",
        )
    return Alarm(
        f"Tanda tangan saksi terakhir sudah {_minutes(age)} menit yang lalu (batas {limit} menit): penyegelan"
        " berhenti, atau saksi tidak terjangkau. Periksa keduanya.",
        f"The last witness cosignature is {_minutes(age)} minutes old (limit {limit} minutes): sealing has"
        " stopped, or no witness can be reached. Check both.",
    )


def _minutes(seconds: int) -> int:
    return seconds // 60
