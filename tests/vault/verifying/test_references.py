"""Leaves that name other leaves name such as there are, and that say what they are taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.vault.leaves.acts import RetentionLeaf
from siaga.vault.leaves.canary import CanaryCommitLeaf, CanaryRevealLeaf
from siaga.vault.leaves.kinds import Leaf
from siaga.vault.leaves.missing import GapLeaf, LateLeaf
from siaga.vault.verifying.references import CHECK, tokens_hash
from siaga.vault.verifying.result import State

from .sample_case import checked, segment

TOKENS = ("t1", "t2")
COMMIT = CanaryCommitLeaf(1, "kota", tokens_hash(TOKENS), 2)


@pytest.mark.parametrize(
    ("leaves", "wrong"),
    [
        ([segment(), RetentionLeaf(2, "r", (0,))], 0),
        ([segment(), RetentionLeaf(2, "r", (1,))], 1),
        ([RetentionLeaf(2, "r", (1,)), segment()], 1),
        ([segment(), RetentionLeaf(2, "r", (0, -1, 9))], 2),
        ([None, RetentionLeaf(2, "r", (0,))], 0),
        ([segment(), LateLeaf(2, "s", 0, 1, 2)], 0),
        ([segment(), LateLeaf(2, "s", 1, 1, 2)], 1),
        ([GapLeaf(2, "s", "c", 5, 5)], 0),
        ([GapLeaf(2, "s", "c", 5, 4)], 1),
        ([COMMIT, CanaryRevealLeaf(2, "kota", 0, TOKENS, (0, 1))], 0),
        ([COMMIT, CanaryRevealLeaf(2, "dinas", 0, TOKENS, ())], 1),
        ([COMMIT, CanaryRevealLeaf(2, "kota", 1, TOKENS, ())], 1),
        ([COMMIT, CanaryRevealLeaf(2, "kota", 0, ("t1", "t3"), ())], 1),
        ([COMMIT, CanaryRevealLeaf(2, "kota", 0, ("t1",), ())], 1),
        ([COMMIT, CanaryRevealLeaf(2, "kota", 0, TOKENS, (2,))], 1),
        ([COMMIT, *[CanaryRevealLeaf(2, "kota", 0, TOKENS, ())] * 2], 1),
    ],
)
def test_references(tmp_path: Path, leaves: list[Leaf | None], wrong: int) -> None:
    found = checked(CHECK, tmp_path, leaves)
    assert found.wrong_total == wrong
    assert found.state is (State.WRONG if wrong else State.OK)
    assert found.looked
