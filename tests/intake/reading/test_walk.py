"""Walking through compression and archives: everything inside is found or told."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest
import zstandard

from siaga.intake.reading.limits import Limits
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Source, Window
from siaga.intake.reading.store import MemoryStore
from siaga.intake.reading.walk import Walker

TEXT = b"a line of a log\n" * 3
Pack = Callable[[bytes], bytes]
Archive = Callable[[dict[str, bytes]], bytes]


def _tar(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1_717_200_000
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 6, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _walk(data: bytes, limits: Limits | None = None) -> tuple[dict[str, bytes], list[tuple[str, str, str]]]:
    notebook = Notebook()
    source: Source = Window(MemoryStore(data), 0, len(data))
    leaves = Walker(limits or Limits(), notebook).leaves(source, "x")
    found = {leaf.label: leaf.source.exactly(1 << 30) for leaf in leaves}
    return found, [(note.place, note.code, note.about) for note in notebook.notes]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
@pytest.mark.parametrize("inside", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress, bytes])
def test_one_or_two_layers_of_compression(pack: Pack, inside: Pack) -> None:
    assert _walk(pack(inside(TEXT))) == ({"x": TEXT}, [])


def test_three_layers_are_told() -> None:
    data = gzip.compress(gzip.compress(gzip.compress(TEXT)))
    assert _walk(data) == ({}, [("x", "too_deep", "gzip")])


@pytest.mark.parametrize("outer", [_tar, _zip])
@pytest.mark.parametrize("inner", [_tar, _zip])
@pytest.mark.parametrize("around", [gzip.compress, lzma.compress, bytes])
def test_archives_inside_archives(outer: Archive, inner: Archive, around: Pack) -> None:
    inside = around(inner({"a.log": TEXT, "b.log.gz": gzip.compress(TEXT)}))
    data = around(outer({"in": inside, "c.log.xz": lzma.compress(TEXT), "d.log": TEXT}))
    found, notes = _walk(data)
    assert found == {"x!in!a.log": TEXT, "x!in!b.log.gz": TEXT, "x!c.log.xz": TEXT, "x!d.log": TEXT}
    assert notes == []


def test_a_third_archive_is_told() -> None:
    data = _tar({"a": _zip({"b": _tar({"c": TEXT}), "d": TEXT})})
    assert _walk(data) == ({"x!a!d": TEXT}, [("x!a!b", "too_deep", "tar")])


def test_what_is_no_log_is_told_with_its_place() -> None:
    data = _tar({"a.png": b"\x89PNG\r\n\x1a\n", "b.7z": b"7z\xbc\xaf\x27\x1c", "c.log": b"", "d.log": TEXT})
    assert _walk(data) == (
        {"x!d.log": TEXT},
        [
            ("x!a.png", "not_a_log", "PNG image"),
            ("x!b.7z", "unsupported", "7-Zip archive"),
            ("x!c.log", "empty", ""),
        ],
    )


def test_times_of_members_are_kept() -> None:
    for data in (_tar({"a": TEXT}), _zip({"a": TEXT})):
        leaves = Walker(Limits(), Notebook()).leaves(Window(MemoryStore(data), 0, len(data)), "x")
        assert [leaf.modified_at_us for leaf in leaves] == [1_717_200_000_000_000]


def test_a_zip_that_must_be_held_is_bounded() -> None:
    data = gzip.compress(_zip({"a": TEXT}))
    assert _walk(data, Limits(held_bytes=50)) == ({}, [("x", "too_large_inside", "50")])


def test_members_are_bounded_in_number() -> None:
    data = _tar(dict.fromkeys("abc", TEXT))
    assert _walk(data, Limits(members=2)) == ({"x!a": TEXT, "x!b": TEXT}, [("x", "too_many", "2")])


@pytest.mark.parametrize(
    "data",
    [_zip({}), _zip({"folder/": b""}), gzip.compress(_zip({}))],
    ids=["empty", "folder", "packed"],  # the bytes hold the time: as names they differ between workers
)
def test_an_archive_of_nothing_is_told(data: bytes) -> None:
    assert _walk(data) == ({}, [("x", "nothing_inside", "")])


def test_a_stopped_member_leaves_the_others() -> None:
    limits = Limits(ratio=2, free_bytes=200_000)
    data = _tar({"bomb.gz": gzip.compress(b"0" * 5_000_000), "a.log.gz": gzip.compress(TEXT)})
    found, notes = _walk(data, limits)
    assert found["x!a.log.gz"] == TEXT
    assert notes == [("x!bomb.gz", "stopped", str(len(found["x!bomb.gz"])))]


def test_many_small_bombs_share_one_allowance() -> None:
    limits = Limits(ratio=2, free_bytes=1_000_000)
    bombs = {f"{number}.gz": gzip.compress(b"0" * 900_000) for number in range(10)}
    found, notes = _walk(_tar(bombs), limits)
    assert sum(len(data) for data in found.values()) < 2_000_000
    assert len(notes) == 9


def test_a_damaged_member_leaves_the_others() -> None:
    broken = gzip.compress(TEXT * 50)[:-20]
    found, notes = _walk(_zip({"a.gz": broken, "b": TEXT}))
    assert found["x!b"] == TEXT
    assert (TEXT * 50).startswith(found["x!a.gz"])
    assert notes == [("x!a.gz", "truncated", "gzip")]


def test_paths_of_members_are_labels_only() -> None:
    found, _ = _walk(_tar({"../../../etc/passwd": TEXT, "/etc/shadow": TEXT}))
    assert set(found) == {"x!../../../etc/passwd", "x!/etc/shadow"}
