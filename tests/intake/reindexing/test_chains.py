"""Segments that go on in one another are rebuilt together; others are not."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from siaga.intake.reindexing.chains import MOST, Chain, chains
from siaga.vault.leaves.segment import SealedSource, SegmentLeaf, Stored


def _leaf(raw_from: int, boot: str = "r") -> SegmentLeaf:
    source = SealedSource(
        "a", "a", 0, raw_from, raw_from + 9, 1, 1, ends=True, agent="n", boot=boot, batch_from=0, batch_to=1
    )
    stored = Stored(b"", 0)
    return SegmentLeaf(0, "n", stored, stored, 1, b"", 1, 9, (source,), ())


LEAVES = MappingProxyType({3: _leaf(0), 4: _leaf(9), 5: _leaf(0, "other"), 6: _leaf(18), 7: _leaf(0)})


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (set(), []),
        ({3, 4, 5, 6, 7}, [Chain((3, 4, 6), 0, 3), Chain((5,), 0, 1), Chain((7,), 0, 1)]),
        ({6}, [Chain((3, 4, 6), 2, 3)]),
        ({3, 6}, [Chain((3,), 0, 1), Chain((3, 4, 6), 2, 3)]),
        ({4}, [Chain((3, 4), 1, 2)]),
    ],
)
def test_each_wanted_segment_is_in_one_chain_from_its_beginning(wanted: set[int], found: list[Chain]) -> None:
    made = list(chains(LEAVES, wanted))
    assert sorted(made, key=lambda chain: chain.wanted) == sorted(found, key=lambda chain: chain.wanted)
    assert {index for chain in made for index in chain.wanted} == wanted


def test_a_long_chain_is_rebuilt_in_tasks_of_bounded_size() -> None:
    leaves = {index: _leaf(index * 9) for index in range(2 * MOST + 1)}
    made = list(chains(leaves, leaves))
    assert [len(chain.wanted) for chain in made] == [MOST, MOST, 1]
    assert [index for chain in made for index in chain.wanted] == list(leaves)
