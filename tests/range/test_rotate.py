"""Rotated sets as logrotate leaves them, with every line where the truth says."""

from __future__ import annotations

import gzip
from pathlib import Path

from range.recording.lines import Line
from range.recording.rotate import DAY, Rotation, Written, write


def _lines(days: int) -> list[Line]:
    return [
        Line(day * DAY + hour * 3600, f"{day:02d}-{hour:02d}".encode())
        for day in range(days)
        for hour in (23, 1)
    ]


def _read(root: Path, file: str) -> list[bytes]:
    data = (root / file).read_bytes()
    return (gzip.decompress(data) if file.endswith(".gz") else data).splitlines()


def _all_where_told(root: Path, written: list[Written]) -> bool:
    return all(_read(root, row.file)[row.line_no - 1] == row.line.text for row in written)


def test_newest_is_bare_then_1_then_gz(tmp_path: Path) -> None:
    how = Rotation(0.0, 1, 7)
    written, lost = write(_lines(4), tmp_path / "site" / "access.log", tmp_path, how, 4 * DAY)
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [
        "access.log",
        "access.log.1",
        "access.log.2.gz",
        "access.log.3.gz",
    ]
    assert _read(tmp_path, "site/access.log.3.gz") == [b"00-01", b"00-23"]
    assert len(written) == 8
    assert _all_where_told(tmp_path, written)
    assert lost == []


def test_a_lost_rotation_takes_its_lines_with_it(tmp_path: Path) -> None:
    how = Rotation(0.0, 2, 7, lost=1)
    written, lost = write(_lines(6), tmp_path / "access.log", tmp_path, how, 6 * DAY)
    assert not (tmp_path / "access.log.1").exists()
    assert [(gone.file, gone.since, gone.until) for gone in lost] == [("access.log.1", 2 * DAY, 4 * DAY)]
    assert {row.line.text[:2] for row in written} == {b"00", b"01", b"04", b"05"}


def test_dated_names_carry_the_day_of_rotation(tmp_path: Path) -> None:
    how = Rotation(0.0, 1, 0, dated=True)
    write(_lines(3), tmp_path / "access.log", tmp_path, how, 3 * DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "access.log",
        "access.log-19700102.gz",
        "access.log-19700103",
    ]


def test_the_same_lines_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(_lines(9), tmp_path / name / "access.log", tmp_path, Rotation(0.0, 3, 7), 9 * DAY)
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()
