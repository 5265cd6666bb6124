"""Hashes out of tiles, and the files of a grown tree."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.vault.errors import MissingError, ProofError, TamperedError, VaultUsageError
from siaga.vault.tlog import tiles
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.hashes import MemoryHashes, root
from siaga.vault.tlog.layout import bundle_path, decode_bundle, encode_bundle, tile_path, tile_paths
from siaga.vault.tlog.merkle import leaf_hash, root_of
from siaga.vault.tlog.note import SignedNote, VerifierKey, verify
from siaga.vault.tlog.tiles import Growth, TileHashes, grow

ENTRIES = [str(number).encode() for number in range(700)]
LEAVES = [leaf_hash(each) for each in ENTRIES]


class Files(dict[str, bytes]):
    """The files of a log in memory; `asked` counts what was read."""

    asked = 0

    def read(self, path: str) -> bytes:
        self.asked += 1
        if path not in self:
            raise MissingError(path, "nothing")
        return self[path]

    def append(self, size: int, entries: list[bytes]) -> Growth:
        growth = grow(TileHashes(size, self.read), self.read, entries)
        assert not set(growth.files) & set(self), "a file that stands is never written again"
        self.update(growth.files)
        for path in growth.superseded:
            self.pop(path, None)
        return growth


@pytest.fixture(scope="module")
def log() -> Files:
    files = Files()
    files.append(0, ENTRIES)
    return files


def test_tessera_s_log_is_reproduced_bit_for_bit() -> None:
    known = json.loads((Path(__file__).parent / "vectors" / "tessera.json").read_text())
    theirs = {name: base64.b64decode(data) for name, data in known["files"].items()}
    entries = decode_bundle(theirs["tile/entries/000.p/15"], "tessera")
    ours = Files()
    for size, text in enumerate(known["checkpoints"]):
        growth = ours.append(max(size - 1, 0), entries[size - 1 : size] if size else [])
        note = SignedNote.parse(text.encode(), "tessera")
        verify(note, [VerifierKey.parse(known["vkey"])])
        checkpoint = Checkpoint.parse(note.text, "tessera")
        assert (growth.size, growth.root) == (checkpoint.size, checkpoint.root) == (size, growth.root)
    assert ours == theirs


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 400), max_size=5))
def test_however_a_log_grows_its_files_are_the_same(steps: list[int]) -> None:
    files, size = Files(), 0
    for step in steps:
        batch = ENTRIES[size : size + step]
        growth = files.append(size, batch)
        size += len(batch)
        assert (growth.size, growth.root) == (size, root_of(LEAVES[:size]))
        assert set(tile_paths(size)) <= set(files)
        assert all(".p/" in path for path in set(files) - set(tile_paths(size)))
    once = Files()
    once.append(0, ENTRIES[:size])
    assert {path: files[path] for path in tile_paths(size)} == once


def test_tiles_have_the_hashes_of_the_tree(log: Files) -> None:
    hashes, memory = TileHashes(700, log.read), MemoryHashes(LEAVES)
    for level in range(10):
        for index in range(700 >> level):
            assert hashes.subtree(level, index) == memory.subtree(level, index)
    with pytest.raises(ProofError):
        hashes.subtree(0, 700)


def test_a_tree_higher_than_one_tile_grows_without_its_old_tiles_being_read() -> None:
    size = 65_536 + 300
    leaves = [leaf_hash(number.to_bytes(4, "big")) for number in range(size + 256)]
    entries = [number.to_bytes(4, "big") for number in range(size, size + 256)]
    start = size // 256 * 256
    last = Files({bundle_path(257, 44): encode_bundle([n.to_bytes(4, "big") for n in range(start, size)])})
    growth = grow(MemoryHashes(leaves[:size]), last.read, entries)
    assert growth.root == root_of(leaves)
    assert last.asked == 1
    assert set(growth.files) == {
        "tile/entries/257",
        "tile/entries/258.p/44",
        "tile/0/257",
        "tile/0/258.p/44",
        "tile/1/001.p/2",
    }


def test_tiles_are_read_once_and_the_oldest_are_forgotten(
    log: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiles, "MOST_TILES_KEPT", 2)
    hashes = TileHashes(700, log.read)
    before = log.asked
    for index in (0, 256, 1, 300):
        hashes.subtree(0, index)
    assert log.asked - before == 2
    for index in (512, 257, 0):  # the third tile takes the first one's place
        hashes.subtree(0, index)
    assert log.asked - before == 4
    assert tiles.TileHashes(700, log.read)._tile.cache_info().maxsize == 2


def test_256_tiles_are_kept() -> None:
    assert tiles.MOST_TILES_KEPT == 256


def test_a_full_tile_and_bundle_stand_in_for_partial_ones(log: Files) -> None:
    hashes = TileHashes(5, log.read)
    assert tile_path(0, 0, 5) not in log
    assert root(hashes, 5) == root_of(LEAVES[:5])
    growth = grow(hashes, log.read, ENTRIES[5:9])
    assert growth.root == root_of(LEAVES[:9])
    assert growth.files[bundle_path(0, 9)] == encode_bundle(ENTRIES[:9])


def test_a_missing_tile_is_told_as_missing() -> None:
    with pytest.raises(MissingError, match=r"000\.p/5"):
        TileHashes(5, Files().read).subtree(0, 0)


@pytest.mark.parametrize("length", [0, 5 * 32 - 1, 5 * 32 + 1, 256 * 32])
def test_a_tile_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(TamperedError, match="instead of 5 hashes"):
        TileHashes(5, Files({tile_path(0, 0, 5): bytes(length)}).read).subtree(0, 0)


@pytest.mark.parametrize("entries", [[b"0", b"x"], [b"0"], []])
def test_an_altered_last_bundle_is_not_extended(entries: list[bytes]) -> None:
    files = Files()
    files.append(0, ENTRIES[:2])
    files[bundle_path(0, 2)] = encode_bundle(entries)
    with pytest.raises(TamperedError, match="not those of the tree"):
        grow(TileHashes(2, files.read), files.read, [b"more"])


def test_full_files_supersede_every_narrower_one() -> None:
    files = Files()
    files.append(0, ENTRIES[:200])
    assert files.append(200, ENTRIES[200:255]).superseded == ()
    superseded = files.append(255, ENTRIES[255:600]).superseded
    assert set(superseded) == {
        name for width in range(1, 256) for name in (tile_path(0, 0, width), bundle_path(0, width))
    }
    assert len(superseded) == 2 * 255
    whole = Files().append(0, ENTRIES[:600])
    assert whole.superseded == (), "what is written full at once never had narrower ones"


def test_nothing_grows_into_nothing_new() -> None:
    assert grow(MemoryHashes(LEAVES), Files().read, []) == Growth(700, root_of(LEAVES), {}, ())


def test_an_entry_too_long_is_refused() -> None:
    with pytest.raises(VaultUsageError):
        grow(MemoryHashes([]), Files().read, [bytes(65_536)])
