"""A leaf's proof holds for its leaf and its checkpoint, and for no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.acceptance.vault_city import City

from siaga.vault.errors import ProofError
from siaga.vault.proving.leaf_proof import check_leaf, prove_leaf
from siaga.vault.tlog.proof_file import TlogProof


def test_every_leaf_is_proven_with_its_bytes(city: City) -> None:
    view = city.view
    for index in range(view.size):
        assert check_leaf(prove_leaf(view, index), view.head.checkpoint, "p") == (index, view.entry(index))


def test_another_leaf_index_or_checkpoint_is_refused(city: City) -> None:
    view = city.view
    proof = TlogProof.parse(prove_leaf(view, 1), "p")
    for wrong in (replace(proof, extra=view.entry(2)), replace(proof, index=2), replace(proof, path=())):
        with pytest.raises(ProofError):
            check_leaf(wrong.encode(), view.head.checkpoint, "p")
    with pytest.raises(ProofError, match="another checkpoint"):
        check_leaf(proof.encode(), replace(view.head.checkpoint, size=3), "p")
    with pytest.raises(ProofError, match="its checkpoint"):
        check_leaf(replace(proof, checkpoint=b"no note").encode(), view.head.checkpoint, "p")
