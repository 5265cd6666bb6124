"""The dictionary of targets names the frames to look at, and nothing that it does not hold."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.columns.schema import URLS
from siaga.vault.columns.text import readable_all
from siaga.vault.columns.writing import parquet
from siaga.vault.errors import TamperedError
from siaga.vault.hunting.database import matcher_of
from siaga.vault.hunting.dictionary import DictionaryResult, TargetHit, look_up
from siaga.vault.hunting.indicators import parse

Targets = dict[bytes, tuple[int, list[int]]]
"""How often each target was asked for, and in which frames."""


def dictionary(targets: Targets) -> bytes:
    texts, escaped = readable_all(sorted(targets))
    counts = [targets[each][0] for each in sorted(targets)]
    frames = [targets[each][1] for each in sorted(targets)]
    columns = [texts, escaped, counts, [None] * len(texts), [None] * len(texts), frames]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, URLS, strict=True)]
    return parquet(pa.Table.from_arrays(arrays, schema=URLS))


def looked_up(targets: Targets, wanted: bytes) -> DictionaryResult:
    return look_up(dictionary(targets), "urls.parquet", matcher_of(parse(wanted, "feed.txt")))


def test_a_hit_says_how_often_and_in_which_frames() -> None:
    found = looked_up(
        {b"/": (9, [0, 1, 2]), b"/shell.php?c=id": (2, [1]), b"/shell.php": (3, [1, 4])},
        b"shell\n/c=.d/\nnone\n",
    )
    assert found.hits == (
        TargetHit(2, b"/shell.php", 3, (1, 4)),
        TargetHit(0, b"/shell.php?c=id", 2, (1,)),
        TargetHit(2, b"/shell.php?c=id", 2, (1,)),
    )
    assert found.frames == (1, 4)
    assert found.targets == 3


TARGET = st.lists(
    st.sampled_from([b"a", b"b", b"/", b"\\", b"\n", b"\xff", "é".encode(), b"\\xff"]), max_size=5
)


@given(
    targets=st.dictionaries(
        TARGET.map(b"".join),
        st.tuples(st.integers(1, 9), st.lists(st.integers(0, 9), max_size=3)),
        max_size=5,
    ),
    wanted=st.sampled_from([b"a", b"ab", b"\\", b"\xff", b"\\xff", "é".encode(), b"\xc3"]),
)
def test_targets_are_searched_as_the_bytes_that_they_were(targets: Targets, wanted: bytes) -> None:
    found = looked_up(targets, b"text:" + wanted)
    holding = {each for each in targets if wanted in each}
    assert {hit.target for hit in found.hits} == holding
    assert len(found.hits) == len(holding), "a target is a hit once, however many of its lines fit"
    assert set(found.frames) == {frame for each in holding for frame in targets[each][1]}


def test_nothing_is_found_across_targets_or_in_an_empty_dictionary() -> None:
    assert looked_up({b"/a": (1, [0]), b"b": (1, [1])}, b"/a.?b/").hits == ()
    assert looked_up({}, b"a") == DictionaryResult((), 0)


def test_what_is_no_dictionary_is_told_by_its_name() -> None:
    with pytest.raises(TamperedError, match=r"^index/ab/urls\.parquet: not a Parquet file"):
        look_up(b"PAR1", "index/ab/urls.parquet", matcher_of(parse(b"a", "feed.txt")))
