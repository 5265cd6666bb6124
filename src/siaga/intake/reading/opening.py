"""Open the file of a work item as it was when planned, also when it was renamed meanwhile."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from siaga.intake.reading.label import printable
from siaga.intake.reading.note import Notebook

_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
"""O_NONBLOCK: a fifo put in the place of a file must not make us wait for ever."""


@contextmanager
def opened(path: str, identity: tuple[int, int], label: str, notebook: Notebook) -> Iterator[int | None]:
    """Give a descriptor of the regular file with this (device, inode); None when it can't be had.

    A log that was rotated since (another file stands at `path`, or none) is looked for by its
    identity in the same folder. Why it can't be had is told.
    """
    descriptor = _descriptor(path, identity, label, notebook)
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _descriptor(path: str, identity: tuple[int, int], label: str, notebook: Notebook) -> int | None:
    replaced = False
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        pass
    except PermissionError:
        notebook.add(label, "no_permission")
        return None
    except OSError as error:
        notebook.add(label, "input_error", error.strerror or type(error).__name__)
        return None
    else:
        if _identity(descriptor) == identity:
            return descriptor
        os.close(descriptor)
        replaced = True
    moved = _moved(path, identity)
    if moved is None:
        notebook.add(label, "replaced" if replaced else "vanished")
        return None
    notebook.add(label, "renamed", printable(moved[0]))
    return moved[1]


def _identity(descriptor: int) -> tuple[int, int] | None:
    status = os.fstat(descriptor)
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def _moved(path: str, identity: tuple[int, int]) -> tuple[str, int] | None:
    """Find the file by its identity among its former neighbours, and open it."""
    try:
        with os.scandir(Path(path).parent) as entries:
            candidates = sorted(entry.path for entry in entries if entry.inode() == identity[1])
    except OSError:
        return None
    for candidate in candidates:
        try:
            descriptor = os.open(candidate, _FLAGS | os.O_NOFOLLOW)
        except OSError:
            continue
        if _identity(descriptor) == identity:
            return candidate, descriptor
        os.close(descriptor)
    return None
