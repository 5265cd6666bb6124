"""Reads work items through an executor: processes here or workers of a cluster; the answer is the same."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.foundation.errors import SiagaError
from siaga.foundation.executor.contract import Executor, Job
from siaga.foundation.executor.description import described
from siaga.foundation.executor.receipts import FolderReceipts
from siaga.foundation.version import VERSION
from siaga.intake.reading.work_item import WorkItem
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.parsed import ParsedItem
from siaga.verdict.check.processes import ItemReader

RESULTS = 2
"""Version of what a worker returns; a receipt of another version is not looked at."""

_WHOLE, _PARTLY = b"w", b"p"
"""How a packed result begins: something of a text that could not be had may be there the next time."""


def read_elsewhere(
    items: Sequence[WorkItem],
    options: CheckOptions,
    rule_set: RuleSet,
    executor: Executor,
    receipts: Path | None,
) -> Iterator[tuple[WorkItem, ParsedItem]]:
    """Yield every item with what it holds, read by `executor`, in the items' order.

    With `receipts`, a folder that only we may write to, what was read is not read again by the next run; only
    sealed texts have receipts, as files may change. Workers see inputs, rules and receipts under the same
    paths, wherever they were started.
    """
    rules = tuple(each.absolute() for each in options.rules)
    asked = replace(options, inputs=(), vault_run="", rules=rules)
    task = partial(_read, options=asked, digest=rule_set.digest)
    job = None
    if receipts is not None and options.vault is not None:
        # Of the options, these are what a reader looks at.
        bound = described((VERSION, rule_set.digest, options.formats, options.log_offset_us))
        job = Job("check", RESULTS, _WholeOnly(receipts.absolute()), described, bound)
    placed = [item if item.sealed else replace(item, path=str(Path(item.path).absolute())) for item in items]
    for item, packed in zip(items, executor.run(task, placed, job=job), strict=True):
        result = pickle.loads(packed[1:])  # noqa: S301 (made by our own workers, which run our code anyway)
        if not isinstance(result, ParsedItem):
            raise SiagaError(f"{item.file.name}: a worker returned something else than what it read")
        yield item, result


class _WholeOnly(FolderReceipts):
    """Receipts of what was read to its end: what was out of reach is asked for again by the next run."""

    def put(self, key: str, result: bytes) -> bool:
        """Keep a whole result."""
        return result.startswith(_WHOLE) and super().put(key, result)


class _Kept(threading.local):
    """What each thread of a worker keeps: compiled rules take longer to load than an item to read."""

    engine: Engine | None = None


_kept = _Kept()


def _read(item: WorkItem, *, options: CheckOptions, digest: str) -> bytes:
    if _kept.engine is None or _kept.engine.rule_set.digest != digest:
        rule_set = RuleSet.load(options.rules, options.cache)
        if rule_set.digest != digest:
            raise SiagaError("this worker has other rules than the machine that asks: nothing is concluded")
        _kept.engine = Engine(rule_set)
    # A reader of its own for each item: an item's part of a file need not follow the one before it here.
    result = ItemReader(_kept.engine, options, light=True)(item)
    unread = any(note.code in {"damaged", "input_error"} for note in result.notes)
    return (_PARTLY if unread else _WHOLE) + pickle.dumps(result)
