"""The vault's bytes in a local folder: whole and durable before a call returns (docs/vault.md, Commit)."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from siaga.vault.errors import ConflictError
from siaga.vault.storage.contract import Versioned
from siaga.vault.storage.disk import Disk, LockedError, RealDisk
from siaga.vault.storage.faults import meaning, translated
from siaga.vault.storage.names import LOCK, UNFINISHED, checked, checked_prefix, is_ours

# What file systems without hard links (FAT, some network and FUSE ones) answer to link(2).
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class LocalStorage:
    """Files below `root` (0640, folders 0750, less the umask); implements Storage. It follows no link.

    Bytes are written to a file of their own beside their place, synced, put in place by one operation, and
    the folder is synced. A killed writer leaves at most such a file (".new-…"), which nobody reads.
    """

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self._root = root
        self._disk: Disk = RealDisk() if disk is None else disk
        self._settled: set[Path] = set()
        """Files and folders whose name this process knows to be durable."""

    @property
    def place(self) -> str:
        """The folder's path."""
        return str(self._root)

    def read(self, name: str) -> bytes:
        """Return all bytes."""
        path = self._path(name)
        with translated(str(path)):
            return self._disk.read(path, 0, None)

    def read_range(self, name: str, offset: int, size: int) -> bytes:
        """Return `size` bytes from `offset`, fewer at the end."""
        if offset < 0 or size < 0:
            raise ValueError(f"no range: {offset}, {size}")
        path = self._path(name)
        with translated(str(path)):
            return self._disk.read(path, offset, size)

    def size(self, name: str) -> int:
        """Return the length in bytes."""
        path = self._path(name)
        with translated(str(path)):
            return self._disk.size(path)

    def create(self, name: str, data: bytes) -> None:
        """Write bytes that never change again."""
        path = self._path(name)
        with translated(str(path)):
            # Looked at first: what is redone after a crash needs no room on a full disk.
            if not self._stands(path, data):
                try:
                    self._publish(path, data)
                except FileExistsError:
                    self._stands(path, data)

    def version(self, name: str) -> Versioned | None:
        """Return the bytes and their SHA-256, having made sure that they stay."""
        path = self._path(name)
        with translated(str(path)):
            try:
                data = self._disk.read(path, 0, None)
                self._settle_file(path)
            except FileNotFoundError:
                return None
        return Versioned(data, _version(data))

    def replace(self, name: str, data: bytes, expected: str | None) -> str:
        """Write if the version still is `expected`; only under `lock`, which makes compare and write one."""
        found = self.version(name)
        path = self._path(name)
        if (found.version if found else None) != expected:
            raise ConflictError(str(path), "somebody else changed it first")
        with translated(str(path)):
            if expected is None:
                try:
                    self._publish(path, data)
                except FileExistsError:
                    raise ConflictError(str(path), "somebody else wrote it first") from None
            else:
                with self._written(path, data) as unfinished:
                    self._disk.rename(unfinished, path)
                    self._sync_names(path)
        return _version(data)

    def names(self, prefix: str) -> Iterator[str]:
        """Yield the names below a folder, sorted; links and other odd things are names too."""
        prefix = checked_prefix(prefix)
        folder = self._path(prefix[:-1]) if prefix else self._root
        with translated(str(folder)):
            if not (prefix and self._disk.is_link(folder)):
                yield from self._names(folder, prefix)

    def remove(self, name: str) -> None:
        """Remove bytes, durably."""
        path = self._path(name)
        with translated(str(path)), suppress(FileNotFoundError):
            self._settled.discard(path)
            self._disk.unlink(path)
            self._disk.sync_folder(path.parent)

    def move(self, name: str, to: str) -> None:
        """Move bytes: the new name is durable before the old one goes, so that they are never nowhere."""
        path, target = self._path(name), self._path(to)
        with translated(str(path)):
            self._settle_folder(target.parent)
            try:
                self._link(path, target)
            except FileExistsError:
                if self._disk.read(target, 0, None) != self._disk.read(path, 0, None):
                    raise ConflictError(str(target), "other bytes stand here already") from None
            self._sync_names(target)
        self.remove(name)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer, by flock(2): a process that dies lets go."""
        path = self._root / LOCK
        with translated(str(path)):
            self._settle_folder(self._root)
            try:
                held = self._disk.lock(path, f"process {os.getpid()}\n")
            except LockedError as error:
                raise ConflictError(self.place, f"{error.strerror} is writing to it already") from error
        try:
            yield
        finally:
            self._disk.unlock(held)

    def sweep(self) -> int:
        """Remove what killed writers left half-written; only under `lock`."""
        with translated(self.place):
            left = list(self._unfinished(self._root))
            for path in left:
                with suppress(FileNotFoundError):
                    self._disk.unlink(path)
        return len(left)

    def _path(self, name: str) -> Path:
        """Return the path of a name, having looked that no folder on the way is a link to elsewhere."""
        *folders, last = checked(name).split("/")
        path = self._root
        for part in folders:
            path /= part
            if self._disk.is_link(path):
                error = OSError(errno.ELOOP, os.strerror(errno.ELOOP))
                raise meaning(str(path), error)
        return path / last

    def _stands(self, path: Path, data: bytes) -> bool:
        """Say whether these very bytes are there, and make them stay; ConflictError if others are."""
        try:
            found = self._disk.read(path, 0, None)
        except FileNotFoundError:
            return False
        if found != data:
            raise ConflictError(str(path), "other bytes stand here already")
        self._settle_file(path)  # whoever wrote them may have been killed before he synced
        return True

    def _publish(self, path: Path, data: bytes) -> None:
        """Put new bytes in place, durably; FileExistsError if the place is taken."""
        with self._written(path, data) as unfinished:
            self._link(unfinished, path)
            with suppress(FileNotFoundError):
                self._disk.unlink(unfinished)
            self._sync_names(path)

    def _link(self, path: Path, to: Path) -> None:
        try:
            self._disk.link(path, to)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            self._disk.rename_new(path, to)

    @contextmanager
    def _written(self, path: Path, data: bytes) -> Iterator[Path]:
        """Write a file of our own beside `path`; it goes if it isn't put in place."""
        self._settle_folder(path.parent)
        unfinished = path.parent / f"{UNFINISHED}{secrets.token_hex(8)}"
        try:
            self._disk.write(unfinished, data)
            yield unfinished
        except OSError:
            with suppress(OSError):
                self._disk.unlink(unfinished)
            raise

    def _sync_names(self, path: Path) -> None:
        self._settled.discard(path)
        self._disk.sync_folder(path.parent)
        self._settled.add(path)

    def _settle_file(self, path: Path) -> None:
        """Make durable what another process may have left unsynced."""
        if path not in self._settled:
            self._settle_folder(path.parent)
            self._disk.sync_file(path)
            self._sync_names(path)

    def _settle_folder(self, folder: Path) -> None:
        """Make a folder and those above it, and their names durable (once per process each)."""
        try:
            new = self._disk.mkdir(folder)
        except FileNotFoundError:
            self._settled.discard(folder.parent)
            self._settle_folder(folder.parent)
            new = self._disk.mkdir(folder)
        if folder == folder.parent or (folder in self._settled and not new):
            return
        self._settle_folder(folder.parent)
        try:
            self._disk.sync_folder(folder.parent)
        except OSError:
            # Above the root are folders of others, which we may not be able to open.
            if new or self._root in folder.parents:
                raise
        self._settled.add(folder)

    def _names(self, folder: Path, prefix: str) -> Iterator[str]:
        try:
            entries = self._disk.entries(folder)
        except FileNotFoundError:
            return
        # A folder sorts as its names do: "a-b" stands before "a/c", and "a/c" before "ab".
        found = ((f"{name}/" if is_folder else name, is_folder) for name, is_folder in entries)
        for name, is_folder in sorted(found):
            if is_folder:
                yield from self._names(folder / name[:-1], prefix + name)
            elif not is_ours(name):
                yield prefix + name

    def _unfinished(self, folder: Path) -> Iterator[Path]:
        for name, is_folder in sorted(self._disk.entries(folder)):
            if is_folder:
                yield from self._unfinished(folder / name)
            elif name.startswith(UNFINISHED):
                yield folder / name


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
