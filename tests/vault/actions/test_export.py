"""An export appears whole or not at all (what it holds is judged in tests/acceptance)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.acceptance.vault_city import CASE, City, new_city

from siaga.vault import layout
from siaga.vault.actions.export import Chosen, export
from siaga.vault.errors import MissingError
from siaga.vault.proving.proving_lines import segment_leaf


@pytest.fixture
def city(tmp_path: Path) -> City:
    return new_city(tmp_path)


def test_an_export_that_fails_leaves_nothing(city: City) -> None:
    city.storage.remove(layout.segment(segment_leaf(city.view, 3).segment.sha256))
    with pytest.raises(MissingError):
        export(city.storage, city.view, Chosen(segments=[3]), city.folder / "b", CASE)
    assert list(city.folder.iterdir()) == []


def test_a_segment_chosen_twice_is_exported_once(city: City) -> None:
    made = export(city.storage, city.view, Chosen(segments=[3, 3]), city.folder / "b", CASE)
    assert [each.what for each in made.items] == ["segment 3 (4 lines)"]
    assert not (made.folder / "lines.txt").exists()
