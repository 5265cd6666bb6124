"""Proofs that a leaf is in a tree, and that a tree is the beginning of another."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import ProofError
from siaga.vault.tlog.hashes import MemoryHashes, root
from siaga.vault.tlog.merkle import EMPTY_ROOT, leaf_hash
from siaga.vault.tlog.proofs import check_consistency, check_inclusion, consistency_path, inclusion_path

CASES = json.loads((Path(__file__).parent / "vectors" / "proofs.json").read_text())
HASHES = [base64.b64decode(each) for each in CASES["hashes"]]
LEAVES = [leaf_hash(bytes([each])) for each in range(40)]
TREE = MemoryHashes(LEAVES)
SIZES = st.integers(0, 40)


def named(case: dict[str, Any]) -> str:
    return str(case["case"])


def test_no_case_of_the_collection_is_left_out() -> None:
    rows = CASES["inclusion"] + CASES["consistency"]
    assert (len(CASES["inclusion"]), len(CASES["consistency"])) == (98, 98)
    assert sum(not each["wantErr"] for each in rows) == 12


STRICTER = "additional/sizes-are-equal-one-and-proof-is-empty"
"""Its one root twice is right, but has 12 bytes: they compare whatever they are given, we want SHA-256."""


@pytest.mark.parametrize("case", CASES["inclusion"], ids=named)
def test_inclusion_is_judged_as_others_judge_it(case: dict[str, Any]) -> None:
    path = [HASHES[each] for each in case["proof"]]
    leaf, root_of_all = HASHES[case["leafHash"]], HASHES[case["root"]]

    def check() -> None:
        check_inclusion(case["leafIdx"], case["treeSize"], leaf, root_of_all, path)

    judge(case, check)


@pytest.mark.parametrize("case", CASES["consistency"], ids=named)
def test_consistency_is_judged_as_others_judge_it(case: dict[str, Any]) -> None:
    path = [HASHES[each] for each in case["proof"]]
    old_root, new_root = HASHES[case["root1"]], HASHES[case["root2"]]

    def check() -> None:
        check_consistency(case["size1"], case["size2"], old_root, new_root, path)

    judge(case, check)


def judge(case: dict[str, Any], check: Any) -> None:
    if case["wantErr"] or case["case"] == STRICTER:
        with pytest.raises(ProofError):
            check()
    else:
        check()


@given(SIZES.flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1) if size else st.none())))
def test_every_leaf_can_be_proven(pair: tuple[int, int | None]) -> None:
    size, index = pair
    if index is None:
        return
    path = inclusion_path(TREE, index, size)
    check_inclusion(index, size, LEAVES[index], root(TREE, size), path)
    for at in range(len(path)):
        spoilt = [*path[:at], EMPTY_ROOT, *path[at + 1 :]]
        with pytest.raises(ProofError, match="another root"):
            check_inclusion(index, size, LEAVES[index], root(TREE, size), spoilt)
    with pytest.raises(ProofError, match="too long"):
        check_inclusion(index, size, LEAVES[index], root(TREE, size), [*path, EMPTY_ROOT])


@given(SIZES, SIZES)
def test_every_beginning_can_be_proven(one: int, other: int) -> None:
    old, new = sorted((one, other))
    path = consistency_path(TREE, old, new)
    check_consistency(old, new, root(TREE, old), root(TREE, new), path)
    for at in range(len(path)):
        spoilt = [*path[:at], EMPTY_ROOT, *path[at + 1 :]]
        with pytest.raises(ProofError, match="other roots"):
            check_consistency(old, new, root(TREE, old), root(TREE, new), spoilt)
    if path:
        with pytest.raises(ProofError):
            check_consistency(old, new, root(TREE, old), root(TREE, new), path[:-1])


def test_every_tree_begins_with_the_empty_one() -> None:
    check_consistency(0, 5, EMPTY_ROOT, root(TREE, 5), ())
    with pytest.raises(ProofError, match="empty tree"):
        check_consistency(0, 5, root(TREE, 1), root(TREE, 5), ())
    with pytest.raises(ProofError, match="nothing is to be shown"):
        check_consistency(0, 5, EMPTY_ROOT, root(TREE, 5), (EMPTY_ROOT,))


def test_what_the_tree_does_not_hold_is_refused() -> None:
    for index, size in ((5, 5), (-1, 5), (0, 41)):
        with pytest.raises(ProofError):
            inclusion_path(TREE, index, size)
    for old, new in ((6, 5), (-1, 5), (5, 41)):
        with pytest.raises(ProofError):
            consistency_path(TREE, old, new)
    with pytest.raises(ProofError, match="32 bytes"):
        check_inclusion(0, 1, b"short", b"short", ())
