"""A line is found by its source's name and number, wherever it was sealed."""

from __future__ import annotations

import pytest
from tests.acceptance.vault_city import City, seal

from siaga.vault import layout
from siaga.vault.errors import MissingError, VaultUsageError
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.proving.finding import LinePlace, find_line


def test_every_line_is_found_in_its_frame(city: City) -> None:
    places = [find_line(city.view, city.storage, "access.log", each) for each in (1, 2, 3, 4)]
    assert places == [(LinePlace(3, *at),) for at in ((0, 0), (1, 0), (1, 1), (1, 2))]


def test_a_log_sealed_twice_has_two_places(city: City) -> None:
    city.session(seal)
    places = find_line(city.view, city.storage, "access.log", 4)
    assert [each.segment for each in places] == [3, 4]


@pytest.mark.parametrize(("source", "line"), [("access.log", 0), ("access.log", 5), ("other.log", 1)])
def test_what_was_not_sealed_is_told(city: City, source: str, line: int) -> None:
    with pytest.raises(VaultUsageError):
        find_line(city.view, city.storage, source, line)


def test_deleted_content_is_told(city: City) -> None:
    leaf = city.view.leaf(3)
    assert isinstance(leaf, SegmentLeaf)
    city.storage.remove(layout.manifest(leaf.manifest.sha256))
    with pytest.raises(MissingError):
        find_line(city.view, city.storage, "access.log", 1)
