"""One value has one spelling; every other one is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.canonical import DEEPEST, Json, decode, decode_object, encode
from siaga.vault.errors import TamperedError

VALUES: st.SearchStrategy[Json] = st.recursive(
    st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read(value: Json) -> None:
    try:
        data = encode(value)
    except (UnicodeEncodeError, TypeError):
        return  # a lone surrogate, or too deep: nothing that has a spelling
    assert decode(data, "here") == value


@given(st.binary(max_size=60))
def test_bytes_from_anywhere_are_read_or_refused(data: bytes) -> None:
    try:
        value = decode(data, "here")
    except TamperedError:
        return
    assert encode(value) == data


@pytest.mark.parametrize(
    "data",
    [b'{"b":1,"a":2}', b'{"a": 1}', b"1.0", b"true", b"null", b'"\\u0041"', b'{"a":1,"a":1}', b"01", b" 1"],
)
def test_other_spellings_are_refused(data: bytes) -> None:
    with pytest.raises(TamperedError):
        decode(data, "here")


@pytest.mark.parametrize("value", [1.5, True, None, {"a": None}, [False], {1: "a"}])
def test_what_has_no_spelling_is_not_written(value: Json) -> None:
    with pytest.raises(TypeError):
        encode(value)


def test_nesting_is_bounded() -> None:
    deep: Json = 1
    for _ in range(DEEPEST):
        deep = [deep]
    with pytest.raises(TypeError, match="deep"):
        encode(deep)
    with pytest.raises(TamperedError):
        decode(json.dumps(deep, separators=(",", ":")).encode(), "here")


def test_an_object_is_asked_for() -> None:
    with pytest.raises(TamperedError, match="object"):
        decode_object(b"[]", "here")
