"""Chosen rows become moves; what is over a bound is left out and counted."""

from __future__ import annotations

import numpy as np

from siaga.detection.ledger.digest import digest_of
from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.keeping import keep_rows
from siaga.detection.ledger.moves import Moves
from siaga.detection.ledger.quota import Retention
from siaga.detection.ledger.selection import Selector, View

from .traffic import Visit, traffic

SITE = "kota.example"


class Everything(Selector):
    """Picks every row."""

    def pick(self, view: View) -> Mask:
        return np.ones(len(view.status), np.bool_)


def _kept(visits: list[Visit], moves: Moves | None = None, chosen: list[int] | None = None) -> Moves:
    block = traffic(visits, offset=500, first_line=9)
    digest = digest_of(block.rows, block.hit_row, block.hit_rule, Everything())
    at = np.array(range(len(visits)) if chosen is None else chosen, np.int64)
    moves = Moves() if moves is None else moves  # without a move it is falsy
    keep_rows(moves, digest, at, [SITE], np.zeros(1, np.int64))
    return moves


def test_only_chosen_rows_are_kept() -> None:
    visits = [Visit(second=n, target=f"/p{n}") for n in range(4)]
    assert [move.path for move in _kept(visits, chosen=[1, 3]).in_time()] == [b"/p1", b"/p3"]
    assert len(_kept(visits, chosen=[])) == 0


def test_beyond_the_bound_of_a_key_requests_are_counted_and_other_keys_go_on() -> None:
    moves = Moves(Retention(per_key=3, sizes=0))
    _kept([*(Visit(second=n) for n in range(10)), Visit(second=10, client="192.0.2.8")], moves)
    assert (len(moves), moves.quota.left_out) == (4, 7)


def test_what_a_signature_matched_is_not_crowded_out_by_plain_requests() -> None:
    moves = Moves(Retention(per_key=3, sizes=0))
    _kept([*(Visit(second=n) for n in range(10)), Visit(second=10, hits=(1,))], moves)
    assert [move.rules for move in moves.in_time()] == [(), (), (), (1,)]


def test_the_last_of_many_logins_are_kept() -> None:
    moves = Moves(Retention(per_key=3, sizes=0))
    tries = [Visit(second=n, method="POST", target="/login") for n in range(200)]
    _kept(tries, moves)
    assert moves.in_time()[-1].time_us == tries[-1].time_us
    assert len(moves.in_time()) < len(tries)
