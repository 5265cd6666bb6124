"""Figures per path are those of counting request by request."""

from __future__ import annotations

import math
from statistics import fmean, pstdev

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.detection.ledger.facts import NEVER, facts_of
from siaga.detection.ledger.growing import Ceiling
from siaga.detection.ledger.pairs import local_paths, pairs
from siaga.detection.ledger.paths import PathBatch, Paths

from .traffic import VISITS, Traffic, Visit, traffic


def batch_of(block: Traffic) -> PathBatch:
    nobody = np.zeros(len(block.rows), np.int64)
    found = pairs(nobody, 1, *local_paths(block.rows.target))
    return PathBatch.of(found, facts_of(block.rows, block.hit_row))


def counted(*blocks: list[Visit]) -> Paths:
    paths = Paths()
    for visits in blocks:
        block = traffic(visits)
        batch = batch_of(block)
        paths.add(batch, np.arange(len(batch.pairs)))
    return paths


def served(visit: Visit) -> bool:
    return 200 <= visit.status < 300 or visit.status == 304


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(visits=st.lists(VISITS, min_size=1, max_size=25))
def test_each_figure_is_what_it_says(visits: list[Visit]) -> None:
    paths = counted(visits)
    assert len(paths) == len({visit.path for visit in visits})
    for path in paths.names():
        mine = [visit for visit in visits if visit.path == path]
        figures = paths.figures(path)
        assert figures is not None
        assert path in paths
        bodies = [visit for visit in mine if visit.method in ("POST", "PUT")]
        good = [visit for visit in mine if served(visit)]
        sizes = [v.size for v in good if v.size >= 0 and not v.hits and v not in bodies]
        assert (figures.hits, figures.served, figures.writes) == (len(mine), len(good), len(bodies))
        assert figures.referred == sum(visit.referrer != "-" for visit in mine)
        assert figures.sized == len(sizes)
        assert (figures.smallest, figures.largest) == (min(sizes, default=0), max(sizes, default=0))
        assert math.isclose(figures.mean, fmean(sizes) if sizes else 0.0, abs_tol=1e-6)
        assert math.isclose(figures.deviation, pstdev(sizes) if sizes else 0.0, abs_tol=1e-2)
        assert figures.first_us == min(visit.time_us for visit in mine)
        assert figures.last_us == max(visit.time_us for visit in mine)
        assert figures.first_served_us == min((visit.time_us for visit in good), default=NEVER)
        missing = [visit.time_us for visit in mine if visit.status in (404, 410)]
        assert figures.first_missing_us == min(missing, default=NEVER)


@pytest.mark.parametrize("clients", [1, 5, 20, 60, 100])
def test_the_spread_comes_near_the_number_of_clients(clients: int) -> None:
    visits = [Visit(client=f"198.51.{n // 250}.{n % 250}") for n in range(clients)]
    figures = counted(visits, visits).figures(b"/")
    assert figures is not None
    assert abs(figures.spread - clients) <= max(1, 0.35 * clients), figures.spread


def test_a_page_that_everybody_asks_for_has_a_large_spread() -> None:
    visits = [Visit(client=f"198.51.{n // 250}.{n % 250}") for n in range(900)]
    figures = counted(visits).figures(b"/")
    assert figures is not None
    assert figures.spread >= 200


def test_hits_before_are_told_per_name() -> None:
    paths = Paths()
    told = []
    for visits in ([Visit(), Visit(target="/a")], [Visit(), Visit()], [Visit(target="/b"), Visit()]):
        block = traffic(visits)
        batch = batch_of(block)
        before = paths.add(batch, np.arange(len(batch.pairs)))
        told.append(dict(zip(batch.pairs.names, before.tolist(), strict=True)))
    assert told == [{b"/": 0, b"/a": 0}, {b"/": 1}, {b"/b": 0, b"/": 3}]


def test_what_was_never_seen_has_no_figures() -> None:
    paths = counted([Visit()])
    assert paths.figures(b"/never") is None
    assert b"/never" not in paths


def test_more_paths_than_the_table_began_with() -> None:
    visits = [Visit(second=number % 60, target=f"/seite-{number}") for number in range(1_500)]
    paths = counted(visits[:700], visits[700:], visits)
    assert len(paths) == 1_500
    hits = [figures.hits for path in paths.names() if (figures := paths.figures(path))]
    assert hits == [2] * 1_500
    assert np.isclose(sum(hits), 3_000)


def test_long_paths_are_told_apart() -> None:
    long = "/" + "a" * 5_000
    paths = counted([Visit(target=long), Visit(target=long + "b"), Visit(target=long)])
    figures = paths.figures(long.encode())
    assert figures is not None
    assert (figures.hits, len(paths), max(map(len, paths.names()))) == (2, 2, 288)
    assert (long + "b").encode() in paths


def test_beyond_the_ceiling_only_served_paths_are_remembered() -> None:
    paths = Paths(Ceiling(3, 5))
    visits = [Visit(target=f"/{n}", status=404) for n in range(10)] + [
        Visit(target="/real"),
        Visit(target="/0"),
    ]
    for visit in visits:
        block = traffic([visit])
        batch = batch_of(block)
        paths.add(batch, np.arange(len(batch.pairs)))
    assert paths.names() == [b"/0", b"/1", b"/2", b"/real"]
    figures = paths.figures(b"/0")
    assert figures is not None
    assert (figures.hits, figures.served, paths.left_out) == (2, 1, 7)
