"""A growing table keeps every row's values while it grows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.growing import OTHERS, Ceiling, GrowingTable


def table() -> GrowingTable[int]:
    return GrowingTable({"count": (np.int64, 0, 1), "pair": (np.float64, 7, 2)})


@given(keys=st.lists(st.integers(0, 9), max_size=30))
def test_a_key_keeps_its_row(keys: list[int]) -> None:
    grown = table()
    rows = grown.rows(keys).tolist()
    assert grown.keys() == list(dict.fromkeys(keys))
    assert [grown.keys()[row - 1] for row in rows] == keys
    assert all(grown.find(key) == row for key, row in zip(keys, rows, strict=True))
    assert len(grown) == len(set(keys))


def test_values_survive_growth_and_new_rows_start_fresh() -> None:
    grown = table()
    first = grown.rows([1, 2, 3])
    grown.column("count")[first] = [10, 20, 30]
    many = grown.rows(list(range(100, 5_000)))
    assert grown.column("count")[first].tolist() == [10, 20, 30]
    assert not grown.column("count")[many].any()
    assert (grown.column("pair")[many] == 7).all()
    assert grown.column("pair").shape[1] == 2


def test_unknown_keys_have_no_row() -> None:
    grown = table()
    grown.rows([1])
    assert grown.find(2) is None
    assert 2 not in grown
    assert 1 in grown


def test_beyond_the_ceiling_only_welcome_keys_get_a_row_of_their_own() -> None:
    ceiling = Ceiling(3, 4)
    grown: GrowingTable[int] = GrowingTable({"count": (np.int64, 0, 1)}, ceiling)
    other: GrowingTable[int] = GrowingTable({"count": (np.int64, 0, 1)}, ceiling)
    first = grown.rows([1, 2]).tolist()
    assert other.rows([7]).tolist() == [1]
    later = grown.rows([3, 2, 4, 5], np.array([False, False, True, True])).tolist()
    assert later == [OTHERS, first[1], 3, OTHERS]
    assert grown.keys() == [1, 2, 4]
    assert ceiling.used == 4
