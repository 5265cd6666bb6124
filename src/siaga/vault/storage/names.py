"""Which names a store accepts: relative paths that cannot lead out of it."""

from __future__ import annotations

from siaga.vault.errors import VaultUsageError

UNFINISHED = ".new-"
"""Files whose names begin so are being written; they are nobody's."""

LOCK = ".lock"
"""The file or object that the only writer holds."""


def checked(name: str) -> str:
    """Return the name, or raise VaultUsageError for one that is not plainly below the store."""
    if any(part in {"", ".", ".."} or is_ours(part) or "\0" in part for part in name.split("/")):
        raise VaultUsageError(repr(name), "no name for stored bytes")
    return name


def checked_prefix(prefix: str) -> str:
    """Return a folder's name with its "/", or "", or raise VaultUsageError."""
    if not prefix:
        return prefix
    if not prefix.endswith("/"):
        raise VaultUsageError(repr(prefix), 'a folder ends with "/"')
    return checked(prefix[:-1]) + "/"


def is_ours(part: str) -> bool:
    """Say whether a part of a name is the storage's own: a file being written, or the lock."""
    return part.startswith(UNFINISHED) or part == LOCK
