"""Reads work items through an executor: processes here or workers of a cluster; the answer is the same."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.foundation.errors import SiagaError
from siaga.foundation.executor.contract import Executor, Job
from siaga.foundation.executor.receipts import FolderReceipts
from siaga.foundation.version import VERSION
from siaga.intake.reading.work_item import WorkItem
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.parsed import ParsedItem
from siaga.verdict.check.processes import ItemReader

RESULTS = 1
"""Version of what a worker returns; a receipt of another version is not looked at."""


def read_elsewhere(
    items: Sequence[WorkItem],
    options: CheckOptions,
    rule_set: RuleSet,
    executor: Executor,
    receipts: Path | None,
) -> Iterator[tuple[WorkItem, ParsedItem]]:
    """Yield every item with what it holds, read by `executor`, in the items' order.

    With `receipts`, a folder that only we may write to, what was read is not read again by the next run; only
    sealed texts have receipts, as files may change. Workers see inputs under the same paths.
    """
    task = partial(_read, options=replace(options, inputs=(), vault_run=""), digest=rule_set.digest)
    job = None
    if receipts is not None and options.vault is not None:
        bound = hashlib.sha256(pickle.dumps((VERSION, task.keywords))).digest()
        job = Job("check", RESULTS, FolderReceipts(receipts), _key, bound)
    for item, packed in zip(items, executor.run(task, items, job=job), strict=True):
        result = pickle.loads(packed)  # noqa: S301 (made by our own workers, which run our code anyway)
        if not isinstance(result, ParsedItem):
            raise SiagaError(f"{item.file.name}: a worker returned something else than what it read")
        yield item, result


def _key(item: WorkItem) -> bytes:
    return pickle.dumps(item)


class _Kept:
    """What a worker keeps between items: compiled rules take longer to load than an item to read."""

    engine: Engine | None = None


def _read(item: WorkItem, *, options: CheckOptions, digest: str) -> bytes:
    if _Kept.engine is None or _Kept.engine.rule_set.digest != digest:
        rule_set = RuleSet.load(options.rules, options.cache)
        if rule_set.digest != digest:
            raise SiagaError("this worker has other rules than the machine that asks: nothing is concluded")
        _Kept.engine = Engine(rule_set)
    # A reader of its own for each item: an item's part of a file need not follow the one before it here.
    return pickle.dumps(ItemReader(_Kept.engine, options, light=True)(item))
