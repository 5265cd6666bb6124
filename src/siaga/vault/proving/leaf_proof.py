"""Prove that a leaf stands in the log, as a C2SP tlog-proof that carries the leaf's bytes with it."""

from __future__ import annotations

from dataclasses import replace

from siaga.vault.errors import ProofError, TamperedError
from siaga.vault.log.reading import LogView
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import SignedNote
from siaga.vault.tlog.proof_file import TlogProof


def prove_leaf(view: LogView, index: int) -> bytes:
    """Return the proof file (C2SP tlog-proof) of a leaf; its `extra` data are the leaf's canonical bytes."""
    return replace(view.proof(index), extra=view.entry(index)).encode()


def check_leaf(data: bytes, checkpoint: Checkpoint, place: str) -> tuple[int, bytes]:
    """Return the index and the bytes of the leaf that a proof file of `prove_leaf` proves; raise ProofError.

    `checkpoint` is one whose signatures were verified.
    """
    proof = TlogProof.parse(data, place)
    check_in_log(proof, proof.extra, checkpoint, place)
    return proof.index, proof.extra


def check_in_log(proof: TlogProof, leaf: bytes, checkpoint: Checkpoint, place: str) -> None:
    """Raise ProofError unless the proof is for just this checkpoint and leads from the leaf to its root."""
    try:
        named = Checkpoint.parse(SignedNote.parse(proof.checkpoint, place).text, place)
    except TamperedError as error:
        raise ProofError(f"{place}, its checkpoint", error.reason) from error
    if named != checkpoint:
        raise ProofError(f"{place}, its checkpoint", "the proof is for another checkpoint")
    try:
        proof.check(leaf, checkpoint)
    except ProofError as error:
        raise ProofError(f"{place}, from the leaf to the checkpoint", error.reason) from error
