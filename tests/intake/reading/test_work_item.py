"""Work items travel to other processes."""

from __future__ import annotations

import pickle
from pathlib import Path

from siaga.intake.reading.plan import plan
from siaga.intake.reading.work_item import whole


def test_items_are_picklable_and_know_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(b"one\n" * 10)
    item = plan([str(tmp_path)]).items[0]
    assert pickle.loads(pickle.dumps(item)) == item
    assert item.stored_bytes == 40


def test_ranges_join_again(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(b"one\n" * 100)
    parts = plan([str(tmp_path)], range_bytes=100).items
    assert len(parts) == 4
    assert whole(parts) == plan([str(tmp_path)]).items[0]


def test_a_stream_has_no_known_size() -> None:
    planned = plan(["-"])
    assert planned.items[0].stored_bytes is None
    assert planned.total_bytes is None
