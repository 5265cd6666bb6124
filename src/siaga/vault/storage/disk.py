"""The few operations of a disk that durability rests on, and the real disk that offers them."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

FILE_MODE, FOLDER_MODE = 0o640, 0o750
AT_FDCWD, RENAME_NOREPLACE = -100, 1  # linux/fcntl.h, linux/fs.h


class LockedError(OSError):
    """Somebody else holds the lock; the text says who."""


class Disk(Protocol):
    """What LocalStorage asks of a disk; failures are OSError with an errno. No operation follows a link."""

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file whole and sync its bytes (not its name); FileExistsError if it is there."""
        ...

    def read(self, path: Path, offset: int, size: int | None) -> bytes:
        """Return bytes of a regular file, to its end if `size` is None."""
        ...

    def size(self, path: Path) -> int:
        """Return the length of a regular file in bytes."""
        ...

    def mkdir(self, folder: Path) -> bool:
        """Make a folder and say whether it is new; NotADirectoryError if something else is there."""
        ...

    def link(self, path: Path, to: Path) -> None:
        """Give a file a second name; FileExistsError if it is taken."""
        ...

    def rename(self, path: Path, to: Path) -> None:
        """Give a file another name, taking that name from whatever has it."""
        ...

    def rename_new(self, path: Path, to: Path) -> None:
        """Give a file another name; FileExistsError if it is taken."""
        ...

    def unlink(self, path: Path) -> None:
        """Take a name away."""
        ...

    def sync_file(self, path: Path) -> None:
        """Make the bytes of a file durable."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable."""
        ...

    def entries(self, folder: Path) -> list[tuple[str, bool]]:
        """Return each name in a folder, and whether it is a folder (and no link to one)."""
        ...

    def is_link(self, path: Path) -> bool:
        """Say whether a symbolic link stands there."""
        ...

    def lock(self, path: Path, holder: str) -> IO[str] | None:
        """Hold a file's lock until `unlock`, or raise LockedError with the holder's text."""
        ...

    def unlock(self, lock: IO[str] | None) -> None:
        """Let go of a lock."""
        ...


class RealDisk:
    """The operating system's disk."""

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file whole and sync its bytes."""
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
        try:
            view = memoryview(data)
            while view:  # a write may take less than it was given
                view = view[os.write(fd, view) :]
            os.fsync(fd)
        finally:
            os.close(fd)

    def read(self, path: Path, offset: int, size: int | None) -> bytes:
        """Return bytes of a regular file."""
        with _open_regular(path) as file:
            file.seek(offset)
            return file.read(-1 if size is None else size)

    def size(self, path: Path) -> int:
        """Return the length of a regular file."""
        with _open_regular(path) as file:
            return os.fstat(file.fileno()).st_size

    def mkdir(self, folder: Path) -> bool:
        """Make a folder unless it is there."""
        try:
            folder.mkdir(FOLDER_MODE)
        except FileExistsError:
            if not folder.is_dir():  # a link to one will do: LocalStorage looks at those below its root
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None
            return False
        return True

    def link(self, path: Path, to: Path) -> None:
        """Give a file a second name."""
        os.link(path, to, follow_symlinks=False)

    def rename(self, path: Path, to: Path) -> None:
        """Give a file another name."""
        path.rename(to)

    def rename_new(self, path: Path, to: Path) -> None:
        """Call renameat2(2), for file systems without hard links."""
        call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if call is None:
            raise OSError(errno.ENOSYS, "the system can't rename without overwriting", str(to))
        if call(AT_FDCWD, os.fsencode(path), AT_FDCWD, os.fsencode(to), RENAME_NOREPLACE):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(to))

    def unlink(self, path: Path) -> None:
        """Take a name away."""
        path.unlink()

    def sync_file(self, path: Path) -> None:
        """Make the bytes of a file durable."""
        with _open_regular(path) as file:
            os.fsync(file.fileno())

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable."""
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def entries(self, folder: Path) -> list[tuple[str, bool]]:
        """Return what is in a folder."""
        with os.scandir(folder) as found:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in found]

    def is_link(self, path: Path) -> bool:
        """Say whether a symbolic link stands there."""
        return path.is_symlink()

    def lock(self, path: Path, holder: str) -> IO[str] | None:
        """Hold flock(2); the kernel lets go of it when the process dies, however it dies."""
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
        file = os.fdopen(fd, "r+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.truncate()
            file.write(holder)
            file.flush()
        except BlockingIOError:
            text = file.read(200).strip()
            file.close()
            raise LockedError(errno.EWOULDBLOCK, text or "somebody", str(path)) from None
        except BaseException:
            file.close()
            raise
        return file

    def unlock(self, lock: IO[str] | None) -> None:
        """Let go of flock(2)."""
        if lock is not None:
            lock.close()


@contextmanager
def _open_regular(path: Path) -> Iterator[IO[bytes]]:
    """Open for reading; not a link, and nothing that would make us wait (a pipe)."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    mode = os.fstat(fd).st_mode
    if not stat.S_ISREG(mode):
        os.close(fd)
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    with os.fdopen(fd, "rb") as file:
        yield file
