"""The bytes of the leaf that admits a key never change: logs that were written have them."""

from __future__ import annotations

from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import encode_leaf


def test_key() -> None:
    leaf = KeyLeaf(1, 2, "siaga.example/evidence+00000000+AQ==", "", 5)
    assert encode_leaf(leaf) == (
        b'{"at":1,"certificate":"","clock_back_us":5,"epoch":2,"kind":"key/1","vkey":"siaga.example/'
        b'evidence+00000000+AQ=="}'
    )
