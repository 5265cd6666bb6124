"""The facts of rows: served, writing, referred, benign, failed, missing, crawling."""

from __future__ import annotations

import numpy as np
import pytest

from siaga.detection.ledger.facts import NEVER, facts_of
from siaga.intake.rows import NO_TIME

from .traffic import START_US, Visit, traffic


@pytest.mark.parametrize(
    ("status", "served", "failed", "missing"),
    [
        (200, True, False, False),
        (206, True, False, False),
        (304, True, False, False),
        (302, False, False, False),
        (403, False, True, False),
        (404, False, True, True),
        (410, False, True, True),
        (500, False, False, False),
        (100, False, False, False),
    ],
)
def test_what_a_status_says(status: int, served: bool, failed: bool, missing: bool) -> None:
    block = traffic([Visit(status=status)])
    facts = facts_of(block.rows, block.hit_row)
    said = (bool(facts.served[0]), bool(facts.failed[0]), bool(facts.missing[0]))
    assert said == (served, failed, missing)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_methods_with_a_body_write(method: str) -> None:
    block = traffic(
        [Visit(method=method), Visit(method="GET"), Visit(method="HEAD"), Visit(method="OPTIONS")]
    )
    assert facts_of(block.rows, block.hit_row).writes.tolist() == [True, False, False, False]


def test_garbage_without_a_method_does_not_write() -> None:
    block = traffic([Visit(method="\\x16\\x03")])
    assert block.rows.method[0] is None
    assert not facts_of(block.rows, block.hit_row).writes[0]


def test_hits_referrers_and_crawlers() -> None:
    block = traffic([Visit(hits=(1, 2)), Visit(referrer="https://x.example/"), Visit(agent="Googlebot/2.1")])
    facts = facts_of(block.rows, block.hit_row)
    assert facts.benign.tolist() == [False, True, True]
    assert facts.referred.tolist() == [False, True, False]
    assert facts.crawler.tolist() == [False, False, True]


def test_equal_clients_share_a_bit_and_an_absent_one_has_none() -> None:
    block = traffic([Visit(), Visit(client="-"), Visit()])
    first, nobody, third = facts_of(block.rows, block.hit_row).client_bit.tolist()
    assert first == third
    assert first.bit_count() == 1
    assert nobody == 0


def test_a_row_without_time_is_never_the_first() -> None:
    block = traffic([Visit(), Visit(second=5)])
    block.rows.time_us = np.array([NO_TIME, START_US], np.int64)
    facts = facts_of(block.rows, block.hit_row)
    assert facts.started_us.tolist() == [NEVER, START_US]


def test_rows_can_be_picked() -> None:
    block = traffic([Visit(status=404), Visit(status=200, size=7, hits=(1,)), Visit(status=500)])
    picked = facts_of(block.rows, block.hit_row).take(np.array([1]))
    assert (picked.size.tolist(), picked.served.tolist(), picked.benign.tolist()) == ([7], [True], [False])
    assert len(picked.time_us) == len(picked.client_bit) == len(picked.missing) == len(picked.crawler) == 1
