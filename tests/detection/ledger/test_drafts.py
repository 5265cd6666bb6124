"""Drafts hold all that the lines of their rows say."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.detection.ledger.digest import Digest, digest_of
from siaga.detection.ledger.drafts import drafts, raw_lines
from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.kinds import kind_of
from siaga.detection.ledger.lightening import lightened, quota_of_a_part
from siaga.detection.ledger.moves import move_of
from siaga.detection.ledger.selection import Selector, View
from siaga.intake.rows import UNKNOWN, Coded

from .traffic import VISITS, Visit, traffic

SITE = "kota.example"


class Everything(Selector):
    """Picks every row."""

    def pick(self, view: View) -> Mask:
        return np.ones(len(view.status), np.bool_)


def _digest(visits: list[Visit]) -> Digest:
    block = traffic(visits, offset=500, first_line=9)
    return digest_of(block.rows, block.hit_row, block.hit_rule, Everything())


@settings(max_examples=60, deadline=None)
@given(visits=st.lists(VISITS, min_size=1, max_size=20))
def test_a_draft_says_what_its_line_says(visits: list[Visit]) -> None:
    at = np.arange(len(visits))
    moves = [move_of(draft) for draft in drafts(_digest(visits), at, [SITE] * len(at))]
    assert len(moves) == len(visits)
    for move in moves:
        visit = visits[move.place.line_no - 9]
        assert move.raw == visit.line()
        assert (move.site, move.client, move.method.decode()) == (SITE, visit.client, visit.method)
        assert (move.time_us, move.status, move.size) == (visit.time_us, visit.status, visit.size)
        assert (move.path, move.query) == (visit.path, visit.target.partition("?")[2].encode())
        assert (move.rules, move.kind, move.duration_us) == (visit.hits, kind_of(visit.path), UNKNOWN)
        assert move.referrer == (None if visit.referrer == "-" else visit.referrer.encode())
        assert move.agent == (None if visit.agent == "-" else visit.agent.encode())


def test_drafts_are_those_of_the_rows_asked_for_with_the_lines_own_places() -> None:
    visits = [Visit(second=1), Visit(second=2, target="/a", hits=(4, 5)), Visit(second=3, hits=(6,))]
    found = [move_of(draft) for draft in drafts(_digest(visits), np.array([0, 1]), [SITE, "lain.example"])]
    places = [(move.site, move.rules, move.place.line_no, move.place.offset) for move in found]
    assert places == [
        (SITE, (), 9, 500),
        ("lain.example", (4, 5), 10, 500 + len(visits[0].line()) + 1),
    ]
    assert drafts(_digest(visits), np.empty(0, np.int64), []) == []


def test_raw_lines_are_the_same_without_the_block() -> None:
    digest = _digest([Visit(second=1, method="POST"), Visit(second=2, target="/a.php")])
    light = lightened(digest, quota_of_a_part(), every_hit=True)
    assert light.rows.block.data == b""
    assert raw_lines(light, np.array([1, 0])) == raw_lines(digest, np.array([1, 0]))


def test_an_account_has_one_name_however_its_log_writes_it() -> None:
    digest = _digest([Visit(second=1), Visit(second=2), Visit(second=3)])
    names = [b"budi%40kota.example", b"budi@kota.example"]
    digest.rows.user = Coded(np.array([0, 1, -1], np.int32), names)
    found = [move_of(draft).user for draft in drafts(digest, np.arange(3), [SITE] * 3)]
    assert found == ["budi@kota.example", "budi@kota.example", ""]
