"""What was learnt of a file goes on to its next part, and not to another file."""

from __future__ import annotations

from siaga.verdict.check.carried import Carried


def test_the_next_part_of_a_file_goes_on_with_what_is_known() -> None:
    carried = Carried(light=True)
    carried.turn_to("access.log", 0)
    selector, quota = carried.selector, carried.quota
    carried.head_known = True
    carried.turn_to("access.log", 0)
    assert (carried.selector, carried.quota, carried.head_known) == (selector, quota, True)


def test_another_file_begins_anew() -> None:
    carried = Carried(light=True)
    carried.turn_to("access.log", 0)
    selector, quota = carried.selector, carried.quota
    carried.turn_to("access.log.1", 0)
    assert carried.selector is not selector
    assert carried.quota is not quota


def test_only_what_lets_its_blocks_go_picks_lines() -> None:
    assert Carried().quota is None
    assert Carried(light=True).quota is not None
