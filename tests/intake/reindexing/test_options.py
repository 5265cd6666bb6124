"""What a person gives anew replaces what is recorded, option by option."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from typing import Any

import pytest

from siaga.intake.reindexing.options import GivenOptions
from siaga.vault.segments.derived_with import DerivedWith

SEALED = DerivedWith("a.example", ("{site}/*",), ("%h",), ("client_ip=ip",), 7)


def test_nothing_given_changes_nothing() -> None:
    assert GivenOptions().over(SEALED) == SEALED
    assert GivenOptions().over(None) == DerivedWith()


@pytest.mark.parametrize(
    "given",
    [
        {"site": "b.example"},
        {"site_patterns": ()},
        {"log_formats": ("%u",)},
        {"json_fields": ()},
        {"log_offset_us": 0},
    ],
)
def test_one_given_replaces_that_one(given: dict[str, Any]) -> None:
    assert GivenOptions(**given).over(SEALED) == replace(SEALED, **given)


def test_every_option_can_be_given_and_sent() -> None:
    assert [each.name for each in fields(GivenOptions)] == [each.name for each in fields(DerivedWith)]
    assert pickle.loads(pickle.dumps(GivenOptions("x"))) == GivenOptions("x")
