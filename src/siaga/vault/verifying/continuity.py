"""The check that segments follow each other: nothing removed, reordered or repeated between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.vault.leaves.segment import SealedSource, SegmentLeaf
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words

_TWICE = Words("manifes ini sudah disegel sebelumnya", "this manifest was sealed before")
_SAME_BYTES = Words("isi yang sama disegel dua kali", "the same bytes were sealed twice")
_BATCH = Words(
    "kiriman tidak bersambung: ada yang hilang, tertukar, atau berulang",
    "batches don't follow each other: some are missing, exchanged or repeated",
)
_TEXT = Words("teks tidak bersambung dengan bagian sebelumnya", "the text does not continue its part before")
_OPEN = Words(
    "teks tidak sampai akhir: penyegelan terputus, atau bagian akhirnya dibuang",
    "the text does not end: sealing was interrupted, or its end was removed",
)
_SUMS = Words("jumlahnya tidak cocok", "its sums don't match")


@dataclass(slots=True)
class _Run:
    """What is known of one run of one agent: the next batch, and the newest part of each text."""

    batch: int = 0
    texts: dict[str, tuple[int, SealedSource]] = field(default_factory=dict)


def look(case: Case, found: Findings) -> None:
    """Walk over all segments in the order of the log."""
    manifests: dict[bytes, int] = {}
    contents: dict[bytes, int] = {}
    runs: dict[tuple[str, str], _Run] = {}
    for index, leaf in case.of(SegmentLeaf):
        found.looked()
        place = f"leaf {index}"
        if leaf.manifest.sha256 in manifests:
            found.wrong(place, _TWICE, f"leaf {manifests[leaf.manifest.sha256]}")
        elif leaf.segment.sha256 in contents and leaf.segment.size:
            found.told(place, _SAME_BYTES, f"leaf {contents[leaf.segment.sha256]}")
        manifests.setdefault(leaf.manifest.sha256, index)
        contents.setdefault(leaf.segment.sha256, index)
        if sum(each.raw_to - each.raw_from for each in leaf.sources) != leaf.raw_bytes:
            found.wrong(place, _SUMS, "raw bytes of its sources")
        for source in leaf.sources:
            run = runs.setdefault((source.agent, source.boot), _Run())
            _follow(found, f"{place}, {source.name}", run, source)
            run.texts[source.name] = (index, source)
    for run in runs.values():
        for name, (index, source) in run.texts.items():
            if not source.ends:
                found.told(f"leaf {index}, {name}", _OPEN)


def _follow(found: Findings, place: str, run: _Run, source: SealedSource) -> None:
    if source.batch_from != run.batch or source.batch_to < source.batch_from:
        reason = f"from {source.batch_from} to {source.batch_to} instead of from {run.batch}"
        found.wrong(place, _BATCH, reason)
    run.batch = max(run.batch, source.batch_to)
    _, before = run.texts.get(source.name, (0, None))
    if before is None:
        return
    expected = (0, 1) if before.ends else (before.raw_to, before.first_line + before.lines)
    if (source.raw_from, source.first_line) != expected:
        reason = f"byte {source.raw_from}, line {source.first_line} instead of {expected[0]}, {expected[1]}"
        found.wrong(place, _TEXT, reason)


CHECK = Kind("continuity", Words("Sambungan antarsegmen", "Segments follow each other"), look)
