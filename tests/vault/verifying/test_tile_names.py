"""Names of tiles and bundles are read back only in their one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.verifying.tile_names import Tile, read_name


@given(st.integers(-1, 7), st.integers(0, 10**9), st.integers(1, 256))
def test_every_name_is_read_back(level: int, number: int, width: int) -> None:
    tile = Tile(level, number, width)
    assert read_name(tile.name) == tile
    assert tile.end == number * 256 + width


@pytest.mark.parametrize(
    "rest",
    ["0/1", "0/0001", "00/001", "0/001.p/0", "0/001.p/256", "0/001.p/257", "0/001.p/", "x/001", "0/x001",
     "0/", "", "entries", "-1/001", "0/001.p/01", "0/" + "9" * 40,
     "0/١٢٣"],
)  # fmt: skip
def test_other_names_are_none(rest: str) -> None:
    assert read_name(f"log/tile/{rest}") is None


@given(st.text(max_size=30))
def test_no_text_makes_it_raise(text: str) -> None:
    tile = read_name(f"log/tile/{text}")
    assert tile is None or tile.name == f"log/tile/{text}"
