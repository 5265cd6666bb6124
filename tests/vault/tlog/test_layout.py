"""Names and bundles of a tiled log."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import MissingError, TamperedError, VaultUsageError
from siaga.vault.tlog.layout import (
    bundle_path,
    decode_bundle,
    encode_bundle,
    read_widest,
    tile_path,
    tile_paths,
)


def test_names_are_those_of_the_specification() -> None:
    assert tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert tile_path(2, 0, 5) == "tile/2/000.p/5"
    assert bundle_path(999) == "tile/entries/999"
    assert bundle_path(1000, 255) == "tile/entries/x001/000.p/255"


def test_a_tree_of_70000_has_the_tiles_that_the_specification_counts() -> None:
    names = list(tile_paths(70_000))
    assert len(names) == len(set(names))
    tiles = [name for name in names if not name.startswith("tile/entries/")]
    assert len([name for name in tiles if name.startswith("tile/0/") and ".p/" not in name]) == 273
    assert {name for name in tiles if not name.startswith("tile/0/") or ".p/" in name} == {
        "tile/0/273.p/112",
        "tile/1/000",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    }
    assert len(names) - len(tiles) == 274
    assert set(tile_paths(256)) == {"tile/entries/000", "tile/0/000", "tile/1/000.p/1"}
    assert list(tile_paths(0)) == []


@given(st.lists(st.binary(max_size=20), max_size=20))
def test_bundles_come_back(entries: list[bytes]) -> None:
    assert decode_bundle(encode_bundle(entries), "bundle") == entries


@given(st.binary(max_size=60))
def test_bytes_are_a_bundle_in_one_way_or_refused(data: bytes) -> None:
    try:
        entries = decode_bundle(data, "bundle")
    except TamperedError as error:
        assert error.place == "bundle"  # noqa: PT017 - refusing is one of two right answers
    else:
        assert encode_bundle(entries) == data


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x02a", b"\x00\x01a\x00", b"\x00\x00" * 257])
def test_a_spoilt_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(TamperedError):
        decode_bundle(data, "bundle")


def test_an_entry_has_65535_bytes_at_most() -> None:
    assert decode_bundle(encode_bundle([bytes(65_535)]), "bundle") == [bytes(65_535)]
    with pytest.raises(VaultUsageError, match="65536 bytes"):
        encode_bundle([bytes(65_536)])


def test_the_full_file_stands_in_for_the_partial_one() -> None:
    def read(path: str) -> bytes:
        if path not in files:
            raise MissingError(path, "nothing")
        return files[path]

    files = {"tile/0/000": b"full", "tile/0/001.p/5": b"partial"}
    assert read_widest(read, lambda width: tile_path(0, 0, width), 5) == ("tile/0/000", b"full")
    assert read_widest(read, lambda width: tile_path(0, 1, width), 5) == ("tile/0/001.p/5", b"partial")
    for width in (5, 256):
        with pytest.raises(MissingError):
            read_widest(read, lambda wide: tile_path(0, 2, wide), width)
