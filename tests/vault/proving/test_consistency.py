"""The proof that a log only grew."""

from __future__ import annotations

import pytest
from tests.acceptance.vault_city import City

from siaga.vault.errors import ProofError, TamperedError
from siaga.vault.proving.consistency import Consistency, prove_consistency


def test_growth_is_proven_from_an_older_checkpoint_only(city: City) -> None:
    old = city.view.head.checkpoint
    city.session(lambda session: session.tell("who", "what"))
    new = city.view.head.checkpoint
    proof = Consistency.parse(prove_consistency(city.view, old.size), "p")
    proof.check(old, new)
    with pytest.raises(ProofError):
        Consistency(proof.old, proof.new, (*proof.path, b"x" * 32)).check(old, new)
    with pytest.raises(ProofError):
        proof.check(new, old)
    with pytest.raises(ProofError):
        prove_consistency(city.view, new.size + 1)


@pytest.mark.parametrize("data", [b"{}", b'{"kind":"consistency/2"}', b"x"])
def test_what_is_no_such_proof_is_refused(data: bytes) -> None:
    with pytest.raises(TamperedError):
        Consistency.parse(data, "p")
