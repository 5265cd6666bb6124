"""The bytes of a minute's leaf never change: logs that were written have them."""

from __future__ import annotations

from siaga.vault.leaves.interval import IntervalLeaf, SourceCount
from siaga.vault.leaves.kinds import encode_leaf


def test_interval() -> None:
    leaf = IntervalLeaf(120, 0, 60, 1, 2, (SourceCount("a.log", 2, 10, 3),), 4, 5, 1, (7,))
    assert encode_leaf(leaf) == (
        b'{"at":120,"canaries_missing":1,"canaries_sent":5,"from_us":0,"gaps":[7],"kind":"interval/1'
        b'","lines":2,"segments":1,"sources":[{"counted":3,"lines":2,"name":"a.log","raw_bytes":10}]'
        b',"to_us":60,"witnessed_size":4}'
    )
