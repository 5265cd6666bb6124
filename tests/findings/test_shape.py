"""The shapes of findings: fixed once made, ordered by place, and with a ladder whose order is its meaning."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.findings.shape import STEPS, Actor, Attempt, Confidence, Entry, Notice, Signal, Step, Witness

WITNESSES = st.builds(
    Witness,
    file=st.sampled_from(["access.log", "access.log.1"]),
    line_no=st.integers(1, 9),
    offset=st.integers(0, 99),
    sha256=st.just("0" * 64),
    text=st.just("a line"),
    role=st.sampled_from(["attack", "reply"]),
    time_us=st.integers(0, 9),
)
ACTOR = Actor(("192.0.2.1",))
WITNESS = Witness("access.log", 1, 0, "0" * 64, "a line", "attack", 5)
SIGNAL = Signal("kota.example", "x", "executed", "likely", ACTOR, 5, 5, "Why.", "Mengapa.", (WITNESS,))
ENTRY = Entry("kota.example", "executed", "likely", "x", ACTOR, 5, 5, "Why.", "Mengapa.", (WITNESS,))
ATTEMPT = Attempt("kota.example", "x/y", "X", "x", "high", 1, 0, 1, ("192.0.2.1",), 5, 5, (WITNESS,))
NOTICE = Notice("kota.example", "x", "Text.", "Teks.")


def test_the_ladder_names_every_step_once_lowest_first() -> None:
    assert set(STEPS) == set(get_args(Step))
    assert len(STEPS) == len(set(STEPS))
    assert (STEPS[0], STEPS[-1]) == ("attempt", "exfiltrated")
    assert STEPS.index("reached") < STEPS.index("executed") < STEPS.index("entered")


def test_there_are_two_degrees_of_confidence_and_no_third() -> None:
    assert get_args(Confidence) == ("confirmed", "likely")


@pytest.mark.parametrize(
    "shape", [WITNESS, ACTOR, SIGNAL, ENTRY, ATTEMPT, NOTICE], ids=lambda x: type(x).__name__
)
def test_a_finding_is_fixed_and_can_stand_in_a_set(
    shape: Witness | Actor | Signal | Entry | Attempt | Notice,
) -> None:
    for field in fields(shape):
        with pytest.raises(FrozenInstanceError):
            setattr(shape, field.name, "changed")
    assert len({shape, replace(shape)}) == 1


def test_what_may_be_absent_is_empty() -> None:
    assert not any((WITNESS.marks, ACTOR.users, SIGNAL.links, ENTRY.signals, NOTICE.witnesses))


@given(witnesses=st.lists(WITNESSES, max_size=8))
def test_witnesses_sort_by_file_then_line(witnesses: list[Witness]) -> None:
    places = [(witness.file, witness.line_no, witness.offset) for witness in sorted(witnesses)]
    assert places == sorted(places)


@given(data=st.data(), witnesses=st.lists(WITNESSES, max_size=8))
def test_their_order_does_not_hang_on_how_they_came(data: st.DataObject, witnesses: list[Witness]) -> None:
    assert sorted(data.draw(st.permutations(witnesses))) == sorted(witnesses)
