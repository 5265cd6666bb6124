"""Check the proof of a line, step by step, up to a checkpoint: a pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.vault.errors import ProofError, TamperedError
from siaga.vault.leaves.kinds import decode_leaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.proving.leaf_proof import check_in_log
from siaga.vault.proving.line_proof import LineProof
from siaga.vault.record import encode_record
from siaga.vault.segments.lines import SALT_BYTES
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.merkle import leaf_hash
from siaga.vault.tlog.proof_file import TlogProof
from siaga.vault.tlog.proofs import check_inclusion


@dataclass(frozen=True, slots=True)
class ProvenLine:
    """What a proof shows: these bytes were line `line_number` (from 1) of `source` at leaf `segment`.

    `sealed_at_us` is the log's own clock. `goes_on` says that the line was too long for one frame: its
    rest is the first line of the source's next one.
    """

    source: str
    line_number: int
    line: bytes
    segment: int
    frame: int
    number: int
    sealed_at_us: int
    goes_on: bool


def check_line(proof: LineProof, checkpoint: Checkpoint, place: str) -> ProvenLine:
    """Return what the proof shows; raise ProofError or TamperedError naming the step that failed.

    `checkpoint` is one whose signatures were verified (`Policy.check`, `Epochs.check`).
    """
    tlog_proof = TlogProof.parse(proof.proof.encode(), f"{place}, its log proof")
    check_in_log(tlog_proof, proof.leaf, checkpoint, place)
    leaf = decode_leaf(proof.leaf, f"{place}, leaf")
    if not isinstance(leaf, SegmentLeaf):
        raise TamperedError(f"{place}, leaf", f"a {leaf.KIND} seals no lines")
    record = proof.record
    _step(
        f"{place}, from the frame to the leaf",
        (proof.frame, leaf.frames),
        encode_record(record),
        leaf.frames_root,
        proof.frame_path,
    )
    if len(proof.salt) != SALT_BYTES:
        raise TamperedError(f"{place}, salt", f"not {SALT_BYTES} bytes")
    _step(
        f"{place}, from the line to the frame",
        (proof.number, record.lines),
        proof.salt + proof.line,
        record.lines_root,
        proof.line_path,
    )
    if not 0 <= record.source < len(leaf.sources):
        raise TamperedError(f"{place}, record", "the frame is of no source")
    return ProvenLine(
        leaf.sources[record.source].name,
        record.first_line + proof.number,
        proof.line,
        tlog_proof.index,
        proof.frame,
        proof.number,
        leaf.at,
        record.open and proof.number == record.lines - 1,
    )


def _step(place: str, at: tuple[int, int], data: bytes, root: bytes, path: Sequence[bytes]) -> None:
    try:
        check_inclusion(*at, leaf_hash(data), root, path)
    except ProofError as error:
        raise ProofError(place, error.reason) from error
