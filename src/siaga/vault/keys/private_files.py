"""Files that only their owner may read: create, read and erase them."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from siaga.vault.errors import KeyFileError

MOST_BYTES = 16_384
"""Keys and passphrases are far smaller; a larger file is something else."""

_FILE_MODE, _FOLDER_MODE, _OTHERS = 0o600, 0o700, 0o077


def make_private_folder(folder: Path) -> None:
    """Create the folder (and those above it) for its owner only; KeyFileError if it stands open to others."""
    try:
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError as error:
        raise KeyFileError(str(folder), f"the folder cannot be created: {error.strerror}") from error
    _check_owner(folder, status)
    if status.st_mode & _OTHERS:
        raise KeyFileError(
            str(folder),
            f"others than its owner can enter this folder (mode {_mode(status)}): run chmod 700 {folder}",
        )


def create_private_file(path: Path, data: bytes) -> None:
    """Write a new file of mode 0600 in a folder of mode 0700, synced; KeyFileError if one stands there.

    Nothing is ever overwritten: a lost key is lost for good. Killed anywhere, there is the whole file or
    none: half a key would be met at every start from then on.
    """
    make_private_folder(path.parent)
    unfinished = path.with_name(f".new-{path.name}")
    try:
        unfinished.unlink(missing_ok=True)  # what a killed process left was no key yet
        try:
            _write_synced(unfinished, data)
            os.link(unfinished, path)  # unlike a rename, it takes nobody's place
        finally:
            unfinished.unlink(missing_ok=True)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise KeyFileError(
            str(path), "a file stands there already: keys are never overwritten; choose another name"
        ) from error
    except OSError as error:
        raise KeyFileError(str(path), f"cannot be written: {error.strerror}") from error


def _write_synced(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, _FILE_MODE), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def read_private_file(path: Path) -> bytes:
    """Return the bytes; KeyFileError for a symlink, another owner's file, or one that others can read."""
    # Non-blocking, so that a pipe put in the key's place cannot hold us up.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise KeyFileError(str(path), _why_not_opened(error)) from error
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise KeyFileError(str(path), "not a regular file: put the key file itself there")
        _check_owner(path, status)
        if status.st_mode & _OTHERS:
            raise KeyFileError(
                str(path),
                f"others than its owner can read this file (mode {_mode(status)}): run chmod 600 {path}, and"
                " replace what it holds if anybody may have read it",
            )
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise KeyFileError(str(path), f"larger than {MOST_BYTES} bytes: not a key or passphrase")
    return data


def erase_private_file(path: Path) -> None:
    """Overwrite the bytes with random ones, sync, and remove the file; a missing file raises KeyFileError.

    What this can do: no program finds the bytes through the file system any more, and on a plain magnetic
    disk with a file system that writes in place they are gone. What it cannot: an SSD writes the new bytes
    elsewhere and keeps the old block until it collects it; copy-on-write and journalled-data file systems,
    snapshots, backups and virtual disks keep older copies. Against someone who takes the medium apart, only
    an encrypted disk or a passphrase helps.
    """
    size = len(read_private_file(path))
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(size))
            file.flush()
            os.fsync(handle)
        path.unlink()
        sync_folder(path.parent)
    except OSError as error:
        raise KeyFileError(str(path), f"cannot be erased: {error.strerror}") from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable (fsync of the folder); OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _why_not_opened(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "there is no such file: say where it stands, or restore it from its copy"
    if error.errno == errno.ELOOP:
        return "this is a symlink, which somebody else could turn: name the file itself"
    return f"cannot be opened: {error.strerror}"


def _check_owner(path: Path, status: os.stat_result) -> None:
    if status.st_uid != os.geteuid():
        raise KeyFileError(
            str(path),
            f"belongs to user {status.st_uid}, but Siaga runs as user {os.geteuid()}: run Siaga as the owner,"
            f" or chown {os.geteuid()} {path}",
        )


def _mode(status: os.stat_result) -> str:
    return f"{stat.S_IMODE(status.st_mode):04o}"
