"""Read a passphrase from a file or an environment variable, never from the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from siaga.vault.errors import KeyFileError
from siaga.vault.keys.private_files import read_private_file

MOST_BYTES = 1024
"""A limit of the encryption underneath (OpenSSL's PEM passphrases)."""


def passphrase_from_file(path: Path) -> bytes:
    """Return the file's one line without its line end; KeyFileError as for key files, and if it is empty."""
    return _checked(str(path), read_private_file(path).removesuffix(b"\n").removesuffix(b"\r"))


def passphrase_from_environment(name: str, environment: Mapping[str, str] | None = None) -> bytes:
    """Return the variable's value (of this process by default); KeyFileError if it is missing or empty.

    Other processes of the same user, and root, can read it: a file of mode 0600 tells nobody more.
    """
    value = (os.environ if environment is None else environment).get(name)
    if value is None:
        raise KeyFileError(f"${name}", "this environment variable is not set: set it to the key's passphrase")
    return _checked(f"${name}", os.fsencode(value))


def _checked(place: str, passphrase: bytes) -> bytes:
    if not passphrase:
        raise KeyFileError(place, "the passphrase is empty: write one, or use the key without")
    if len(passphrase) > MOST_BYTES:
        raise KeyFileError(place, f"the passphrase is longer than {MOST_BYTES} bytes")
    if b"\n" in passphrase or b"\0" in passphrase:
        raise KeyFileError(place, "the passphrase must be one line of text")
    return passphrase
