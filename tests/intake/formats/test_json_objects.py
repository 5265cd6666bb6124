"""Objects are read from lines that are JSON, and from lines that only nearly are."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.json_objects import json_object, plain, raw


def test_json_and_nearly_json() -> None:
    assert json_object(b'{"a": 1}') == {"a": 1}
    assert json_object(b'  {"a": 1},') == {"a": 1}
    assert json_object(rb'{"a": "x\x22y"}') == {"a": 'x"y'}
    assert json_object(rb'{"a": "x\\x22y"}') == {"a": "x\\x22y"}
    assert json_object(b'{"a": "tab\there"}') == {"a": "tab\there"}


def test_bytes_that_are_no_utf8_come_back_as_bytes() -> None:
    found = json_object(b'{"a": "\xff\xfe"}')
    assert found is not None
    assert raw(found["a"]) == b"\xff\xfe"
    assert plain(found["a"]) == "\\xff\\xfe"


def test_what_is_no_object_is_none() -> None:
    for line in (b"", b"[1]", b"1", b'"x"', b"{", b'{"a":', b"{}}", b"{" * 5000 + b"}" * 5000):
        assert json_object(line) is None


def test_lone_surrogates_survive() -> None:
    found = json_object(rb'{"a": "\ud800"}')
    assert found is not None
    assert raw(found["a"]) == b"\xed\xa0\x80"


def test_plain_shows_every_kind_of_value() -> None:
    assert [plain(value) for value in (None, "x", 1, True, ["a", "b"], {"a": 1})] == [
        "",
        "x",
        "1",
        "True",
        "a",
        '{"a": 1}',
    ]


@given(
    st.dictionaries(st.text(), st.one_of(st.text(), st.integers(-(2**53), 2**53), st.booleans(), st.none()))
)
def test_every_object_reads_back(value: dict[str, object]) -> None:
    assert json_object(json.dumps(value).encode()) == value


@given(st.binary(max_size=80))
def test_any_bytes_are_an_object_or_none(line: bytes) -> None:
    found = json_object(b"{" + line + b"}")
    assert found is None or isinstance(found, dict)
