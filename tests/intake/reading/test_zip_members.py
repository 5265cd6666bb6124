"""Members of zip archives: by the directory, without one, and those that are refused."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.intake.reading.note import Notebook
from siaga.intake.reading.store import MemoryStore
from siaga.intake.reading.zip_members import ZipMember, zip_members


def _zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 6, 1, 0, 0, 0)), data, method)
    return buffer.getvalue()


class Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError(f"no position {offset} {whence}")


def _list(data: bytes, start: int = 0) -> tuple[list[ZipMember], list[tuple[str, str, str]]]:
    notebook = Notebook()
    members = list(zip_members(MemoryStore(data), start, len(data), "z", notebook))
    return members, [(note.place, note.code, note.about) for note in notebook.notes]


@given(
    files=st.dictionaries(st.text("ab/é.", min_size=1, max_size=9), st.binary(max_size=50), max_size=4),
    before=st.booleans(),
)
def test_directory(files: dict[str, bytes], *, before: bool) -> None:
    files = {name: data for name, data in files.items() if not name.endswith("/")}
    prefix = b"before" * before
    data = prefix + _zip(files, zipfile.ZIP_STORED)
    members, notes = _list(data, len(prefix))
    assert {each.label: data[each.start : each.stop] for each in members} == {
        "z!" + name: content for name, content in files.items()
    }
    assert notes == []


@pytest.mark.parametrize(
    ("method", "name"),
    [(zipfile.ZIP_STORED, None), (zipfile.ZIP_DEFLATED, "deflate"), (zipfile.ZIP_BZIP2, "bzip2")],
)
def test_methods(method: int, name: str | None) -> None:
    members, notes = _list(_zip({"a": b"text"}, method))
    assert [each.method for each in members] == [name]
    assert members[0].modified_at == 1_717_200_000
    assert notes == []


def test_lzma_inside_zip_is_told() -> None:
    assert _list(_zip({"a": b"text"}, zipfile.ZIP_LZMA)) == (
        [],
        [("z!a", "unsupported", "zip compression method 14")],
    )


def test_members_behind_a_password_are_told() -> None:
    data = bytearray(_zip({"a.log": b"secret"}))
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    assert _list(bytes(data)) == ([], [("z!a.log", "password", "")])


def test_members_that_share_bytes_are_refused() -> None:
    data = bytearray(_zip({"a": b"one", "b": b"two"}))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    members, notes = _list(bytes(data))
    assert [each.label for each in members] == ["z!a"]
    assert notes == [("z!b", "damaged", "zip: shares its bytes with another member")]


@pytest.mark.parametrize("streamed", [False, True])
def test_without_its_directory_an_archive_is_read_by_its_local_headers(*, streamed: bool) -> None:
    buffer = Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.log", b"one\n" * 100)
        archive.writestr("b.log", b"two\n" * 100)
    data = buffer.getvalue()
    members, notes = _list(data[: data.index(b"PK\x01\x02")])
    assert [(each.label, each.method) for each in members] == [("z!a.log", "deflate"), ("z!b.log", "deflate")]
    assert notes[0][:2] == ("z", "damaged")


def test_a_cut_off_member_is_kept_as_far_as_it_goes() -> None:
    data = _zip({"a": b"0123456789" * 10}, zipfile.ZIP_STORED)[:60]
    members, notes = _list(data)
    assert data[members[0].start : members[0].stop] == (b"0123456789" * 10)[: 60 - 31]
    assert [note[1] for note in notes] == ["damaged", "truncated"]


def test_zip64_is_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, archive.open("a", "w", force_zip64=True) as member:
        member.write(b"text")
    data = buffer.getvalue()
    members, notes = _list(data)
    assert data[members[0].start : members[0].stop] == b"text"
    assert notes == []


@settings(max_examples=60)
@given(st.data())
def test_damaged_archives_never_raise(data: st.DataObject) -> None:
    packed = bytearray(_zip({"a": b"one" * 20, "b/c": b"two", "d/": b""}))
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    for member in _list(bytes(packed[: data.draw(st.integers(0, len(packed)))]))[0]:
        assert 0 <= member.start <= member.stop <= len(packed)
