"""A proof is made of what is stored only if that is what was sealed."""

from __future__ import annotations

import pytest
from tests.acceptance.vault_city import TEXT, City

from siaga.vault import layout
from siaga.vault.errors import TamperedError, VaultUsageError
from siaga.vault.proving.finding import LinePlace
from siaga.vault.proving.proving_lines import prove_line, segment_leaf


def test_every_line_can_be_proven(city: City) -> None:
    places = [LinePlace(3, *at) for at in ((0, 0), (1, 0), (1, 1), (1, 2))]
    assert b"".join(prove_line(city.storage, city.view, each).line for each in places) == TEXT


@pytest.mark.parametrize(
    "place", [LinePlace(3, 0, 1), LinePlace(3, 2, 0), LinePlace(0, 0, 0), LinePlace(9, 0, 0)]
)
def test_there_is_no_proof_of_what_is_not_there(city: City, place: LinePlace) -> None:
    with pytest.raises(VaultUsageError):
        prove_line(city.storage, city.view, place)


def test_what_was_altered_is_not_proven(city: City) -> None:
    name = layout.segment(segment_leaf(city.view, 3).segment.sha256)
    data = city.storage.read(name)
    city.storage.remove(name)
    city.storage.create(name, data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(TamperedError):
        prove_line(city.storage, city.view, LinePlace(3, 1, 0))
