"""Tells where a source's time ran backwards, which a server does not do by itself."""

from __future__ import annotations

import numpy as np

from siaga.findings.shape import Notice
from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.coverage.trace import Jump

SHOWN = 5


def clock_notices(tally: SourceTally) -> list[Notice]:
    """Return a notice per place where time ran backwards, the first few of a source."""
    site = ", ".join(sorted(tally.sites))
    return [_notice(site, jump) for jump in tally.trace.jumps[:SHOWN]]


def _notice(site: str, jump: Jump) -> Notice:
    before, after = (_stamp(at) for at in (jump.before_us, jump.after_us))
    return Notice(
        site,
        "log_tampering",
        f"{jump.file}:{jump.line_no}: time runs backwards from {before} to {after}: "
        "joined files, a changed clock, or lines that were moved or cut out.",
        f"{jump.file}:{jump.line_no}: waktu mundur dari {before} ke {after}: "
        "berkas yang digabung, jam yang diubah, atau baris yang dipindah atau dipotong.",
    )


def _stamp(at_us: int) -> str:
    # Not datetime: a log may name the year 9999 west of Greenwich, which lies in the year 10000.
    return f"{np.datetime64(at_us // 1_000_000, 's')}Z"
