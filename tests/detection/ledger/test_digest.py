"""A digest counts every row of its block, and keeps the picked ones whole."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.detection.ledger.digest import digest_of, take
from siaga.detection.ledger.facts import NEVER
from siaga.detection.ledger.selection import Selector
from siaga.intake.rows import NO_TIME, encode

from .traffic import VISITS, Visit, traffic

HOUR_US = 3_600_000_000
MANY = st.lists(VISITS, min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(visits=MANY)
def test_every_row_is_counted_for_its_host(visits: list[Visit]) -> None:
    block = traffic(visits)
    block.rows.host = encode([visit.site.encode() for visit in visits])
    digest = digest_of(block.rows, block.hit_row, block.hit_rule, Selector())
    for place, host in enumerate(digest.hosts):
        mine = [visit for visit in visits if visit.site.encode() == host]
        times = [visit.time_us for visit in mine]
        assert digest.figures.requests[place] == len(mine)
        assert digest.figures.hours[place].tolist() == [
            sum(at // HOUR_US % 24 == hour for at in times) for hour in range(24)
        ]
        assert (digest.figures.first_us[place], digest.figures.last_us[place]) == (min(times), max(times))
    assert len(digest.failed.time_us) == sum(visit.status >= 400 for visit in visits)


@settings(max_examples=60, deadline=None)
@given(visits=MANY)
def test_hits_point_at_the_picked_rows(visits: list[Visit]) -> None:
    block = traffic(visits, first_line=7)
    digest = digest_of(block.rows, block.hit_row, block.hit_rule, Selector())
    numbers = digest.rows.lines.number[digest.hit_row]
    assert numbers.tolist() == (block.hit_row + 7).tolist()
    assert digest.hit_rule.tolist() == block.hit_rule.tolist()
    places = zip(digest.path.tolist(), digest.client.tolist(), digest.rows.lines.number.tolist(), strict=True)
    for path, client, number in places:
        visit = visits[number - 7]
        assert digest.paths.pairs.names[digest.paths.pairs.name[path]] == visit.path
        assert digest.clients.pairs.names[digest.clients.pairs.name[client]] == visit.client.encode()


def test_rows_without_a_time_give_a_host_no_first_and_last() -> None:
    block = traffic([Visit(status=404)])
    block.rows.time_us = np.array([NO_TIME], np.int64)
    digest = digest_of(block.rows, block.hit_row, block.hit_rule, Selector())
    assert (digest.figures.first_us.tolist(), digest.figures.last_us.tolist()) == ([NEVER], [-NEVER])
    assert (int(digest.figures.hours.sum()), len(digest.failed.time_us)) == (0, 0)


def test_rows_are_taken_with_all_their_columns() -> None:
    visits = [Visit(target=f"/{n}", second=n, size=n, status=200 + n) for n in range(4)]
    rows = traffic(visits).rows
    rows.user = encode([b"a", None, b"b", b"c"])
    rows.duration_us = np.arange(4)
    some = take(rows, np.array([1, 3]))
    assert [some.target[n] for n in range(2)] == [b"/1", b"/3"]
    assert (some.status.tolist(), some.bytes_sent.tolist(), len(some)) == ([201, 203], [1, 3], 2)
    assert some.user is not None
    assert some.duration_us is not None
    assert ([some.user[n] for n in range(2)], some.duration_us.tolist()) == ([None, b"c"], [1, 3])
    assert some.block is rows.block
