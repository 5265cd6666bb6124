"""Numbers, addresses and pairs of columns."""

from __future__ import annotations

import numpy as np
import pytest

from siaga.detection.engine.row_atoms import flags_of, holds_in_rows, status_holds
from siaga.detection.engine.rule import Atom
from siaga.detection.engine.samples import rows_of_requests
from siaga.detection.engine.sources import Sources


@pytest.mark.parametrize(
    ("operator", "number", "holds"),
    [
        ("eq", 404, {404}), ("neq", 404, {200, 500}), ("gte", 404, {404, 500}), ("gt", 404, {500}),
        ("lt", 404, {200}), ("lte", 404, {200, 404}), ("eq", -1, {-1}), ("lt", 0, {-1}),
        ("gte", 0, {200, 404, 500}),
    ],
)  # fmt: skip
def test_status(operator: str, number: int, holds: set[int]) -> None:
    atom = Atom("status", operator=operator, number=number)
    assert {status for status in (-1, 200, 404, 500) if status_holds(atom, status)} == holds


def test_status_as_text() -> None:
    atom = Atom("status", operator="text", scan="^4")
    assert [status_holds(atom, status) for status in (404, 200, -1)] == [True, False, False]


def test_rows() -> None:
    line = '{} - - [23/Nov/2026:10:00:00 +0700] "GET /a HTTP/1.1" 200 {} "{}" "-"'
    clients = [("192.0.2.1", "10", "/A"), ("2001:db8::1", "-", "x/a"), ("host.example", "99", "-")]
    sources = Sources(rows_of_requests([line.format(*client) for client in clients]))
    rows = np.arange(3)
    expected = {
        Atom("bytes", operator="lt", number=50): [True, False, False],
        Atom("cidr", "client", scan="192.0.2.0/24"): [True, False, False],
        Atom("cidr", "client", scan="2001:db8::/32"): [False, True, False],
        Atom("same", "referrer", scan="uri", operator="eq"): [True, False, False],
        Atom("same", "referrer", scan="uri", operator="endswith"): [True, True, False],
        Atom("same", "referrer", scan="stem", operator="contains"): [True, True, False],
        Atom("same", "referrer", scan="uri", operator="startswith"): [True, False, False],
    }
    for atom, held in expected.items():
        assert holds_in_rows(atom, sources, rows).tolist() == held, atom


def test_flags() -> None:
    assert flags_of(3, [1]).tolist() == [False, True, False]
    assert flags_of(0, []).tolist() == []
