"""`siaga vault init`: a vault with its keys, a warning about the root, and nothing secret on the screen."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.tlog.note import VerifierKey

from .conftest import ORIGIN, Clock, Siaga, leaves, log_size

PASSPHRASE = "enam kata acak yang panjang sekali"


@pytest.mark.parametrize(
    ("language", "made", "warning"),
    [
        ("id", "Brankas bukti dibuat: vault", "Pindahkan kunci induk ke media luring sekarang"),
        ("en", "Vault created: vault", "Move the root key to offline media now"),
    ],
)
def test_a_vault_is_made_and_the_root_s_place_told(
    siaga: Siaga, folder: Path, language: str, made: str, warning: str
) -> None:
    said = siaga("vault", "init", "--origin", ORIGIN, "--node", "n1", "--language", language)
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[0] == made
    assert said.out.splitlines()[-1].startswith(warning)
    assert "vault/keys/root.pem" in said.out
    assert log_size(folder / "vault") == 3


def test_the_verifier_keys_are_told_and_no_private_one(siaga: Siaga, folder: Path) -> None:
    said = siaga("vault", "init", "--origin", ORIGIN)
    names = {VerifierKey.parse(word).name for word in said.out.split() if word.startswith(f"{ORIGIN}+")}
    assert names == {ORIGIN}
    assert f"{ORIGIN}/root+" in said.out
    for path in (folder / "vault" / "keys").glob("*.pem"):
        secret = "".join(path.read_text().splitlines()[1:-1])
        assert secret
        assert secret not in said.out + said.err
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_root_key_goes_where_it_is_asked_for(siaga: Siaga, folder: Path) -> None:
    said = siaga("vault", "init", "--origin", ORIGIN, "--root-key", "stick/root.pem", "--keys", "private")
    assert said.status == 0
    assert "stick/root.pem" in said.out
    assert (folder / "stick" / "root.pem").exists()
    assert {path.name for path in (folder / "private").glob("*.pem")} == {"epoch-0001.pem"}
    assert not (folder / "vault" / "keys").exists()


def test_the_first_key_is_certified(vault: Path) -> None:
    (key,) = leaves(vault, KeyLeaf)
    assert key.certificate.startswith("siaga key certificate v1\n" + ORIGIN)


def test_the_node_and_the_time_are_in_the_vault(siaga: Siaga, folder: Path, clock: Clock) -> None:
    assert siaga("vault", "init", "--origin", ORIGIN, "--node", "gerbang-1").status == 0
    assert '"node":"gerbang-1"' in (folder / "vault" / "vault.json").read_text().replace(": ", ":")
    assert leaves(folder / "vault", KeyLeaf)[0].at == clock.now_us


def test_a_second_vault_in_the_same_place_is_refused(siaga: Siaga, vault: Path) -> None:
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file() and path.name != ".lock"}
    said = siaga("vault", "init", "--origin", "other.example/log")
    assert said.status == 2
    assert ORIGIN in said.err
    assert said.out == ""
    after = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file() and path.name != ".lock"}
    assert after == before


@pytest.mark.parametrize("origin", ["two words", "a+b", "", "line\nbreak"])
def test_a_name_that_is_none_makes_nothing(siaga: Siaga, folder: Path, origin: str) -> None:
    said = siaga("vault", "init", "--origin", origin)
    assert said.status == 2
    assert "--origin" in said.err
    assert list(folder.iterdir()) == []


def test_keys_under_a_passphrase_are_encrypted_and_it_is_not_told(siaga: Siaga, folder: Path) -> None:
    secret = folder / "sandi"
    secret.touch(mode=0o600)
    secret.write_text(f"{PASSPHRASE}\n")
    said = siaga("vault", "init", "--origin", ORIGIN, "--passphrase-file", "sandi")
    assert said.status == 0
    assert PASSPHRASE not in said.out + said.err
    for name in ("root.pem", "epoch-0001.pem"):
        assert "BEGIN ENCRYPTED PRIVATE KEY" in (folder / "vault" / "keys" / name).read_text()
