"""What behaviours may have to look at again is kept; everyday traffic is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.facts import facts_of
from siaga.detection.ledger.interest import HOME_PER_HOUR, NEW_WITHIN, HomeSampler, interesting
from siaga.detection.ledger.kinds import kind_of

from .traffic import START_US, Visit, traffic

HOUR_US = 3_600_000_000


def kept(visit: Visit, before: int = 10_000) -> bool:
    block = traffic([visit])
    kinds = np.array([kind_of(visit.path)], np.int32)
    facts = facts_of(block.rows, block.hit_row)
    return bool(interesting(kinds, np.array([before]), block.rows.status, facts)[0])


@pytest.mark.parametrize(
    "visit",
    [
        Visit(target="/wp-login.php"),
        Visit(target="/masuk"),
        Visit(target="/wp-admin/"),
        Visit(target="/backup.sql"),
        Visit(target="/data/penduduk?id=7"),
        Visit(target="/sitemap.xml"),
        Visit(target="/wp-admin/theme-editor.php"),
        Visit(target="/uploads/x.php"),
        Visit(target="/berita", method="POST"),
        Visit(target="/berita", method="DELETE", status=403),
        Visit(target="/berita?id=1'", status=404, hits=(1,)),
    ],
)
def test_requests_of_weight_are_kept_however_usual_their_path(visit: Visit) -> None:
    assert kept(visit)


@pytest.mark.parametrize(
    "visit",
    [
        Visit(target="/berita/2026"),
        Visit(target="/logo.png"),
        Visit(target="/uploads/foto.jpg"),
        Visit(target="/page.php"),
        Visit(target="/wp-admin/", status=404),
        Visit(target="/backup.sql", status=410),
        Visit(target="/berita", method="POST", status=404),
        Visit(target="/login", status=400),
    ],
)
def test_everyday_and_missing_ones_are_not(visit: Visit) -> None:
    assert not kept(visit)


def test_a_script_is_kept_while_it_is_new() -> None:
    assert kept(Visit(target="/page.php"), before=0)
    assert kept(Visit(target="/page.php"), before=NEW_WITHIN - 1)
    assert not kept(Visit(target="/page.php"), before=NEW_WITHIN)


def test_what_a_crawler_finds_first_is_kept() -> None:
    assert kept(Visit(target="/slot-gacor", agent="Googlebot/2.1"), before=0)
    assert not kept(Visit(target="/slot-gacor"), before=0)


def test_a_few_home_pages_are_kept_per_site_and_hour() -> None:
    sampler = HomeSampler()
    times = START_US + np.array([0, 1, 2, 3, HOUR_US, HOUR_US + 1, HOUR_US + 2], np.int64)
    every = np.arange(len(times))
    assert sampler.sample("kota.example", every, times).tolist() == [0, 1, 4, 5]
    assert sampler.sample("kota.example", every, times).tolist() == []
    assert sampler.sample("dinas.example", every[:4], times).tolist() == list(range(HOME_PER_HOUR))


def test_a_sampler_may_be_told_to_take_more() -> None:
    sampler = HomeSampler(3)
    assert sampler.sample("kota.example", np.arange(5), np.full(5, START_US)).tolist() == [0, 1, 2]


@given(hours=st.lists(st.integers(0, 3), max_size=30), cut=st.integers(0, 30))
def test_the_first_of_every_hour_are_taken_wherever_blocks_are_cut(hours: list[int], cut: int) -> None:
    times = START_US + np.array(hours, np.int64) * HOUR_US
    rows = np.arange(len(hours))
    sampler = HomeSampler()
    taken = [
        *sampler.sample("a", rows[:cut], times).tolist(),
        *sampler.sample("a", rows[cut:], times).tolist(),
    ]
    assert taken == [row for row in rows.tolist() if hours[:row].count(hours[row]) < HOME_PER_HOUR]
