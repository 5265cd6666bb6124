"""The standalone verifier's trees, notes and policies agree with the vault's own."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.bundle.verifier import notes
from siaga.vault.bundle.verifier.notes import Note, Policy, StopError
from siaga.vault.bundle.verifier.verifying import MALFORMED
from siaga.vault.tlog import merkle, proofs
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.cosignature import Cosigner
from siaga.vault.tlog.hashes import MemoryHashes
from siaga.vault.tlog.note import SignedNote, Signer

LEAVES = [bytes([each]) * 3 for each in range(40)]
HASHES = MemoryHashes([merkle.leaf_hash(each) for each in LEAVES])
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def root(size: int) -> bytes:
    return merkle.root_of([merkle.leaf_hash(each) for each in LEAVES[:size]])


def note(size: int, origin: str = "o") -> Note:
    text = Checkpoint(origin, size, root(size)).body()
    signatures = (Signer(origin, KEY).sign(text), Cosigner("w", KEY).sign(text, 77))
    return Note(SignedNote(text, signatures).encode(), "n")


@given(st.integers(1, 40), st.data())
def test_every_leaf_is_included_only_where_it_is(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = proofs.inclusion_path(HASHES, index, size)
    notes.included(LEAVES[index], index, size, path, root(size), "p")
    assert notes.root_of(LEAVES[:size]) == root(size).hex()
    for wrong in (
        (b"x", index, path),
        (LEAVES[index], index + 1, path),
        (LEAVES[index], index, (*path, b"x" * 32)),
    ):
        with pytest.raises(StopError):
            notes.included(wrong[0], wrong[1], size, wrong[2], root(size), "p")


@given(st.integers(1, 40), st.integers(1, 40))
def test_growth_is_seen_and_a_fork_too(one: int, two: int) -> None:
    old, new = sorted((one, two))
    path = proofs.consistency_path(HASHES, old, new)
    note(new).begins_with(note(old), path)
    forked = note(old)
    forked.root = b"f" * 32
    with pytest.raises(StopError):
        note(new).begins_with(forked, path)
    with pytest.raises(StopError):
        note(new).begins_with(note(old, "other"), path)


def test_signatures_and_times_are_told_and_wrong_ones_refused() -> None:
    log, witness = (notes.vkey(each.verifier.text) for each in (Signer("o", KEY), Cosigner("w", KEY)))
    assert note(3).signed_at(log) == [0]
    assert note(3).signed_at(witness) == [77]
    assert note(3).signed_at(notes.vkey(Signer("other", KEY).verifier.text)) == []
    forged = Note(note(3).data.replace(b"\n3\n", b"\n4\n"), "n")
    for key in (log, witness):
        with pytest.raises(StopError):
            forged.signed_at(key)


@pytest.mark.parametrize(
    "data", [b"", b"o\n1\n\n", b"o\n01\nAAAA\n\n\xe2\x80\x94 n AAAAAAAA\n", b"o\n-1\n\n"]
)
def test_what_is_no_checkpoint_is_refused(data: bytes) -> None:
    with pytest.raises((StopError, ValueError, IndexError)):
        Note(data, "n")


def test_a_quorum_counts_groups_and_a_key_only_once() -> None:
    keys = [Cosigner(f"w{at}", Ed25519PrivateKey.from_private_bytes(bytes([at]) * 32)) for at in range(3)]
    rows = [f"witness w{at} {each.verifier.text}\n" for at, each in enumerate(keys)]
    policy = Policy("".join([*rows, "group g 2 w0 w1\ngroup all all g w2\nquorum all\n"]).encode())
    assert policy.satisfied(["w0", "w1", "w2"])
    assert not policy.satisfied(["w0", "w2"])
    assert not policy.satisfied(["w0", "w1"])
    with pytest.raises(StopError):
        Policy((rows[0] + rows[0].replace("witness w0", "witness x") + "quorum none\n").encode())


@given(st.text() | st.binary())
def test_what_is_shown_is_printable(data: str | bytes) -> None:
    if isinstance(data, str) and any("\ud800" <= each <= "\udfff" for each in data):
        return
    assert all(" " <= each <= "~" for each in notes.shown(data))


VECTORS = json.loads((Path(__file__).parents[2] / "tlog" / "vectors" / "proofs.json").read_text())
PUBLISHED = [base64.b64decode(each) for each in VECTORS["hashes"]]


STRICTER: dict[str, list[str]] = {
    "inclusion": [],
    "consistency": ["additional/sizes-are-equal-one-and-proof-is-empty"],
}
"""Right for others, who compare whatever they are given as roots; ours are 32 bytes."""


def holds(kind: str, case: dict[str, Any]) -> bool:
    """Say what the verifier thinks of another implementation's case; whatever it raises refuses."""
    path = [PUBLISHED[each] for each in case["proof"]]
    try:
        if kind == "inclusion":
            index, size = case["leafIdx"], case["treeSize"]
            leaf = PUBLISHED[case["leafHash"]]
            # `included` hashes the leaf itself: it never climbs from anything but 32 bytes.
            inside = 0 <= index < size and len(leaf) == 32
            found = notes.climb(index, size - 1, leaf, path) if inside else None
            return found is not None and found[1] == PUBLISHED[case["root"]]
        signer = Signer("o", Ed25519PrivateKey.from_private_bytes(b"v" * 32))
        texts = [Checkpoint("o", case[f"size{at}"], PUBLISHED[case[f"root{at}"]]).body() for at in (1, 2)]
        signed = [SignedNote(each, (signer.sign(each),)).encode() for each in texts]
        old, new = (Note(each, "case") for each in signed)
        new.begins_with(old, path)
    except (StopError, *MALFORMED):
        return False
    return True


@pytest.mark.parametrize("kind", ["inclusion", "consistency"])
def test_proofs_are_judged_as_others_judge_them(kind: str) -> None:
    others = [each["case"] for each in VECTORS[kind] if holds(kind, each) is each["wantErr"]]
    assert others == STRICTER[kind]
