"""A description depends on what a value is, never on the process that looks at it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.errors import UsageError
from siaga.foundation.executor.description import described

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@dataclass(frozen=True)
class Asked:
    place: str
    hosts: frozenset[str]
    size: int = 0


ASKED = Asked("vault", frozenset({"a", "b", "c", "d"}))


@given(plain, plain)
def test_only_equal_values_have_equal_descriptions(one: object, other: object) -> None:
    assert described(one) != described(other) or one == other


@given(st.dictionaries(st.text(), plain))
def test_the_order_of_a_mapping_does_not_count(value: dict[str, object]) -> None:
    assert described(value) == described(dict(reversed(value.items())))


def test_every_field_counts() -> None:
    others = [replace(ASKED, place="v"), replace(ASKED, hosts=frozenset("a")), replace(ASKED, size=1)]
    assert len({described(each) for each in (ASKED, *others)}) == 4


def test_it_tells_types_and_borders_apart() -> None:
    values = [
        1,
        True,
        1.0,
        "1",
        b"1",
        Path("1"),
        ("1",),
        ["1"],
        ("ab", "c"),
        ("a", "bc"),
        (),
        None,
        {},
        {"": 1},
    ]
    assert len({described(each) for each in values}) == len(values)


def test_two_processes_agree_whatever_the_order_of_their_sets() -> None:
    code = (
        "from tests.foundation.executor.test_description import ASKED;"
        "from siaga.foundation.executor.description import described;"
        "import sys; sys.stdout.buffer.write(described(ASKED))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert found == {described(ASKED)}


def test_what_can_not_be_described_is_refused() -> None:
    with pytest.raises(UsageError, match=r"a receipt can't depend on a builtins\.function"):
        described((1, [test_every_field_counts]))


def test_a_class_is_no_value() -> None:
    with pytest.raises(UsageError, match=r"builtins\.type"):
        described(Asked)
