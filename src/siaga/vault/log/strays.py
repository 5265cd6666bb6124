"""Finds what stands beyond the checkpoint without a journal that explains it, and puts it aside."""

from __future__ import annotations

from siaga.vault import layout
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.tiles import TILE_WIDTH

_LEVELS = 8
"""Levels of tiles that a tree of 2**63 leaves has."""


def beyond(storage: Storage, size: int) -> list[str]:
    """Return the names of tiles and bundles that a tree of `size` leaves does not have, sorted."""
    return [name for name in storage.names(f"{layout.LOG}tile/") if _end(name) > size]


def quarantine(storage: Storage, names: list[str], at_us: int) -> None:
    """Move what is there into a folder of its own. Never delete it: it may be the true log's end.

    Whoever rolls the checkpoint back would otherwise make us destroy what it covered.
    """
    for name in names:
        storage.move(name, f"{layout.QUARANTINE}{at_us}/{name}")


def _end(name: str) -> int:
    """Return the size that a tree must have for this tile or bundle to be part of it."""
    _, _, path = name.partition("tile/")
    level_text, _, rest = path.partition("/")
    level = 0 if level_text == "entries" else int(level_text) if level_text.isdecimal() else _LEVELS
    index_text, partial, width_text = rest.partition(".p/")
    digits = index_text.replace("/", "").replace("x", "")
    if not digits.isdecimal() or (partial and not width_text.isdecimal()) or level >= _LEVELS:
        return 1 << 63  # no name of ours
    width = int(width_text) if partial else TILE_WIDTH
    return (int(digits) * TILE_WIDTH + width) << (8 * level)
