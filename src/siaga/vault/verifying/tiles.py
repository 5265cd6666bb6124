"""The check of the tiles: each is what the leaves make of it, and none is missing."""

from __future__ import annotations

from siaga.vault import layout
from siaga.vault.errors import StorageError, VaultError
from siaga.vault.log.head import parse_head
from siaga.vault.log.journal import read_journal
from siaga.vault.tlog.merkle import HASH_BYTES, root_of
from siaga.vault.tlog.tiles import TILE_WIDTH, encode_bundle
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import GONE, Findings, Kind
from siaga.vault.verifying.result import Words
from siaga.vault.verifying.tile_names import TILES, Tile, read_name

_NO_NAME = Words("bukan nama berkas log", "is no name of a log's file")
_OTHER = Words("isinya bukan yang dihasilkan entri log", "is not what the leaves make of it")
_UNKNOWN = Words(
    "entri yang dicakupnya tidak diketahui, jadi tidak dapat diperiksa",
    "the leaves that it covers are not known, so it can't be checked",
)
_BEYOND = Words(
    "berada di luar checkpoint: log mungkin dimundurkan",
    "stands beyond the checkpoint: the log may have been rolled back",
)
_BEING_WRITTEN = Words(
    "sedang ditulis, belum dicakup checkpoint", "is being written, no checkpoint covers it yet"
)
_LEFT = Words("sisa yang sudah digantikan berkas penuh", "is left over, a full one has taken its place")


def look(case: Case, found: Findings) -> None:
    """Work all tiles out from the leaves and compare them with those that are stored."""
    levels = _levels(case.hashes)
    sizes = {-1: len(case.entries)} | {level: len(hashes) for level, hashes in enumerate(levels)}
    limit = len(case.entries) + _pending(case)
    stored: set[Tile] = set()
    for name in case.storage.names(TILES):
        tile = read_name(name)
        if tile is None:
            found.wrong(name, _NO_NAME)
        elif tile.end > sizes.get(tile.level, 0):
            _beyond(case, found, tile, limit)
        else:
            stored.add(tile)
            _compare(case, found, tile, levels)
    _complete(found, stored, sizes)


def _levels(hashes: list[bytes | None]) -> list[list[bytes | None]]:
    """Return the hashes of each level of tiles, None where they can't be worked out."""
    levels = [hashes] if hashes else []
    while levels and len(levels[-1]) >= TILE_WIDTH:
        above: list[bytes | None] = []
        for start in range(0, len(levels[-1]) // TILE_WIDTH * TILE_WIDTH, TILE_WIDTH):
            part = levels[-1][start : start + TILE_WIDTH]
            known = [each for each in part if each is not None]
            above.append(root_of(known) if len(known) == TILE_WIDTH else None)
        levels.append(above)
    return levels


def _pending(case: Case) -> int:
    """Return how many leaves a commit that goes on, or was interrupted, is about to add."""
    try:
        journal = read_journal(case.storage)
    except VaultError:
        return 0  # told by the check of the journal
    usable = journal is not None and journal.size == len(case.entries)
    return len(journal.entries) if journal is not None and usable else 0


def _beyond(case: Case, found: Findings, tile: Tile, limit: int) -> None:
    """Tell a tile beyond the checkpoint; a journal or a newer checkpoint explains it."""
    covered = tile.end << (8 * max(0, tile.level))
    if covered <= limit or _grown(case) >= covered:
        found.told(tile.name, _BEING_WRITTEN)
    else:
        found.wrong(tile.name, _BEYOND)


def _grown(case: Case) -> int:
    """Return the size of a checkpoint that replaced the one under verification meanwhile, or 0."""
    try:
        head = parse_head(case.storage.read(layout.CHECKPOINT), layout.CHECKPOINT)
    except VaultError:
        return 0
    return 0 if case.head is None or head.note == case.head.note else head.checkpoint.size


def _compare(case: Case, found: Findings, tile: Tile, levels: list[list[bytes | None]]) -> None:
    try:
        data = case.storage.read(tile.name)
    except StorageError as error:
        found.not_read(tile.name, error)
        return
    found.looked()
    parts = case.entries if tile.level < 0 else levels[tile.level]
    start = tile.number * TILE_WIDTH
    known = [each for each in parts[start : tile.end] if each is not None]
    if len(known) != tile.width:
        if tile.level < 0 or len(data) == tile.width * HASH_BYTES:
            found.unseen(tile.name, _UNKNOWN)
        else:
            found.wrong(tile.name, _OTHER)
    elif data != (encode_bundle(known) if tile.level < 0 else b"".join(known)):
        found.wrong(tile.name, _OTHER)


def _complete(found: Findings, stored: set[Tile], sizes: dict[int, int]) -> None:
    """Say which tiles are missing, and which are superfluous."""
    wanted = set()
    for level, size in sizes.items():
        wanted |= {Tile(level, index, TILE_WIDTH) for index in range(size // TILE_WIDTH)}
        if size % TILE_WIDTH:
            wanted.add(Tile(level, size // TILE_WIDTH, size % TILE_WIDTH))
    for tile in sorted(wanted - stored):
        found.wrong(tile.name, GONE)
    for tile in sorted(stored - wanted):
        if tile._replace(width=TILE_WIDTH) in stored:
            found.told(tile.name, _LEFT)


CHECK = Kind("tiles", Words("Ubin pohon log", "The tiles of the log's tree"), look)
