"""What a listed file offers to read separately."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

from siaga.intake.reading.candidates import Candidate, candidates
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.listing import Listing
from siaga.intake.reading.note import Notebook

LINE = b"a line of a log\n"


def _look(
    path: Path, range_bytes: int = 1 << 20, limits: Limits | None = None
) -> tuple[list[Candidate], list[str]]:
    notebook = Notebook()
    found = next(Listing(notebook).files([str(path)]))
    looked = list(candidates(found, limits or Limits(), range_bytes, notebook))
    return looked, [note.code for note in notebook.notes]


def test_a_large_text_is_split_and_a_small_or_odd_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(LINE * 1000)
    assert len(_look(path, 4000)[0][0].ranges) == 4
    assert _look(path, 8001)[0][0].ranges == ((0, 16_000),)
    for data in (
        gzip.compress(LINE * 1000, 0),
        LINE.replace(b"\n", b"\r") * 1000,
        (LINE * 1000).decode().encode("utf-16"),
    ):
        path.write_bytes(data)
        assert _look(path, 4000)[0][0].ranges == ((0, len(data)),)


def test_members_of_plain_archives_are_separate(tmp_path: Path) -> None:
    path = tmp_path / "logs.tar"
    with tarfile.open(path, "w") as archive:
        for name, data in {"a.log": LINE * 1000, "b.log": b"", "c.log": LINE}.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    looked, notes = _look(path, 4000)
    assert [(each.label, len(each.ranges), each.depth, each.crowd) for each in looked] == [
        (f"{path}!a.log", 4, 1, 3),
        (f"{path}!b.log", 0, 1, 3),
        (f"{path}!c.log", 1, 1, 3),
    ]
    assert looked[0].ranges[0][0] == 512
    assert notes == ["empty"]
    assert [each.label for each in _look(path, limits=Limits(members=1))[0]] == [f"{path}!a.log"]


def test_compressed_members_of_a_zip_are_not_split(tmp_path: Path) -> None:
    path = tmp_path / "logs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.log", LINE * 1000, zipfile.ZIP_DEFLATED)
        archive.writestr("b.log", LINE * 1000, zipfile.ZIP_STORED)
    looked, _ = _look(path, 4000)
    assert [(each.method, len(each.ranges)) for each in looked] == [("deflate", 1), ("", 4)]


def test_compressed_archives_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "logs.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.log"))
    assert [each.label for each in _look(path)[0]] == [str(path)]


def test_what_holds_no_log_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    for data, code in ((b"GIF89a", "not_a_log"), (b"Rar!\x1a\x07\x01", "unsupported")):
        path.write_bytes(data)
        assert _look(path) == ([], [code])
    with zipfile.ZipFile(path, "w"):
        pass
    assert _look(path) == ([], ["nothing_inside"])
    path.write_bytes(b"")
    assert [each.ranges for each in _look(path)[0]] == [()]
