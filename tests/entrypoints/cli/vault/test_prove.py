"""`siaga vault prove`: what it hands over proves by itself, up to a checkpoint."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.proving.consistency import Consistency
from siaga.vault.proving.leaf_proof import check_leaf
from siaga.vault.proving.line_check import check_line
from siaga.vault.proving.line_proof import LineProof
from siaga.vault.storage.opening import open_storage
from siaga.vault.tlog.checkpoint import Checkpoint

from .conftest import Siaga, indexes, leaves, log_size


@pytest.fixture
def log(siaga: Siaga, vault: Path, folder: Path) -> Path:
    """Return a log, as it was sealed into the vault."""
    assert vault.is_dir()
    path = folder / "access.log"
    path.write_bytes(text(visitors(1)))
    assert siaga("vault", "seal", path.name, "-q").status == 0
    return path


def _checkpoint(vault: Path) -> Checkpoint:
    return LogView.newest(open_storage(str(vault))).head.checkpoint


def _name(vault: Path) -> str:
    return leaves(vault, SegmentLeaf)[0].sources[0].name


def test_one_line_is_proven_and_no_other_is_shown(siaga: Siaga, vault: Path, log: Path) -> None:
    said = siaga("vault", "prove", "line", _name(vault), "3")
    assert (said.status, said.err) == (0, "")
    proof = LineProof.parse(said.out.removesuffix("\n").encode(), "proof")
    proven = check_line(proof, _checkpoint(vault), "proof")
    lines = log.read_bytes().splitlines(keepends=True)
    assert (proven.line, proven.line_number) == (lines[2], 3)
    assert lines[3].decode().rstrip("\n") not in said.out


def test_a_line_sealed_twice_is_proven_by_the_older_evidence_alone(
    siaga: Siaga, vault: Path, log: Path
) -> None:
    log.write_bytes(text(visitors(2)))
    assert siaga("vault", "seal", log.name, "-q").status == 0
    old, new = leaves(vault, SegmentLeaf)
    digest = new.segment.sha256.hex()
    (vault / "segments" / digest[:2] / f"{digest}.zst").unlink()
    said = siaga("vault", "prove", "line", _name(vault), "1")
    assert (said.status, said.err) == (0, "")
    proof = LineProof.parse(said.out.removesuffix("\n").encode(), "proof")
    assert check_line(proof, _checkpoint(vault), "proof").segment == indexes(vault, SegmentLeaf)[0]
    assert old.lines < new.lines


def test_a_segment_s_leaf_is_proven_into_a_file(siaga: Siaga, vault: Path, log: Path) -> None:
    (index,) = indexes(vault, SegmentLeaf)
    said = siaga("vault", "prove", "segment", str(index), "--out", "bukti")
    assert (said.status, said.out, said.err) == (0, "", "")
    proven, leaf = check_leaf(log.with_name("bukti").read_bytes(), _checkpoint(vault), "bukti")
    assert proven == index
    assert leaves(vault, SegmentLeaf)[0].segment.sha256.hex().encode() in leaf


def test_growth_leads_from_the_old_checkpoint_to_the_new(siaga: Siaga, vault: Path, log: Path) -> None:
    before = _checkpoint(vault)
    log.write_bytes(text(visitors(2)))
    assert siaga("vault", "seal", log.name, "-q").status == 0
    said = siaga("vault", "prove", "growth", str(before.size))
    assert said.status == 0
    after = _checkpoint(vault)
    assert before.size < after.size
    Consistency.parse(said.out.removesuffix("\n").encode(), "growth").check(before, after)


def test_what_was_never_sealed_cannot_be_proven(siaga: Siaga, vault: Path, log: Path) -> None:
    assert log.is_file()
    (key,) = indexes(vault, KeyLeaf)
    size = log_size(vault)
    for wrong in (
        ("line", _name(vault), "0"),
        ("line", _name(vault), "9999"),
        ("line", "other.log", "1"),
        ("segment", str(key)),
        ("segment", str(size)),
        ("segment", "-1"),
        ("growth", str(size + 1)),
        ("growth", "-1"),
    ):
        said = siaga("vault", "prove", *wrong)
        assert (said.status, said.out) == (2, ""), (wrong, said)
        assert said.err.count("\n") <= 2, said.err
        assert "Traceback" not in said.err


def test_evidence_that_was_altered_is_not_proven(siaga: Siaga, vault: Path, log: Path) -> None:
    assert log.is_file()
    (segment,) = leaves(vault, SegmentLeaf)
    digest = segment.segment.sha256.hex()
    path = vault / "segments" / digest[:2] / f"{digest}.zst"
    path.chmod(0o600)
    data = path.read_bytes()
    path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    said = siaga("vault", "prove", "line", _name(vault), "1", "--out", "bukti")
    assert said.status not in {0, 2}
    assert not log.with_name("bukti").exists()
