"""Files and archives of every broken or hostile kind: told, read as far as they go, never followed out."""

from __future__ import annotations

import gzip
import io
import os
import socket
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from siaga.intake.reading.limits import Limits
from siaga.intake.reading.plan import Plan
from siaga.verdict.check.run import Hooks

from .hostile_checking import Check, day, line, said, sources, told, write


def test_an_empty_file(check: Check, tmp_path: Path) -> None:
    result = check(write(tmp_path / "access.log", []))
    assert (result.lines.total, result.verdict) == (0, "cannot_tell")
    assert "empty" in told(result)["access.log"]


def test_a_rotation_of_0_bytes(check: Check, tmp_path: Path) -> None:
    lines = day(400)
    write(tmp_path / "kota.example" / "access.log.2", lines[:200])
    write(tmp_path / "kota.example" / "access.log.1", [])
    write(tmp_path / "kota.example" / "access.log", lines[200:])
    result = check(tmp_path)
    (source,) = sources(result).values()
    assert (result.lines.parsed, len(source.files)) == (400, 3)
    assert "empty" in told(result)["access.log.1"]


def test_a_zip_bomb_is_stopped(check: Check, tmp_path: Path) -> None:
    bomb = tmp_path / "logs.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("access.log", b"\n".join(day(50)) + b"\n" + b"A" * 40_000_000)
    result = check(bomb, limits=Limits(ratio=10, free_bytes=1_000_000))
    assert "stopped after" in told(result)["logs.zip!access.log"]
    assert (result.lines.parsed, result.lines.over_long) == (50, 1)


def test_folders_in_a_loop(check: Check, tmp_path: Path) -> None:
    write(tmp_path / "a" / "access.log", day(50))
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to("self")
    result = check(tmp_path)
    assert result.lines.parsed == 50
    assert "already read" in told(result)["again"]


def _after_planning(act: Callable[[], object]) -> Hooks:
    def on_plan(_: Plan) -> None:
        act()

    return Hooks(on_plan=on_plan)


