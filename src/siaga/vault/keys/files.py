"""Keep Ed25519 private keys in PKCS#8 PEM files (RFC 5958, RFC 7468), with or without a passphrase."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from siaga.vault.errors import KeyFileError
from siaga.vault.keys.private_files import create_private_file, read_private_file


def write_key(path: Path, key: Ed25519PrivateKey, passphrase: bytes | None = None) -> None:
    """Write a new key file of mode 0600; KeyFileError if one stands there or it cannot be written.

    With a passphrase the file is encrypted (PBES2). Guessing is slowed down only a little, so the
    passphrase must be long: six random words or more.
    """
    encryption: KeySerializationEncryption = NoEncryption()
    if passphrase is not None:
        if not passphrase:
            raise KeyFileError(str(path), "the passphrase is empty: write one, or use the key without")
        encryption = BestAvailableEncryption(passphrase)
    create_private_file(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))


def read_key(path: Path, passphrase: bytes | None = None) -> Ed25519PrivateKey:
    """Read a key file; KeyFileError says what is wrong with it and what to do."""
    data = read_private_file(path)
    try:
        key = load_pem_private_key(data, passphrase)
    except TypeError as error:
        # cryptography says so in both directions, and by nothing else.
        reason = (
            "the key is encrypted: name the file or the environment variable that holds its passphrase"
            if passphrase is None
            else "a passphrase was given, but this key is not encrypted: create a new key with it"
        )
        raise KeyFileError(str(path), reason) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        reason = (
            "not a private key in PEM: restore it from its copy"
            if passphrase is None
            else "the passphrase is wrong, or the file is damaged"
        )
        raise KeyFileError(str(path), reason) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(str(path), "not an Ed25519 key: create one with Siaga")
    return key
