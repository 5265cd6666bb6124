"""Figures per client (the row-by-row count is in test_ledger)."""

from __future__ import annotations

import numpy as np

from siaga.detection.ledger.clients import ClientBatch, Clients
from siaga.detection.ledger.facts import facts_of
from siaga.detection.ledger.pairs import local, pairs

from .traffic import Visit, traffic


def counted(visits: list[Visit]) -> Clients:
    clients, block = Clients(), traffic(visits)
    found = pairs(np.zeros(len(visits), np.int64), 1, *local(block.rows.client))
    clients.add(ClientBatch.of(found, facts_of(block.rows, block.hit_row)), np.arange(len(found)))
    return clients


def test_what_a_client_did_is_counted() -> None:
    clients = counted(
        [
            Visit(1, method="POST", status=403, size=5),
            Visit(2, referrer="https://kota.example/", size=-1),
            Visit(9, status=500, hits=(1,)),
            Visit(4, client="192.0.2.8"),
        ]
    )
    figures = clients.figures(b"192.0.2.7")
    assert figures is not None
    assert (figures.requests, figures.failed, figures.writes) == (3, 1, 1)
    assert (figures.referred, figures.attacks, figures.bytes_sent) == (1, 1, 105)
    assert figures.last_us - figures.first_us == 8_000_000
    assert len(clients) == 2


def test_a_client_never_seen_has_no_figures() -> None:
    assert counted([Visit()]).figures(b"198.51.100.1") is None
