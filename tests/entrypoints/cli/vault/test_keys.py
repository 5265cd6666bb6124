"""The life of signing keys as docs/how-to/keys.md tells it: prepare, certify, take, rotate."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siaga.vault.keys.certificates import HEADER
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.key import KeyLeaf

from .conftest import ORIGIN, Clock, Siaga, leaves, log_size, log_vkey


def _vkey(text: str) -> str:
    (found,) = [word for word in text.split() if word.startswith(f"{ORIGIN}+")]
    return found


def _certify(
    siaga: Siaga, vkey: str, *more: str, epoch: str = "2", origin: str = ORIGIN
) -> tuple[int, str, str]:
    said = siaga(
        "vault", "keys", "certify", "--root-key", "vault/keys/root.pem",
        "--origin", origin, "--epoch", epoch, "--key", vkey, *more,
    )  # fmt: skip
    return said.status, said.out, said.err


def test_a_prepared_certified_key_is_the_one_of_the_next_epoch(siaga: Siaga, vault: Path) -> None:
    first = log_vkey(vault)
    prepared = siaga("vault", "keys", "prepare")
    assert prepared.status == 0
    assert prepared.out.startswith("Kunci berikutnya disiapkan.\n")
    vkey = _vkey(prepared.out)
    assert vkey != first

    status, certificate, _ = _certify(siaga, vkey)
    assert status == 0
    assert certificate.startswith(f"{HEADER}\n{ORIGIN}\n2\n{vkey}\n")
    Path("sertifikat").write_text(certificate)
    taken = siaga("vault", "keys", "take", "sertifikat")
    assert (taken.status, taken.out) == (0, "Sertifikat untuk kunci 2 diterima.\n")

    rotated = siaga("vault", "keys", "rotate", "--language", "en")
    assert rotated.status == 0
    assert rotated.out.startswith("The key was changed.\n")
    assert "Tell the witnesses' operators" in rotated.out
    assert _vkey(rotated.out) == vkey == log_vkey(vault)
    first_key, second_key = leaves(vault, KeyLeaf)
    assert (first_key.vkey, second_key.vkey) == (first, vkey)
    assert second_key.certificate == certificate


def test_preparing_twice_is_preparing_once_and_signs_nothing(siaga: Siaga, vault: Path) -> None:
    size = log_size(vault)
    assert _vkey(siaga("vault", "keys", "prepare").out) == _vkey(siaga("vault", "keys", "prepare").out)
    assert log_size(vault) == size


def test_rotation_erases_the_old_private_key_and_is_told_in_the_log(siaga: Siaga, vault: Path) -> None:
    said = siaga("vault", "keys", "rotate")
    assert said.status == 0
    assert "Kunci diganti." in said.out
    assert "Beri tahu pengelola saksi" in said.out
    assert {path.name for path in (vault / "keys").glob("epoch-*.pem")} == {"epoch-0002.pem"}
    act = leaves(vault, ActionLeaf)[-1]
    assert act.what == "rotate"
    assert [(each.name, each.value) for each in act.details] == [("epoch", "2")]
    assert act.who.endswith(f"@{os.uname().nodename}")


def test_a_new_month_takes_the_prepared_key_by_itself(siaga: Siaga, clock: Clock, folder: Path) -> None:
    assert siaga("vault", "init", "--origin", ORIGIN).status == 0
    vkey = _vkey(siaga("vault", "keys", "prepare").out)
    assert log_vkey(folder / "vault") != vkey
    clock.at(2026, 7, 1, 0, 0, 1)
    assert siaga("vault", "watch", "--once").status == 0
    assert log_vkey(folder / "vault") == vkey


def test_a_certificate_for_another_key_is_refused(siaga: Siaga, vault: Path) -> None:
    siaga("vault", "keys", "prepare")
    _, certificate, _ = _certify(siaga, log_vkey(vault))
    Path("sertifikat").write_text(certificate)
    said = siaga("vault", "keys", "take", "sertifikat")
    assert said.status == 1
    assert "another key" in said.err
    assert not (vault / "keys" / "epoch-0002.certificate").exists()


def test_a_certificate_of_another_root_is_refused(siaga: Siaga, vault: Path) -> None:
    vkey = _vkey(siaga("vault", "keys", "prepare").out)
    assert siaga("vault", "init", "--origin", ORIGIN, "--vault", "other").status == 0
    _, certificate, _ = _certify(siaga, vkey, "--root-key", "other/keys/root.pem")
    Path("sertifikat").write_text(certificate)
    assert siaga("vault", "keys", "take", "sertifikat").status == 1
    assert not (vault / "keys" / "epoch-0002.certificate").exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_certificate_that_cannot_be_read_is_the_user_s_to_mend(
    siaga: Siaga, vault: Path, content: bytes | None
) -> None:
    assert vault.is_dir()
    if content is not None:
        Path("sertifikat").write_bytes(content)
    said = siaga("vault", "keys", "take", "sertifikat")
    assert said.status == 2
    assert "sertifikat: cannot be read" in said.err


def test_certifying_needs_no_vault_but_the_root_key_alone(siaga: Siaga, folder: Path, vault: Path) -> None:
    vkey = log_vkey(vault)
    vault.rename(folder / "elsewhere")
    (folder / "vault" / "keys").mkdir(parents=True, mode=0o700)
    (folder / "elsewhere" / "keys" / "root.pem").rename(folder / "vault" / "keys" / "root.pem")
    status, certificate, _ = _certify(siaga, vkey, epoch="7")
    assert status == 0
    assert certificate.splitlines()[2] == "7"


@pytest.mark.parametrize(
    ("vkey", "epoch", "origin", "why"),
    [
        ("nonsense", "2", ORIGIN, "--key"),
        ("", "2", "other.example/log", "not of other.example/log"),
        ("", "0", ORIGIN, "--epoch"),
        ("", "dua", ORIGIN, "--epoch"),
    ],
)
def test_certifying_what_is_no_key_of_this_log_is_refused(
    siaga: Siaga, vault: Path, vkey: str, epoch: str, origin: str, why: str
) -> None:
    status, out, err = _certify(siaga, vkey or log_vkey(vault), epoch=epoch, origin=origin)
    assert status == 2
    assert out == ""
    assert why in err


def test_no_private_key_is_ever_told(siaga: Siaga, vault: Path) -> None:
    prepared = siaga("vault", "keys", "prepare")
    secrets = ["".join(path.read_text().splitlines()[1:-1]) for path in (vault / "keys").glob("*.pem")]
    assert len(secrets) == 3
    _, certificate, _ = _certify(siaga, _vkey(prepared.out))
    told = prepared.out + certificate + siaga("vault", "keys", "rotate").out + siaga("vault", "status").out
    assert not [secret for secret in secrets if secret in told]
