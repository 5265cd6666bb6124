"""Name, encode and decode the files of a tiled log (C2SP tlog-tiles)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from siaga.vault.errors import MissingError, TamperedError, VaultUsageError

TILE_WIDTH: Final = 256
"""Hashes in a full tile, entries in a full bundle."""

TILE_HEIGHT: Final = 8
"""Levels of the tree that one tile spans: TILE_WIDTH is 2**TILE_HEIGHT."""

LONGEST_ENTRY: Final = 0xFFFF
"""Bytes of an entry at most: its length is written as uint16."""

ReadTile = Callable[[str], bytes]
"""Returns the bytes under a name such as "tile/0/000.p/5"; raises MissingError if there are none."""


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """Return the name of a tile of hashes, such as "tile/0/x001/x234/067.p/5"."""
    return f"tile/{level}/{_number(index, width)}"


def bundle_path(index: int, width: int = TILE_WIDTH) -> str:
    """Return the name of a bundle of entries, such as "tile/entries/000.p/5"."""
    return f"tile/entries/{_number(index, width)}"


def _number(index: int, width: int) -> str:
    first, *rest = f"{index:,}".split(",")
    groups = [first.zfill(3), *rest]
    name = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
    return name if width == TILE_WIDTH else f"{name}.p/{width}"


def tile_paths(size: int) -> Iterator[str]:
    """Yield the names of all tiles and bundles, full and partial, of a tree of `size` leaves."""
    for index, width in _widths(size):
        yield bundle_path(index, width)
    level, count = 0, size
    while count:
        for index, width in _widths(count):
            yield tile_path(level, index, width)
        level, count = level + 1, count >> TILE_HEIGHT


def _widths(count: int) -> Iterator[tuple[int, int]]:
    for index in range(count >> TILE_HEIGHT):
        yield index, TILE_WIDTH
    if count % TILE_WIDTH:
        yield count >> TILE_HEIGHT, count % TILE_WIDTH


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Return entries, each after its length as uint16; VaultUsageError if one is too long."""
    for each in entries:
        if len(each) > LONGEST_ENTRY:
            raise VaultUsageError("log entry", f"{len(each)} bytes; at most {LONGEST_ENTRY} fit")
    return b"".join(len(each).to_bytes(2, "big") + each for each in entries)


def decode_bundle(data: bytes, place: str) -> list[bytes]:
    """Return the entries of a bundle; TamperedError if it is cut off or holds more than TILE_WIDTH."""
    entries = []
    position = 0
    while position < len(data):
        start = position + 2
        position = start + int.from_bytes(data[start - 2 : start], "big")
        if start > len(data) or position > len(data):
            raise TamperedError(place, "the last entry is cut off")
        entries.append(data[start:position])
        if len(entries) > TILE_WIDTH:
            raise TamperedError(place, f"more than {TILE_WIDTH} entries")
    return entries


def read_widest(read: ReadTile, name: Callable[[int], str], width: int) -> tuple[str, bytes]:
    """Return name and bytes of the partial file of this width, or of the full one that took its place."""
    partial = name(width)
    try:
        return partial, read(partial)
    except MissingError:
        if width == TILE_WIDTH:
            raise
    full = name(TILE_WIDTH)
    try:
        return full, read(full)
    except MissingError as error:
        raise MissingError(partial, "neither this nor the full one is there") from error
