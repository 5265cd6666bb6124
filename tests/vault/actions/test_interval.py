"""Each minute has its leaf, and each segment is counted in one of them."""

from __future__ import annotations

from siaga.vault.actions.interval import MOST_SOURCES, write_interval
from siaga.vault.actions.session import Session
from siaga.vault.leaves.interval import IntervalLeaf, SourceCount
from siaga.vault.leaves.segment import SealedSource, SegmentLeaf, Stored
from siaga.vault.log.reading import LogView

from ..conftest import Desk

MINUTE_US = 60_000_000


def _source(name: str, raw_from: int, raw_to: int, lines: int) -> SealedSource:
    return SealedSource(
        name=f"{name}.log", source=name, order=0, raw_from=raw_from, raw_to=raw_to, first_line=1,
        lines=lines, ends=True, agent="n1", boot="b", batch_from=0, batch_to=1,
    )  # fmt: skip


def _segment(session: Session, *sources: SealedSource) -> None:
    lines, size = sum(each.lines for each in sources), sum(each.raw_to - each.raw_from for each in sources)
    stored = Stored(b"\1" * 32, 10)
    session.append(
        lambda at: SegmentLeaf(at.at_us, "n1", stored, stored, 1, b"\2" * 32, lines, size, sources, ())
    )


def _written(session: Session, now_us: int) -> IntervalLeaf | None:
    index = write_interval(session, now_us)
    if index is None:
        return None
    leaf = LogView.newest(session.storage).leaf(index)
    assert isinstance(leaf, IntervalLeaf)
    return leaf


def test_silence_has_a_leaf_too(desk: Desk) -> None:
    with desk.open() as session:
        leaf = _written(session, desk.now_us)
    assert leaf is not None
    minute = desk.now_us // MINUTE_US * MINUTE_US
    assert (leaf.from_us, leaf.to_us, leaf.at) == (minute - MINUTE_US, minute, desk.now_us)
    assert (leaf.segments, leaf.lines, leaf.sources, leaf.witnessed_size) == (0, 0, (), 0)


def test_a_minute_is_written_once(desk: Desk) -> None:
    with desk.open() as session:
        start = desk.now_us // MINUTE_US * MINUTE_US
        assert _written(session, start) is not None
        for seconds in (0, 1, 59):
            assert _written(session, start + seconds * 1_000_000) is None
        assert _written(session, start + MINUTE_US) is not None


def test_a_clock_that_was_set_back_writes_no_minute_twice(desk: Desk) -> None:
    with desk.open() as session:
        assert _written(session, desk.now_us) is not None
        assert _written(session, desk.now_us - 60 * MINUTE_US) is None


def test_what_came_is_counted_by_source_and_once(desk: Desk) -> None:
    with desk.open() as session:
        _segment(session, _source("b", 0, 100, 3), _source("a", 50, 90, 2))
        _segment(session, _source("b", 100, 160, 4))
        first = _written(session, desk.now_us)
        desk.now_us += MINUTE_US
        _segment(session, _source("a", 90, 97, 1))
        second = _written(session, desk.now_us)
    assert first is not None
    assert second is not None
    assert (first.segments, first.lines) == (2, 9)
    assert first.sources == (SourceCount("a", 2, 40), SourceCount("b", 7, 160))
    assert (second.segments, second.lines, second.sources) == (1, 1, (SourceCount("a", 1, 7),))


def test_what_came_in_the_same_microsecond_as_the_last_leaf_is_counted(desk: Desk) -> None:
    with desk.open() as session:
        assert _written(session, desk.now_us) is not None
        _segment(session, _source("a", 0, 10, 1))
        leaf = _written(session, desk.now_us + MINUTE_US)
    assert leaf is not None
    assert leaf.segments == 1


def test_what_came_under_a_clock_set_back_is_counted(desk: Desk) -> None:
    with desk.open() as session:
        assert _written(session, desk.now_us) is not None
        desk.now_us -= 60 * MINUTE_US
        _segment(session, _source("a", 0, 10, 1))
        desk.now_us += 61 * MINUTE_US
        leaf = _written(session, desk.now_us)
    assert leaf is not None
    assert leaf.lines == 1


def test_a_leaf_stays_small_and_its_totals_whole(desk: Desk) -> None:
    with desk.open() as session:
        for part in range(3):
            names = [f"site-{part * 200 + number:04}" for number in range(200)]
            _segment(session, *(_source(name, 0, 10, 1) for name in names))
        leaf = _written(session, desk.now_us)
    assert leaf is not None
    assert len(leaf.sources) == MOST_SOURCES == 400
    assert leaf.lines == 600
    assert leaf.sources[0].name == "site-0000"
