"""Receipts in a folder: whole, or not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.executor.receipts import FolderReceipts

KEY, OTHER = "ab" * 32, "ac" * 32


def test_what_was_kept_is_found_by_another_process(tmp_path: Path) -> None:
    assert FolderReceipts(tmp_path / "new" / "folder").put(KEY, b"result")
    assert FolderReceipts(tmp_path / "new" / "folder").get(KEY) == b"result"
    assert FolderReceipts(tmp_path / "new" / "folder").get(OTHER) is None
    assert (tmp_path / "new/folder/ab" / KEY).stat().st_mode & 0o777 == 0o600


@given(result=st.binary(max_size=80), cut=st.integers(0, 200), flip=st.integers(0, 200))
def test_a_torn_or_altered_receipt_is_none(
    tmp_path_factory: pytest.TempPathFactory, result: bytes, cut: int, flip: int
) -> None:
    receipts = FolderReceipts(tmp_path_factory.mktemp("receipts"))
    receipts.put(KEY, result)
    path = receipts.folder / "ab" / KEY
    whole = path.read_bytes()
    assert receipts.get(KEY) == result
    path.write_bytes(whole[: cut % len(whole)])
    assert receipts.get(KEY) is None
    altered = bytearray(whole)
    altered[flip % len(whole)] ^= 1
    path.write_bytes(altered)
    assert receipts.get(KEY) is None


def test_a_receipt_under_another_key_is_none(tmp_path: Path) -> None:
    receipts = FolderReceipts(tmp_path)
    receipts.put(KEY, b"result")
    (tmp_path / "ac").mkdir()
    (tmp_path / "ab" / KEY).rename(tmp_path / "ac" / OTHER)
    assert receipts.get(OTHER) is None


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "ab").write_bytes(b"a file where a folder should be")
    receipts = FolderReceipts(tmp_path)
    assert not receipts.put(KEY, b"result")
    assert receipts.get(KEY) is None


def test_receipts_are_cleared_with_what_is_unfinished(tmp_path: Path) -> None:
    receipts = FolderReceipts(tmp_path)
    receipts.put(KEY, b"1")
    receipts.put(OTHER, b"2")
    (tmp_path / "ab/.new-0").write_bytes(b"half")
    (tmp_path / "notes.txt").write_bytes(b"somebody's")
    assert receipts.clear() == 3
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["notes.txt"]
