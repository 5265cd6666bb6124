"""A zip is the same for the same files, and no more than them."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pytest

from siaga.vault.bundle import archive
from siaga.vault.bundle.archive import pack
from siaga.vault.errors import VaultUsageError


def folder(path: Path) -> Path:
    (path / "a").mkdir(parents=True)
    (path / "a" / "x").write_bytes(b"1")
    (path / "B").write_bytes(b"22")
    return path


def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        pack(folder(tmp_path / name), tmp_path / f"{name}.zip")
    data = (tmp_path / "one.zip").read_bytes()
    assert data == (tmp_path / "two.zip").read_bytes()
    assert len(data) == 22 + 76 * 2 + 2 * len("a/x" + "B") + 3
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["B", "a/x"]
        assert packed.testzip() is None


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"mine")
    with pytest.raises(VaultUsageError):
        pack(folder(tmp_path / "f"), tmp_path / "x.zip")
    assert (tmp_path / "x.zip").read_bytes() == b"mine"


def test_a_zip_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = folder(tmp_path / "f")

    def full(path: Path) -> bytes:
        if path.name == "x":
            raise OSError(errno.ENOSPC, "No space left on device")
        return b"22"

    monkeypatch.setattr(Path, "read_bytes", full)
    with pytest.raises(OSError, match="No space"):
        pack(whole, tmp_path / "x.zip")
    assert list(tmp_path.iterdir()) == [whole]


def test_too_much_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 2)
    with pytest.raises(VaultUsageError, match="too much"):
        pack(folder(tmp_path / "f"), tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()
