"""What a disk's refusal means to a person: full, read-only, forbidden, broken, or nothing there."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from siaga.vault.errors import ConflictError, MissingError, StorageError, UnreachableError

_MEANINGS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "this user has no permission",
    errno.EPERM: "this user has no permission",
    errno.EIO: "the disk reports an input/output error",
    errno.ESTALE: "the network file system lost the file (stale handle)",
}


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn an OSError inside into the storage error that says what it means for `place`."""
    try:
        yield
    except OSError as error:
        raise meaning(place, error) from error


def meaning(place: str, error: OSError) -> StorageError:
    """Return the storage error for a refusal of the operating system."""
    if error.errno == errno.ENOENT:
        return MissingError(place, "there is nothing under this name")
    if error.errno in {errno.ENOTDIR, errno.EISDIR}:
        return ConflictError(place, "a folder stands where a file should, or a file where a folder should")
    if error.errno == errno.ELOOP:
        return StorageError(place, "is a symbolic link; the vault follows none")
    text = _MEANINGS.get(error.errno or 0) or error.strerror or str(error)
    return UnreachableError(place, f"{text}; nothing is changed, try again when that is mended")
