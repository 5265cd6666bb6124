"""A witness's folder is set up once, and opened only if its parts belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.vault.errors import KeyFileError, VaultUsageError
from siaga.vault.tlog.note import COSIGNATURE_V1
from siaga.vault.witness.folder import create_witness, open_witness, witness_key
from siaga.vault.witness.log_list import add_logs
from siaga.vault.witness.store import WitnessStore

from .conftest import Log

NAME = "saksi.example/w1"


@pytest.mark.parametrize("passphrase", [None, b"enam kata acak"])
def test_a_witness_is_made_and_opened(tmp_path: Path, log: Log, passphrase: bytes | None) -> None:
    made = create_witness(tmp_path / "w", NAME, passphrase)
    assert (made.name, made.type) == (NAME, COSIGNATURE_V1)
    opened = open_witness(tmp_path / "w", passphrase)
    assert opened.verifier == made == witness_key(tmp_path / "w")
    add_logs(tmp_path / "w", [log.vkey.text])
    assert opened.logs.current() == {log.origin: (log.vkey,)}
    with pytest.raises(VaultUsageError, match="already"):
        create_witness(tmp_path / "w", NAME)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb"])
def test_what_is_no_name_makes_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(VaultUsageError, match="not a witness's name"):
        create_witness(tmp_path / "w", name)
    assert list(tmp_path.iterdir()) == []


def test_another_witness_s_key_is_refused(tmp_path: Path) -> None:
    for each in ("w", "x"):
        create_witness(tmp_path / each, NAME)
    (tmp_path / "x" / "key.pem").replace(tmp_path / "w" / "key.pem")
    with pytest.raises(KeyFileError, match="not the key this witness was set up with"):
        open_witness(tmp_path / "w")


def test_damage_is_told_at_the_start(tmp_path: Path, log: Log) -> None:
    with pytest.raises(VaultUsageError, match="no witness's store"):
        open_witness(tmp_path / "none")
    create_witness(tmp_path / "w", NAME)
    add_logs(tmp_path / "w", [log.vkey.text])
    WitnessStore(tmp_path / "w").keep(log.origin, log.note(7).encode())
    with pytest.raises(VaultUsageError, match="memory is damaged"):
        open_witness(tmp_path / "w")
    (tmp_path / "w" / "witness.vkey").write_text("nonsense\n")
    with pytest.raises(KeyFileError, match="damaged"):
        open_witness(tmp_path / "w")
