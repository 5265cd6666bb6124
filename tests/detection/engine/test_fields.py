"""Tests of siaga.detection.engine.fields."""

from __future__ import annotations

from siaga.detection.engine.fields import (
    DECODINGS,
    NOT_LOGGED,
    NUMBER_FIELDS,
    SPLIT_COLUMNS,
    TEXT_FIELDS,
    USUAL,
)


def test_field_names_are_looked_up_in_lower_case_and_stand_for_one_thing() -> None:
    names = [*TEXT_FIELDS, *NUMBER_FIELDS, *NOT_LOGGED]
    assert names == [name.lower() for name in names]
    assert len(names) == len(set(names))


def test_what_a_client_writes_freely_is_decoded() -> None:
    assert set(DECODINGS) == {"uri", "stem", "query", "referrer", "user_agent"}
    assert DECODINGS["query"].plus
    assert not DECODINGS["stem"].plus
    assert set(SPLIT_COLUMNS) <= set(DECODINGS)


def test_usual_bytes_hold_no_sign_of_an_attack() -> None:
    assert not set(USUAL) & set(b"'\"<>()`;|$\\ \n")
