"""`vault.json` is read as it was written, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.storage.local import LocalStorage
from siaga.vault.vault_file import VaultFile, is_vault, read_vault_file

FILE = VaultFile("siaga.example/evidence", "node", "root+00000000+AQ==")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    with pytest.raises(MissingError):
        read_vault_file(storage)
    assert not is_vault(storage)
    storage.create(layout.VAULT, FILE.encode())
    assert read_vault_file(storage) == FILE
    assert is_vault(storage)


@pytest.mark.parametrize("old", [b"vault/1", b'"origin"'])
def test_another_file_is_refused(tmp_path: Path, old: bytes) -> None:
    storage = LocalStorage(tmp_path)
    storage.create(layout.VAULT, FILE.encode().replace(old, b'"other"'[: len(old)]))
    with pytest.raises(TamperedError):
        read_vault_file(storage)
