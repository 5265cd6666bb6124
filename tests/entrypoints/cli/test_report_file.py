"""Reports are written whole; links stay links, devices stay devices, and no planted link is followed."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from siaga.entrypoints.cli.report_file import write_report
from siaga.foundation.errors import SiagaError, UsageError

FULL = Path("/dev/full")


def test_a_report_replaces_an_older_one_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    for content in (b"a longer, older one", b"new"):
        write_report(path, content)
        assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(b"old")
    link = tmp_path / "latest.json"
    link.symlink_to("real.json")
    write_report(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_report(pipe, b"x" * 200_000)
    reader.join()
    assert got == [b"x" * 200_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(
    not FULL.exists() or not stat.S_ISCHR(FULL.stat().st_mode), reason="there is no full device here"
)
def test_a_full_device_is_told_and_still_there(tmp_path: Path) -> None:
    # Through a link: should this ever fail, it is the link that is lost, not the machine's device.
    link = tmp_path / "full"
    link.symlink_to(FULL)
    with pytest.raises(SiagaError, match="No space left"):
        write_report(link, b"x")
    assert stat.S_ISCHR(link.stat().st_mode)


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / f".report.json.{os.getpid()}.tmp").symlink_to(victim)
    with pytest.raises(SiagaError):
        write_report(tmp_path / "report.json", b"x")
    assert victim.read_bytes() == b"precious"


@pytest.mark.parametrize("place", ["nowhere/report.json", "."])
def test_a_wrong_place_is_the_users_to_mend(tmp_path: Path, place: str) -> None:
    with pytest.raises(UsageError):
        write_report(tmp_path / place, b"x")
