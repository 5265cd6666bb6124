"""What stands in a bundle is opened within bounds: folders, zips, single zstd frames."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

import pytest
import zstandard

from siaga.vault.bundle.archive import pack
from siaga.vault.bundle.verifier.contents import files, frame_holds, unpacked
from siaga.vault.bundle.verifier.notes import StopError
from siaga.vault.segments.frame import compressed

RAW = b"GET /index.php\n" * 5000
SKIPPABLE = b"\x50\x2a\x4d\x18\x04\x00\x00\x00evil"


@pytest.mark.parametrize("size", [1, 200, 255, 256, 300, 65_791, 65_792, 75_000])
def test_one_frame_of_the_told_size_is_taken(size: int) -> None:
    frame_holds(compressed(RAW[:size]), size, "f")


@pytest.mark.parametrize(
    "stored",
    [
        compressed(RAW) + SKIPPABLE,
        SKIPPABLE + compressed(RAW),
        compressed(RAW) + compressed(RAW),
        compressed(RAW)[:-1],
        zstandard.ZstdCompressor(write_checksum=True).compress(RAW),
        zstandard.ZstdCompressor(write_content_size=False).compress(RAW),
    ],
)
def test_anything_else_is_refused(stored: bytes) -> None:
    with pytest.raises(StopError):
        frame_holds(stored, len(RAW), "f")


@pytest.mark.parametrize("by", ["module", "program"])
def test_a_frame_is_unpacked_by_module_or_program(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if by == "program":
        monkeypatch.setitem(sys.modules, "zstandard", None)
        if shutil.which("zstd") is None:
            pytest.skip("no program zstd here")
    assert unpacked(compressed(RAW), len(RAW)) == RAW


def test_without_either_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    monkeypatch.setenv("PATH", "")
    assert unpacked(compressed(RAW), len(RAW)) is None


def test_a_frame_that_swells_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    if shutil.which("zstd") is None:
        pytest.skip("no program zstd here")
    assert len(unpacked(compressed(b"\0" * (1 << 26)), 1000) or b"") <= 1001


def test_folders_and_zips_hold_the_same(tmp_path: Path) -> None:
    (tmp_path / "f" / "a").mkdir(parents=True)
    (tmp_path / "f" / "a" / "x").write_bytes(b"1")
    pack(tmp_path / "f", tmp_path / "f.zip")
    for each in ("f", "f.zip"):
        found = files(tmp_path / each)
        assert list(found) == ["a/x"]
        with found["a/x"]() as file:
            assert file.read() == b"1"


def test_a_compressed_zip_is_not_ours(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", b"1" * 1000)
    with pytest.raises(StopError):
        files(tmp_path / "c.zip")
