"""Names lead where docs/vault.md says."""

from __future__ import annotations

from siaga.vault import layout

HASH = bytes(range(32))


def test_names_are_those_of_the_format() -> None:
    name = HASH.hex()
    assert layout.segment(HASH) == f"segments/00/{name}.zst"
    assert layout.manifest(HASH) == f"manifests/00/{name}.json"
    assert layout.index(HASH, "urls.parquet") == f"index/00/{name}/urls.parquet"
    assert layout.history(12) == "log/history/12"
    assert layout.anchor(12) == "anchors/12.tsr"
    assert layout.log_file("tile/0/000.p/5") == "log/tile/0/000.p/5"
