"""Reads work items on several processes, this one among them, and gives the results in the items' order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from functools import partial

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.foundation.errors import SiagaError
from siaga.intake.reading.stream import open_blocks
from siaga.intake.reading.work_item import WorkItem
from siaga.verdict.check.carried import Carried
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.parsed import ParsedItem
from siaga.verdict.check.parsing import parse_blocks
from siaga.verdict.check.trays import Laid, Trays

AHEAD = 3
"""Work items in flight per process: enough to keep it busy, few enough to bound memory."""

Read = Callable[[WorkItem], ParsedItem]
Handed = ParsedItem | Laid


class ItemReader:
    """Reads whole work items in one process; parts of a file must come to it in their order."""

    def __init__(self, engine: Engine, options: CheckOptions, *, light: bool) -> None:
        self._blocks = partial(
            parse_blocks,
            engine=engine,
            formats=options.formats,
            carried=Carried(light=light),
            log_offset_us=options.log_offset_us,
        )

    def __call__(self, item: WorkItem) -> ParsedItem:
        """Read one item to its end."""
        stream = open_blocks(item)
        blocks = list(self._blocks(item, stream))
        outcome = stream.outcome
        return ParsedItem(blocks, outcome.lines, outcome.notes, outcome.missing, outcome.bytes_read)


class _Worker:
    """What a worker process keeps between work items: its readers, and where it lays results."""

    ranges: Read
    others: Read
    trays: Trays | None


def _start_worker(rule_set: RuleSet, options: CheckOptions, trays: Trays | None) -> None:
    _Worker.ranges, _Worker.others = _readers(Engine(rule_set), options)
    _Worker.trays = trays


def _readers(engine: Engine, options: CheckOptions) -> tuple[Read, Read]:
    """Return what reads ranges of logs, whose bytes are few, and what reads all else and lets bytes go."""
    return ItemReader(engine, options, light=False), ItemReader(engine, options, light=True)


def _is_range(item: WorkItem) -> bool:
    return bool(item.part) or not item.ends_file


def _read_item(item: WorkItem, tray: int | None) -> Handed:
    # What has to go through a pipe goes without its block.
    read = _Worker.ranges if tray is not None and _is_range(item) else _Worker.others
    return read(item) if _Worker.trays is None else _Worker.trays.lay(tray, read(item))


def read_items(
    items: Sequence[WorkItem], options: CheckOptions, rule_set: RuleSet, engine: Engine
) -> Iterator[tuple[WorkItem, ParsedItem]]:
    """Yield every item with what it holds, read on `options.jobs` processes (at least 2)."""
    # Forked workers share the compiled rules' memory; elsewhere they are sent once per worker.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    ranges, others = _readers(engine, options)

    def here(item: WorkItem) -> ParsedItem:
        return ranges(item) if _is_range(item) else others(item)

    workers = options.jobs - 1
    trays = Trays((workers + 1) * AHEAD)
    started = (rule_set, options, trays if method == "fork" else None)
    with _workers_alive(), ProcessPoolExecutor(workers, context, _start_worker, started) as pool:

        def submit(item: WorkItem) -> Future[Handed]:
            return pool.submit(_read_item, item, trays.reserve())

        for item, handed in in_order(items, submit, here, workers):
            with trays.fetched(handed) if isinstance(handed, Laid) else nullcontext(handed) as result:
                yield item, result


def in_order(
    items: Sequence[WorkItem], submit: Callable[[WorkItem], Future[Handed]], here: Read, workers: int
) -> Iterator[tuple[WorkItem, Handed]]:
    """Yield results in the order of items, a bounded number of them in flight.

    Who has to wait for the next result reads an item by himself meanwhile.
    """
    todo, waiting = deque(items), deque[tuple[WorkItem, Future[Handed]]]()
    most = (workers + 1) * AHEAD
    while todo or waiting:
        while todo and len(waiting) < most and _running(waiting) < workers * AHEAD:
            item = todo.popleft()
            waiting.append((item, submit(item)))
        if todo and len(waiting) < most and not waiting[0][1].done():
            item = todo.popleft()
            done = Future[Handed]()
            done.set_result(here(item))
            waiting.append((item, done))
            continue
        item, future = waiting.popleft()
        yield item, future.result()


def _running(waiting: deque[tuple[WorkItem, Future[Handed]]]) -> int:
    return sum(not future.done() for _, future in waiting)


@contextmanager
def _workers_alive() -> Iterator[None]:
    """Tell a worker's death in words: half of the logs would be no ground for any answer."""
    try:
        yield
    except BrokenProcessPool as error:
        raise SiagaError(
            "a reading process was killed (out of memory?): nothing is concluded; try again with --jobs 1"
        ) from error
