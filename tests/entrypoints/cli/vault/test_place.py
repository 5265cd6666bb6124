"""Which vault and which keys: options, environment, passphrases, and who acts."""

from __future__ import annotations

import argparse
import os
import pwd
from pathlib import Path

import pytest

from siaga.entrypoints.cli.vault import place
from siaga.foundation.errors import UsageError

from .conftest import ORIGIN, Siaga, log_size

PASSPHRASE = "enam kata acak yang panjang sekali"


def _asked(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    place.add(parser, keys=True)
    return parser.parse_args(arguments)


def _file(path: Path, text: str, mode: int = 0o600) -> str:
    path.touch(mode=0o600)
    path.write_text(text)
    path.chmod(mode)
    return str(path)


@pytest.fixture
def locked(siaga: Siaga, folder: Path) -> Path:
    """Return a vault whose keys are under a passphrase."""
    secret = _file(folder / "sandi", PASSPHRASE + "\n")
    assert siaga("vault", "init", "--origin", ORIGIN, "--passphrase-file", secret).status == 0
    return folder / "vault"


def test_the_passphrase_comes_from_a_file_or_the_environment(
    siaga: Siaga, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANDI", PASSPHRASE)
    size = log_size(locked)
    for more in (("--passphrase-file", "sandi"), ("--passphrase-env", "SANDI")):
        said = siaga("vault", "watch", "--once", *more)
        assert (said.status, said.err) == (0, "")
    assert log_size(locked) > size


@pytest.mark.parametrize(
    ("more", "status", "why"),
    [
        ((), 1, "encrypted"),
        (("--passphrase-file", "salah"), 1, "passphrase is wrong"),
        (("--passphrase-file", "terbuka"), 1, "chmod 600"),
        (("--passphrase-file", "tiada"), 1, "no such file"),
        (("--passphrase-env", "TIDAK_ADA"), 1, "TIDAK_ADA"),
        (("--passphrase-env", "SANDI", "--passphrase-file", "sandi"), 2, "not both"),
    ],
)
def test_a_wrong_passphrase_is_told_without_a_secret(
    siaga: Siaga, locked: Path, folder: Path, more: tuple[str, ...], status: int, why: str
) -> None:
    wrong = "bukan kata sandinya"
    _file(folder / "salah", wrong)
    _file(folder / "terbuka", PASSPHRASE, 0o644)
    size = log_size(locked)
    said = siaga("vault", "keys", "rotate", *more)
    assert said.status == status
    assert why in said.err
    assert PASSPHRASE not in said.out + said.err
    assert wrong not in said.out + said.err
    assert log_size(locked) == size


def test_where_no_vault_is_it_is_said(siaga: Siaga, folder: Path) -> None:
    for act in (("status",), ("seal", "."), ("keys", "prepare"), ("watch", "--once"), ("policy",)):
        said = siaga("vault", *act, "--vault", "none")
        assert said.status == 2
        assert "none: there is no vault here (siaga vault init makes one)" in said.err
    assert list(folder.iterdir()) == []


def test_the_environment_names_the_vault_and_the_option_wins(
    siaga: Siaga, vault: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.rename(folder / "brankas")
    monkeypatch.setenv(place.ENVIRONMENT, "brankas")
    assert siaga("vault", "status").status == 0
    assert siaga("vault", "status", "--vault", "vault").status == 2


def test_keys_of_a_vault_on_s3_must_be_told_a_folder() -> None:
    with pytest.raises(UsageError, match="--keys DIR"):
        place.key_folder(_asked("--vault", "s3://bucket/vault"))
    assert place.key_folder(_asked("--vault", "s3://bucket/vault", "--keys", "k")) == Path("k")
    assert place.key_folder(_asked("--vault", "v")) == Path("v/keys")
    assert place.key_folder(_asked("--vault", "v", "--keys", "k")) == Path("k")


def test_who_acts_is_the_kernel_s_word(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert place.who() == f"{pwd.getpwuid(os.getuid()).pw_name}@{os.uname().nodename}"


def test_an_account_without_a_name_is_told_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 3_999_999)
    assert place.who() == f"uid 3999999@{os.uname().nodename}"
