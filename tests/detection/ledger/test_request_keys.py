"""Requests of one kind share a number, others do not."""

from __future__ import annotations

import numpy as np
import pytest
from tests.detection.observing import digested

from siaga.detection.ledger.request_keys import keys_of

from .traffic import Visit, traffic


def _keys(*visits: Visit) -> list[int]:
    block = traffic(visits)
    digest, names = digested(block.rows, block.sites, block.hit_row, block.hit_rule)
    assert len(digest.rows) == len(visits)
    keys: list[int] = keys_of(digest, np.arange(len(visits)), names, np.arange(len(names))).tolist()
    return keys


@pytest.mark.parametrize(
    "other",
    [
        Visit(method="POST", target="/admin/a", client="192.0.2.9"),
        Visit(method="POST", target="/admin/b"),
        Visit(method="PUT", target="/admin/a"),
        Visit(method="POST", target="/admin/a", site="dinas.example"),
        Visit(method="POST", target="/admin/a", hits=(1,)),
    ],
)
def test_client_path_method_site_and_signature_tell_requests_apart(other: Visit) -> None:
    first = Visit(method="POST", target="/admin/a")
    one, same, another = _keys(first, Visit(second=9, method="POST", target="/admin/a?x=2"), other)
    assert one == same != another


def test_other_signatures_make_another_kind() -> None:
    one, both, again = _keys(*(Visit(target="/a", hits=hits) for hits in ((1,), (1, 3), (1,))))
    assert one == again != both


def test_refused_attacks_of_a_client_are_of_one_kind_whatever_they_asked_for() -> None:
    scan = [Visit(target=f"/{n}.php", status=404, hits=(n,)) for n in range(1, 4)]
    *refused, answered = _keys(*scan, Visit(target="/1.php", hits=(1,)))
    assert len(set(refused)) == 1
    assert answered not in refused
