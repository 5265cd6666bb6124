"""Carries out tasks on a Dask cluster, whose workers may die; after its scheduler did, a job resumes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from siaga.foundation.executor.contract import Item, Job, Order, Tally, TaskError
from siaga.foundation.executor.dask_client import Cluster, Hand, KilledError
from siaga.foundation.executor.errand import Done, Errand, Failed, errands, settled
from siaga.foundation.executor.plan import Plan

AHEAD = 4
"""Errands in hand per thread of the cluster."""


class DaskExecutor:
    """Runs on the workers of a scheduler, dask://host:port or dask+tls://host:port; implements Executor.

    Workers need Siaga installed, the evidence and the folder of receipts under the same names as here. With
    TLS the certificates are those of Dask's own configuration (distributed.comm.tls in its files or
    DASK_DISTRIBUTED__COMM__TLS__CA_FILE …). Whoever reaches a scheduler without TLS can run code on its
    workers: use dask:// on a network of your own only. Needs the extra siaga[dask].
    """

    def __init__(self, address: str, *, patience: float = 10.0) -> None:
        self.tally = Tally()
        self._cluster = Cluster.connected(address, patience)

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
        for index, outcome in self._outcomes(errands(task, items, job)):
            yield index, settled(outcome, self.tally)

    def close(self) -> None:
        """Leave the cluster; it goes on for others."""
        self._cluster.close()

    def _outcomes(self, todo: list[Errand]) -> Iterator[tuple[int, Done | Failed]]:
        """Hand out errands until all are done; Dask itself does again what dying workers had in hand."""
        self._cluster = self._cluster.alive()
        plan, hand = Plan(len(todo), self._cluster.threads() * AHEAD), Hand(self._cluster)
        try:
            while plan.is_open:
                while (index := plan.next()) is not None:
                    hand.submit(index, todo[index])
                index = hand.next_ended()
                try:
                    outcome = hand.outcome(index, todo[index])
                except KilledError as error:
                    self.tally.repeated += 1
                    if plan.died(index):  # Dask gave up, and this time nothing else was running
                        raise TaskError(todo[index].name, f"its workers die each time: {error}") from error
                else:
                    plan.finished(index)
                    yield index, outcome
        finally:
            hand.drop()
