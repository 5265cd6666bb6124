"""Reads the names of tiles and bundles back: which part of the tree a file under log/tile/ is."""

from __future__ import annotations

from typing import NamedTuple

from siaga.vault import layout
from siaga.vault.tlog.tiles import TILE_WIDTH, bundle_path, tile_path

TILES = f"{layout.LOG}tile/"
_ENTRIES = "entries"
_MOST_DIGITS = 19


class Tile(NamedTuple):
    """A file of the log: `level` is -1 for a bundle of entries, `width` its hashes or entries."""

    level: int
    number: int
    width: int

    @property
    def name(self) -> str:
        """How it is stored."""
        path = (
            bundle_path(self.number, self.width)
            if self.level < 0
            else tile_path(self.level, self.number, self.width)
        )
        return layout.log_file(path)

    @property
    def end(self) -> int:
        """How many entries, or hashes of its level, the tree has at least."""
        return self.number * TILE_WIDTH + self.width


def read_name(name: str) -> Tile | None:
    """Return what a stored name says, None for one that no tile has."""
    level_text, _, rest = name.removeprefix(TILES).partition("/")
    number, partial, width_text = rest.partition(".p/")
    digits = number.replace("/", "").replace("x", "")
    level = -1 if level_text == _ENTRIES else _number(level_text)
    index, width = _number(digits), _number(width_text) if partial else TILE_WIDTH
    if level is None or index is None or width is None or not 1 <= width <= TILE_WIDTH:
        return None
    tile = Tile(level, index, width)
    return tile if tile.name == name else None


def _number(text: str) -> int | None:
    usable = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if usable else None
