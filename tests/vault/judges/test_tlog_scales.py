"""The library tlog-scales reads our logs: checkpoints, tiles, entries, proofs; and refuses altered ones."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader
from tlog_scales.signing import Vkey
from tlog_scales.tlog import Checkpoint, ConsistencyProofInvalid, InclusionProofInvalid

from .judged_logs import Judged


class WrongRootError(Exception):
    """The tiles lead to another root than the checkpoint's."""


REFUSALS = (
    WrongRootError,
    InclusionProofInvalid,
    ConsistencyProofInvalid,
    InvalidSignature,
    AssertionError,  # it asserts that an older checkpoint is of a smaller tree
    IndexError,  # a bundle that lacks an entry
    RuntimeError,  # no tile; no signature by that key
    ValueError,  # a truncated entry
)


def judge(log: Judged, newest_key: str) -> tuple[int, int]:
    """Return how many entries and kept checkpoints were found right; raise one of REFUSALS."""
    reader = TilesReader(LocalBackend(log.log))
    newest = reader.get_checkpoint()
    newest.verify(Vkey.from_string(newest_key))
    if reader.calculate_root_hash() != newest.root_hash:
        raise WrongRootError
    for index in range(newest.size):
        leaf = sha256(b"\0" + reader.get_entry(index)).digest()
        reader.get_inclusion_proof(index, newest.size).check(leaf, newest.root_hash)
    for data in log.published:
        kept = Checkpoint.from_text(data.decode())
        proof = reader.get_consistency_proof(kept.size, newest.size)
        proof.check(kept.root_hash, newest.root_hash)
    return newest.size, len(log.published)


def test_it_reads_our_log(true_log: Judged) -> None:
    assert judge(true_log, true_log.epoch_keys[-1]) == (true_log.view.size, len(true_log.published))


def test_it_reads_the_same_entries_as_we(true_log: Judged) -> None:
    reader = TilesReader(LocalBackend(true_log.log))
    size = reader.get_checkpoint().size
    assert [reader.get_entry(index) for index in range(size)] == true_log.entries


def test_it_knows_our_witness_by_its_cosignature(true_logs: dict[str, Judged]) -> None:
    log = true_logs["recovered"]
    key = log.witness.cosigner.verifier.text
    TilesReader(LocalBackend(log.log)).get_checkpoint().verify(Vkey.from_string(key))
    with pytest.raises(RuntimeError, match="no signature"):
        TilesReader(LocalBackend(log.log)).get_checkpoint().verify(Vkey.from_string(log.root_vkey))


def test_it_refuses_what_was_altered(tampered: Judged, true_logs: dict[str, Judged], tmp_path: Path) -> None:
    # The key is known from before: what was altered may not tell it any more.
    key = next(each.epoch_keys[-1] for each in true_logs.values() if each.keys == tampered.keys)
    assert tampered.folder.is_relative_to(tmp_path)
    with pytest.raises(REFUSALS):
        judge(tampered, key)
