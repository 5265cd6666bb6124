"""What a light digest leaves behind is counted, and nothing of it would have been kept."""

from __future__ import annotations

import numpy as np

from siaga.detection.ledger.digest import digest_of
from siaga.detection.ledger.ledger import Ledger
from siaga.detection.ledger.lightening import EXAMPLES, lightened, quota_of_a_part
from siaga.detection.ledger.selection import Selector

from .traffic import Traffic, Visit, traffic


def _blocks(count: int) -> list[Traffic]:
    return [traffic([Visit(target="/admin/", second=n) for n in range(50)]) for _ in range(count)]


def test_of_a_kind_that_has_had_its_share_rows_are_let_go_and_counted() -> None:
    light, selector = quota_of_a_part(), Selector()
    whole, lighter = Ledger(), Ledger()
    for block in _blocks(4):
        digest = digest_of(block.rows, block.hit_row, block.hit_rule, selector)
        last = lightened(digest, light, every_hit=False)
        whole.observe(digest, ["kota.example"])
        lighter.observe(last, ["kota.example"])
    assert last.spare is not None
    assert (len(last.rows), len(last.spare.path)) == (0, 50)
    assert lighter.moves.quota.left_out == whole.moves.quota.left_out > 0
    assert [move.raw for move in lighter.moves.in_time()] == [move.raw for move in whole.moves.in_time()]


def test_the_first_lines_of_each_signature_go_with_it_or_all_if_asked() -> None:
    block = traffic([Visit(target="/x", second=n, status=404, hits=(7,)) for n in range(90)])
    digest = digest_of(block.rows, block.hit_row, block.hit_rule, Selector())
    few = quota_of_a_part()
    lightened(digest, few, every_hit=False)
    some, every = (lightened(digest, few, every_hit=all_of) for all_of in (False, True))
    assert some.raw is not None
    assert every.raw is not None
    assert (list(some.raw), len(every.raw)) == (list(range(EXAMPLES)), 90)
    assert np.array_equal(some.hit_row, digest.hit_row)
    assert some.rows.block.data == b""
