"""What no checkpoint covers is put aside, byte by byte; what one covers is never touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault import layout
from siaga.vault.errors import MissingError
from siaga.vault.log.strays import beyond, quarantine
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.tiles import tile_paths

MILLION = 1_000_000


class Names(LocalStorage):
    """A store of which only the names are asked."""

    def __init__(self, names: set[str]) -> None:
        super().__init__(Path("/nowhere"))
        self._names_here = names

    def names(self, prefix: str) -> Iterator[str]:
        return iter(sorted(name for name in self._names_here if name.startswith(prefix)))


def files(size: int) -> set[str]:
    return {layout.log_file(path) for path in tile_paths(size)}


SIZES = st.integers(0, 700) | st.sampled_from([255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000])


@given(SIZES, SIZES, st.integers(0, 300))
def test_only_what_the_smaller_tree_does_not_have_is_beyond(one: int, other: int, earlier: int) -> None:
    size, larger = sorted((one, other))
    covered = files(size) | files(max(0, size - earlier))
    # A full tile is that of the smaller tree, too, if that fills it.
    more = {name for name in files(larger) if name not in covered}
    assert beyond(Names(covered | more), size) == sorted(more)


@pytest.mark.parametrize(
    "name",
    [
        "log/tile/0/abc",
        "log/tile/x/000",
        "log/tile/8/000",
        "log/tile/0/000.p/x",
        "log/tile/0/000.p/",
        "log/tile/0/000.p/-1",
        "log/tile/entries/",
        "log/tile/-1/000",
        "log/tile/notes.txt",
    ],
)
def test_what_has_no_name_of_ours_is_beyond_any_tree(name: str) -> None:
    assert beyond(Names({name, *files(1000)}), 1000) == [name]


def test_what_is_put_aside_is_kept_whole_under_its_time(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    names = ["log/tile/0/000.p/7", "log/tile/entries/000.p/7"]
    for at in (MILLION, MILLION + 1):
        for name in names:
            storage.create(name, name.encode() + b"%d" % at)
        quarantine(storage, names, at)
    for name in names:
        with pytest.raises(MissingError):
            storage.read(name)
        for at in (MILLION, MILLION + 1):
            assert storage.read(f"quarantine/{at}/{name}") == name.encode() + b"%d" % at


def test_files_beside_the_tiles_are_nobody_s_strays(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    for name in (layout.CHECKPOINT, layout.JOURNAL, layout.history(7), layout.segment(b"s")):
        storage.create(name, b"x")
    assert beyond(storage, 0) == []
