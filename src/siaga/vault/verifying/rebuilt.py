"""How the log tells that derived files were rebuilt: an `action/1` leaf, one detail for each file."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.vault import layout
from siaga.vault.leaves.acts import ActionLeaf, Detail
from siaga.vault.leaves.segment import DerivedFile, SegmentLeaf
from siaga.vault.verifying.case import Case

REINDEX = "reindex"
"""The `what` of such an act."""

SEGMENT = "segment"
"""The name of a detail that holds the index of a segment's leaf; its files follow, until the next such."""


def details(index: int, files: Sequence[DerivedFile]) -> list[tuple[str, str]]:
    """Return what a `reindex` act says of a segment: all its derived files, as `SHA-256 size`."""
    return [
        (SEGMENT, str(index)),
        *((each.name, f"{each.sha256.hex()} {each.size}") for each in files),
    ]


def derived_now(case: Case) -> dict[int, tuple[DerivedFile, ...]]:
    """Return the derived files of each segment that was rebuilt, as the newest act says."""
    now: dict[int, tuple[DerivedFile, ...]] = {}
    for at, leaf in case.of(ActionLeaf):
        if leaf.what == REINDEX:
            for index, files in _read(leaf.details):
                if index < at and isinstance(case.segment(index), SegmentLeaf):
                    now[index] = tuple(files)
    return now


def _read(said: Sequence[Detail]) -> list[tuple[int, list[DerivedFile]]]:
    found: list[tuple[int, list[DerivedFile]]] = []
    for each in said:
        if each.name == SEGMENT and each.value.isascii() and each.value.isdigit():
            found.append((int(each.value[:18]), []))
        elif found and each.name in layout.COLUMNS_FILES:
            found[-1][1].extend(_file(each))
    return found


def _file(said: Detail) -> list[DerivedFile]:
    digest, _, size = said.value.partition(" ")
    try:
        return [DerivedFile(said.name, bytes.fromhex(digest), int(size))]
    except ValueError:
        return []
