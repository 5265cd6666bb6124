"""Members of tar archives: every kind, told or read, and archives that are cut off or damaged."""

from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Window
from siaga.intake.reading.store import MemoryStore
from siaga.intake.reading.tar_members import tar_members


def _tar(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1_717_200_000
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def _read(data: bytes) -> tuple[dict[str, bytes], list[tuple[str, str, str]]]:
    notebook, found = Notebook(), {}
    for member in tar_members(Window(MemoryStore(data), 0, len(data)), "t", notebook):
        content = member.content.exactly(1 << 30)
        assert content == data[member.start : member.start + member.size]
        found[member.label] = content
    return found, [(note.place, note.code, note.about) for note in notebook.notes]


NAMES = st.text("ab/é.", min_size=1, max_size=300).filter(lambda name: not name.endswith("/"))


@given(
    st.dictionaries(NAMES, st.binary(max_size=1100), max_size=5),
    st.sampled_from([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT]),
)
def test_round_trip(files: dict[str, bytes], form: int) -> None:
    found, notes = _read(_tar(files, form))
    assert found == {"t!" + name: data for name, data in files.items()}
    assert notes == []


def test_members_not_read_to_their_end_are_passed_over() -> None:
    data = _tar({"a": b"x" * 5000, "b": b"y"})
    labels = []
    for member in tar_members(Window(MemoryStore(data), 0, len(data)), "t", Notebook()):
        member.content.read(3)
        labels.append(member.label)
    assert labels == ["t!a", "t!b"]


def test_links_and_devices_are_told_and_folders_are_not() -> None:
    buffer = io.BytesIO()
    kinds = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE]
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for number, kind in enumerate(kinds):
            info = tarfile.TarInfo(f"f{number}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    _, notes = _read(buffer.getvalue())
    assert notes == [
        ("t!f0", "link_member", "symbolic link"),
        ("t!f1", "link_member", "hard link"),
        ("t!f2", "link_member", "fifo"),
        ("t!f3", "link_member", "device"),
    ]


def test_sparse_members_are_told() -> None:
    info = tarfile.TarInfo("holes.log")
    info.type = tarfile.GNUTYPE_SPARSE
    found, notes = _read(info.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    assert found == {}
    assert notes == [("t!holes.log", "unsupported", "sparse tar member")]


def test_sparse_members_of_pax_archives_are_told() -> None:
    info = tarfile.TarInfo("holes.log")
    info.pax_headers = {"GNU.sparse.major": "1", "comment": "x"}
    assert _read(info.tobuf(tarfile.PAX_FORMAT))[1] == [("t!holes.log", "unsupported", "sparse tar member")]


@given(st.integers(513, 1999))
def test_a_cut_off_member_is_used_and_told(cut: int) -> None:
    data = _tar({"a": b"line\n" * 300}, tarfile.USTAR_FORMAT)[:cut]
    notebook = Notebook()
    members = tar_members(Window(MemoryStore(data), 0, len(data)), "t", notebook)
    assert next(members).content.exactly(5000) == (b"line\n" * 300)[: cut - 512]
    assert next(members, None) is None
    assert [(note.place, note.code) for note in notebook.notes] == [("t!a", "truncated")]


def test_after_a_damaged_header_the_walk_goes_on() -> None:
    data = bytearray(_tar({"a": b"1", "b": b"2", "c": b"3"}, tarfile.USTAR_FORMAT))
    data[1024 + 5] ^= 0xFF
    found, notes = _read(bytes(data))
    assert found == {"t!a": b"1", "t!c": b"3"}
    assert notes == [("t", "damaged", "tar")]


def test_concatenated_archives_are_one() -> None:
    found, notes = _read(_tar({"a": b"1"}) + _tar({"b": b"2"}))
    assert found == {"t!a": b"1", "t!b": b"2"}
    assert notes == []


@pytest.mark.parametrize("kind", [b"L", b"x"])
def test_extensions_of_unbelievable_size_are_not_held(kind: bytes) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = kind, 2**40
    data = info.tobuf(tarfile.GNU_FORMAT) + b"a" * 4096
    assert _read(data)[0] == {}


@given(st.binary(max_size=2000))
def test_any_bytes_are_walked(data: bytes) -> None:
    _read(data)
    _read(tarfile.TarInfo("x").tobuf() + data)
