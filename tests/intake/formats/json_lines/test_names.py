"""The list of usual names is sound."""

from __future__ import annotations

from siaga.intake.formats.json_lines.names import COLUMNS, NAMES


def test_every_column_has_names_and_none_twice() -> None:
    assert tuple(NAMES) == COLUMNS
    assert all(names and len(names) == len(set(names)) for names in NAMES.values())


def test_a_name_means_one_column_except_a_request_that_may_be_a_path() -> None:
    seen: dict[str, str] = {}
    for column, names in NAMES.items():
        for name in names:
            assert name not in seen or name == "request", name
            seen[name] = column
