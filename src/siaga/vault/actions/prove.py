"""Prove a segment, a line, or that the log only grew, at the vault's newest checkpoint."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.vault.errors import VaultUsageError
from siaga.vault.log.reading import LogView
from siaga.vault.proving.consistency import prove_consistency
from siaga.vault.proving.finding import LinePlace, find_line
from siaga.vault.proving.leaf_proof import prove_leaf
from siaga.vault.proving.proving_lines import prove_line, segment_leaf
from siaga.vault.storage.contract import Storage


def prove_segment(storage: Storage, index: int) -> bytes:
    """Return the C2SP tlog-proof of a segment's leaf, with the leaf in it; VaultUsageError if it is none."""
    view = LogView.newest(storage)
    segment_leaf(view, index)
    return prove_leaf(view, index)


def prove_source_line(storage: Storage, source: str, line_number: int) -> Iterator[tuple[LinePlace, bytes]]:
    """Yield the `line-proof/1` of a source's line (from 1) for every place where it was sealed.

    VaultUsageError if no such line was sealed, MissingError if its content was deleted.
    """
    view = LogView.newest(storage)
    for place in find_line(view, storage, source, line_number):
        yield place, prove_line(storage, view, place).encode()


def prove_growth(storage: Storage, old: int) -> bytes:
    """Return the `consistency/1` from the tree of `old` leaves to the newest checkpoint.

    VaultUsageError if the log never had so many leaves.
    """
    view = LogView.newest(storage)
    if not 0 <= old <= view.size:
        raise VaultUsageError(f"size {old}", f"the log has {view.size} leaves")
    return prove_consistency(view, old)
