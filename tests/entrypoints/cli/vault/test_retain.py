"""`siaga vault retain`: nothing goes without --delete, nothing that is held goes, and hashes stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.entrypoints.cli.vault.place import who
from siaga.vault.leaves.acts import ActionLeaf, RetentionLeaf
from siaga.vault.leaves.segment import SegmentLeaf

from .conftest import ORIGIN, Clock, Siaga, indexes, leaves, log_size

RULE = ("retain", "apply", "--rule", "30 hari", "--keep-days", "3")


@pytest.fixture
def sealed(clock: Clock, siaga: Siaga, folder: Path) -> Path:
    """Return a vault with the logs of two sites, each in its own segment, sealed five days ago."""
    assert siaga("vault", "init", "--origin", ORIGIN, "--node", "n1").status == 0
    for site, days in (("kota.example", 1), ("desa.example", 2)):
        (folder / site).write_bytes(text(visitors(days)))
        assert siaga("vault", "seal", site, "-q", "--site", site).status == 0
    clock.at(2026, 6, 20)
    return folder / "vault"


def _content(vault: Path) -> set[str]:
    return {path.name for path in (vault / "segments").rglob("*.zst")}


def _rows(out: str) -> dict[str, str]:
    return {line[2:].partition("  ")[0]: line.rpartition("  ")[2].strip() for line in out.splitlines()[1:]}


def test_without_delete_it_is_only_told(siaga: Siaga, sealed: Path) -> None:
    before, size = _content(sealed), log_size(sealed)
    said = siaga("vault", *RULE)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Akan dihapus (tambahkan --delete):\n")
    assert _rows(said.out)["segmen"] == " ".join(map(str, indexes(sealed, SegmentLeaf)))
    assert (_content(sealed), log_size(sealed)) == (before, size)
    assert siaga("vault", *RULE, "--language", "en").out.startswith("Would be deleted (add --delete):\n")


def test_deleted_content_is_gone_and_the_log_says_by_which_rule(siaga: Siaga, sealed: Path) -> None:
    said = siaga("vault", *RULE, "--delete")
    assert said.status == 0
    assert said.out.startswith("Isi dihapus; sidik dan bukti tetap.\n")
    assert _content(sealed) == set()
    (leaf,) = leaves(sealed, RetentionLeaf)
    assert list(leaf.segments) == indexes(sealed, SegmentLeaf)
    assert leaf.rule.startswith("30 hari: 3 days")
    assert siaga("vault", "verify", "--deep").status == 0
    again = siaga("vault", *RULE, "--delete")
    assert (again.status, _rows(again.out)["segmen"]) == (0, "-")


def test_what_is_young_or_of_other_sites_stays(siaga: Siaga, sealed: Path) -> None:
    young = siaga("vault", "retain", "apply", "--rule", "r", "--keep-days", "30", "--delete")
    assert _rows(young.out)["segmen"] == "-"
    assert len(_content(sealed)) == 2
    one = siaga("vault", *RULE, "--sites", "desa.*", "--delete")
    assert _rows(one.out)["segmen"] == str(indexes(sealed, SegmentLeaf)[1])
    assert len(_content(sealed)) == 1


def test_what_is_held_stays_until_it_is_released(siaga: Siaga, sealed: Path) -> None:
    kept, _ = indexes(sealed, SegmentLeaf)
    assert siaga("vault", "retain", "hold", str(kept), "--reason", "perkara 7").out == "Dicatat.\n"
    assert _rows(siaga("vault", *RULE, "--delete").out)["ditahan"] == str(kept)
    assert len(_content(sealed)) == 1
    assert siaga("vault", "retain", "release", str(kept), "--reason", "putusan").status == 0
    assert _rows(siaga("vault", *RULE, "--delete").out)["segmen"] == str(kept)
    assert _content(sealed) == set()
    acts = [act for act in leaves(sealed, ActionLeaf) if act.what in {"hold", "release"}]
    assert [(act.who, act.what) for act in acts] == [(who(), "hold"), (who(), "release")]


@pytest.mark.parametrize(
    "wrong",
    [
        ("apply", "--rule", "r", "--keep-days", "0", "--delete"),
        ("apply", "--rule", "r", "--keep-days", "-3", "--delete"),
        ("apply", "--keep-days", "3", "--delete"),
        ("hold", "0", "--reason", "a key, no segment"),
        ("hold", "999", "--reason", "no leaf"),
        ("hold", "3"),
    ],
)
def test_wrong_use_changes_nothing(siaga: Siaga, sealed: Path, wrong: tuple[str, ...]) -> None:
    before, size = _content(sealed), log_size(sealed)
    said = siaga("vault", "retain", *wrong)
    assert (said.status, said.out) == (2, "")
    assert (_content(sealed), log_size(sealed)) == (before, size)
