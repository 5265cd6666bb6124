"""Files that no leaf names are told, and are no fault."""

from __future__ import annotations

from pathlib import Path

from siaga.vault import layout
from siaga.vault.storage.local import LocalStorage
from siaga.vault.verifying.result import State
from siaga.vault.verifying.strays import CHECK

from .sample_case import checked, segment


def test_only_what_no_leaf_names_is_told(tmp_path: Path) -> None:
    leaf = segment(mark=1)
    stray = layout.segment(b"\x09" * 32)
    storage = LocalStorage(tmp_path)
    for name in (
        layout.segment(leaf.segment.sha256),
        layout.manifest(leaf.manifest.sha256),
        stray,
        layout.index(leaf.manifest.sha256, "urls.parquet"),
        layout.VAULT,
        layout.POLICY,
        layout.CHECKPOINT,
        layout.history(4),
        "notes.txt",
        f"{layout.QUARANTINE}1/log/tile/0/000",
        f"{layout.QUARANTINE}1/log/tile/0/001",
    ):
        storage.create(name, b"x")
    found = checked(CHECK, tmp_path, [leaf])
    assert found.state is State.OK
    assert found.looked == 11
    assert sorted(each.place for each in found.told) == sorted(
        ["notes.txt", layout.QUARANTINE, stray, layout.index(leaf.manifest.sha256, "urls.parquet")]
    )
    assert [each.detail for each in found.told if each.place == layout.QUARANTINE] == ["2"]
