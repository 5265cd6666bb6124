"""Runs a check: plans the reading, reads on one process or several, folds in order, finishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.foundation.errors import UsageError
from siaga.intake.attribution import Attributor
from siaga.intake.block import BLOCK_BYTES
from siaga.intake.reading.plan import Plan, plan
from siaga.intake.reading.stream import OnBytes, open_blocks
from siaga.intake.reading.work_item import WorkItem
from siaga.verdict.check.carried import Carried
from siaga.verdict.check.finish import finish
from siaga.verdict.check.fold import FirstFinding, Fold
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.parsed import Parsed, ParsedItem
from siaga.verdict.check.parsing import parse_blocks
from siaga.verdict.check.processes import read_items
from siaga.verdict.check.sharing import shared
from siaga.verdict.result import CheckResult

PART_BYTES = 2 * BLOCK_BYTES - 64 * 1024
"""How much of a large file is taken at a time: two blocks, and hardly ever a third for the last line's end.

One process cuts as several do, so that results agree.
"""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a way in may want to be told while a check runs."""

    on_plan: Callable[[Plan], None] | None = None
    on_bytes: OnBytes | None = None
    on_lines: Callable[[str, int], None] | None = None
    on_first: FirstFinding | None = None
    on_engine: Callable[[Engine], None] | None = None
    """Given the engine when all is read, to ask what each rule cost."""


def run(options: CheckOptions, rule_set: RuleSet, hooks: Hooks | None = None) -> CheckResult:
    """Run a check. The result does not depend on the number of processes."""
    hooks = hooks or Hooks()
    planned = _planned(options)
    if hooks.on_plan is not None:
        hooks.on_plan(planned)
    fold = Fold(Attributor(options.site, options.site_patterns), hooks.on_first, rule_set)
    fold.add_outcome(planned.notes, planned.missing)
    fold.add_empty(planned.empty)
    engine = Engine(rule_set, profile=options.profile)
    items = shared(planned.items, options.formats)
    # Only this process's engine can be asked what its rules cost.
    apart = options.jobs > 1 and len(items) > 1 and not options.profile
    if options.executor and not any(item.streamed for item in items):
        _elsewhere(items, options, engine, fold, hooks)
    elif apart and not any(item.streamed for item in items):
        _fold_items(read_items(items, options, engine.rule_set, engine), fold, hooks)
    else:
        _here(items, options, engine, fold, hooks)
    if hooks.on_engine is not None:
        hooks.on_engine(engine)
    return finish(fold, engine, options)


def _planned(options: CheckOptions) -> Plan:
    if options.vault is None:
        return plan(options.inputs, limits=options.limits, range_bytes=PART_BYTES)
    # Cryptography and storage take as long to load as a small check does to run.
    from siaga.intake.sealing.planning import plan_sealed  # noqa: PLC0415 (see above)
    from siaga.vault.storage.opening import open_storage  # noqa: PLC0415 (likewise)
    from siaga.vault.vault_file import is_vault  # noqa: PLC0415 (likewise)

    storage = open_storage(options.vault)
    if not is_vault(storage):
        raise UsageError(f"{options.vault}: there is no vault here (siaga vault init makes one)")
    return plan_sealed(storage, run=options.vault_run, limits=options.limits, range_bytes=PART_BYTES)


def _here(items: Sequence[WorkItem], options: CheckOptions, engine: Engine, fold: Fold, hooks: Hooks) -> None:
    lines_before = 0
    read = partial(
        parse_blocks,
        engine=engine,
        formats=options.formats,
        carried=Carried(),
        log_offset_us=options.log_offset_us,
    )
    for item in items:
        lines_before = lines_before if item.part else 0
        stream = open_blocks(item, on_bytes=hooks.on_bytes)
        for parsed in read(item, stream):
            parsed.shift(lines_before)
            fold.add(parsed)
            _tell(parsed, hooks)
        lines_before += stream.outcome.lines
        fold.add_outcome(stream.outcome.notes, stream.outcome.missing)


def _tell(parsed: Parsed, hooks: Hooks) -> None:
    if hooks.on_lines is not None:
        hooks.on_lines(parsed.file.source, parsed.rows + len(parsed.events) + parsed.unparsed)


def _elsewhere(
    items: Sequence[WorkItem], options: CheckOptions, engine: Engine, fold: Fold, hooks: Hooks
) -> None:
    # Few ask for it, and a cluster's client takes long to load.
    from siaga.foundation.executor.opening import open_executor  # noqa: PLC0415 (see above)
    from siaga.verdict.check.elsewhere import read_elsewhere  # noqa: PLC0415 (likewise)

    with closing(open_executor(options.executor, options.jobs)) as executor:
        read = read_elsewhere(items, options, engine.rule_set, executor, options.receipts)
        _fold_items(read, fold, hooks)


def _fold_items(read: Iterable[tuple[WorkItem, ParsedItem]], fold: Fold, hooks: Hooks) -> None:
    lines_before = 0
    for item, result in read:
        lines_before = lines_before if item.part else 0
        for parsed in result.blocks:
            parsed.shift(lines_before)
            fold.add(parsed)
            _tell(parsed, hooks)
        lines_before += result.lines
        fold.add_outcome(result.notes, result.missing)
        if hooks.on_bytes is not None:
            hooks.on_bytes(item.stored_bytes or 0)
