"""Lines proposed in one pass, and databases that are kept."""

from __future__ import annotations

import pytest

from siaga.vault.hunting.hyperscan_library import HyperscanLibrary
from siaga.vault.hunting.matching import Proposer, TriggerError

LIBRARY = HyperscanLibrary()


def proposed(proposer: Proposer, text: bytes) -> list[tuple[int, int]]:
    return sorted(zip(*proposer.propose(text), strict=True))


def test_every_match_is_proposed_with_its_end() -> None:
    proposer = LIBRARY.compile([b"a", b"b$"])
    assert proposed(proposer, b"aba\nb") == [(0, 1), (0, 3), (1, 5)]
    assert proposed(proposer, b"") == []
    assert proposer.places


def test_a_crowded_text_is_counted_in_full() -> None:
    assert len(proposed(LIBRARY.compile([b"a"]), b"aaaaaaaaaa\n" * 5_000)) == 50_000


def test_what_it_cannot_compile_is_named() -> None:
    with pytest.raises(TriggerError) as error:
        LIBRARY.compile([b"a", b"(", b"b", b"["])
    assert set(error.value.reasons) == {1, 3}


def test_a_kept_database_finds_the_same() -> None:
    made = LIBRARY.compile([b"x[0-9]"])
    again = LIBRARY.restore(made.stored())
    assert proposed(again, b"ax9\n") == proposed(made, b"ax9\n") == [(0, 3)]


@pytest.mark.parametrize("data", [b"", b"x" * 100])
def test_what_is_no_database_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="can't be loaded"):
        LIBRARY.restore(data)


def test_the_name_tells_the_machine() -> None:
    assert LIBRARY.name.startswith("hyperscan ")
