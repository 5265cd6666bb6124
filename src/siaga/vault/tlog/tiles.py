"""Read a tree's hashes out of its tiles, and work out the files of a grown tree (C2SP tlog-tiles)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from siaga.vault.errors import TamperedError
from siaga.vault.tlog.hashes import HashReader, check_subtree, root
from siaga.vault.tlog.layout import (
    TILE_HEIGHT,
    TILE_WIDTH,
    ReadTile,
    bundle_path,
    decode_bundle,
    encode_bundle,
    read_widest,
    tile_path,
    tile_paths,
)
from siaga.vault.tlog.merkle import HASH_BYTES, leaf_hash, root_of

__all__ = [
    "TILE_WIDTH",
    "Growth",
    "TileHashes",
    "bundle_path",
    "decode_bundle",
    "encode_bundle",
    "grow",
    "tile_path",
    "tile_paths",
]

MOST_TILES_KEPT: Final = 256
"""Tiles that are kept once they were read: 2 MiB."""


class TileHashes:
    """The hashes of the tree of `size` leaves, out of tiles that `read` returns by their name.

    Nothing is checked but the tiles' lengths: whoever relies on a hash leads it to a signed root.
    """

    def __init__(self, size: int, read: ReadTile) -> None:
        self._size = size
        self._read = read
        self._tile = lru_cache(MOST_TILES_KEPT)(self._read_tile)

    @property
    def size(self) -> int:
        """Leaves of the tree."""
        return self._size

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of the `index`-th complete subtree of 2**level leaves.

        ProofError if the tree does not hold it, MissingError if a tile is not there, TamperedError if one
        has another length than its name says.
        """
        check_subtree(self._size, level, index)
        tile_level, height = divmod(level, TILE_HEIGHT)
        tile, first = divmod(index << height, TILE_WIDTH)
        data = self._tile(tile_level, tile)
        ends = range(first * HASH_BYTES, (first + (1 << height)) * HASH_BYTES, HASH_BYTES)
        return root_of([data[at : at + HASH_BYTES] for at in ends])

    def _read_tile(self, level: int, index: int) -> bytes:
        width = min(TILE_WIDTH, (self._size >> (TILE_HEIGHT * level)) - index * TILE_WIDTH)
        partial = tile_path(level, index, width)
        path, data = read_widest(self._read, lambda wide: tile_path(level, index, wide), width)
        hashes = width if path == partial else TILE_WIDTH
        if len(data) != hashes * HASH_BYTES:
            raise TamperedError(path, f"{len(data)} bytes instead of {hashes} hashes")
        return data


@dataclass
class Growth:
    """What a tree becomes: its `size` in leaves and its `root`, and how its files change.

    `files` are the new tiles and bundles by name, `superseded` the names of partial ones, there or not, in
    whose place a full one of `files` stands.
    """

    size: int
    root: bytes
    files: dict[str, bytes]
    superseded: tuple[str, ...]


def grow(hashes: HashReader, read: ReadTile, entries: Sequence[bytes]) -> Growth:
    """Return what has to be written when `entries` are appended to the tree `hashes`.

    `read` returns tiles and bundles by name; of them only the last bundle, if it is partial, is read, and
    checked against the tree. TamperedError if that is not what the tree says, VaultUsageError if an entry
    is longer than 65,535 bytes.
    """
    old, size = hashes.size, hashes.size + len(entries)
    files: dict[str, bytes] = {}
    superseded: list[str] = []
    last = _last_bundle(hashes, read) if entries else []
    _cut(files, superseded, bundle_path, encode_bundle, old, [*last, *entries])
    level, fresh = 0, [leaf_hash(each) for each in entries]
    while fresh:
        count = old >> (TILE_HEIGHT * level)
        known = range(count - count % TILE_WIDTH, count)
        whole = [*(hashes.subtree(TILE_HEIGHT * level, index) for index in known), *fresh]
        _cut(files, superseded, _tiles_of(level), b"".join, count, whole)
        ends = range(TILE_WIDTH, len(whole) + 1, TILE_WIDTH)
        fresh = [root_of(whole[end - TILE_WIDTH : end]) for end in ends]
        level += 1
    return Growth(size, root(_Grown(hashes, size, files), size), files, tuple(superseded))


def _last_bundle(hashes: HashReader, read: ReadTile) -> list[bytes]:
    """Return the entries of the bundle that is not full yet, once they are those of the tree."""
    index, width = divmod(hashes.size, TILE_WIDTH)
    if not width:
        return []
    path, data = read_widest(read, lambda wide: bundle_path(index, wide), width)
    entries = decode_bundle(data, path)[:width]
    right = [hashes.subtree(0, index * TILE_WIDTH + at) for at in range(width)]
    if [leaf_hash(each) for each in entries] != right:
        raise TamperedError(path, "its entries are not those of the tree")
    return entries


def _tiles_of(level: int) -> Callable[[int, int], str]:
    return lambda index, width: tile_path(level, index, width)


def _cut(
    files: dict[str, bytes],
    superseded: list[str],
    name: Callable[[int, int], str],
    encode: Callable[[Sequence[bytes]], bytes],
    old: int,
    parts: Sequence[bytes],
) -> None:
    """Add the files over `parts`, which begin with those of the last file if that was partial.

    `old` counts all parts that there were before.
    """
    first, before = divmod(old, TILE_WIDTH)
    for start in range(0, len(parts), TILE_WIDTH):
        part = parts[start : start + TILE_WIDTH]
        files[name(first + start // TILE_WIDTH, len(part))] = encode(part)
    # Only the file that was partial can have narrower ones: those after it begin with this growth.
    if before and len(parts) >= TILE_WIDTH:
        superseded += [name(first, width) for width in range(1, TILE_WIDTH)]


class _Grown:
    """The hashes of a grown tree before its files are written: out of the old tree, else out of `files`."""

    def __init__(self, old: HashReader, size: int, files: dict[str, bytes]) -> None:
        self._old = old
        self._new = TileHashes(size, files.__getitem__)

    @property
    def size(self) -> int:
        return self._new.size

    def subtree(self, level: int, index: int) -> bytes:
        # A subtree that reaches beyond the old tree ends in a tile that has grown.
        tree = self._old if (index + 1) << level <= self._old.size else self._new
        return tree.subtree(level, index)
