"""What a refusal of the disk means to a person."""

from __future__ import annotations

import errno
import os

import pytest

from siaga.vault.errors import ConflictError, MissingError, StorageError, UnreachableError
from siaga.vault.storage.faults import translated


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (errno.ENOENT, MissingError, "nothing under this name"),
        (errno.ENOSPC, UnreachableError, "disk is full"),
        (errno.EDQUOT, UnreachableError, "quota"),
        (errno.EROFS, UnreachableError, "read-only"),
        (errno.EACCES, UnreachableError, "no permission"),
        (errno.EIO, UnreachableError, "input/output"),
        (errno.EMFILE, UnreachableError, "Too many open files"),
        (errno.ENOTDIR, ConflictError, "a folder stands where"),
        (errno.ELOOP, StorageError, "symbolic link"),
    ],
)
def test_refusals_have_meanings(number: int, kind: type[StorageError], text: str) -> None:
    with pytest.raises(kind, match=f"^/srv/vault/a: .*{text}") as found, translated("/srv/vault/a"):
        raise OSError(number, os.strerror(number))
    assert type(found.value) is kind
    assert isinstance(found.value.__cause__, OSError)


def test_other_errors_pass() -> None:
    with pytest.raises(ValueError, match="other"), translated("/srv/vault/a"):
        raise ValueError("other")
