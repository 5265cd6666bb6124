"""Proof files that can be verified offline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import ProofError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.hashes import MemoryHashes, root
from siaga.vault.tlog.merkle import leaf_hash
from siaga.vault.tlog.proof_file import TlogProof
from siaga.vault.tlog.proofs import inclusion_path
from siaga.vault.tlog.spelling import to_base64

DATA = [bytes([each]) for each in range(11)]
TREE = MemoryHashes([leaf_hash(each) for each in DATA])
CHECKPOINT = Checkpoint("example.org/log", 11, root(TREE, 11))
HASH = to_base64(bytes(32))


def test_a_proof_leads_from_the_leaf_to_the_checkpoint() -> None:
    for index, data in enumerate(DATA):
        made = TlogProof(index, inclusion_path(TREE, index, 11), b"note\n")
        proof = TlogProof.parse(made.encode(), "proof")
        assert proof == made
        proof.check(data, CHECKPOINT)
        with pytest.raises(ProofError):
            proof.check(data + b"x", CHECKPOINT)
        with pytest.raises(ProofError):
            proof.check(data, Checkpoint("example.org/log", 11, bytes(32)))


def test_the_bytes_are_those_of_the_specification() -> None:
    proof = TlogProof(3, (bytes(32),), b"origin\n", b"abc")
    expected = f"c2sp.org/tlog-proof@v1\nextra YWJj\nindex 3\n{HASH}\n\norigin\n"
    assert proof.encode() == expected.encode()
    assert TlogProof.parse(proof.encode(), "proof") == proof


@given(
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63),
    st.binary(min_size=1, max_size=50),
    st.binary(max_size=20),
)
def test_proofs_come_back(index: int, path: list[bytes], checkpoint: bytes, extra: bytes) -> None:
    proof = TlogProof(index, tuple(path), checkpoint, extra)
    assert TlogProof.parse(proof.encode(), "proof") == proof


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1\nindex 3\n",
        "c2sp.org/tlog-proof@v1\nindex 3\n\n",
        "c2sp.org/tlog-proof@v2\nindex 3\n\nnote\n",
        "c2sp.org/tlog-proof@v1\n\nnote\n",
        "c2sp.org/tlog-proof@v1\nindex 03\n\nnote\n",
        "c2sp.org/tlog-proof@v1\nindex\n\nnote\n",
        "c2sp.org/tlog-proof@v1\nextra \nindex 3\n\nnote\n",
        "c2sp.org/tlog-proof@v1\nextra YQ\nindex 3\n\nnote\n",
        "c2sp.org/tlog-proof@v1\nindex 3\nextra YWJj\n\nnote\n",
        "c2sp.org/tlog-proof@v1\nindex 3\nYWJj\n\nnote\n",
        f"c2sp.org/tlog-proof@v1\nindex 3\n{HASH}\r\n\nnote\n",
        "c2sp.org/tlog-proof@v1\nindex 3\né\n\nnote\n",
        "c2sp.org/tlog-proof@v1\nindex 3\n" + f"{HASH}\n" * 64 + "\nnote\n",
    ],
)
def test_a_malformed_proof_is_refused(text: str) -> None:
    with pytest.raises(ProofError) as caught:
        TlogProof.parse(text.encode(), "place")
    assert caught.value.place == "place"
