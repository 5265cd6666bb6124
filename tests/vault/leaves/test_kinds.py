"""Every kind of leaf comes back from its bytes, and nothing that is none comes in."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import TamperedError, VaultUsageError
from siaga.vault.leaves.acts import ActionLeaf, Detail
from siaga.vault.leaves.kinds import ALL_KINDS, LARGEST_LEAF, Leaf, decode_leaf, encode_leaf

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.KIND)
@given(data=st.data())
def test_a_leaf_comes_back(kind: type[Leaf], data: st.DataObject) -> None:
    st.register_type_strategy(str, st.text(st.characters(codec="utf-8"), max_size=8))
    st.register_type_strategy(int, st.integers(-(1 << 63), (1 << 63) - 1))
    st.register_type_strategy(bytes, st.binary(max_size=4))
    leaf = cast("Leaf", data.draw(st.builds(kind)))
    assert decode_leaf(encode_leaf(leaf), "leaf 7") == leaf


def test_kinds_are_told_apart_and_documented() -> None:
    names = [kind.KIND for kind in ALL_KINDS]
    assert len(set(names)) == len(names)
    documented = (ROOT / "docs" / "vault.md").read_text(encoding="utf-8")
    assert not [name for name in names if f"`{name}`" not in documented]


def test_every_kind_has_a_time_and_admits_a_clock_that_was_set_back() -> None:
    for kind in ALL_KINDS:
        assert {"at", "clock_back_us"} <= {field.name for field in fields(kind)}


@pytest.mark.parametrize(
    "data", [b"{}", b'{"kind":"other/1"}', b'{"kind":1}', b'{"at":1,"kind":"action/1"}', b"[]", b"", b"\xff"]
)
def test_what_is_no_leaf_is_refused_with_its_place(data: bytes) -> None:
    with pytest.raises(TamperedError, match="leaf 7"):
        decode_leaf(data, "leaf 7")


def test_a_leaf_fits_into_a_bundle() -> None:
    leaf = ActionLeaf(1, "who", "what", (Detail("name", ""),))
    room = LARGEST_LEAF - len(encode_leaf(leaf))
    largest = encode_leaf(replace(leaf, details=(Detail("name", "x" * room),)))
    assert len(largest) == LARGEST_LEAF
    with pytest.raises(VaultUsageError, match="most"):
        encode_leaf(replace(leaf, details=(Detail("name", "x" * (room + 1)),)))
    with pytest.raises(TamperedError, match="too large"):
        decode_leaf(largest + b" ", "leaf 7")
