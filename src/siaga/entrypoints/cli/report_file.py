"""Writes a report file whole or not at all: one that breaks off in the middle would mislead."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from siaga.foundation.errors import SiagaError, UsageError

_WRONG_PLACE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EROFS})
"""What a person cures by naming another file; the rest (a full disk) is the machine's."""


def write_report(path: Path, content: bytes) -> None:
    """Write a report to `path`; a link stays a link, and a device or a pipe is written to, not replaced.

    Raises `UsageError` where the place is wrong, `SiagaError` where the writing fails.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("wb") as out:
                out.write(content)
        else:
            _replace(target, content)
    except OSError as error:
        said = f"{path}: cannot write the report: {error.strerror}"
        raise (UsageError if error.errno in _WRONG_PLACE else SiagaError)(said) from error


def _replace(target: Path, content: bytes) -> None:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    # Exclusively: in a folder for all, somebody may have laid a link where we would write.
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
