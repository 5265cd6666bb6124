"""Private files are made whole, for their owner only, and never overwritten."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from siaga.vault.errors import KeyFileError
from siaga.vault.keys.private_files import (
    MOST_BYTES,
    create_private_file,
    erase_private_file,
    make_private_folder,
    read_private_file,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "k.pem"


def test_what_is_written_is_read_by_the_owner_only(path: Path) -> None:
    create_private_file(path, b"secret")
    assert read_private_file(path) == b"secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_nothing_is_overwritten(path: Path) -> None:
    create_private_file(path, b"first")
    with pytest.raises(KeyFileError, match="already"):
        create_private_file(path, b"second")
    assert read_private_file(path) == b"first"
    link = path.with_name("link")
    link.symlink_to("nowhere")
    with pytest.raises(KeyFileError):
        create_private_file(link, b"x")
    assert not (path.parent / "nowhere").exists()


@pytest.mark.parametrize("mode", [0o710, 0o701, 0o770, 0o755])
def test_an_open_folder_is_refused(path: Path, mode: int) -> None:
    path.parent.mkdir()
    path.parent.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 700"):
        create_private_file(path, b"x")
    with pytest.raises(KeyFileError, match="chmod 700"):
        make_private_folder(path.parent)
    assert not path.exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_an_open_file_is_refused(path: Path, mode: int) -> None:
    create_private_file(path, b"x")
    path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600"):
        read_private_file(path)


def test_what_is_no_plain_file_is_refused(path: Path) -> None:
    create_private_file(path, b"x")
    link, pipe = path.with_name("link"), path.with_name("pipe")
    link.symlink_to(path)
    os.mkfifo(pipe, 0o600)
    with pytest.raises(KeyFileError, match="symlink"):
        read_private_file(link)
    with pytest.raises(KeyFileError, match="not a regular file"):
        read_private_file(pipe)
    with pytest.raises(KeyFileError, match="no such file"):
        read_private_file(path.with_name("none"))


def test_another_owner_s_file_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_private_file(path, b"x")
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.raises(KeyFileError, match="belongs to user"):
        read_private_file(path)


@pytest.mark.parametrize(("more", "kept"), [(0, True), (1, False)])
def test_size_is_bounded(path: Path, more: int, *, kept: bool) -> None:
    create_private_file(path, bytes(MOST_BYTES + more))
    if kept:
        assert len(read_private_file(path)) == MOST_BYTES
    else:
        with pytest.raises(KeyFileError, match="larger than"):
            read_private_file(path)


def test_a_full_disk_leaves_no_half_key(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    make_private_folder(path.parent)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(KeyFileError, match="space"):
            create_private_file(path, b"secret")
    assert list(path.parent.iterdir()) == []
    create_private_file(path, b"secret")


def test_erasing_overwrites_in_place(path: Path) -> None:
    create_private_file(path, b"secret" * 9)
    second = path.with_name("second")
    os.link(path, second)
    erase_private_file(path)
    assert not path.exists()
    assert len(second.read_bytes()) == 54
    assert b"secret" not in second.read_bytes()
    with pytest.raises(KeyFileError, match="no such file"):
        erase_private_file(path)


def test_what_a_killed_process_left_is_no_key(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    (folder / ".new-key.pem").write_bytes(b"hal")
    create_private_file(folder / "key.pem", b"whole")
    assert read_private_file(folder / "key.pem") == b"whole"
    assert [each.name for each in folder.iterdir()] == ["key.pem"]
