"""Values of any JSON type become columns, or are unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.json_lines.mapping import Mapping
from siaga.intake.formats.json_lines.recording import number, octets, record_of, time_of
from siaga.intake.formats.json_objects import JsonObject
from siaga.intake.rows import NO_TIME, UNKNOWN

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["ip", "a"]), inner)
    ),
    max_leaves=4,
)
KEYS = st.sampled_from(
    ["time", "client", "request", "method", "uri", "args", "status", "size", "duration", "host"]
)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (200, 1, 200),
        ("200", 1, 200),
        ("0.5", 1e6, 500_000),
        (0.25, 1e3, 250),
        (True, 1, UNKNOWN),
        ("-", 1, UNKNOWN),
        (-1, 1, UNKNOWN),
        (float("nan"), 1, UNKNOWN),
        ("1e999", 1, UNKNOWN),
        ("9" * 50, 1, UNKNOWN),
        ([], 1, UNKNOWN),
    ],
)
def test_numbers(value: object, unit: float, expected: int) -> None:
    assert number(value, unit) == expected


@pytest.mark.parametrize(
    "value",
    [
        1714532400,
        1714532400.0,
        1714532400000,
        "1714532400",
        "2024-05-01T03:00:00Z",
        "2024-05-01 03:00:00",
        "01/May/2024:10:00:00 +0700",
        "[01/May/2024:03:00:00 +0000]",
        "Wed May  1 03:00:00 2024",
    ],
)
def test_times(value: object) -> None:
    assert time_of(value, 0) == 1_714_532_400_000_000


def test_what_is_no_time() -> None:
    values: list[object] = [None, "soon", True, [], {}, -1]
    assert {time_of(value, 0) for value in values} == {NO_TIME}


def test_texts() -> None:
    values: list[object] = ["é", ["a", "b"], 7, None, True, {}, [1]]
    assert [octets(value) for value in values] == ["é".encode(), b"a", b"7", None, None, None, None]


def test_method_and_path_may_come_apart() -> None:
    found: JsonObject = {
        "method": "GET",
        "path": "/a",
        "query": "b=1",
        "status": 200,
        "remote_ip": "10.0.0.1, 198.51.100.2",
    }
    record = record_of(found, Mapping().plan(found), 0)
    assert record is not None
    assert record[1:5] == (b"198.51.100.2", b"GET", b"/a?b=1", 200)


@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_any_object_is_a_record_or_none(found: JsonObject) -> None:
    record = record_of(found, Mapping().plan(found), 0)
    assert record is None or len(record) == 11