def test_a_file_that_grows_while_it_is_read(check: Check, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", day(50))

    def grow() -> None:
        with log.open("ab") as out:
            out.write(line() + b"\n")

    result = check(log, hooks=_after_planning(grow))
    assert result.lines.parsed == 50
    assert "grew" in told(result)["access.log"]


def test_a_file_that_vanishes(check: Check, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", day(50))
    result = check(log, hooks=_after_planning(log.unlink))
    assert (result.lines.total, result.verdict) == (0, "cannot_tell")
    assert "vanished" in told(result)["access.log"]


@pytest.mark.parametrize("left", [0, 1_000])
def test_a_file_that_is_truncated(check: Check, tmp_path: Path, left: int) -> None:
    log = write(tmp_path / "access.log", day(50))
    result = check(log, hooks=_after_planning(lambda: os.truncate(log, left)))
    assert result.lines.parsed < 50
    assert "shrank" in told(result)["access.log"]


def test_a_file_that_is_replaced(check: Check, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", day(50))
    other = write(tmp_path / "other", day(70))
    result = check(log, hooks=_after_planning(lambda: other.rename(log)))
    assert result.lines.total == 0
    assert "replaced" in told(result)["access.log"]


def test_a_file_that_is_rotated_while_it_is_read(check: Check, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", day(50))
    result = check(log, hooks=_after_planning(lambda: log.rename(tmp_path / "access.log.1")))
    assert result.lines.parsed == 50
    assert "renamed" in told(result)["access.log"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can put itself in another's place")
def test_permission_denied_to_another_user(check: Check, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", day(50))
    os.seteuid(65_534)
    try:
        result = check(log)
    finally:
        os.seteuid(0)
    assert (result.lines.total, result.verdict) == (0, "cannot_tell")
    assert "permission denied" in told(result)["access.log"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is denied to root")
def test_permission_denied(check: Check, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", day(50))
    log.chmod(0)
    result = check(log)
    assert (result.lines.total, result.verdict) == (0, "cannot_tell")
    assert "permission denied" in told(result)["access.log"]


def test_a_folder_of_images(check: Check, tmp_path: Path) -> None:
    for number, magic in enumerate((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF....WEBP")):
        (tmp_path / f"foto-{number}").write_bytes(magic + bytes(range(256)) * 40)
    result = check(tmp_path)
    assert (result.lines.total, result.verdict) == (0, "cannot_tell")
    assert len(told(result)) == 4


@pytest.mark.parametrize("cut", [-4, -40, 200])
def test_a_gzip_with_a_broken_end(check: Check, tmp_path: Path, cut: int) -> None:
    log = tmp_path / "access.log.gz"
    log.write_bytes(gzip.compress(b"\n".join(day(2_000)) + b"\n")[:cut])
    result = check(log)
    assert "ends too early" in told(result)["access.log.gz"]
    assert result.entries == ()


def test_a_gzip_that_is_damaged_in_the_middle(check: Check, tmp_path: Path) -> None:
    data = bytearray(gzip.compress(b"\n".join(day(5_000)) + b"\n"))
    data[len(data) // 2 : len(data) // 2 + 8] = b"\xff" * 8
    (tmp_path / "access.log.gz").write_bytes(data)
    result = check(tmp_path / "access.log.gz")
    assert "access.log.gz" in told(result)
    assert 0 < result.lines.total <= 5_001


def test_a_zip_with_a_password(check: Check, tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("access.log", b"\n".join(day(50)))
    data = bytearray(made.getvalue())
    # The flag says "encrypted" in the local header and in the directory (APPNOTE 4.4.4, bit 0).
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "logs.zip").write_bytes(data)
    result = check(tmp_path / "logs.zip")
    assert (result.lines.total, result.verdict) == (0, "cannot_tell")
    assert "password" in told(result)["logs.zip!access.log"]


def test_a_tar_that_reaches_out(check: Check, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    with tarfile.open(inside / "logs.tar", "w") as archive:
        for name in ("../../etc/passwd", "/etc/shadow.log", "./access.log", "a/../../access.log.1"):
            content = b"\n".join(day(50)) + b"\n"
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for name, kind in (("l", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("d", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    result = check(inside)
    assert result.lines.parsed == 200
    assert {place.rpartition("!")[2] for place, text in said(result) if "not read" in text} == {
        "l",
        "h",
        "d",
    }
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["inside", "logs.tar"]


def test_devices_pipes_and_sockets(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "access.log", day(50))
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)  # the name of a socket may have 108 bytes at most
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        result = check(tmp_path, "/dev/zero", "/dev/null")
    assert result.lines.parsed == 50
    assert {name for name, text in told(result).items() if "not read" in text} == {
        "pipe",
        "socket",
        "zero",
        "null",
    }


def test_duplicate_files_are_read_once(check: Check, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", day(500))
    (tmp_path / "access.log.1").write_bytes(log.read_bytes())
    (tmp_path / "access.log.1.gz").write_bytes(gzip.compress(log.read_bytes()))
    (tmp_path / "same.log").hardlink_to(log)
    result = check(tmp_path, log)
    assert result.lines.parsed == 500
    assert sum("same content" in text for _, text in said(result)) == 4


def test_a_text_beside_the_logs_does_not_put_a_site_in_the_dark(check: Check, tmp_path: Path) -> None:
    write(tmp_path / "kota.example" / "access.log", day(2_000))
    write(tmp_path / "kota.example" / "README", [b"Log dari server kota.", b"", b"Hubungi Budi."])
    result = check(tmp_path)
    assert [site.site for site in result.sites] == ["kota.example"]
    assert result.lines.total == 2_003
    assert "no log format" in told(result)["README"]


def test_a_log_that_nobody_understands_is_a_site_in_the_dark(check: Check, tmp_path: Path) -> None:
    write(tmp_path / "kota.example" / "access.log", day(2_000))
    write(tmp_path / "dinas.example" / "access.log", (b"~~ %d ~~" % n for n in range(2_000)))
    result = check(tmp_path)
    assert {site.site: site.verdict for site in result.sites}["dinas.example"] == "cannot_tell"
    assert result.verdict == "cannot_tell"
