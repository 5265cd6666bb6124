"""One task of a hunt, wherever it runs: some frames of one segment, opened by the vault's place."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from siaga.vault import layout
from siaga.vault.columns.schema import COLUMNS_FILE, EVENTS_FILE, URLS_FILE
from siaga.vault.columns.sql import checked
from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.hunting.database import default_library, matcher_of
from siaga.vault.hunting.dictionary import look_up
from siaga.vault.hunting.indicators import of_canonical
from siaga.vault.hunting.lines_at import Int64s
from siaga.vault.hunting.result import MissingFrame, TaskResult
from siaga.vault.hunting.scan import Hunt, goes_on, scan
from siaga.vault.hunting.times import LineTimes, Window
from siaga.vault.leaves.kinds import decode_leaf
from siaga.vault.leaves.segment import DerivedFile, SegmentLeaf
from siaga.vault.record import encode_record
from siaga.vault.segments.frame import FrameRecord
from siaga.vault.segments.reading import read_manifest
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.opening import open_storage

VERSION = 2
"""Changes when the same item would give another result."""


@dataclass(frozen=True, slots=True)
class Search:
    """What all tasks of a hunt share: the vault's place, the canonical set, the window, and how.

    `quick` looks at dictionaries first and reads only the frames that they name. `cache` is a folder of
    compiled sets on the worker's machine ("": none).
    """

    place: str
    indicators: bytes
    since_us: int | None
    until_us: int | None
    quick: bool
    kept_per_frame: int
    cache: str = ""

    def bound(self) -> bytes:
        """Return what a receipt depends on."""
        digest = sha256(self.indicators).digest()
        return encode_record(
            Search(self.place, digest, self.since_us, self.until_us, self.quick, self.kept_per_frame)
        )


@dataclass(frozen=True, slots=True)
class HuntItem:
    """Frames [`first`, `stop`) of the segment sealed at a leaf, and its derived files as they must be now.

    A line that is cut belongs with all of its frames to the item in which it begins.
    """

    index: int
    entry: bytes
    first: int
    stop: int
    derived: tuple[DerivedFile, ...]

    def key(self) -> bytes:
        """Return what tells this item apart."""
        return encode_record(self)


def look_there(search: Search, item: HuntItem) -> bytes:
    """Carry out one item; return the encoded result. Raises UnreachableError."""
    if _kept.of != search:
        _kept.of, _kept.hunt = search, _compiled(search)
    assert _kept.hunt is not None
    return look_at(open_storage(search.place), item, _kept.hunt, quick=search.quick).encode()


class _Kept(threading.local):
    """What each thread of a worker keeps: a matcher's scratch space is not to be shared by two."""

    of: Search | None = None
    hunt: Hunt | None = None


_kept = _Kept()


def _compiled(search: Search) -> Hunt:
    library = default_library()
    matcher = matcher_of(
        of_canonical(search.indicators), library, Path(search.cache) if search.cache else None
    )
    digest = sha256(search.indicators).digest()
    window = Window(search.since_us, search.until_us)
    return Hunt(matcher, digest, library.name, search.kept_per_frame, window=window)


def look_at(storage: Storage, item: HuntItem, hunt: Hunt, *, quick: bool) -> TaskResult:
    """Search the frames of one item."""
    leaf = decode_leaf(item.entry, f"leaf {item.index}")
    assert isinstance(leaf, SegmentLeaf)
    name = layout.segment(leaf.segment.sha256)
    derived = _Derived(storage, leaf.manifest.sha256, {each.name: each for each in item.derived})
    wanted, targets = frozenset(range(item.first, item.stop)), 0
    try:
        if quick:
            named, targets = _named(derived, hunt)
            wanted &= named
        manifest = read_manifest(storage, leaf) if wanted else None
    except (MissingError, TamperedError) as error:
        missing = tuple(MissingFrame(number, str(error)) for number in range(item.first, item.stop))
        return TaskResult(name, hunt.indicators_sha256, hunt.engine, missing=missing)
    records = [] if manifest is None else _records(manifest.frames, item, wanted)
    times = None if hunt.window.is_open else _Times(derived)
    result = scan(storage, name, records, hunt, times)
    return TaskResult(
        name,
        result.indicators_sha256,
        result.engine,
        result.read,
        result.missing,
        result.counts,
        result.hits,
        targets,
        "" if times is None else times.reason,
        result.cut,
    )


def _records(
    frames: Sequence[FrameRecord], item: HuntItem, wanted: frozenset[int]
) -> list[tuple[int, FrameRecord]]:
    """Return the wanted frames with those over which their lines run, without what begins before the item."""
    begins: list[int] = []
    for number, record in enumerate(frames):
        cut = number > 0 and goes_on(frames[number - 1], record)
        begins.append(begins[-1] if cut else number)
    own = {begins[number] for number in wanted if begins[number] >= item.first}
    return [(number, record) for number, record in enumerate(frames) if begins[number] in own]


def _named(derived: _Derived, hunt: Hunt) -> tuple[frozenset[int], int]:
    """Return the frames that the dictionary names, and how many targets it holds."""
    data = derived.read(URLS_FILE)
    if data is None:
        return frozenset(), 0
    found = look_up(data, URLS_FILE, hunt.matcher)
    return frozenset(found.frames), found.targets


@dataclass(frozen=True, slots=True)
class _Derived:
    """The derived files of a segment, checked by the hashes that the log tells."""

    storage: Storage
    manifest_sha256: bytes
    known: dict[str, DerivedFile]

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, None if none was derived; raise MissingError, TamperedError."""
        expected = self.known.get(name)
        if expected is None:
            return None
        return checked(self.storage, layout.index(self.manifest_sha256, name), expected.sha256)


class _Times:
    """The times of lines, read when a line is hit."""

    def __init__(self, derived: _Derived) -> None:
        self._derived = derived
        self._known: LineTimes | None = None
        self.reason = ""

    def __call__(self, source: int, line_no: Int64s) -> Int64s:
        """Return times (UTC µs), NO_TIME where none could be read."""
        if self._known is None:
            self._known = self._read()
        return self._known.at(source, line_no)

    def _read(self) -> LineTimes:
        try:
            files = [(name, self._derived.read(name)) for name in (COLUMNS_FILE, EVENTS_FILE)]
            return LineTimes.of([(name, data) for name, data in files if data is not None])
        except (MissingError, TamperedError) as error:
            self.reason = str(error)
            return LineTimes()
