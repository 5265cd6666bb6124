"""Hyperscan behind the scanner's interface."""

from __future__ import annotations

import pytest

from siaga.detection.engine.buffer import buffer_of
from siaga.detection.engine.hyperscan_library import HyperscanLibrary
from siaga.detection.engine.scanner import PatternsError, Scanner

PATTERNS = [(7, "union"), (9, "^a"), (9, "z$")]


def pairs(scanner: Scanner, *values: bytes) -> set[tuple[int, int]]:
    owners, atoms = scanner.scan(buffer_of(values))
    return set(zip(owners.tolist(), atoms.tolist(), strict=True))


def test_matches_belong_to_values_and_anchors_to_their_bounds() -> None:
    scanner = HyperscanLibrary().compile(PATTERNS)
    assert pairs(scanner, b"a union", b"ba", b"z", b"zb") == {(0, 7), (0, 9), (2, 9)}
    assert pairs(scanner, b"") == set()


def test_a_database_survives_storing() -> None:
    library = HyperscanLibrary()
    stored = library.compile(PATTERNS).stored()
    assert pairs(library.restore(stored, PATTERNS), b"union") == {(0, 7)}
    with pytest.raises(ValueError, match="can't be loaded"):
        library.restore(stored[: len(stored) // 2], PATTERNS)


def test_patterns_that_cannot_be_compiled_are_named() -> None:
    with pytest.raises(PatternsError) as caught:
        HyperscanLibrary().compile([(1, "fine"), (2, "(?=no)x")])
    assert list(caught.value.reasons) == [2]


def test_the_name_tells_version_and_machine() -> None:
    assert HyperscanLibrary().name.startswith("hyperscan ")
    assert HyperscanLibrary().name == HyperscanLibrary().name


def test_crowded_text_gives_the_same_pairs_with_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = HyperscanLibrary().compile([(3, "ab"), (4, "b"), (5, "^$")])
    values = [b"ab" * 50, b"", b"b", b"abab"]
    whole = pairs(scanner, *values)
    monkeypatch.setattr("siaga.detection.engine.hyperscan_library.MANY", 10)
    assert pairs(scanner, *values) == whole
    assert len(scanner.scan(buffer_of(values))[0]) == len(whole)


@pytest.mark.parametrize("before", [0, 15, 16, 40])
def test_a_short_value_at_the_very_end_is_found_among_other_patterns(before: int) -> None:
    scanner = HyperscanLibrary().compile([(1, "abc"), (2, "^/$"), (3, "^$"), (4, "[^a]$"), (5, r"x\s*$")])
    assert (1, 2) in pairs(scanner, b"q" * before, b"/")
    assert {atom for owner, atom in pairs(scanner, b"q" * before, b"ax") if owner == 1} == {4, 5}
