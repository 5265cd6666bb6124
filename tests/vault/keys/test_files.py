"""Keys come back as they were, and only with their passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from siaga.vault.errors import KeyFileError
from siaga.vault.keys.files import read_key, write_key
from siaga.vault.keys.private_files import create_private_file

_KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


@pytest.mark.parametrize("passphrase", [None, b"enam kata acak"])
def test_a_key_comes_back(tmp_path: Path, passphrase: bytes | None) -> None:
    path = tmp_path / "keys" / "k.pem"
    write_key(path, _KEY, passphrase)
    assert read_key(path, passphrase).private_bytes_raw() == b"k" * 32
    assert (b"ENCRYPTED" in path.read_bytes()) == (passphrase is not None)


@pytest.mark.parametrize(
    ("written", "given", "said"),
    [
        (b"right", b"wrong", "passphrase is wrong"),
        (b"right", None, "is encrypted"),
        (None, b"right", "not encrypted"),
    ],
)
def test_another_passphrase_is_told(
    tmp_path: Path, written: bytes | None, given: bytes | None, said: str
) -> None:
    path = tmp_path / "keys" / "k.pem"
    write_key(path, _KEY, written)
    with pytest.raises(KeyFileError, match=said):
        read_key(path, given)


def test_an_empty_passphrase_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="empty"):
        write_key(tmp_path / "keys" / "k.pem", _KEY, b"")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_ed25519_key_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    create_private_file(folder / "text", b"nonsense")
    with pytest.raises(KeyFileError, match="not a private key"):
        read_key(folder / "text")
    other = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    create_private_file(folder / "other", other)
    with pytest.raises(KeyFileError, match="not an Ed25519 key"):
        read_key(folder / "other")
