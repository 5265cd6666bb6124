"""A vault under verification that holds only the leaves a test gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from siaga.vault.leaves.kinds import Leaf
from siaga.vault.leaves.segment import SealedSource, SegmentLeaf, Stored
from siaga.vault.storage.local import LocalStorage
from siaga.vault.verifying.case import Asked, Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Check
from siaga.vault.verifying.segment_record import SegmentLook


def segment(site: str = "kota", frames: int = 2, mark: int = 1) -> SegmentLeaf:
    """Return a segment of one source; `mark` tells its hashes apart."""
    source = SealedSource(
        name="a.log",
        source="a.log",
        order=0,
        raw_from=0,
        raw_to=10,
        first_line=1,
        lines=1,
        ends=True,
        agent="a",
        boot="b",
        batch_from=0,
        batch_to=1,
        site=site,
    )
    return SegmentLeaf(
        at=mark,
        node="n",
        segment=Stored(bytes([mark]) * 32, 10),
        manifest=Stored(bytes([mark + 100]) * 32, 10),
        frames=frames,
        frames_root=bytes(32),
        lines=1,
        raw_bytes=10,
        sources=(source,),
        derived=(),
    )


def checked(
    kind: Kind, folder: Path, leaves: Sequence[Leaf | None], looks: Mapping[int, SegmentLook] | None = None
) -> Check:
    """Carry out one check over these leaves."""
    case = Case(LocalStorage(folder), Asked(now_us=0), leaves=list(leaves), looks=looks)
    found = Findings()
    kind.look(case, found)
    return found.check(kind.name, kind.title)
