"""Passphrases are one line, from a private file or a variable."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.vault.errors import KeyFileError
from siaga.vault.keys.passphrases import MOST_BYTES, passphrase_from_environment, passphrase_from_file
from siaga.vault.keys.private_files import create_private_file


@pytest.mark.parametrize("data", [b"enam kata", b"enam kata\n", b"enam kata\r\n"])
def test_the_line_is_taken_without_its_end(tmp_path: Path, data: bytes) -> None:
    create_private_file(tmp_path / "p" / "f", data)
    assert passphrase_from_file(tmp_path / "p" / "f") == b"enam kata"


@pytest.mark.parametrize("data", [b"", b"\n", b"a\nb\n", b"a\0b", b"x" * (MOST_BYTES + 1)])
def test_what_is_no_line_is_refused(tmp_path: Path, data: bytes) -> None:
    create_private_file(tmp_path / "p" / "f", data)
    with pytest.raises(KeyFileError, match="passphrase"):
        passphrase_from_file(tmp_path / "p" / "f")


def test_a_file_open_to_others_is_refused(tmp_path: Path) -> None:
    create_private_file(tmp_path / "p" / "f", b"x")
    (tmp_path / "p" / "f").chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        passphrase_from_file(tmp_path / "p" / "f")


def test_a_variable_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert passphrase_from_environment("SANDI", {"SANDI": "a b"}) == b"a b"
    monkeypatch.setenv("SANDI", "dari proses")
    assert passphrase_from_environment("SANDI") == b"dari proses"
    for environment in ({}, {"SANDI": ""}):
        with pytest.raises(KeyFileError, match=r"\$SANDI"):
            passphrase_from_environment("SANDI", environment)
