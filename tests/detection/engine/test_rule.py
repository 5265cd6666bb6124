"""Atoms are equal by what they say."""

from __future__ import annotations

from siaga.detection.engine.rule import Atom, Rules


def test_equal_atoms_share_a_number() -> None:
    numbers: dict[Atom, int] = {}
    for atom in (
        Atom("text", "uri", scan="a"),
        Atom("text", "uri", scan="a"),
        Atom("text", "stem", scan="a"),
    ):
        numbers.setdefault(atom, len(numbers))
    assert list(numbers.values()) == [0, 1]


def test_a_set_starts_empty() -> None:
    assert Rules() == Rules([], [], [], [])
