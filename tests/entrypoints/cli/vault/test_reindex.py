"""`siaga vault reindex`: columns come back from the evidence, with the options of sealing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.vault.leaves.segment import SegmentLeaf

from .conftest import Siaga, leaves, log_size

FORM = '$remote_addr $time_iso8601 "$request" $status $body_bytes_sent'


@pytest.fixture
def sealed(siaga: Siaga, vault: Path, folder: Path) -> Path:
    """Return a vault with a log that needs options to be read."""
    log = folder / "access.log"
    log.write_text('192.0.2.7 2026-06-15T12:00:00 "GET / HTTP/1.1" 200 512\n')
    options = ("--site", "kota.example", "--log-format", FORM, "--log-zone", "WIT")
    assert siaga("vault", "seal", str(log), "-q", *options).status == 0
    return vault


def _derived(vault: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (vault / "index").rglob("*.parquet")}


def test_without_options_the_same_bytes_come_back(siaga: Siaga, sealed: Path) -> None:
    before = _derived(sealed)
    assert before
    for name in before:
        Path(name).unlink()
    said = siaga("vault", "reindex", "--all", "--language", "en")
    assert (said.status, said.err) == (0, "")
    assert _derived(sealed) == before
    told = {
        line[2:].rsplit("  ", 1)[0].strip(): line.rsplit("  ", 1)[1] for line in said.out.splitlines()[1:]
    }
    assert told == {
        "segments": "1",
        "files that were others or gone": str(len(before)),
        "segments with other columns than when sealed": "0",
        "deleted by a rule": "0",
    }


def test_an_option_given_anew_counts(siaga: Siaga, sealed: Path) -> None:
    before = _derived(sealed)
    assert siaga("vault", "reindex", "--all", "--log-zone", "UTC").status == 0
    assert _derived(sealed) != before
    assert siaga("vault", "reindex", "--all").status == 0
    assert _derived(sealed) == before


def test_evidence_that_is_gone_is_told(siaga: Siaga, sealed: Path) -> None:
    (segment,) = leaves(sealed, SegmentLeaf)
    digest = segment.segment.sha256.hex()
    (sealed / "segments" / digest[:2] / f"{digest}.zst").unlink()
    said = siaga("vault", "reindex", "--all")
    assert said.status == 20
    assert digest in said.out


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--all", "3"),
        ("0",),
        ("--all", "--log-zone", "Mars"),
    ],
)
def test_wrong_use_changes_nothing(siaga: Siaga, sealed: Path, wrong: tuple[str, ...]) -> None:
    before, size = _derived(sealed), log_size(sealed)
    said = siaga("vault", "reindex", *wrong)
    assert said.status == 2
    assert said.err
    assert (_derived(sealed), log_size(sealed)) == (before, size)


def test_one_segment_by_its_leaf(siaga: Siaga, sealed: Path, folder: Path) -> None:
    other = folder / "other.log"
    other.write_bytes(text(visitors(1)))
    assert siaga("vault", "seal", str(other), "-q").status == 0
    before = _derived(sealed)
    for name in before:
        Path(name).unlink()
    assert siaga("vault", "reindex", str(log_size(sealed) - 2)).status == 0
    assert 0 < len(_derived(sealed)) < len(before)
