"""Says what a vault holds, who signs it, and who has witnessed it, from its log alone."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.foundation.clock import US_PER_SECOND
from siaga.vault import layout
from siaga.vault.keys.epochs import Epoch
from siaga.vault.keys.ring import due
from siaga.vault.leaves.interval import IntervalLeaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.epochs import epochs_of
from siaga.vault.log.head import parse_head
from siaga.vault.log.reading import LogView
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.cosignature import cosignatures
from siaga.vault.tlog.policy import Policy
from siaga.vault.vault_file import VaultFile, read_vault_file
from siaga.vault.witness.deadman import Alarm, dead_man


@dataclass(frozen=True, slots=True)
class Status:
    """Times are UTC µs, sizes bytes. `index_bytes` are the derived columns as they were sealed.

    `witnessed_size` is the tree that was last cosigned (0: never), `witnesses` when by whom (Unix s).
    `pending` says that a commit was interrupted and waits to be redone; `quarantined` counts files there.
    """

    file: VaultFile
    size: int
    last_at_us: int
    segments: int
    lines: int
    raw_bytes: int
    stored_bytes: int
    index_bytes: int
    first_line_us: int | None
    last_line_us: int | None
    last_interval_us: int | None
    epoch: Epoch
    rotation_due: bool
    witnesses: dict[str, int]
    witnessed_size: int
    pending: bool
    quarantined: int
    alarm: Alarm | None


def status(storage: Storage, now_us: int, alarm_after_s: int) -> Status:
    """Read the log and return its state; raise TamperedError if it does not hold together."""
    view = LogView.newest(storage)
    segments = [leaf for _, leaf in view.leaves(SegmentLeaf.KIND) if isinstance(leaf, SegmentLeaf)]
    intervals = [leaf for _, leaf in view.leaves(IntervalLeaf.KIND) if isinstance(leaf, IntervalLeaf)]
    epochs = epochs_of(view)
    policy = Policy.parse(storage.read(layout.POLICY), layout.POLICY)
    witnessed_size, witnesses = _witnessed(storage, policy)
    last_s = max(witnesses.values(), default=None)
    since_s = epochs.all[0].at_us // US_PER_SECOND
    return Status(
        file=read_vault_file(storage),
        size=view.size,
        last_at_us=view.leaf(view.size - 1).at,
        segments=len(segments),
        lines=sum(each.lines for each in segments),
        raw_bytes=sum(each.raw_bytes for each in segments),
        stored_bytes=sum(each.segment.size for each in segments),
        index_bytes=sum(file.size for each in segments for file in each.derived),
        first_line_us=min((s.min_time_us for s in segments if s.min_time_us is not None), default=None),
        last_line_us=max((s.max_time_us for s in segments if s.max_time_us is not None), default=None),
        last_interval_us=intervals[-1].to_us if intervals else None,
        epoch=epochs.newest,
        rotation_due=due(now_us, epochs.newest),
        witnesses=witnesses,
        witnessed_size=witnessed_size,
        pending=storage.version(layout.JOURNAL) is not None,
        quarantined=sum(1 for _ in storage.names(layout.QUARANTINE)),
        alarm=dead_man(last_s, now_us // US_PER_SECOND, alarm_after_s, since_s) if policy.witnesses else None,
    )


def _witnessed(storage: Storage, policy: Policy) -> tuple[int, dict[str, int]]:
    known = storage.version(layout.WITNESSED)
    if known is None:
        return 0, {}
    head = parse_head(known.data, layout.WITNESSED)
    found = cosignatures(head.note, [each.key for each in policy.witnesses.values()])
    names = {each.key: name for name, each in policy.witnesses.items()}
    return head.checkpoint.size, {names[each.key]: each.time_s for each in found}
