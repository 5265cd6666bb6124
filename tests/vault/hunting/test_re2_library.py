"""The same lines without Hyperscan."""

from __future__ import annotations

import pytest

from siaga.vault.hunting.matching import TriggerError
from siaga.vault.hunting.re2_library import Re2Library


def test_lines_are_proposed_over_many_sets() -> None:
    triggers = [b"t%03d" % number for number in range(250)]
    proposer = Re2Library().compile(triggers)
    numbers, ends = proposer.propose(b"t001 t249\n\nt100")
    assert list(zip(numbers, ends, strict=True)) == [(1, 9), (249, 9), (100, 15)]
    assert not proposer.places


def test_what_it_cannot_compile_is_named() -> None:
    with pytest.raises(TriggerError) as error:
        Re2Library().compile([b"a", b"("])
    assert set(error.value.reasons) == {1}
    assert Re2Library().name == "re2"
