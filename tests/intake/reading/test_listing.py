"""Listing: everything is either read or told, nothing twice, no loop, no way out of a folder."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from siaga.intake.reading.listing import Found, Listing
from siaga.intake.reading.note import Notebook


def _list(*inputs: str | Path) -> tuple[list[str], list[tuple[str, str, str]]]:
    notebook = Notebook()
    found = list(Listing(notebook).files([str(each) for each in inputs]))
    assert all(isinstance(each, Found) for each in found)
    return [each.label for each in found], [(note.place, note.code, note.about) for note in notebook.notes]


def _write(path: Path, data: bytes = b"x\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    paths = [_write(tmp_path / name) for name in ("z.log", "b/y.log", "b/c/x.log", "a/w.log")]
    found, notes = _list(tmp_path)
    assert found == [str(paths[index]) for index in (0, 3, 1, 2)]
    assert notes == []


def test_a_folder_of_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert _list(tmp_path) == ([], [(str(tmp_path), "nothing_inside", "")])


def test_inputs_keep_their_order(tmp_path: Path) -> None:
    first, second = _write(tmp_path / "b"), _write(tmp_path / "a")
    assert _list(first, "-", second)[0] == [str(first), "-", str(second)]


def test_the_same_file_in_any_guise_is_read_once(tmp_path: Path) -> None:
    path = _write(tmp_path / "in" / "a.log")
    (tmp_path / "in" / "0-link.log").symlink_to("a.log")
    (tmp_path / "in" / "hard.log").hardlink_to(path)
    found, notes = _list(tmp_path / "in", path, tmp_path / "in")
    assert found == [str(path)]
    assert [(Path(place).name, code) for place, code, _ in notes] == [
        ("hard.log", "duplicate"),
        ("0-link.log", "duplicate"),
        ("a.log", "duplicate"),
        ("in", "loop"),
    ]
    assert {about for _, code, about in notes if code == "duplicate"} == {str(path)}


def test_a_link_may_lead_to_a_place_inside(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "real" / "a.log")
    (tmp_path / "in" / "0").symlink_to("real")
    found, notes = _list(tmp_path / "in")
    assert found == [str(tmp_path / "in" / "real" / "a.log")]
    assert notes == [(str(tmp_path / "in" / "0"), "loop", str(tmp_path / "in" / "real"))]


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    outside = _write(tmp_path / "outside" / "b.log")
    _write(tmp_path / "in" / "a.log")
    (tmp_path / "in" / "file").symlink_to(outside)
    (tmp_path / "in" / "folder").symlink_to(outside.parent)
    found, notes = _list(tmp_path / "in")
    assert found == [str(tmp_path / "in" / "a.log")]
    assert [(Path(place).name, code) for place, code, _ in notes] == [
        ("file", "outside_link"),
        ("folder", "outside_link"),
    ]


def test_a_link_that_a_person_names_is_followed(tmp_path: Path) -> None:
    _write(tmp_path / "real" / "a.log")
    (tmp_path / "link").symlink_to("real")
    assert _list(tmp_path / "link") == ([str(tmp_path / "link" / "a.log")], [])


def test_loops_end(tmp_path: Path) -> None:
    _write(tmp_path / "a" / "b" / "x.log")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "self").symlink_to("self")
    found, notes = _list(tmp_path)
    assert found == [str(tmp_path / "a" / "b" / "x.log")]
    assert [code for _, code, _ in notes] == ["input_error", "loop"]


def test_what_is_no_regular_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "fifo")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        found, notes = _list(".", "/dev/null", "nothing", "x\0y")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert found == []
    *others, (place, code, about) = notes
    assert others == [
        ("./fifo", "not_regular", "fifo"),
        ("./socket", "not_regular", "socket"),
        ("/dev/null", "not_regular", "character device"),
        ("nothing", "missing", ""),
    ]
    assert (place, code) == ("x\\x00y", "input_error")
    assert "embedded null" in about  # Python's own words, which differ from version to version
    assert _list("dangling")[1] == [("dangling", "broken_link", "")]


def test_a_locked_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "a.log")

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert _list(tmp_path) == ([], [(str(tmp_path), "no_permission", "")])


def test_streams(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    found, notes = _list("-", "/dev/stdin", "-", f"/dev/fd/{reading}")
    os.close(reading)
    os.close(writing)
    assert found == ["-", f"/dev/fd/{reading}"]
    assert [code for _, code, _ in notes] == ["duplicate"] * (len(notes))


def test_names_that_are_not_utf8_are_readable(tmp_path: Path) -> None:
    _write(tmp_path / os.fsdecode(b"log\xff\n.log"))
    assert _list(tmp_path)[0] == [f"{tmp_path}/log\\xff\\n.log"]
