"""`siaga vault witness`: a witness is set up, serves, and is asked, as docs/how-to/witness.md tells it."""

from __future__ import annotations

import signal
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from siaga.vault.tlog.note import COSIGNATURE_V1, VerifierKey

from .conftest import RunningWitness, Siaga, log_size, log_vkey, policy_text

NAME = "saksi.kota-b.example/siaga"
Program = Callable[..., subprocess.Popen[str]]


@pytest.mark.parametrize(
    ("language", "told"),
    [("id", "Saksi dibuat. Kunci pemeriksanya:"), ("en", "Witness created. Its verifier key:")],
)
def test_a_witness_is_made_and_tells_its_key(siaga: Siaga, folder: Path, language: str, told: str) -> None:
    said = siaga("vault", "witness", "init", "--name", NAME, "--store", "saksi", "--language", language)
    assert (said.status, said.err) == (0, "")
    sentence, key = said.out.splitlines()
    assert sentence == told
    assert (VerifierKey.parse(key).name, VerifierKey.parse(key).type) == (NAME, COSIGNATURE_V1)
    private = folder / "saksi" / "key.pem"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert "".join(private.read_text().splitlines()[1:-1]) not in said.out


@pytest.mark.parametrize("name", ["two words", "a+b"])
def test_a_name_that_is_none_is_refused(siaga: Siaga, folder: Path, name: str) -> None:
    assert siaga("vault", "witness", "init", "--name", name, "--store", "saksi").status == 2
    assert list(folder.iterdir()) == []


def test_a_witness_is_never_made_twice(siaga: Siaga) -> None:
    assert siaga("vault", "witness", "init", "--name", NAME, "--store", "saksi").status == 0
    said = siaga("vault", "witness", "init", "--name", NAME, "--store", "saksi")
    assert said.status == 2
    assert said.out == ""


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (("--listen", "nowhere"), 2),
        (("--log", "nonsense"), 2),
        (("--passphrase-env", "TIDAK_ADA"), 1),
        (("--store", "none"), 2),
    ],
)
def test_what_cannot_be_served_is_told(siaga: Siaga, more: tuple[str, ...], status: int) -> None:
    assert siaga("vault", "witness", "init", "--name", NAME, "--store", "saksi").status == 0
    said = siaga("vault", "witness", "serve", "--store", "saksi", "--listen", "127.0.0.1:0", *more)
    assert said.status == status
    assert said.err.startswith("siaga: ")
    assert said.out == ""


@pytest.mark.parametrize(("language", "verb"), [("id", "mendengarkan di"), ("en", "listens on")])
def test_a_witness_serves_cosigns_and_ends_when_told(
    siaga: Siaga, vault: Path, program: Program, language: str, verb: str
) -> None:
    key = siaga("vault", "witness", "init", "--name", NAME, "--store", "saksi").out.split()[-1]
    running = program(
        "vault", "witness", "serve", "--store", "saksi", "--listen", "127.0.0.1:0",
        "--log", log_vkey(vault), "--language", language,
    )  # fmt: skip
    assert running.stdout is not None
    first = running.stdout.readline()
    assert f"{NAME} {verb} 127.0.0.1:" in first
    (vault / "policy").write_text(policy_text(vault, key, f"http://{first.split()[-1]}"))
    asked = siaga("vault", "witness", "ask", "--language", language)
    assert asked.status == 0
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate()
    assert (running.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert f"log {log_vkey(vault)}" in Path("saksi/logs").read_text()


@pytest.mark.parametrize(
    ("language", "reached", "missed"),
    [
        ("id", "Kuorum tercapai untuk {} daun.", "Kuorum belum tercapai untuk {} daun."),
        ("en", "The quorum was reached for {} leaves.", "The quorum was not reached for {} leaves."),
    ],
)
def test_the_witnesses_are_asked(
    siaga: Siaga, vault: Path, witness: RunningWitness, language: str, reached: str, missed: str
) -> None:
    size = log_size(vault)
    (vault / "policy").write_text(policy_text(vault, witness.vkey, witness.url))
    said = siaga("vault", "witness", "ask", "--language", language)
    assert (said.status, said.out) == (0, reached.format(size) + "\n")
    checkpoint = (vault / "log" / "checkpoint").read_text()
    assert f"\u2014 {VerifierKey.parse(witness.vkey).name} " in checkpoint

    (witness.store / "logs").write_text("# none\n")
    said = siaga("vault", "witness", "ask", "--language", language)
    assert said.status == 20
    sentence, row = said.out.splitlines()
    assert sentence == missed.format(size)
    assert row.startswith("  kota-b  ")
    assert "refused with status" in row
    assert log_size(vault) == size


def test_a_policy_without_witnesses_is_content(siaga: Siaga, vault: Path) -> None:
    said = siaga("vault", "witness", "ask")
    assert (said.status, said.out) == (0, f"Kuorum tercapai untuk {log_size(vault)} daun.\n")


def test_a_witness_without_an_address_is_named(siaga: Siaga, vault: Path, witness: RunningWitness) -> None:
    (vault / "policy").write_text(policy_text(vault, witness.vkey, "").replace(" \n", "\n"))
    said = siaga("vault", "witness", "ask")
    assert said.status == 20
    assert "no address in the policy" in said.out
