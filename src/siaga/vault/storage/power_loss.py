"""A disk that can lose power: what was not synced is then lost, torn or kept, as POSIX allows."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from siaga.vault.storage.disk import LockedError

BLOCK = 512
"""Bytes that a disk writes whole; a torn file has blocks of zeros."""


class PowerLostError(BaseException):
    """The power went off; no `except Exception` and no clean-up of a real program survives that."""


@dataclass(eq=False)
class _File:
    """Bytes of one file; `synced` is what is on the platter for certain."""

    data: bytes = b""
    synced: bytes = b""


@dataclass(eq=False)
class _Folder:
    """Names of one folder; for each name the states since the last sync, the synced one first."""

    states: dict[str, list[_File | _Folder | None]] = field(default_factory=dict)

    def get(self, name: str) -> _File | _Folder | None:
        """Return what the running system sees under a name."""
        return self.states.get(name, [None])[-1]

    def put(self, name: str, what: _File | _Folder | None) -> None:
        """Change a name, not yet durably."""
        self.states.setdefault(name, [None]).append(what)


class PowerLossDisk:
    """A disk in memory; implements Disk, with a power cut before any elementary operation.

    `before` is called before each elementary operation with its number (from 0) and may raise
    PowerLostError. `crash` gives the disk as it is found afterwards: each unsynced file keeps any prefix of
    its bytes with any blocks zeroed, and each name any of the states it had since its folder was last
    synced, independently of every other name: more than a journaling file system does, no more than POSIX
    allows.
    """

    def __init__(self, before: Callable[[int], None] | None = None) -> None:
        self._top = _Folder()
        self._before = before
        self._held: set[Path] = set()
        self.operations = 0
        """Elementary operations so far."""

    def cut_at(self, number: int) -> None:
        """Lose power just before an elementary operation (counted from now, 0: the next)."""
        last = self.operations + number

        def before(operation: int) -> None:
            if operation >= last:
                raise PowerLostError

        self._before = before

    def crash(self, chance: random.Random) -> PowerLossDisk:
        """Return the disk after power came back: one of the states that are allowed, all of it durable."""
        after = PowerLossDisk()
        after._top = _survivor(self._top, chance, {})
        return after

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file and sync its bytes: three operations."""
        folder, name = self._folder(path.parent), path.name
        if folder.get(name) is not None:
            raise _refusal(errno.EEXIST, path)
        self._operate()
        file = _File()
        folder.put(name, file)
        self._operate()
        file.data = data
        self._operate()
        file.synced = data

    def read(self, path: Path, offset: int, size: int | None) -> bytes:
        """Return bytes of a file."""
        return self._file(path).data[offset : None if size is None else offset + size]

    def size(self, path: Path) -> int:
        """Return the length of a file."""
        return len(self._file(path).data)

    def mkdir(self, folder: Path) -> bool:
        """Make a folder."""
        if folder == Path(folder.anchor):
            return False
        above = self._folder(folder.parent)
        there = above.get(folder.name)
        if there is not None:
            if isinstance(there, _File):
                raise _refusal(errno.ENOTDIR, folder)
            return False
        self._operate()
        above.put(folder.name, _Folder())
        return True

    def link(self, path: Path, to: Path) -> None:
        """Give a file a second name."""
        file, folder = self._file(path), self._folder(to.parent)
        if folder.get(to.name) is not None:
            raise _refusal(errno.EEXIST, to)
        self._operate()
        folder.put(to.name, file)

    def rename(self, path: Path, to: Path) -> None:
        """Give a file another name; after a crash both names, one or none may have changed."""
        file, folder = self._file(path), self._folder(to.parent)
        self._operate()
        folder.put(to.name, file)
        self._folder(path.parent).put(path.name, None)

    def rename_new(self, path: Path, to: Path) -> None:
        """Give a file another name if it is free."""
        if self._folder(to.parent).get(to.name) is not None:
            raise _refusal(errno.EEXIST, to)
        self.rename(path, to)

    def unlink(self, path: Path) -> None:
        """Take a name away."""
        self._file(path)
        self._operate()
        self._folder(path.parent).put(path.name, None)

    def sync_file(self, path: Path) -> None:
        """Make the bytes of a file durable."""
        file = self._file(path)
        self._operate()
        file.synced = file.data

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable."""
        found = self._folder(folder)
        self._operate()
        found.states = {name: [states[-1]] for name, states in found.states.items() if states[-1] is not None}

    def entries(self, folder: Path) -> list[tuple[str, bool]]:
        """Return what is in a folder."""
        states = self._folder(folder).states
        return [
            (name, isinstance(each[-1], _Folder)) for name, each in states.items() if each[-1] is not None
        ]

    def is_link(self, path: Path) -> bool:
        """Say no: this disk has no symbolic links."""
        del path
        return False

    def lock(self, path: Path, holder: str) -> IO[str] | None:
        """Hold a lock until `unlock`; a crash lets go of it."""
        del holder
        if path in self._held:
            raise LockedError(errno.EWOULDBLOCK, "this process", str(path))
        self._held.add(path)
        return None

    def unlock(self, lock: IO[str] | None) -> None:
        """Let go of the lock."""
        del lock
        self._held.clear()

    def _operate(self) -> None:
        number = self.operations
        self.operations += 1
        if self._before is not None:
            self._before(number)

    def _at(self, parts: Sequence[str]) -> _File | _Folder | None:
        found: _File | _Folder | None = self._top
        for part in parts:
            if not isinstance(found, _Folder):
                return None
            found = found.get(part)
        return found

    def _folder(self, path: Path) -> _Folder:
        found = self._at(path.parts[1:])
        if not isinstance(found, _Folder):
            raise _refusal(errno.ENOENT if found is None else errno.ENOTDIR, path)
        return found

    def _file(self, path: Path) -> _File:
        found = self._at(path.parts[1:])
        if not isinstance(found, _File):
            raise _refusal(errno.ENOENT if found is None else errno.EISDIR, path)
        return found


def _refusal(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))


def _survivor(folder: _Folder, chance: random.Random, files: dict[_File, _File]) -> _Folder:
    """Return one folder as it may be found after a crash; a file with two names stays one file."""
    after = _Folder()
    for name, states in sorted(folder.states.items()):
        kept = chance.choice(states)
        if isinstance(kept, _Folder):
            after.states[name] = [_survivor(kept, chance, files)]
        elif kept is not None:
            if kept not in files:
                data = _torn(kept, chance)
                files[kept] = _File(data, data)
            after.states[name] = [files[kept]]
    return after


def _torn(file: _File, chance: random.Random) -> bytes:
    """Return the bytes of a file as they may be found: synced bytes whole, others torn."""
    if file.data == file.synced:
        return file.data
    kept = bytearray(file.data[: chance.randint(0, len(file.data))])
    for start in range(0, len(kept), BLOCK):
        if chance.random() < 0.5:
            kept[start : start + BLOCK] = bytes(len(kept[start : start + BLOCK]))
    return bytes(kept)
