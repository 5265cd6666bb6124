"""Jobs' keys tell apart what results depend on; results come in order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.foundation.executor.tasks import failing, job, key_of, noted, square

from siaga.foundation.errors import UsageError
from siaga.foundation.executor.contract import Job, Order
from siaga.foundation.executor.receipts import FolderReceipts


def prefixed(number: int) -> bytes:
    """Return another canonical key."""
    return b"s" + key_of(number)


JOB = job(Path("receipts"), b"")


def test_a_key_is_the_same_everywhere() -> None:
    assert JOB.key(square, 7) == "63d6c65cc03a654392078981b963b4a8e07552e3a5a09f5505015f2aa7649e43"


def test_keys_differ_by_all_that_matters() -> None:
    keys = [
        JOB.key(square, 7),
        JOB.key(square, 8),
        JOB.key(failing, 7),
        replace(JOB, name="other").key(square, 7),
        replace(JOB, version=2).key(square, 7),
        replace(JOB, bound=b"x").key(square, 7),
        replace(JOB, bound=b"x").key(partial(noted, "x"), 7),
        Job("square", 1, JOB.receipts, prefixed).key(square, 7),
    ]
    assert len(set(keys)) == len(keys)


def test_a_bound_task_must_say_what_it_is_bound_to() -> None:
    with pytest.raises(UsageError, match="bound"):
        JOB.key(partial(noted, "x"), 7)


def test_where_receipts_are_does_not_matter() -> None:
    other = replace(JOB, receipts=FolderReceipts(Path("elsewhere")))
    assert other.key(square, 7) == JOB.key(square, 7)


@given(st.permutations(range(12)))
def test_any_order_is_put_right(indices: list[int]) -> None:
    order, given = Order(), list[bytes]()
    for index in indices:
        given += order.take(index, bytes([index]))
    assert given == [bytes([index]) for index in range(12)]
    assert not order.waiting
