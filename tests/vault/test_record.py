"""Records come back as they were, and nothing else comes in."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.canonical import Json
from siaga.vault.errors import TamperedError
from siaga.vault.record import INTEGER_BOUND, decode_record, encode_record, from_json, to_json


@dataclass(frozen=True, slots=True)
class Inner:
    name: str
    flag: bool


@dataclass(frozen=True, slots=True)
class Outer:
    number: int
    data: bytes
    inner: Inner
    many: tuple[Inner, ...]
    maybe: int | None = None


INNERS = st.builds(Inner, st.text(st.characters(codec="utf-8")), st.booleans())
OUTERS = st.builds(
    Outer,
    st.integers(-INTEGER_BOUND, INTEGER_BOUND - 1),
    st.binary(max_size=8),
    INNERS,
    st.lists(INNERS, max_size=3).map(tuple),
    st.none() | st.integers(0, 9),
)


@given(OUTERS)
def test_what_is_written_is_read(record: Outer) -> None:
    assert decode_record(Outer, encode_record(record), "here") == record


def _good() -> dict[str, Json]:
    return to_json(Outer(1, b"\xab", Inner("a", flag=True), (Inner("b", flag=False),)))


def test_what_is_absent_is_left_out() -> None:
    assert "maybe" not in _good()
    assert from_json(Outer, _good(), "here").maybe is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"more": 1}, "unknown field more"),
        ({"number": "1"}, "number"),
        ({"number": INTEGER_BOUND}, "number"),
        ({"data": "AB"}, "lower-case hex"),
        ({"data": "abc"}, "lower-case hex"),
        ({"inner": {"name": "a"}}, "flag is missing"),
        ({"inner": {"name": "a", "flag": 2}}, "flag"),
        ({"many": [{"name": 1, "flag": 0}]}, r"many\[0\], name"),
        ({"maybe": ""}, "maybe"),
    ],
)
def test_anything_else_is_refused_with_its_place(change: dict[str, Json], said: str) -> None:
    with pytest.raises(TamperedError, match=said):
        from_json(Outer, {**_good(), **change}, "here")


def test_every_field_is_needed() -> None:
    for name in _good():
        with pytest.raises(TamperedError, match=f"field {name} is missing"):
            from_json(Outer, {key: value for key, value in _good().items() if key != name}, "here")
