"""The check of the sealed content: every manifest, every stored byte, every frame; deep, every line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from siaga.foundation.errors import SiagaError
from siaga.vault import layout
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.record import decode_record
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import UNREADABLE, Findings, Kind
from siaga.vault.verifying.rebuilt import derived_now
from siaga.vault.verifying.result import Words
from siaga.vault.verifying.segment_look import look_at, look_there
from siaga.vault.verifying.segment_record import Fault, Found, SegmentItem, SegmentLook

_SENTENCES = {
    Fault.MANIFEST_GONE: Words("manifes tidak ada lagi", "the manifest is gone"),
    Fault.MANIFEST_WRONG: Words("manifes bukan yang disegel", "the manifest is not the one sealed"),
    Fault.SEGMENT_GONE: Words("segmen tidak ada lagi", "the segment is gone"),
    Fault.SEGMENT_WRONG: Words("isi segmen diubah", "the segment's bytes were changed"),
    Fault.FRAME_WRONG: Words("bingkai tidak sesuai manifes", "the frame is not what the manifest says"),
    Fault.FRAMES_TORN: Words("bingkai tidak bersambung", "the frames don't follow each other"),
    Fault.LINES_WRONG: Words(
        "baris di dalam bingkai bukan yang disegel", "the frame's lines are not those sealed"
    ),
    Fault.UNREADABLE: UNREADABLE,
}
_DELETED = Words("dihapus menurut aturan", "deleted by a rule")
_NOT_LOOKED = Words("pemeriksaan segmen terputus", "looking at the segments was cut short")


def look(case: Case, found: Findings) -> None:
    """Look at every segment, in parallel where an executor was given; keep the records for other checks."""
    items = list(_items(case))
    looks: dict[int, SegmentLook] = {}
    case.looks = looks
    try:
        for each in _records(case, items):
            looks[each.index] = each
            found.looked()
            _tell(case, found, each)
    except SiagaError as error:
        found.unseen("", _NOT_LOOKED, str(error))


def _items(case: Case) -> Iterator[SegmentItem]:
    now = derived_now(case)
    for index, leaf in case.of(SegmentLeaf):
        entry = case.entries[index]
        if entry is not None:
            yield SegmentItem(index, entry, now.get(index, leaf.derived))


def _records(case: Case, items: list[SegmentItem]) -> Iterator[SegmentLook]:
    executor = case.asked.executor
    if executor is None:
        for item in items:
            yield look_at(case.storage, item, deep=case.asked.deep)
        return
    task = partial(look_there, case.storage.place, deep=case.asked.deep)
    for item, data in zip(items, executor.run(task, items), strict=True):
        yield decode_record(SegmentLook, data, f"leaf {item.index}")


def _tell(case: Case, found: Findings, seen: SegmentLook) -> None:
    rule = case.deleted.get(seen.index)
    for each in seen.found:
        fault = Fault(each.fault)
        if fault not in _SENTENCES:
            continue  # told by the check of derived files
        place = f"leaf {seen.index}, {each.place}"
        if rule is not None and fault in {Fault.SEGMENT_GONE, Fault.MANIFEST_GONE}:
            found.told(place, _DELETED, rule)
        elif fault is Fault.UNREADABLE:
            found.unseen(place, UNREADABLE, each.detail)
        else:
            found.wrong(place, _SENTENCES[fault], each.detail)


def found_of(case: Case, *faults: Fault) -> Iterator[tuple[int, Fault, Found]]:
    """Yield what was found of these kinds, with the index of the segment's leaf."""
    for index, seen in sorted((case.looks or {}).items()):
        for each in seen.found:
            if Fault(each.fault) in faults:
                yield index, Fault(each.fault), each


def content_names(leaf: SegmentLeaf) -> tuple[str, str]:
    """Return the names of a segment's evidence: its bytes and its manifest."""
    return layout.segment(leaf.segment.sha256), layout.manifest(leaf.manifest.sha256)


CHECK = Kind("segments", Words("Isi yang disegel", "The sealed content"), look)
