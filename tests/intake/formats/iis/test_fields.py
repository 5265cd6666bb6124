"""Columns are found in any order of fields."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.iis.fields import DEFAULT_FIELDS, places


@given(st.permutations(DEFAULT_FIELDS))
def test_any_order(fields: list[bytes]) -> None:
    found = places(tuple(fields))
    assert fields[found.client] == b"c-ip"
    assert fields[found.agent] == b"cs(User-Agent)"
    assert found.count == len(fields)


def test_fields_that_are_not_logged_stand_behind_the_last() -> None:
    found = places((b"c-ip",))
    assert (found.client, found.method, found.host) == (0, 1, 1)


def test_case_does_not_matter() -> None:
    assert places((b"C-IP", b"Cs-Method")).method == 1
