"""`siaga vault export`: a bundle that verifies without us, told in the log; or nothing at all."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.entrypoints.cli.vault.place import who
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.segment import SegmentLeaf

from .conftest import Siaga, indexes, leaves, log_size


@pytest.fixture
def sealed(siaga: Siaga, vault: Path, folder: Path) -> Path:
    """Return a vault with one log."""
    (folder / "access.log").write_bytes(text(visitors(1)))
    assert siaga("vault", "seal", "access.log", "-q").status == 0
    return vault


def _line(vault: Path, number: int) -> tuple[str, str]:
    return "--line", f"{leaves(vault, SegmentLeaf)[0].sources[0].name}:{number}"


def test_a_bundle_is_made_and_verifies_offline(siaga: Siaga, sealed: Path, folder: Path) -> None:
    (index,) = indexes(sealed, SegmentLeaf)
    said = siaga("vault", "export", "bukti", *_line(sealed, 3), "--segment", str(index), "--number", "7")
    assert (said.status, said.err) == (0, "")
    first, *rows = said.out.splitlines()
    assert first == "Paket bukti dibuat."
    told = {row[2:].partition("  ")[0].strip(): row.split()[-1] for row in rows}
    zipped = folder / "bukti.zip"
    assert told["SHA-256"] == sha256(zipped.read_bytes()).hexdigest()
    assert told["barang bukti"] == "2"
    with zipfile.ZipFile(zipped) as packed:
        assert packed.testzip() is None
    verifier = folder / "bukti" / "siaga_verify.py"
    policy = ("--policy", "vault/policy")
    ran = subprocess.run(
        [sys.executable, verifier, "bukti.zip", *policy], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ran.stderr
    assert ran.returncode in {0, 3}, ran.stdout + ran.stderr
    line = (folder / "access.log").read_text().splitlines()[2]
    assert line in (folder / "bukti" / "lines.txt").read_text()


def test_the_log_says_who_handed_out_which_bundle(siaga: Siaga, sealed: Path, folder: Path) -> None:
    assert siaga("vault", "export", "bukti", *_line(sealed, 1), "--number", "7/2026").status == 0
    act = leaves(sealed, ActionLeaf)[-1]
    details = {each.name: each.value for each in act.details}
    assert (act.who, act.what, details["case"]) == (who(), "export", "7/2026")
    assert details["zip_sha256"] == sha256((folder / "bukti.zip").read_bytes()).hexdigest()


def test_the_form_names_the_account_and_leaves_the_officer_blank(
    siaga: Siaga, sealed: Path, folder: Path
) -> None:
    assert siaga("vault", "export", "bukti", *_line(sealed, 1), "--recipient", "Jaksa <b>").status == 0
    page = (folder / "bukti" / "berita_acara.html").read_text()
    assert page.count(who()) == 1
    assert "Jaksa &lt;b&gt;" in page
    assert 'Name, office</i>:<br><span class="blank"></span>' in page


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--line", "access.log"),
        ("--line", "access.log:x"),
        ("--line", "access.log:²"),
        ("--line", "access.log:0"),
        ("--line", "other.log:1"),
        ("--segment", "0"),
        ("--segment", "999"),
        ("--segment", "2", "--known", "no-such-file"),
        ("--segment", "2", "--title", "two\nlines"),
    ],
)
def test_wrong_use_makes_and_logs_nothing(
    siaga: Siaga, sealed: Path, folder: Path, wrong: tuple[str, ...]
) -> None:
    before, size = set(folder.iterdir()), log_size(sealed)
    said = siaga("vault", "export", "bukti", *wrong)
    assert (said.status, said.out) == (2, ""), said
    assert said.err.startswith("siaga: ")
    assert (set(folder.iterdir()), log_size(sealed)) == (before, size)


def test_evidence_that_is_gone_makes_no_half_bundle(siaga: Siaga, sealed: Path, folder: Path) -> None:
    (segment,), (index,) = leaves(sealed, SegmentLeaf), indexes(sealed, SegmentLeaf)
    digest = segment.segment.sha256.hex()
    (sealed / "segments" / digest[:2] / f"{digest}.zst").unlink()
    before, size = set(folder.iterdir()), log_size(sealed)
    said = siaga("vault", "export", "bukti", "--segment", str(index))
    assert said.status == 1
    assert digest in said.err
    assert (set(folder.iterdir()), log_size(sealed)) == (before, size)


@pytest.mark.parametrize("there", ["bukti", "bukti.zip"])
def test_what_stands_there_is_not_touched(siaga: Siaga, sealed: Path, folder: Path, there: str) -> None:
    (folder / there).write_bytes(b"mine")
    before = set(folder.iterdir())
    assert siaga("vault", "export", "bukti", *_line(sealed, 1)).status == 2
    assert (folder / there).read_bytes() == b"mine"
    assert set(folder.iterdir()) == before
