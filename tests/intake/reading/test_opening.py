"""Opening what was planned, also after a rotation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siaga.intake.reading.note import Notebook
from siaga.intake.reading.opening import opened


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _open(path: Path, identity: tuple[int, int]) -> tuple[bytes | None, list[tuple[str, str]]]:
    notebook = Notebook()
    with opened(str(path), identity, "x", notebook) as descriptor:
        data = None if descriptor is None else os.read(descriptor, 100)
    return data, [(note.code, note.about) for note in notebook.notes]


def test_the_planned_file_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"one")
    assert _open(path, _identity(path)) == (b"one", [])


@pytest.mark.parametrize("new", [False, True])
def test_a_rotated_file_is_found_under_its_new_name(tmp_path: Path, *, new: bool) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"one")
    identity = _identity(path)
    path.rename(tmp_path / "a.log.1")
    if new:
        path.write_bytes(b"two")
    assert _open(path, identity) == (b"one", [("renamed", str(tmp_path / "a.log.1"))])


def test_vanished_and_replaced(tmp_path: Path) -> None:
    path, other = tmp_path / "a.log", tmp_path / "other"
    path.write_bytes(b"one")
    identity = _identity(path)
    path.rename(tmp_path.parent / f"{tmp_path.name}-elsewhere")
    assert _open(path, identity) == (None, [("vanished", "")])
    other.write_bytes(b"two")
    other.rename(path)
    assert _open(path, identity) == (None, [("replaced", "")])
    path.unlink()
    os.mkfifo(path)  # opening it must not wait for a writer
    assert _open(path, identity) == (None, [("replaced", "")])


def test_without_its_folder_a_file_has_vanished(tmp_path: Path) -> None:
    assert _open(tmp_path / "none" / "a.log", (1, 1)) == (None, [("vanished", "")])


@pytest.mark.parametrize(
    ("error", "note"),
    [
        (PermissionError(13, "Permission denied"), ("no_permission", "")),
        (OSError(5, "Input/output error"), ("input_error", "Input/output error")),
    ],
)
def test_what_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, note: tuple[str, str]
) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"one")
    identity = _identity(path)

    def refuse(path: str, flags: int) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert _open(path, identity) == (None, [note])
