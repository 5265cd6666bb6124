"""A bundle's folder appears whole, readable by its owner only, with every file listed."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from tests.acceptance.vault_city import CASE

from siaga.vault.bundle.folder import BundleFolder
from siaga.vault.errors import VaultUsageError


def test_it_appears_only_when_it_is_published(tmp_path: Path) -> None:
    folder = BundleFolder(tmp_path / "b")
    folder.add("a/x", b"1")
    listing = folder.finish(CASE)
    assert not (tmp_path / "b").exists()
    folder.publish()
    assert (tmp_path / "b" / "bundle.json").read_bytes() == listing
    assert json.loads(listing)["files"] == [{"path": "a/x", "sha256": sha256(b"1").hexdigest(), "size": 1}]
    assert (tmp_path / "b").stat().st_mode & 0o077 == 0
    assert (tmp_path / "b" / "a" / "x").stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    BundleFolder(tmp_path / "b")
    with pytest.raises(VaultUsageError, match="interrupted"):
        BundleFolder(tmp_path / "b")
    (tmp_path / "c").mkdir()
    with pytest.raises(VaultUsageError, match="stands there"):
        BundleFolder(tmp_path / "c")
