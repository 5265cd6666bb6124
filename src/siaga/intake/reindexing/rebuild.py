"""Rebuilds the derived files of a chain of segments, wherever this runs: frames in, Parquet out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from siaga.intake.block import LogFile
from siaga.intake.deriving.derive import Derived, Deriver
from siaga.intake.deriving.piece import Piece
from siaga.intake.reindexing.options import GivenOptions
from siaga.vault import layout
from siaga.vault.columns.schema import COLUMNS_FILE, EVENTS_FILE, URLS_FILE
from siaga.vault.columns.writing import parquet
from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.leaves.kinds import decode_leaf
from siaga.vault.leaves.segment import DerivedFile, SealedSource, SegmentLeaf
from siaga.vault.record import decode_record, encode_record
from siaga.vault.segments.reading import read_frame, read_frames, read_manifest
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.opening import open_storage


@dataclass(frozen=True, slots=True)
class Link:
    """A segment of a chain: its leaf's index and bytes."""

    index: int
    entry: bytes

    @property
    def leaf(self) -> SegmentLeaf:
        """The leaf."""
        leaf = decode_leaf(self.entry, f"leaf {self.index}")
        assert isinstance(leaf, SegmentLeaf)
        return leaf


@dataclass(frozen=True, slots=True)
class ChainItem:
    """A chain from its beginning, of which the links from `first` on are to be rebuilt."""

    links: tuple[Link, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A segment's derived files as they are stored now; `changed` of them were not before.

    `as_sealed` says that they are what was derived when it was sealed. `reason` says why nothing could be
    rebuilt ("" if it could).
    """

    index: int
    files: tuple[DerivedFile, ...]
    changed: int
    as_sealed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Answer:
    rebuilt: tuple[Rebuilt, ...]


def rebuild_there(place: str, options: GivenOptions, item: ChainItem) -> bytes:
    """Rebuild in the vault stored at a place; return what `decode` reads."""
    return encode_record(_Answer(tuple(rebuild(open_storage(place), options, item))))


def decode(data: bytes, place: str) -> tuple[Rebuilt, ...]:
    """Read the answer of `rebuild_there`."""
    return decode_record(_Answer, data, place).rebuilt


def rebuild(storage: Storage, options: GivenOptions, item: ChainItem) -> list[Rebuilt]:
    """Rebuild the wanted segments of a chain and replace their files; raise UnreachableError.

    A chain that begins in its middle is taken up there with what its text's head tells; if that does not give
    what sealing gave, it is read from its beginning, as sealing did.
    """
    wanted = item.links[item.first :]
    if item.first:
        try:
            deriver = _deriver(storage, options, item)
            _learn(storage, deriver, item)
            made = [_derived(storage, deriver, link) for link in wanted]
        except (MissingError, TamperedError):
            made = []
        if made and all(_as_sealed(*each) for each in zip(wanted, made, strict=True)):
            return [_replace(storage, *each) for each in zip(wanted, made, strict=True)]
    return list(_in_order(storage, options, item))


def _in_order(storage: Storage, options: GivenOptions, item: ChainItem) -> Iterator[Rebuilt]:
    deriver = _deriver(storage, options, item)
    for number, link in enumerate(item.links):
        try:
            files = _derived(storage, deriver, link)
        except (MissingError, TamperedError) as error:
            if number >= item.first:
                yield Rebuilt(link.index, (), 0, as_sealed=False, reason=str(error))
            continue
        if number >= item.first:
            yield _replace(storage, link, files)


def _deriver(storage: Storage, options: GivenOptions, item: ChainItem) -> Deriver:
    """Return a deriver with the options of the chain's run of sealing, but for those given anew."""
    for link in item.links:
        try:
            return Deriver(options.over(read_manifest(storage, link.leaf).derived_with))
        except (MissingError, TamperedError):
            continue
    return Deriver(options.over(None))


def _learn(storage: Storage, deriver: Deriver, item: ChainItem) -> None:
    """Tell the deriver how the text begins that goes on in the first wanted segment."""
    going_on = item.links[item.first].leaf.sources[0]
    for link in reversed(item.links[: item.first]):
        leaf = link.leaf
        for place, source in enumerate(leaf.sources):
            if (source.name, source.raw_from) == (going_on.name, 0):
                manifest = read_manifest(storage, leaf)
                number = next(at for at, each in enumerate(manifest.frames) if each.source == place)
                head = read_frame(storage, leaf.segment.sha256, number, manifest.frames[number])
                deriver.prime(_file(source), head)
                return


def _derived(storage: Storage, deriver: Deriver, link: Link) -> dict[str, bytes]:
    """Return a segment's files, derived from its frames; raise MissingError or TamperedError."""
    leaf = link.leaf
    manifest = read_manifest(storage, leaf)
    files = [_file(source) for source in manifest.sources]
    # All frames are checked before the deriver sees one.
    pieces = [
        Piece(
            files[record.source], record.source, number, data, record.raw_from, record.first_line, record.open
        )
        for number, (record, data) in enumerate(read_frames(storage, manifest))
    ]
    derived = deriver.derive(pieces, {place for place, source in enumerate(manifest.sources) if source.ends})
    for source, file in zip(manifest.sources, files, strict=True):
        if source.ends:
            deriver.forget(file)
    return _parquet(derived)


def _parquet(derived: Derived) -> dict[str, bytes]:
    tables = {COLUMNS_FILE: derived.columns, EVENTS_FILE: derived.events, URLS_FILE: derived.urls}
    return {name: parquet(table) for name, table in tables.items() if table is not None}


def _file(source: SealedSource) -> LogFile:
    return LogFile(source.name, source.source, source.order, source.modified_at_us)


def _told(files: dict[str, bytes]) -> tuple[DerivedFile, ...]:
    return tuple(DerivedFile(name, sha256(data).digest(), len(data)) for name, data in sorted(files.items()))


def _as_sealed(link: Link, files: dict[str, bytes]) -> bool:
    return _told(files) == link.leaf.derived


def _replace(storage: Storage, link: Link, files: dict[str, bytes]) -> Rebuilt:
    manifest, changed = link.leaf.manifest.sha256, 0
    for name, data in sorted(files.items()):
        place = layout.index(manifest, name)
        known = storage.version(place)
        if known is None or known.data != data:
            storage.replace(place, data, None if known is None else known.version)
            changed += 1
    for name in layout.COLUMNS_FILES:
        place = layout.index(manifest, name)
        if name not in files and storage.version(place) is not None:
            # Nothing is derived under this name from the evidence.
            storage.remove(place)
            changed += 1
    return Rebuilt(link.index, _told(files), changed, _as_sealed(link, files), "")
