"""Proofs at the newest checkpoint, for segments, lines and growth."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.acceptance.vault_city import City, new_city

from siaga.vault.actions.prove import prove_growth, prove_segment, prove_source_line
from siaga.vault.errors import VaultUsageError
from siaga.vault.proving.consistency import Consistency
from siaga.vault.proving.leaf_proof import check_leaf
from siaga.vault.proving.line_check import check_line
from siaga.vault.proving.line_proof import LineProof


@pytest.fixture
def city(tmp_path: Path) -> City:
    return new_city(tmp_path)


def test_a_segment_and_a_line_are_proven(city: City) -> None:
    head = city.view.head.checkpoint
    assert check_leaf(prove_segment(city.storage, 3), head, "p")[0] == 3
    ((place, data),) = prove_source_line(city.storage, "access.log", 1)
    found = check_line(LineProof.parse(data, "p"), head, "p")
    assert (found.line, place.segment) == (b"10.0.0.1 GET /a\n", 3)
    with pytest.raises(VaultUsageError):
        prove_segment(city.storage, 0)


def test_growth_is_proven(city: City) -> None:
    old = city.view.head.checkpoint
    city.session(lambda session: session.tell("who", "what"))
    Consistency.parse(prove_growth(city.storage, 4), "p").check(old, city.view.head.checkpoint)
