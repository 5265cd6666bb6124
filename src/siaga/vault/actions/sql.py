"""Gathers the derived columns of a window, checked, and runs one SELECT over them."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.vault import layout
from siaga.vault.actions.current_derived import current_derived
from siaga.vault.columns.schema import COLUMNS_FILE, EVENTS_FILE, URLS_FILE
from siaga.vault.columns.sql import Answer, Limits, checked, query
from siaga.vault.errors import MissingError, TamperedError, VaultUsageError
from siaga.vault.hunting.selection import in_window
from siaga.vault.leaves.hunt import Unread
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.storage.contract import Storage

MOST_BYTES = 2 * 1024**3
"""Bytes of Parquet that are held in memory for one query."""

_VIEWS = {COLUMNS_FILE: "access", EVENTS_FILE: "events", URLS_FILE: "urls"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One SELECT over the segments that may hold lines of [`since_us`, `until_us`) and of `site` ("": all).

    Segments are taken whole: rows of other times or sites in them are there too, for the query to leave out.
    """

    sql: str
    since_us: int | None = None
    until_us: int | None = None
    site: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The rows, of how many segments, and which of them are missing from it."""

    answer: Answer
    segments: int
    unread: tuple[Unread, ...]


def run_sql(
    storage: Storage, asked: Asked, limits: Limits | None = None, most_bytes: int = MOST_BYTES
) -> Answered:
    """Run a query; raise QueryError for one that is refused or wrong, VaultUsageError for too large a window.

    A file that is missing or changed is left out and told: `siaga vault reindex` rebuilds it.
    """
    view = LogView.newest(storage)
    now = current_derived(storage, view)
    files: dict[str, list[bytes]] = {}
    unread: list[Unread] = []
    segments = size = 0
    for index, leaf in view.leaves(SegmentLeaf.KIND):
        assert isinstance(leaf, SegmentLeaf)
        if not in_window(leaf, asked.site, asked.since_us, asked.until_us):
            continue
        segments += 1
        size += sum(each.size for each in now[index])
        if size > most_bytes:
            raise VaultUsageError("query", f"more than {most_bytes} bytes of columns: narrow the window")
        try:
            found = [
                (each.name, checked(storage, layout.index(leaf.manifest.sha256, each.name), each.sha256))
                for each in now[index]
            ]
        except (MissingError, TamperedError) as error:
            unread.append(Unread(index, str(error)))
            continue
        for name, data in found:
            if name in _VIEWS:
                files.setdefault(_VIEWS[name], []).append(data)
    return Answered(query(files, asked.sql, limits), segments, tuple(unread))
