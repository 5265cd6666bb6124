"""Objects of a document come out whole, wherever it is cut and however it is laid out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats import json_elements
from siaga.intake.formats.json_elements import Elements

VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.lists(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), max_size=6)


def _pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    """Cut behind line ends only, as blocks are."""
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    places = sorted({ends[cut % len(ends)] for cut in cuts}) if ends else []
    return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


@given(
    objects=OBJECTS,
    indent=st.sampled_from([None, 0, 2]),
    wrapped=st.booleans(),
    cuts=st.lists(st.integers(0, 500), max_size=4),
)
def test_objects_come_out_as_they_were_put_in(
    objects: list[object],
    indent: int | None,
    wrapped: bool,
    cuts: list[int],
) -> None:
    document: object = {"meta": {"n": [1]}, "data": objects} if wrapped else objects
    elements = Elements()
    pieces = _pieces(json.dumps(document, indent=indent).encode(), cuts)
    found = [
        each for at, piece in enumerate(pieces) for each in elements.feed(piece, last=at == len(pieces) - 1)
    ]
    assert [each.text is not None and json.loads(each.text) for each in found] == objects


def test_places_are_those_of_the_braces() -> None:
    data = b'[{"a": 1}, {"b": "}"}]'
    assert [data[each.start : each.end] for each in Elements().feed(data)] == [b'{"a": 1}', b'{"b": "}"}']


def test_what_never_ends_is_told_at_the_end() -> None:
    (torn,) = Elements().feed(b'[\n{"a": 1,\n', last=True)
    assert (torn.start, torn.text) == (2, None)


def test_an_object_that_grows_too_large_is_given_up_and_what_follows_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_elements, "LARGEST", 100)
    elements = Elements()
    given_up = [each for _ in range(30) for each in elements.feed(b'[{"a": \n')]
    assert given_up
    assert all(each.text is None for each in given_up)


@given(
    data=st.lists(st.sampled_from([b'"', b"\\", b"[", b"]", b"{", b"}", b"\n", b"a"]), max_size=40).map(
        b"".join
    )
)
def test_any_bytes_are_no_reason_to_stumble(data: bytes) -> None:
    for each in Elements().feed(data, last=True):
        assert 0 <= each.start <= each.end <= len(data)
