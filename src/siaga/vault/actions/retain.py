"""Deletes the content of segments by a rule: the leaf first, then the bytes; a legal hold stops both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase

from siaga.foundation.clock import US_PER_SECOND
from siaga.vault import layout
from siaga.vault.actions.session import Session
from siaga.vault.errors import MissingError, VaultUsageError
from siaga.vault.leaves.acts import ActionLeaf, RetentionLeaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.appending import Stamp
from siaga.vault.log.reading import LogView
from siaga.vault.storage.contract import Storage

HOLD, RELEASE, _SEGMENT = "hold", "release", "segment"

MOST_IN_A_LEAF = 1000
"""Segments in one `retention/1` leaf, and in one act of holding: a leaf has to stay small."""

_DAY_US = 24 * 60 * 60 * US_PER_SECOND


class Since(Enum):
    """What the days are counted from."""

    SEALING = "sealing"
    """When it was sealed: old logs that were sealed for a case stay as long as new ones. The default."""
    NEWEST_LINE = "newest line"
    """When its newest line was written, if that can be read; never later than the sealing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Keep `keep_days` days, then delete what holds only sources of sites matching `sites` (fnmatch).

    A source whose site is unknown has the site "", which only "*" matches.
    """

    name: str
    keep_days: int
    sites: str = "*"
    since: Since = Since.SEALING

    def __post_init__(self) -> None:
        """Refuse a rule that would delete what was just sealed."""
        if self.keep_days < 1:
            raise VaultUsageError(f"rule {self.name}", "evidence is kept for a day at least")

    def text(self) -> str:
        """Return the rule as the leaf tells it."""
        return f"{self.name}: {self.keep_days} days since {self.since.value}, sites {self.sites}"

    def ends(self, leaf: SegmentLeaf, now_us: int) -> bool:
        """Say whether the rule has this segment deleted by now."""
        newest = leaf.at
        if self.since is Since.NEWEST_LINE and leaf.max_time_us is not None:
            newest = min(newest, leaf.max_time_us)
        old = now_us - newest > self.keep_days * _DAY_US
        return old and all(fnmatchcase(each.site, self.sites) for each in leaf.sources)


@dataclass(frozen=True, slots=True)
class Retained:
    """Indexes of segments: deleted by this run, finished for an earlier run that was interrupted, held."""

    deleted: tuple[int, ...]
    finished: tuple[int, ...]
    held: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _State:
    segments: dict[int, SegmentLeaf]
    gone: frozenset[int]
    held: frozenset[int]

    def needed(self) -> frozenset[bytes]:
        """Return the hashes of segments and manifests that a segment which stays still has to have."""
        staying = [leaf for index, leaf in self.segments.items() if index not in self.gone - self.held]
        return frozenset(each for leaf in staying for each in (leaf.segment.sha256, leaf.manifest.sha256))


def retain(session: Session, rule: Rule, now_us: int, *, dry_run: bool = False) -> Retained:
    """Delete what the rule no longer keeps, and finish what an interrupted run had begun.

    `now_us` is the time (UTC µs). A dry run changes nothing and tells what would be deleted. Leaves, proofs
    made before, and all hashes stay. Storage errors leave a state from which the next run goes on.
    """
    state = _read(session.storage)
    due = [
        each for each, leaf in state.segments.items() if each not in state.gone and rule.ends(leaf, now_us)
    ]
    deleted = [each for each in due if each not in state.held]
    begun = _standing(session.storage, state, sorted(state.gone - state.held))
    if not dry_run:
        for start in range(0, len(deleted), MOST_IN_A_LEAF):
            _commit(session, rule, deleted[start : start + MOST_IN_A_LEAF])
        after = _State(state.segments, state.gone | set(deleted), state.held)
        _delete(session.storage, after, [*begun, *deleted])
    return Retained(tuple(deleted), tuple(begun), tuple(each for each in due if each in state.held))


def hold(session: Session, who: str, segments: Sequence[int], reason: str) -> None:
    """Protect segments (by their leaves' indexes) from every rule; VaultUsageError if one is none."""
    _tell(session, who, HOLD, segments, reason)


def release(session: Session, who: str, segments: Sequence[int], reason: str) -> None:
    """End the protection of segments; VaultUsageError if one is none."""
    _tell(session, who, RELEASE, segments, reason)


def held(view: LogView) -> frozenset[int]:
    """Return the segments that are under a legal hold."""
    found: set[int] = set()
    for _, leaf in view.leaves(ActionLeaf.KIND):
        if isinstance(leaf, ActionLeaf) and leaf.what in {HOLD, RELEASE}:
            values = [each.value for each in leaf.details if each.name == _SEGMENT]
            named = {int(value) for value in values if value.isdecimal()}
            found = found | named if leaf.what == HOLD else found - named
    return frozenset(found)


def _tell(session: Session, who: str, what: str, segments: Sequence[int], reason: str) -> None:
    known = _read(session.storage).segments
    for each in segments:
        if each not in known:
            raise VaultUsageError(f"leaf {each}", "not a segment")
    for start in range(0, len(segments), MOST_IN_A_LEAF):
        named = [(_SEGMENT, str(each)) for each in segments[start : start + MOST_IN_A_LEAF]]
        session.tell(who, what, [("reason", reason), *named])


def _read(storage: Storage) -> _State:
    view = LogView.newest(storage)
    segments = {i: leaf for i, leaf in view.leaves(SegmentLeaf.KIND) if isinstance(leaf, SegmentLeaf)}
    acts = [leaf for _, leaf in view.leaves(RetentionLeaf.KIND) if isinstance(leaf, RetentionLeaf)]
    gone = frozenset(index for leaf in acts for index in leaf.segments if index in segments)
    return _State(segments, gone, held(view))


def _commit(session: Session, rule: Rule, segments: Sequence[int]) -> None:
    def leaf(at: Stamp) -> RetentionLeaf:
        return RetentionLeaf(at.at_us, rule.text(), tuple(segments), at.back_us)

    session.append(leaf)


def _names(storage: Storage, leaf: SegmentLeaf, needed: frozenset[bytes]) -> list[str]:
    """Return what is to be deleted of a segment. Equal logs are stored once: another may need the bytes."""
    names = []
    if leaf.manifest.sha256 not in needed:
        # The manifest goes first: it holds the secret by which lines could be guessed from their hashes.
        names += [
            layout.manifest(leaf.manifest.sha256),
            *storage.names(layout.index(leaf.manifest.sha256, "")),
        ]
    if leaf.segment.sha256 not in needed:
        names.append(layout.segment(leaf.segment.sha256))
    return names


def _standing(storage: Storage, state: _State, indexes: Sequence[int]) -> list[int]:
    """Return those segments of which something stands that a rule had said to delete."""
    needed = state.needed()
    return [
        index
        for index in indexes
        if any(_is_there(storage, name) for name in _names(storage, state.segments[index], needed))
    ]


def _is_there(storage: Storage, name: str) -> bool:
    try:
        storage.size(name)
    except MissingError:
        return False
    return True


def _delete(storage: Storage, state: _State, indexes: Sequence[int]) -> None:
    needed = state.needed()
    for index in indexes:
        for name in _names(storage, state.segments[index], needed):
            storage.remove(name)
