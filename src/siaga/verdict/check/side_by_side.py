"""Works several things out side by side, in forked copies of this process, each with all that it knows."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")

WORTH_A_PROCESS = 0.1
"""Seconds of work below which a copy of this process costs more than it saves."""


@dataclass(slots=True)
class Task(Generic[T]):
    """Something to work out, and about how many seconds that takes.

    It changes nothing: its result has to survive pickling and is all that comes back.
    """

    work: Callable[[], T]
    seconds: float

    def result(self) -> T:
        """Return what it came to; worked out now unless somebody already has."""
        return self.work()

    def settle(self, found: T) -> None:
        """Take the result."""
        self.work = lambda: found


def work_out(tasks: Sequence[Task[Any]], processes: int) -> None:
    """Work all tasks out on so many processes, this one among them; results don't depend on the number."""
    mine, *others = _shares(tasks, processes)
    copies = []
    for share in others:
        copy = _started(share) if sum(task.seconds for task in share) >= WORTH_A_PROCESS else None
        if copy is None:
            mine += share
        else:
            copies.append(copy)
    for task in mine:
        task.settle(task.result())
    for copy in copies:
        copy.take()


def _shares(tasks: Sequence[Task[Any]], processes: int) -> list[list[Task[Any]]]:
    """Divide tasks, the longest first, each to whoever has the least to do (Graham 1969)."""
    shares: list[list[Task[Any]]] = [[] for _ in range(max(1, processes))]
    loads = [0.0] * len(shares)
    for task in sorted(tasks, key=lambda task: -task.seconds):
        least = loads.index(min(loads))
        shares[least].append(task)
        loads[least] += task.seconds
    return shares


@dataclass(frozen=True, slots=True)
class _Copy:
    """A forked process that works some tasks out, and where it tells what they came to."""

    tasks: Sequence[Task[Any]]
    come: Connection
    process: BaseProcess

    def take(self) -> None:
        """Settle its tasks; what a copy that failed or was killed leaves open will be worked out here."""
        # The end of the pipe comes before the message (EOFError) or inside it (OSError).
        with suppress(EOFError, OSError), self.come:
            for task, found in zip(self.tasks, self.come.recv(), strict=True):
                task.settle(found)
        self.process.join()


def _started(tasks: Sequence[Task[Any]]) -> _Copy | None:
    """Start a copy of this process on some tasks; None where the machine can't fork or has no room for it."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return None
    context = multiprocessing.get_context("fork")
    come, go = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(tasks, go), daemon=True)
    with go:
        try:
            process.start()
        except OSError:
            come.close()
            return None
    return _Copy(tasks, come, process)


def _tell(tasks: Sequence[Task[Any]], go: Connection) -> None:
    # What goes wrong here goes wrong again where it can be told.
    with suppress(Exception, KeyboardInterrupt), go:
        go.send([task.result() for task in tasks])
