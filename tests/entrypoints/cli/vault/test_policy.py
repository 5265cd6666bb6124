"""`siaga vault policy`: shown byte for byte, replaced only by one that checks what this log signs."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.settings import PolicyLeaf

from .conftest import ORIGIN, RunningWitness, Siaga, leaves, log_size, log_vkey, policy_text


def test_the_policy_is_shown_as_it_is(siaga: Siaga, vault: Path) -> None:
    said = siaga("vault", "policy")
    assert said.status == 0
    assert said.out.encode() == (vault / "policy").read_bytes()
    assert said.out == f"log {log_vkey(vault)}\nquorum none\n"


@pytest.mark.parametrize(
    ("language", "told"), [("id", "Kebijakan diganti.\n"), ("en", "The policy was replaced.\n")]
)
def test_a_new_policy_is_kept_and_logged(
    siaga: Siaga, vault: Path, witness: RunningWitness, language: str, told: str
) -> None:
    data = policy_text(vault, witness.vkey, witness.url).encode()
    Path("baru").write_bytes(data)
    said = siaga("vault", "policy", "--set", "baru", "--language", language)
    assert (said.status, said.out) == (0, told)
    assert (vault / "policy").read_bytes() == data
    settings = leaves(vault, PolicyLeaf)[-1]
    assert (settings.sha256, settings.quorum) == (sha256(data).digest(), "kota-b")
    assert leaves(vault, ActionLeaf)[-1].what == "policy"


def _refused(siaga: Siaga, vault: Path, text: str) -> str:
    before, size = (vault / "policy").read_bytes(), log_size(vault)
    Path("baru").write_text(text)
    said = siaga("vault", "policy", "--set", "baru")
    assert said.status == 2
    assert said.out == ""
    assert (vault / "policy").read_bytes() == before
    assert log_size(vault) == size
    return said.err


def test_a_policy_without_this_log_s_key_is_refused(siaga: Siaga, vault: Path) -> None:
    ours = log_vkey(vault)
    assert siaga("vault", "init", "--origin", ORIGIN, "--vault", "other").status == 0
    err = _refused(siaga, vault, f"log {log_vkey(Path('other'))}\nquorum none\n")
    assert "baru: no `log` line has this log's key" in err
    assert ours in err, "the line that is missing can be copied"


def test_a_policy_with_an_ended_epoch_s_key_alone_is_refused(siaga: Siaga, vault: Path) -> None:
    old = log_vkey(vault)
    assert siaga("vault", "keys", "rotate").status == 0
    assert "no `log` line" in _refused(siaga, vault, f"log {old}\nquorum none\n")


@pytest.mark.parametrize(
    "text", ["", "quorum none", "log {vkey}\n", "log {vkey}\nquorum saksi\n", "log x\nquorum none\n"]
)
def test_a_policy_that_does_not_hold_together_is_refused(siaga: Siaga, vault: Path, text: str) -> None:
    assert "baru" in _refused(siaga, vault, text.replace("{vkey}", log_vkey(vault)))


def test_a_file_that_is_not_there_is_told(siaga: Siaga, vault: Path) -> None:
    assert vault.is_dir()
    said = siaga("vault", "policy", "--set", "gone")
    assert said.status == 2
    assert "gone: cannot be read" in said.err
