"""What the selector picks in each part of a file holds everything that the ledger will want to keep."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.detection.ledger.digest import digest_of
from siaga.detection.ledger.ledger import Ledger
from siaga.detection.ledger.lightening import lightened, quota_of_a_part
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


def kept(blocks: list[Traffic], parts: list[list[Traffic]] | None = None) -> tuple[Placed, int]:
    """Return lines (block, raw) that a ledger keeps, and how many it only counted.

    With `parts` it has picked lines only; without, the blocks are at hand.
    """
    ledger = Ledger()
    places: Placed = set()
    number = 0
    for part in parts or [blocks]:
        selector, light = Selector(), quota_of_a_part()
        for block in part:
            digest = digest_of(block.rows, block.hit_row, block.hit_rule, selector)
            if parts is not None:
                digest = lightened(digest, light, every_hit=False)
            before = len(ledger.moves)
            ledger.observe(digest, [sites_of(block)[host or b""] for host in digest.hosts])
            places |= {(number, move.raw) for move in ledger.moves._kept[before:]}
            number += 1
    return places, ledger.moves.quota.left_out


def sites_of(block: Traffic) -> dict[bytes, str]:
    """Return the site by host name."""
    assert block.rows.host is not None
    pairs = zip(block.rows.host.codes.tolist(), block.sites.codes.tolist(), strict=True)
    return {block.rows.host.values[host]: block.sites.values[site].decode() for host, site in pairs}


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
    assert len(kept([*old, new], [[*old, new]])[0] & {(4, Visit(target="/x.php").line())}) == 1


def test_home_pages_of_each_site_are_picked_whatever_their_code_in_the_block() -> None:
    first = with_hosts([Visit()] * 4)
    second = with_hosts([Visit(site="dinas.example")] * 4)
    assert kept([first, second], [[first, second]]) == kept([first, second])
    assert {number for number, _ in kept([first, second], [[first, second]])[0]} == {0, 1}


def test_lines_put_down_to_another_site_before_a_host_was_believed_do_not_count() -> None:
    stray = with_hosts([Visit(target="/x.php")] * (STRAY - 1), lambda _: False)
    blocks = [stray, *(with_hosts([Visit(target="/x.php", second=n)]) for n in range(45))]
    assert kept(blocks, [blocks]) == kept(blocks)


def test_picked_lines_are_those_of_their_rows() -> None:
    visits = [Visit(), Visit(target="/admin/"), Visit(target="/berita"), Visit(target="/y.php")]
    block = traffic(visits, offset=5_000, first_line=90)
    digest = digest_of(block.rows, block.hit_row, block.hit_rule, Selector())
    assert digest.rows.lines.number.tolist() == [90, 91, 93]
    digest = lightened(digest, quota_of_a_part(), every_hit=False)
    assert digest.raw == {at: visits[row].line() for at, row in enumerate((0, 1, 3))}
    assert digest.rows.block.data == b""


def test_what_a_signature_matched_is_picked_with_its_row() -> None:
    block = traffic([Visit(target="/berita", second=n) for n in range(3)])
    digest = digest_of(block.rows, np.array([2]), np.array([5], np.int32), Selector())
    assert (digest.rows.lines.number.tolist(), digest.hit_row.tolist()) == ([3], [0])


def test_beyond_its_bound_the_selector_picks_more_never_less() -> None:
    old = [with_hosts([Visit(target=f"/{n}.php") for n in range(30)]) for _ in range(60)]
    narrow, wide = Selector(most_paths=3), Selector()
    picked = [
        [len(digest_of(b.rows, b.hit_row, b.hit_rule, selector).rows) for b in old]
        for selector in (narrow, wide)
    ]
    assert all(more >= less for more, less in zip(*picked, strict=True))
    assert sum(picked[0]) > sum(picked[1])
