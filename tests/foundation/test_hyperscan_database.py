"""Databases name what they can't hold, and are taken from bytes only if they are databases."""

from __future__ import annotations

from importlib.metadata import version

import hyperscan
import pytest

from siaga.foundation.hyperscan_database import ExpressionsError, compiled, library_name, restored, stored


def ends(database: hyperscan.Database, text: bytes) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    database.scan(text, lambda number, _start, end, _flags, _context: found.append((number, end)))
    return sorted(found)


def test_a_kept_database_finds_the_same_under_the_same_numbers() -> None:
    made = compiled([(7, b"^a"), (3, b"b$")], allow_empty=False)
    assert ends(restored(stored(made)), b"ab\na\n") == ends(made, b"ab\na\n") == [(3, 2), (7, 1), (7, 4)]


def test_just_the_culprits_are_named_by_their_numbers() -> None:
    with pytest.raises(ExpressionsError, match="Hyperscan can't compile it") as error:
        compiled([(5, b"a"), (9, b"("), (2, b"x*")], allow_empty=False)
    assert set(error.value.reasons) == {2, 9}
    with pytest.raises(ExpressionsError) as error:
        compiled([(5, b"a"), (9, b"("), (2, b"x*")], allow_empty=True)
    assert set(error.value.reasons) == {9}


@pytest.mark.parametrize("data", [b"", b"no database" * 9])
def test_what_is_no_database_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="can't be loaded"):
        restored(data)


def test_the_name_tells_version_and_machine() -> None:
    assert library_name().startswith(f"hyperscan {version('hyperscan')} ")
