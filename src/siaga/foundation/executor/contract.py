"""What an executor promises, whatever it runs on: the same results, also when workers are killed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from siaga.foundation.errors import SiagaError, UsageError

Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)


class TaskError(SiagaError):
    """A task could not be carried out: its workers died again and again, or its error can't be sent."""

    def __init__(self, item: str, reason: str) -> None:
        super().__init__(f"{item}: {reason}")
        self.item = item
        self.reason = reason


class ExecutorLostError(SiagaError):
    """The cluster does not answer any more; the job, run again, resumes from its receipts."""


class Receipts(Protocol):
    """Results of tasks that were carried out, under content addresses; opened anew in each process."""

    def get(self, key: str) -> bytes | None:
        """Return the result, or None if there is no whole one."""
        ...

    def put(self, key: str, result: bytes) -> bool:
        """Keep a result; say whether that worked (if not, the task is only done again some day)."""
        ...


@dataclass(frozen=True, slots=True)
class Job(Generic[Item_contra]):
    """A name for work whose results may be kept: with it, what is done once is not done again.

    A result is found again under name, version, task, `bound` and the item's key. Together they must tell
    apart everything that the result depends on: `version` changes when the task's code changes its answers,
    `bound` holds the canonical bytes of what functools.partial bound.
    """

    name: str
    version: int
    receipts: Receipts
    key_of: Callable[[Item_contra], bytes]
    bound: bytes = b""

    def key(self, task: Callable[..., bytes], item: Item_contra) -> str:
        """Return the address of a result, a SHA-256; raise UsageError if `bound` is forgotten."""
        if isinstance(task, functools.partial):
            if not self.bound:
                raise UsageError(f"job {self.name}: the task is bound to values that `bound` does not name")
            task = task.func
        parts = (
            b"siaga.receipt/1",
            self.name.encode(),
            str(self.version).encode(),
            f"{task.__module__}.{task.__qualname__}".encode(),
            self.bound,
            self.key_of(item),
        )
        # Each part with its length: "ab" + "c" is not "a" + "bc".
        return hashlib.sha256(b"".join(len(part).to_bytes(8) + part for part in parts)).hexdigest()


@dataclass(slots=True)
class Tally:
    """How the items of an executor's runs were come by."""

    carried_out: int = 0
    resumed: int = 0
    """Taken from receipts."""
    unkept: int = 0
    """Carried out, but their receipts could not be written."""
    repeated: int = 0
    """Handed out again because a worker died."""


class Executor(Protocol):
    """Carries out a task for each of many items.

    A task is a function of a module (functools.partial of one is allowed), takes one item, returns bytes and
    depends on nothing else. Its errors are raised where results are read, the first one ends the run.
    """

    tally: Tally

    def run(
        self, task: Callable[[Item], bytes], items: Sequence[Item], *, job: Job[Item] | None = None
    ) -> Iterator[bytes]:
        """Yield the results in the order of the items."""
        ...

    def run_unordered(
        self, task: Callable[[Item], bytes], items: Sequence[Item], *, job: Job[Item] | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """Yield each result with its item's index, as they come."""
        ...

    def close(self) -> None:
        """Let go of workers and connections."""
        ...


@dataclass(slots=True)
class Order:
    """Puts results that come in any order into that of their items."""

    next: int = 0
    waiting: dict[int, bytes] = field(default_factory=dict)

    def take(self, index: int, result: bytes) -> Iterator[bytes]:
        """Yield those results whose turn has come."""
        self.waiting[index] = result
        while self.next in self.waiting:
            yield self.waiting.pop(self.next)
            self.next += 1
