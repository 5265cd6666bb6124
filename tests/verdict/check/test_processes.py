"""Results come in the order of the items whoever reads them, and nobody waits idly."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import LogFile
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.work_item import WorkItem
from siaga.verdict.check.parsed import ParsedItem
from siaga.verdict.check.processes import AHEAD, Handed, in_order


def _item(number: int) -> WorkItem:
    name = f"{number}.log"
    return WorkItem(name, LogFile(name, name), 0, number, 0, (0, number), number, Limits())


def _result(item: WorkItem) -> ParsedItem:
    return ParsedItem([], item.stop, (), (), 0)


class Office:
    """Workers that finish their oldest work whenever this process has read `pace` items itself."""

    def __init__(self, pace: int) -> None:
        self.given: deque[tuple[WorkItem, Future[Handed]]] = deque()
        self.read_here: list[int] = []
        self.most = 0
        self._pace = pace

    def submit(self, item: WorkItem) -> Future[Handed]:
        future = _LastMoment(self)
        self.given.append((item, future))
        self.most = max(self.most, len(self.given))
        return future

    def here(self, item: WorkItem) -> ParsedItem:
        self.read_here.append(item.stop)
        if len(self.read_here) % self._pace == 0:
            self.finish()
        return _result(item)

    def finish(self) -> None:
        if self.given:
            item, future = self.given.popleft()
            future.set_result(_result(item))


class _LastMoment(Future[Handed]):
    """Is done at the latest when somebody waits for it."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office

    def result(self, timeout: float | None = None) -> Handed:
        while not self.done():
            self._office.finish()
        return super().result(timeout)


@given(count=st.integers(0, 40), workers=st.integers(1, 4), pace=st.integers(1, 5))
def test_results_come_in_order_and_a_bounded_number_is_in_flight(count: int, workers: int, pace: int) -> None:
    office = Office(pace)
    items = [_item(number) for number in range(count)]
    seen = list(in_order(items, office.submit, office.here, workers))
    assert [item for item, _ in seen] == items
    assert [result.lines for _, result in seen if isinstance(result, ParsedItem)] == [
        item.stop for item in items
    ]
    assert office.most <= workers * AHEAD


def test_who_would_have_to_wait_reads() -> None:
    office = Office(pace=1)
    list(in_order([_item(number) for number in range(20)], office.submit, office.here, 1))
    assert len(office.read_here) > 5
    assert set(office.read_here) < set(range(20))
