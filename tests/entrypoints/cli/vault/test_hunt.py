"""`siaga vault hunt`: found, not found and not read are three answers, and each hunt is in the log."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.entrypoints.cli.vault import hunt
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.hunt import HuntLeaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.storage.opening import open_storage

from .conftest import Siaga, leaves, log_size

LINES, THERE, ABSENT = 24, "192.0.2.7", "203.0.113.99"
SHOWN = f"{THERE}/32"


@pytest.fixture
def sealed(siaga: Siaga, vault: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a vault with one log, and lists of indicators beside it: `there`, `absent`."""
    monkeypatch.setenv("SIAGA_CACHE", str(folder / "cache"))
    (folder / "access.log").write_bytes(text(visitors(1, LINES)))
    assert siaga("vault", "seal", "access.log", "-q", "--site", "kota.example").status == 0
    (folder / "there").write_text(THERE + "\n")
    (folder / "absent").write_text(ABSENT + "\n")
    return vault


def _lines_with(folder: Path, indicator: str) -> list[str]:
    return [each for each in (folder / "access.log").read_text().splitlines() if f"{indicator} " in each]


def test_what_is_found_is_shown_told_and_logged(siaga: Siaga, sealed: Path, folder: Path) -> None:
    said = siaga("vault", "hunt", "-i", "there")
    assert (said.status, said.err) == (10, "")
    wanted = _lines_with(folder, THERE)
    shown = [each for each in said.out.splitlines() if f"<{SHOWN}>" in each]
    assert [each.partition(f"<{SHOWN}> ")[2] for each in shown] == wanted
    assert f"Ditemukan: {len(wanted)} baris memuat 1 dari 1 indikator" in said.out
    (leaf,) = leaves(sealed, HuntLeaf)
    assert (leaf.lines, leaf.hit_lines, leaf.indicators) == (LINES, len(wanted), 1)
    assert said.out.endswith(f"Dicatat di log: daun {log_size(sealed) - 1}.\n")


def test_what_is_not_found_is_not_called_harmless(siaga: Siaga, sealed: Path) -> None:
    said = siaga("vault", "hunt", "-i", "absent")
    assert said.status == 0
    assert said.out.startswith(f"1 indikator tidak ditemukan di baris yang dibaca: 1 segmen, {LINES} baris")
    english = siaga("vault", "hunt", "-i", "absent", "--language", "en")
    assert english.out.startswith("1 indicators not found in the lines that were read")
    assert len(leaves(sealed, HuntLeaf)) == 2


def test_what_cannot_be_read_is_named_and_the_answer_is_20(siaga: Siaga, sealed: Path) -> None:
    (segment,) = leaves(sealed, SegmentLeaf)
    digest = segment.segment.sha256.hex()
    (sealed / "segments" / digest[:2] / f"{digest}.zst").unlink()
    said = siaga("vault", "hunt", "-i", "absent")
    assert said.status == 20
    assert "1 segmen tidak terbaca" in said.out
    assert [each for each in said.out.splitlines() if each.startswith("  ! segmen")]
    assert len(leaves(sealed, HuntLeaf)[-1].unread) == 1


def test_where_nothing_was_looked_at_there_is_no_answer(siaga: Siaga, sealed: Path) -> None:
    assert sealed.is_dir()
    for nowhere in (("--site", "kotta.example"), ("--since", "2030-01-01")):
        said = siaga("vault", "hunt", "-i", "there", *nowhere)
        assert said.status == 20
        assert "Bukan jawaban." in said.out


def test_a_hunt_that_cannot_be_logged_says_so_and_shows_its_hits(
    siaga: Siaga, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hunt, "_TRIES", 1)
    with open_storage(str(sealed)).lock():
        said = siaga("vault", "hunt", "-i", "there")
    assert said.status == 20
    assert f"<{SHOWN}>" in said.out
    assert "BELUM dicatat" in said.out
    assert leaves(sealed, HuntLeaf) == []
    assert siaga("vault", "hunt", "-i", "there").status == 10


def test_a_quick_hunt_is_no_certificate(siaga: Siaga, sealed: Path, folder: Path) -> None:
    (folder / "target").write_text("text:/layanan/surat\n")
    said = siaga("vault", "hunt", "-i", "target", "--quick", "-q")
    assert said.status == 10
    assert "hanya " in said.out
    assert leaves(sealed, HuntLeaf) == []
    assert leaves(sealed, ActionLeaf)[-1].what == "hunt-quick"


def test_hits_that_are_not_shown_are_counted(
    siaga: Siaga, sealed: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sealed.is_dir()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(THERE.encode())))
    said = siaga("vault", "hunt", "-i", "-", "--per-frame", "1", "--json", "hits", "-q")
    assert said.status == 10
    count = len(_lines_with(folder, THERE))
    assert f"  ! {count - 1} temuan dihitung tetapi tidak ditampilkan (--per-frame)." in said.out
    hit, summary = map(json.loads, (folder / "hits").read_text().splitlines())
    assert hit["type"] == "hit"
    assert (summary["hits"], summary["shown"], summary["counts"]) == (count, 1, {SHOWN: count})


@pytest.mark.parametrize(
    "wrong",
    [
        ("-i", "no-such-file"),
        ("-i", "there", "--per-frame", "-1"),
        ("-i", "there", "--since", "once"),
        ("-i", "there", "--json", "nowhere/hits"),
    ],
)
def test_wrong_use_is_not_logged(siaga: Siaga, sealed: Path, wrong: tuple[str, ...]) -> None:
    size = log_size(sealed)
    said = siaga("vault", "hunt", *wrong)
    assert (said.status, said.out) == (2, "")
    assert log_size(sealed) == size
