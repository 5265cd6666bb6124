"""The real disk, where it can be looked at alone."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from siaga.vault.storage.disk import LockedError, RealDisk


def test_a_file_is_written_once(tmp_path: Path) -> None:
    disk = RealDisk()
    disk.write(tmp_path / "a", b"1" * 100_000)
    with pytest.raises(FileExistsError):
        disk.write(tmp_path / "a", b"2")
    assert disk.read(tmp_path / "a", 99_990, 100) == b"1" * 10


def test_renaming_without_overwriting(tmp_path: Path) -> None:
    disk = RealDisk()
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    with pytest.raises(FileExistsError):
        disk.rename_new(tmp_path / "a", tmp_path / "b")
    with pytest.raises(FileNotFoundError):
        disk.rename_new(tmp_path / "nothing", tmp_path / "c")
    disk.rename_new(tmp_path / "a", tmp_path / "c")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"b": b"b", "c": b"a"}


def test_a_link_is_not_opened_for_writing_or_reading(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(FileExistsError):
        RealDisk().write(tmp_path / "link", b"1")
    with pytest.raises(OSError, match="symbolic") as refusal:
        RealDisk().lock(tmp_path / "link", "me")
    assert refusal.value.errno == errno.ELOOP
    assert not (tmp_path / "target").exists()


def test_refused_files_are_closed(tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        with pytest.raises(IsADirectoryError):
            RealDisk().read(tmp_path, 0, None)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_a_folder_is_not_made_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert RealDisk().mkdir(tmp_path / "b")
    assert not RealDisk().mkdir(tmp_path / "b")
    with pytest.raises(NotADirectoryError):
        RealDisk().mkdir(tmp_path / "a")


def test_the_holder_of_a_lock_is_named(tmp_path: Path) -> None:
    disk = RealDisk()
    (tmp_path / "lock").write_text("a much longer text of an earlier holder")
    held = disk.lock(tmp_path / "lock", "process 7\n")
    with pytest.raises(LockedError, match="process 7"):
        disk.lock(tmp_path / "lock", "process 8\n")
    disk.unlock(held)
    disk.unlock(disk.lock(tmp_path / "lock", "process 9\n"))
    assert (tmp_path / "lock").read_text() == "process 9\n"
