"""What is read of a log is what its checkpoint covers, or an error that names the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.merkle import leaf_hash, root_of
from siaga.vault.tlog.proofs import check_consistency, check_inclusion

from .conftest import Desk

SIZE = 300
"""Leaves: over the edge of a bundle of 256."""


@pytest.fixture
def long(desk: Desk) -> Desk:
    """Return a desk over a log of SIZE leaves, grown in three steps."""
    log = desk.open()
    for batch in (range(2, 40), range(40, 256), range(256, SIZE)):
        log.append([desk.act(f"n{number}") for number in batch])
    return desk


def path_of(desk: Desk, name: str) -> Path:
    return Path(desk.storage.place) / name


def test_leaves_are_read_one_by_one_all_and_by_kind(long: Desk) -> None:
    view = long.view
    assert view.size == len(view.entries) == SIZE
    for index in (0, 1, 2, 255, 256, SIZE - 1):
        assert view.entry(index) == view.entries[index]
    last = view.leaf(SIZE - 1)
    assert isinstance(last, ActionLeaf)
    assert last.what == f"n{SIZE - 1}"
    assert [index for index, _ in view.leaves(KeyLeaf.KIND)] == [0]
    assert [index for index, _ in view.leaves(ActionLeaf.KIND)] == list(range(1, SIZE))
    assert [leaf for _, leaf in view.leaves()] == [view.leaf(index) for index in range(SIZE)]


def test_a_leaf_that_speaks_of_another_kind_is_not_of_it(desk: Desk) -> None:
    desk.open().append([desk.act('"kind":"key/1"')])
    assert [index for index, _ in desk.view.leaves(KeyLeaf.KIND)] == [0]


def test_proofs_lead_to_the_checkpoint(long: Desk) -> None:
    view = long.view
    root = view.head.checkpoint.root
    for index in (0, 100, 255, 256, SIZE - 1):
        proof = view.proof(index)
        check_inclusion(index, SIZE, leaf_hash(view.entries[index]), root, proof.path)
        assert proof.checkpoint == long.storage.read(layout.CHECKPOINT)
    for old in (1, 2, 40, 255, 256, 299):
        before = root_of([leaf_hash(each) for each in view.entries[:old]])
        check_consistency(old, SIZE, before, root, view.consistency(old))


@pytest.mark.parametrize("number", [0, 100, 255, 256, SIZE - 1])
def test_one_changed_byte_is_blamed_on_its_leaf(long: Desk, number: int) -> None:
    bundle = "000" if number < 256 else f"001.p/{SIZE - 256}"
    path = path_of(long, f"log/tile/entries/{bundle}")
    entry = long.view.entries[number]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(entry, entry.replace(b'"at":1', b'"at":2')))
    blame = f"^leaf {number}: its bytes have another hash"
    with pytest.raises(TamperedError, match=blame):
        _ = long.view.entries
    with pytest.raises(TamperedError, match=blame):
        long.view.leaf(number)
    others = [each for each in (0, 256) if each != number]
    assert all(long.view.entry(each) for each in others), "the others can be read one by one"


@pytest.mark.parametrize("name", [f"log/tile/0/001.p/{SIZE - 256}", "log/tile/1/000.p/1"])
def test_changed_tiles_do_not_lead_to_the_root(long: Desk, name: str) -> None:
    path = path_of(long, name)
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(whole[:-1] + bytes((whole[-1] ^ 1,)))
    with pytest.raises(TamperedError, match="the tiles do not lead to its root"):
        _ = long.view.hashes
    with pytest.raises(TamperedError):
        long.view.entry(0)
    assert len(long.view.entries) == SIZE, "the leaves alone lead to it"


def test_a_leaf_changed_together_with_its_tile_is_not_read(long: Desk) -> None:
    """The tree's root is worked out from tiles of higher levels alone: they stay as they are."""
    entry = long.view.entries[100]
    forged = entry.replace(b'"at":1', b'"at":2')
    for name, old, new in (
        ("log/tile/entries/000", entry, forged),
        ("log/tile/0/000", leaf_hash(entry), leaf_hash(forged)),
    ):
        path = path_of(long, name)
        path.chmod(0o600)
        path.write_bytes(path.read_bytes().replace(old, new))
    with pytest.raises(TamperedError, match="inclusion of leaf 100 in 300"):
        long.view.entry(100)
    with pytest.raises(TamperedError):
        _ = long.view.entries


def test_a_bundle_cut_short_or_missing_is_told(long: Desk) -> None:
    path = path_of(long, f"log/tile/entries/001.p/{SIZE - 256}")
    whole, last = path.read_bytes(), len(long.view.entries[-1]) + 2
    path.chmod(0o600)
    path.write_bytes(whole[:-last])
    with pytest.raises(TamperedError, match=f"{SIZE - 257} entries instead of {SIZE - 256}"):
        _ = long.view.entries
    path.write_bytes(whole[:-1])
    with pytest.raises(TamperedError, match="cut off"):
        _ = long.view.entries
    path.unlink()
    with pytest.raises(MissingError):
        _ = long.view.entries


def test_an_older_view_stays_readable_while_the_log_grows(desk: Desk) -> None:
    old = LogView.newest(desk.storage)
    log = desk.open()
    log.append([desk.act(f"n{number}") for number in range(2, 256)])
    log.append([desk.act("lebih")])
    assert not [name for name in desk.storage.names("log/tile/entries/") if "000.p" in name]
    assert old.entries == desk.view.entries[:2]
    assert old.entry(1) == desk.view.entry(1)
    assert old.bundle(0) == old.entries


def test_without_a_checkpoint_there_is_nothing_to_view(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="there is no checkpoint"):
        LogView.newest(LocalStorage(tmp_path))
