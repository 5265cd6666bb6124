"""re2 behind the scanner's interface."""

from __future__ import annotations

import pytest

from siaga.detection.engine.buffer import buffer_of
from siaga.detection.engine.re2_library import Re2Library
from siaga.detection.engine.scanner import PatternsError


def test_more_patterns_than_one_set_holds() -> None:
    scanner = Re2Library().compile([(number, f"w{number}x") for number in range(250)])
    owners, atoms = scanner.scan(buffer_of([b"none", b"w3x w249x", b"\xffw120x"]))
    assert sorted(zip(owners.tolist(), atoms.tolist(), strict=True)) == [(1, 3), (1, 249), (2, 120)]
    assert scanner.stored() == b""


def test_patterns_that_cannot_be_compiled_are_named() -> None:
    with pytest.raises(PatternsError) as caught:
        Re2Library().compile([(1, "fine"), (2, "(?=no)")])
    assert list(caught.value.reasons) == [2]


def test_restoring_compiles_anew() -> None:
    scanner = Re2Library().restore(b"", [(5, "^$")])
    owners, atoms = scanner.scan(buffer_of([b"", b"a"]))
    assert (owners.tolist(), atoms.tolist()) == ([0], [5])
