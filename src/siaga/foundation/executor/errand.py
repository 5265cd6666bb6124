"""One task for one item, as a worker carries it out: receipt or work, and a result that can be sent."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from siaga.foundation.executor.contract import Item, Job, Receipts, Tally, TaskError

LONGEST_NAME = 200
"""Characters by which an item is named in an error."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is sent to a worker; the key is made before, so that a job's functions need not be sent."""

    task: Callable[[Any], bytes]
    item: Any
    receipts: Receipts | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """What a person calls the item."""
        return repr(self.item)[:LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class Done:
    """A result."""

    result: bytes
    resumed: bool = False
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Failed:
    """An error by its parts: many classes can't be made again from their text, as pickle would."""

    kind: type[Exception]
    arguments: tuple[Any, ...]
    state: dict[str, Any]
    trace: str

    def error(self) -> Exception:
        """Return the error as the task raised it, with its traceback as a note."""
        error = self.kind.__new__(self.kind, *self.arguments)
        error.args = self.arguments
        error.__dict__.update(self.state)
        error.add_note(self.trace)
        return error


def errands(task: Callable[[Item], bytes], items: Sequence[Item], job: Job[Item] | None) -> list[Errand]:
    """Return what is to be done, one errand per item."""
    if job is None:
        return [Errand(task, item) for item in items]
    return [Errand(task, item, job.receipts, job.key(task, item)) for item in items]


def carry_out(errand: Errand) -> Done | Failed:
    """Take the result from its receipt, or do the work and leave one; errors of the task are returned."""
    if errand.receipts is not None:
        found = errand.receipts.get(errand.key)
        if found is not None:
            return Done(found, resumed=True)
    try:
        result = errand.task(errand.item)
        if not isinstance(result, bytes):
            raise TypeError(f"a task returns bytes, not {type(result).__name__}")  # noqa: TRY301 - as its error
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again where results are read
        return _failure(errand, error)
    kept = errand.receipts is None or errand.receipts.put(errand.key, result)
    return Done(result, kept=kept)


def settled(outcome: Done | Failed, tally: Tally) -> bytes:
    """Count an outcome and return its result, or raise its error."""
    if isinstance(outcome, Failed):
        raise outcome.error()
    tally.resumed += outcome.resumed
    tally.carried_out += not outcome.resumed
    tally.unkept += not outcome.kept
    return outcome.result


def _failure(errand: Errand, error: Exception) -> Failed:
    trace = "".join(traceback.format_exception(error))
    failed = Failed(type(error), error.args, dict(error.__dict__), trace)
    try:
        pickle.loads(pickle.dumps(failed)).error()  # noqa: S301 - our own bytes, a line old
    except Exception:  # noqa: BLE001 - an error that can't be sent; its text can
        text = f"{type(error).__name__}: {error}"
        spoken = TaskError(errand.name, text)
        return Failed(TaskError, spoken.args, dict(spoken.__dict__), trace)
    return failed
