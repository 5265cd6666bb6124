"""The errors of the vault, as a tree whose leaves say what was found wrong, and where.

VaultError
├─ StorageError        bytes could not be stored or read
│  ├─ MissingError     there is nothing under that name
│  ├─ ConflictError    something else stands there already, or somebody else was first
│  └─ UnreachableError the store does not answer, is full or is read-only: nothing is known, try again
├─ TamperedError       sealed bytes are not what the log says they are
│  ├─ ProofError       a Merkle proof does not lead where it must
│  └─ NoteError        a signed note is malformed or its signature is wrong
├─ HistoryError        the log is older than, or differs from, what a witness or we ourselves have seen
├─ KeyFileError        a key file is missing, open to others, or its passphrase is wrong
└─ VaultUsageError     the vault is asked for what it cannot do (exit 2)
"""

from __future__ import annotations

from siaga.foundation.errors import SiagaError, UsageError


class VaultError(SiagaError):
    """Base of the vault's errors; `place` names the file, leaf or address, `reason` says what is wrong."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class StorageError(VaultError):
    """Bytes could not be stored or read."""


class MissingError(StorageError):
    """There is nothing under that name."""


class ConflictError(StorageError):
    """Other bytes stand under that name already, or somebody else changed it first."""


class UnreachableError(StorageError):
    """The store does not answer, is full or is read-only; nothing is known about what it holds."""


class TamperedError(VaultError):
    """Sealed bytes are not what the log says they are."""


class ProofError(TamperedError):
    """A Merkle proof does not lead to the root that it must lead to."""


class NoteError(TamperedError):
    """A signed note is malformed, or a signature on it is wrong or missing."""


class HistoryError(VaultError):
    """The log is older than, or differs from, what a witness or we ourselves have seen: do not go on."""


class KeyFileError(VaultError):
    """A key file is missing, can be read by others, or its passphrase is wrong."""


class VaultUsageError(VaultError, UsageError):
    """The vault is asked for something that it cannot do as asked."""
