"""Tests of siaga.detection.engine.buffer."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.engine.buffer import (
    buffer_of,
    canonical_buffer,
    canonical_targets,
    starts_of,
    unusual_part,
)
from siaga.detection.engine.canonical import canonical
from siaga.detection.engine.fields import USUAL, Decoding

texts = st.lists(
    st.one_of(st.binary(max_size=8), st.text("ab/?%27+ ", max_size=8).map(str.encode)), min_size=1, max_size=8
)


@given(texts)
def test_matches_find_their_owner_by_where_they_end(values: list[bytes]) -> None:
    buffer = buffer_of(values)
    assert buffer.text.count(b"\n") == len(values) - 1
    for number, start in enumerate(buffer.starts.tolist()):
        ends = np.arange(start, start + len(values[number]) + 1)
        assert set(buffer.owner_at(ends).tolist()) == {number}


@given(texts)
def test_the_unusual_part_holds_every_value_with_an_unusual_byte(values: list[bytes]) -> None:
    part = unusual_part(buffer_of(values))
    unusual = {number for number, value in enumerate(values) if set(value) - set(USUAL)}
    kept = set() if part is None else set(part.owners.tolist())
    assert kept >= unusual
    assert kept == unusual or 2 * len(unusual) > len(values)
    if part is not None:
        assert len(part.text.split(b"\n")) == len(part.owners)


@given(texts)
def test_canonical_buffers_leave_out_only_what_is_canonical(values: list[bytes]) -> None:
    buffer = canonical_buffer(values, buffer_of(values), Decoding(plus=True, comments=True))
    made = canonical(values, plus=True, comments=True)
    found = {} if buffer is None else dict(zip(buffer.owners.tolist(), buffer.text.split(b"\n"), strict=True))
    assert all(found.get(number, value) == made[number] for number, value in enumerate(values))


def test_path_and_query_are_decoded_apart() -> None:
    targets = [b"/a+b?c+d", b"/plain", b"/%41", b"/x?"]
    found = canonical_targets(targets, buffer_of(targets))
    assert found is not None
    owners, stems, queries = found
    assert owners.tolist() == [0, 2]
    assert stems == [b"/a+b", b"/A"]
    assert queries == [b"c d", None]


def test_starts() -> None:
    assert starts_of(b"a\n\nbc").tolist() == [0, 2, 3]
    assert starts_of(b"").tolist() == [0]
