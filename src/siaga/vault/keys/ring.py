"""The folder of a log's private keys: one file for each epoch, and beside it the root's certificate."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.errors import KeyFileError
from siaga.vault.keys.certificates import Certificate, certify, check_certificate
from siaga.vault.keys.epochs import Epoch
from siaga.vault.keys.files import read_key, write_key
from siaga.vault.keys.private_files import create_private_file, erase_private_file, read_private_file
from siaga.vault.tlog.note import Signer, VerifierKey

_SECOND = 1_000_000
_KEY, _CERTIFICATE = "epoch-{:04d}.pem", "epoch-{:04d}.certificate"


class KeyRing:
    """The private keys of the log `origin` in `folder` (mode 0700), all under one passphrase or none."""

    def __init__(self, folder: Path, origin: str, passphrase: bytes | None = None) -> None:
        self.folder = folder
        self.origin = origin
        self._passphrase = passphrase

    def create_root(self, path: Path) -> Signer:
        """Create the log's root key at `path`, under the ring's passphrase; KeyFileError.

        It signs certificates only, and is to be taken offline at once (docs/how-to/keys.md).
        """
        write_key(path, Ed25519PrivateKey.generate(), self._passphrase)
        return open_root(path, self.origin, self._passphrase)

    def open_root(self, path: Path) -> Signer:
        """Return the root's signer from its file, under the ring's passphrase; KeyFileError."""
        return open_root(path, self.origin, self._passphrase)

    def create_epoch(self, number: int) -> Signer:
        """Create the key of an epoch; KeyFileError if there is one already."""
        write_key(self._key(number), Ed25519PrivateKey.generate(), self._passphrase)
        return self.signer(number)

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the epochs whose keys are here, in order."""
        found = (path.stem.removeprefix("epoch-") for path in self.folder.glob("epoch-*.pem"))
        return tuple(sorted(int(each) for each in found if each.isascii() and each.isdigit()))

    def signer(self, number: int) -> Signer:
        """Return the signer of an epoch; KeyFileError."""
        return Signer(self.origin, read_key(self._key(number), self._passphrase))

    def signer_of(self, epoch: Epoch) -> Signer:
        """Return the signer of an epoch of the log; KeyFileError if the file holds another key."""
        signer = self.signer(epoch.number)
        if signer.verifier != epoch.key:
            raise KeyFileError(
                str(self._key(epoch.number)),
                f"not the key that the log took for epoch {epoch.number}: restore the right one",
            )
        return signer

    def erase(self, number: int) -> None:
        """Overwrite and remove the key of an ended epoch, so that it can sign nothing any more; KeyFileError.

        `erase_private_file` says what overwriting can and cannot do on SSDs and journalled file systems.
        """
        erase_private_file(self._key(number))

    def keep_certificate(self, number: int, certificate: str, root: VerifierKey) -> None:
        """Put the root's certificate beside the key it is for; NoteError if for another, KeyFileError."""
        key = self.signer(number).verifier
        check_certificate(certificate, root, self.origin, number, key, f"certificate of epoch {number}")
        create_private_file(self._certificate(number), certificate.encode())

    def certificate(self, number: int) -> str:
        """Return the certificate put beside the key, or "" if there is none; KeyFileError."""
        path = self._certificate(number)
        return read_private_file(path).decode(errors="replace") if path.exists() else ""

    def _key(self, number: int) -> Path:
        return self.folder / _KEY.format(number)

    def _certificate(self, number: int) -> Path:
        return self.folder / _CERTIFICATE.format(number)


def root_name(origin: str) -> str:
    """Return the key name of the root of a log, so that it is never taken for a log key."""
    return f"{origin}/root"


def open_root(path: Path, origin: str, passphrase: bytes | None = None) -> Signer:
    """Return the root's signer from its file; KeyFileError."""
    return Signer(root_name(origin), read_key(path, passphrase))


def certify_epoch(root: Signer, origin: str, number: int, key: VerifierKey, valid_from_s: int) -> str:
    """Return the root's certificate (a signed note) for the key of an epoch, valid from this Unix second."""
    return certify(root, Certificate(origin, number, key, valid_from_s))


def due(now_us: int, epoch: Epoch) -> bool:
    """Say whether the epoch has ended: a new calendar month (UTC) has begun since its key was taken.

    A clock that was set back ends nothing.
    """
    return _month(now_us) > _month(epoch.at_us)


def _month(at_us: int) -> tuple[int, int]:
    at = datetime.fromtimestamp(at_us // _SECOND, UTC)
    return at.year, at.month
