"""The check of the minutes: each is told when it is over, and those that nobody told are listed as gaps."""

from __future__ import annotations

from siaga.foundation.clock import US_PER_MINUTE, duration, moment
from siaga.vault.leaves.interval import IntervalLeaf
from siaga.vault.leaves.missing import GapLeaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words

LATEST_US = 5 * US_PER_MINUTE
"""How long after a minute its leaf may be sealed: later it would be a claim about the past."""

_LONG = Words("bukan satu menit", "is no minute")
_LATE = Words("menyatakan waktu jauh sebelum disegel", "claims a time long before it was sealed")
_EARLY = Words("menyatakan waktu yang belum lewat", "claims a time that was not over yet")
_OVERLAP = Words("tumpang tindih dengan menit sebelumnya", "overlaps with the minute ahead of it")
_COUNTS = Words(
    "jumlahnya bukan yang disegel dalam selang itu", "its counts are not what was sealed in between"
)
_GAPS = Words("menunjuk celah yang tidak ada", "names a gap that is none")
_SIZE = Words("menyebut pohon saksi yang belum ada", "names a witnessed tree that was not there yet")
_SILENT = Words("tidak ada catatan menit: Siaga tidak berjalan", "no minute was told: Siaga did not run")
_NONE = Words(
    "tidak ada catatan menit: vault hanya diisi dengan perintah", "no minutes: the vault is filled by hand"
)


def look(case: Case, found: Findings) -> None:
    """Check each interval against its own leaf and the one before, and count the minutes missing."""
    before: IntervalLeaf | None = None
    sealed: list[SegmentLeaf] | None = []
    for index, leaf in enumerate(case.leaves):
        if leaf is None:
            sealed = None  # told by the check of leaves; what was sealed in between is not known
        elif isinstance(leaf, SegmentLeaf) and sealed is not None:
            sealed.append(leaf)
        if not isinstance(leaf, IntervalLeaf):
            continue
        found.looked()
        _alone(case, found, index, leaf)
        if sealed is not None:
            _counted(found, index, leaf, sealed)
        if before is not None and leaf.from_us < before.to_us:
            found.wrong(f"leaf {index}", _OVERLAP)
        if before is not None and leaf.from_us > before.to_us:
            _silent(found, f"leaf {index}", before.to_us, leaf.from_us)
        before, sealed = leaf, []
    if before is None:
        found.told("", _NONE)
    elif case.asked.now_us > before.to_us + LATEST_US:
        _silent(found, "", before.to_us, case.asked.now_us)


def _alone(case: Case, found: Findings, index: int, leaf: IntervalLeaf) -> None:
    place, back = f"leaf {index}", leaf.clock_back_us or 0
    if not 0 < leaf.to_us - leaf.from_us <= US_PER_MINUTE:
        found.wrong(place, _LONG, duration(leaf.to_us - leaf.from_us))
    if leaf.at - back - leaf.to_us > LATEST_US:
        found.wrong(place, _LATE, duration(leaf.at - leaf.to_us))
    if leaf.to_us > leaf.at:
        found.wrong(place, _EARLY, duration(leaf.to_us - leaf.at))
    if leaf.witnessed_size > index:
        found.wrong(place, _SIZE, str(leaf.witnessed_size))
    for gap in leaf.gaps:
        if not (0 <= gap < index and isinstance(case.leaves[gap], GapLeaf)):
            found.wrong(place, _GAPS, f"leaf {gap}")


def _counted(found: Findings, index: int, leaf: IntervalLeaf, segments: list[SegmentLeaf]) -> None:
    """Compare with the segments sealed since the minute before, by place: times may stand still."""
    lines = sum(each.lines for each in segments)
    if (leaf.segments, leaf.lines) != (len(segments), lines):
        reason = f"{leaf.segments} segments, {leaf.lines} lines; sealed were {len(segments)}, {lines}"
        found.wrong(f"leaf {index}", _COUNTS, reason)


def _silent(found: Findings, place: str, from_us: int, to_us: int) -> None:
    found.told(
        place, _SILENT, f"{(to_us - from_us) // US_PER_MINUTE} min, {moment(from_us)} - {moment(to_us)}"
    )


CHECK = Kind("intervals", Words("Catatan tiap menit", "The leaves of each minute"), look)
