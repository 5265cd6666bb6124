"""The check for files that no leaf names: left by a crash, or laid there. They are no evidence."""

from __future__ import annotations

from siaga.vault import layout
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.rebuilt import derived_now
from siaga.vault.verifying.result import Words
from siaga.vault.verifying.segments import content_names

_STRAY = Words(
    "tidak disebut dalam log: sisa penulisan yang terputus, bukan bukti",
    "no leaf names it: left by an interrupted writer, no evidence",
)
_FOREIGN = Words("bukan berkas vault", "is no file of a vault")
_QUARANTINE = Words("berkas dalam karantina", "files in quarantine")

_SINGLE = {layout.VAULT, layout.POLICY, layout.POLICY_NEXT}
_LOG = {layout.CHECKPOINT, layout.JOURNAL, layout.WITNESSED}


def look(case: Case, found: Findings) -> None:
    """Go through all names in the vault."""
    named = _named(case)
    quarantined = 0
    for name in case.storage.names(""):
        found.looked()
        if name.startswith(layout.QUARANTINE):
            quarantined += 1
        elif name.startswith((layout.SEGMENTS, layout.MANIFESTS, layout.INDEX)):
            if name not in named:
                found.told(name, _STRAY)
        elif not _known(name):
            found.told(name, _FOREIGN)
    if quarantined:
        found.told(layout.QUARANTINE, _QUARANTINE, str(quarantined))


def _known(name: str) -> bool:
    """Say whether other checks look at this name."""
    others = (layout.HISTORY, layout.ANCHORS, f"{layout.LOG}tile/")
    return name in _SINGLE or name in _LOG or name.startswith(others)


def _named(case: Case) -> set[str]:
    now = derived_now(case)
    named: set[str] = set()
    for index, leaf in case.of(SegmentLeaf):
        named.update(content_names(leaf))
        files = now.get(index, leaf.derived)
        named.update(layout.index(leaf.manifest.sha256, each.name) for each in files)
    return named


CHECK = Kind("strays", Words("Berkas tanpa entri log", "Files that no leaf names"), look)
