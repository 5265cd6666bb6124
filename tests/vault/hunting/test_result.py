"""Receipts: the same bytes for the same result, read strictly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import TamperedError
from siaga.vault.hunting.result import Count, CutLine, Hit, Hits, MissingFrame, ReadFrame, TaskResult, decode


def packed(hits: list[Hit]) -> Hits:
    rows = [[*hit[:-1], len(hit.line)] for hit in hits]
    numbers = np.array(rows, np.int64).reshape(len(hits), -1) if hits else None
    return Hits(numbers, b"".join(hit.line for hit in hits))


TIME = st.integers(-(2**63), 2**63 - 1)
NUMBER, LONG = st.integers(0, 2**32 - 1), st.integers(0, 2**63 - 1)
HIT = st.builds(Hit, NUMBER, NUMBER, NUMBER, *[LONG] * 5, TIME, st.binary(max_size=20))
HITS = st.lists(HIT, max_size=3).map(packed)
RESULTS = st.builds(
    TaskResult,
    st.text(st.characters(codec="utf-8"), max_size=9),
    st.binary(max_size=32),
    st.just("hyperscan"),
    st.lists(st.builds(ReadFrame, NUMBER, st.binary(max_size=32), *[LONG] * 5), max_size=2).map(tuple),
    st.lists(st.builds(MissingFrame, NUMBER, st.just("gone")), max_size=2).map(tuple),
    st.lists(st.builds(Count, NUMBER, NUMBER), max_size=3).map(tuple),
    HITS,
    NUMBER,
    st.sampled_from(["", "gone"]),
    st.lists(st.builds(CutLine, NUMBER, NUMBER, LONG), max_size=2).map(tuple),
)


@given(RESULTS)
def test_what_is_encoded_is_read_back(result: TaskResult) -> None:
    data = result.encode()
    assert decode(data, "receipt") == result
    assert decode(data, "receipt").encode() == data


@given(st.integers(1, 40))
def test_cut_hits_are_refused(cut: int) -> None:
    result = TaskResult("s", b"", "e", hits=packed([Hit(1, 2, 3, 4, 5, 6, 7, 8, 9, b"line")]))
    with pytest.raises(TamperedError, match="receipt: its hits are cut off"):
        decode(result.encode()[:-cut], "receipt")


@given(st.lists(HIT, max_size=3))
def test_hits_are_unpacked_as_they_were(hits: list[Hit]) -> None:
    assert list(packed(hits)) == hits
    assert list(Hits.joined([packed(hits), packed(hits)])) == [*hits, *hits]


def test_sums() -> None:
    read = (ReadFrame(0, b"", 9, 3, 2, 2, 0), ReadFrame(1, b"", 9, 4, 0, 0, 1))
    result = TaskResult("s", b"", "e", read=read, counts=(Count(0, 1), Count(5, 1)))
    assert (result.lines, result.found) == (7, 2)
