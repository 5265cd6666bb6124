"""Carries out tasks in this process or in several of this machine; killed ones are replaced."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from siaga.foundation.errors import UsageError
from siaga.foundation.executor.contract import Item, Job, Order, Tally, TaskError
from siaga.foundation.executor.errand import Done, Errand, Failed, carry_out, errands, settled
from siaga.foundation.executor.plan import Plan

MOST_REPEATS = 3
"""Times that an item which kills its worker is done again, after the first."""

AHEAD = 4
"""Errands in hand per process, so that none waits for its next."""


class LocalExecutor:
    """Runs on `processes` processes of this machine (1: in this one); implements Executor."""

    def __init__(self, processes: int = 1) -> None:
        if processes < 1:
            raise UsageError(f"{processes} processes can't do anything")
        self.tally = Tally()
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def run(
        self, task: Callable[[Item], bytes], items: Sequence[Item], *, job: Job[Item] | None = None
    ) -> Iterator[bytes]:
        """Yield the results in the order of the items."""
        order = Order()
        for index, result in self.run_unordered(task, items, job=job):
            yield from order.take(index, result)

    def run_unordered(
        self, task: Callable[[Item], bytes], items: Sequence[Item], *, job: Job[Item] | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """Yield each result with its item's index, as they come."""
        todo = errands(task, items, job)
        if self._processes == 1:
            for index, errand in enumerate(todo):
                yield index, settled(carry_out(errand), self.tally)
        else:
            for index, outcome in self._outcomes(todo):
                yield index, settled(outcome, self.tally)

    def close(self) -> None:
        """End the processes; what they have in hand is finished first."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _outcomes(self, todo: list[Errand]) -> Iterator[tuple[int, Done | Failed]]:
        """Hand out errands until all are done, also over the deaths of workers."""
        plan = Plan(len(todo), self._processes * AHEAD)
        hand: dict[Future[Done | Failed], int] = {}
        try:
            while plan.is_open:
                while (index := plan.next()) is not None:
                    hand[self._submit(todo[index])] = index
                for future in wait(hand, return_when=FIRST_COMPLETED).done:
                    index = hand.pop(future)
                    try:
                        outcome = future.result()
                    except BrokenProcessPool:
                        self.tally.repeated += 1
                        if plan.died(index) > MOST_REPEATS:
                            raise TaskError(todo[index].name, "its worker process dies each time") from None
                    else:
                        plan.finished(index)
                        yield index, outcome
        finally:
            for future in hand:
                future.cancel()

    def _submit(self, errand: Errand) -> Future[Done | Failed]:
        """Hand an errand to the pool, or to a new one if a worker of it died."""
        if self._pool is not None:
            try:
                return self._pool.submit(carry_out, errand)
            except BrokenProcessPool:
                self.close()
        # Not by fork: a copy of a process with threads (Arrow's, Hyperscan's) may hang.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(self._processes, context, initializer=_end_with_parent)
        return self._pool.submit(carry_out, errand)


def _end_with_parent() -> None:
    """Watch the parent, in a worker: if it is killed, nobody else would end this process."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
