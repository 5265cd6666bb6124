"""The check of the derived files: those of the log, or of the newest rebuilding. They are no evidence."""

from __future__ import annotations

from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import UNREADABLE, Findings, Kind
from siaga.vault.verifying.result import Words
from siaga.vault.verifying.segment_record import Fault
from siaga.vault.verifying.segments import found_of

_CHANGED = Words(
    "turunan diubah: bangun ulang dengan `siaga vault reindex`; bukti tidak tersentuh",
    "derived, and changed: rebuild it with `siaga vault reindex`; the evidence is untouched",
)
_GONE = Words(
    "turunan tidak ada: bangun ulang dengan `siaga vault reindex`; bukti tidak tersentuh",
    "derived, and gone: rebuild it with `siaga vault reindex`; the evidence is untouched",
)
_DELETED = Words("dihapus menurut aturan", "deleted by a rule")


def look(case: Case, found: Findings) -> None:
    """Tell what looking at the segments has found of their derived files."""
    found.looked(sum(each.derived for each in (case.looks or {}).values()))
    kinds = (Fault.DERIVED_GONE, Fault.DERIVED_WRONG, Fault.DERIVED_UNREADABLE)
    for index, fault, each in found_of(case, *kinds):
        place = f"leaf {index}, {each.place}"
        if fault is Fault.DERIVED_UNREADABLE:
            found.unseen(place, UNREADABLE, each.detail)
        elif fault is Fault.DERIVED_WRONG:
            found.wrong(place, _CHANGED, each.detail)
        elif index in case.deleted:
            found.told(place, _DELETED, case.deleted[index])
        else:
            found.wrong(place, _GONE, each.detail)


CHECK = Kind("derived", Words("Kolom turunan", "The derived columns"), look)
