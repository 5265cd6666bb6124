"""`siaga vault status`: figures from the log, times in the zone asked for, alarms with exit status 10."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.vault.witness.folder import create_witness

from .conftest import ORIGIN, Clock, RunningWitness, Siaga, policy_text


def _rows(out: str) -> dict[str, str]:
    lines = [line for line in out.splitlines()[1:] if not line.startswith("  ! ")]
    return {line[2:].partition("  ")[0]: line[2:].partition("  ")[2].strip() for line in lines}


@pytest.fixture
def kept(clock: Clock, siaga: Siaga, folder: Path) -> Path:
    """Return a vault made at the clock's time."""
    assert clock.now_us
    assert siaga("vault", "init", "--origin", ORIGIN, "--node", "n1").status == 0
    return folder / "vault"


def test_a_new_vault_is_empty_and_quiet(kept: Path, siaga: Siaga) -> None:
    assert kept.is_dir()
    said = siaga("vault", "status")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[0] == f"Brankas bukti {ORIGIN}"
    rows = _rows(said.out)
    assert (rows["daun log"], rows["segmen"], rows["baris"]) == ("3", "0", "0")
    assert rows["disaksikan"] == rows["baris pertama"] == rows["interval terakhir"] == "belum pernah"
    assert rows["mentah : tersimpan"] == "-"
    assert rows["kunci"] == "1 (2026-06-15 07:00:30 WIB)"


def test_english_and_other_zones(kept: Path, siaga: Siaga) -> None:
    assert kept.is_dir()
    said = siaga("vault", "status", "--language", "en", "--zone", "WIT")
    assert said.out.splitlines()[0] == f"Vault {ORIGIN}"
    assert _rows(said.out)["last leaf"] == "2026-06-15 09:00:30 WIT"
    assert _rows(said.out)["witnessed"] == "never"
    assert siaga("vault", "status", "--zone", "Mars").status == 2


def test_what_is_held_is_counted(kept: Path, siaga: Siaga, folder: Path) -> None:
    assert kept.is_dir()
    log = folder / "access.log"
    log.write_bytes(text(visitors(2, 600)))
    assert siaga("vault", "seal", "access.log", "-q", "--site", "kota.example").status == 0
    rows = _rows(siaga("vault", "status").out)
    assert (rows["segmen"], rows["baris"]) == ("1", "1,200")
    assert rows["byte mentah"] == f"{log.stat().st_size / 1000:.1f} kB"
    assert rows["baris pertama"] == "2026-06-15 07:00:00 WIB"
    assert rows["mentah : tersimpan"].endswith(" : 1")
    assert float(rows["mentah : tersimpan"].split()[0]) > 1


def test_a_month_s_end_is_told(kept: Path, siaga: Siaga, clock: Clock) -> None:
    assert kept.is_dir()
    clock.at(2026, 7, 1)
    said = siaga("vault", "status")
    assert said.status == 10
    assert "  ! Bulan baru: kunci diganti pada penyegelan berikutnya.\n" in said.out
    assert "  ! A new month: the key changes" in siaga("vault", "status", "--language", "en").out


def test_an_interrupted_commit_and_quarantine_are_told(kept: Path, siaga: Siaga) -> None:
    (kept / "log" / "journal").write_bytes(b"half")
    (kept / "quarantine").mkdir()
    (kept / "quarantine" / "x").write_bytes(b"?")
    said = siaga("vault", "status", "--language", "en")
    assert said.status == 10
    assert "The last commit was interrupted" in said.out
    assert "1 files in quarantine" in said.out
    assert "1 berkas di karantina" in siaga("vault", "status").out


def test_witnesses_that_never_came_are_an_alarm_after_a_while(kept: Path, siaga: Siaga, clock: Clock) -> None:
    key = create_witness(kept.parent / "saksi", "saksi.kota-b.example/w")
    (kept / "policy").write_text(policy_text(kept, key.text, "http://127.0.0.1:9"))
    assert siaga("vault", "status").status == 0
    clock.now_us += 61 * 60 * 1_000_000
    said = siaga("vault", "status")
    assert said.status == 10
    assert "Belum pernah ada saksi yang menandatangani log ini dalam 61 menit (batas 60" in said.out
    assert siaga("vault", "status", "--alarm-after", "90").status == 0


def test_a_witness_s_time_is_shown(vault: Path, witness: RunningWitness, siaga: Siaga) -> None:
    Path("baru").write_text(policy_text(vault, witness.vkey, witness.url))
    assert siaga("vault", "policy", "--set", "baru").status == 0
    assert siaga("vault", "witness", "ask").status == 0
    said = siaga("vault", "status", "--zone", "UTC")
    assert said.status == 0
    rows = _rows(said.out)
    assert rows["disaksikan"] == rows["daun log"]
    assert rows["saksi"].startswith("kota-b: 2")
    assert rows["saksi"].endswith(" UTC")
