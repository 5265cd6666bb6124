"""The witness's memory: durable, never set up twice, and not to be filled from outside."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from siaga.vault.errors import VaultUsageError
from siaga.vault.witness import store
from siaga.vault.witness.store import WitnessStore, origin_hash


def test_a_store_is_set_up_once_and_never_assumed(tmp_path: Path) -> None:
    with pytest.raises(VaultUsageError, match="no witness's store"):
        WitnessStore(tmp_path / "w")
    WitnessStore.create(tmp_path / "w")
    assert WitnessStore(tmp_path / "w").folder == tmp_path / "w"
    with pytest.raises(VaultUsageError, match="already"):
        WitnessStore.create(tmp_path / "w")


def test_the_latest_checkpoint_of_each_log_is_kept(tmp_path: Path) -> None:
    made = WitnessStore.create(tmp_path / "w")
    assert made.latest(origin_hash("a")) is None
    for note in (b"1", b"2"):
        with made.locked("a"):
            made.keep("a", note)
    assert WitnessStore(tmp_path / "w").latest(origin_hash("a")) == b"2"
    assert made.latest(origin_hash("b")) is None


def test_an_origin_is_never_part_of_a_path(tmp_path: Path) -> None:
    made = WitnessStore.create(tmp_path / "w")
    with made.locked("../../x"):
        made.keep("../../x", b"1")
    assert not (tmp_path / "x").exists()
    assert origin_hash("../../x") == sha256(b"../../x").hexdigest()


def test_evidence_is_kept_once_and_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_EVIDENCE", 2)
    made = WitnessStore.create(tmp_path / "w")
    assert [made.keep_evidence("proven", about, b"r") for about in (b"1", b"1", b"2", b"3", b"2")] == [
        True,
        True,
        True,
        False,
        True,
    ]
    assert len(made.evidence("proven")) == 2
    assert made.keep_evidence("suspected", b"3", b"r")
