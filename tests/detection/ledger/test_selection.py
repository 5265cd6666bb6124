"""What the selector picks in each part of a file holds everything that the ledger will want to keep."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.detection.ledger.ledger import Ledger
from siaga.detection.ledger.selection import STRAY, Selector
from siaga.intake.rows import encode

from .traffic import VISITS, Traffic, Visit, traffic

Placed = set[tuple[int, bytes]]


def with_hosts(visits: list[Visit], believed: Callable[[Visit], bool] = lambda _: True) -> Traffic:
    """Name the site in the log itself; hosts that are not believed fall to the file's own site."""
    block = traffic(visits)
    block.rows.host = encode([visit.site.encode() for visit in visits])
    block.sites = encode([visit.site.encode() if believed(visit) else b"file" for visit in visits])
    return block


def kept(blocks: list[Traffic], parts: list[list[Traffic]] | None = None) -> Placed:
    """Return lines (block, raw) that a ledger keeps: with raw lines at hand, or only with picked ones."""
    picked = {}
    for part in parts or []:
        selector = Selector()
        for block in part:
            picked[id(block)] = selector.raw_lines(block.rows, block.hit_row)
    ledger = Ledger()
    places: Placed = set()
    for number, block in enumerate(blocks):
        before = len(ledger.moves)
        ledger.observe(block.rows, block.sites, block.hit_row, block.hit_rule, picked.get(id(block)))
        places |= {(number, move.raw) for move in ledger.moves._kept[before:]}
    return places


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    blocks=st.lists(st.lists(VISITS, min_size=1, max_size=12), min_size=1, max_size=6),
    seam=st.integers(0, 6),
)
def test_the_ledger_keeps_the_same_with_picked_lines(blocks: list[list[Visit]], seam: int) -> None:
    made = [with_hosts(visits) for visits in blocks]
    assert kept(made, [made[:seam], made[seam:]]) == kept(made)


def test_a_script_that_is_old_on_one_site_is_new_on_another() -> None:
    old = [with_hosts([Visit(target="/x.php")] * 30) for _ in range(4)]
    new = with_hosts([Visit(target="/x.php", site="dinas.example")])
    assert len(kept([*old, new], [[*old, new]]) & {(4, Visit(target="/x.php").line())}) == 1


def test_home_pages_of_each_site_are_picked_whatever_their_code_in_the_block() -> None:
    first = with_hosts([Visit()] * 4)
    second = with_hosts([Visit(site="dinas.example")] * 4)
    assert kept([first, second], [[first, second]]) == kept([first, second])
    assert {number for number, _ in kept([first, second], [[first, second]])} == {0, 1}


def test_lines_put_down_to_another_site_before_a_host_was_believed_do_not_count() -> None:
    stray = with_hosts([Visit(target="/x.php")] * (STRAY - 1), lambda _: False)
    blocks = [stray, *(with_hosts([Visit(target="/x.php", second=n)]) for n in range(45))]
    assert kept(blocks, [blocks]) == kept(blocks)


def test_picked_lines_are_those_of_their_rows() -> None:
    visits = [Visit(), Visit(target="/admin/"), Visit(target="/berita"), Visit(target="/y.php")]
    block = traffic(visits, offset=5_000, first_line=90)
    raw = Selector().raw_lines(block.rows, block.hit_row)
    assert raw == {row: visits[row].line() for row in (0, 1, 3)}
    assert Selector().raw_lines(block.rows, np.array([2]))[2] == visits[2].line()
