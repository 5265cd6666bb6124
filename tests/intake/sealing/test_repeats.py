"""A log that was sealed again counts once; one that was changed in between counts as what it is: two."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.conftest import Sealing, blocks_of
from tests.verdict.check.logs import text, visitors

from siaga.vault.segments.frame import FRAME_BYTES

LOG = text(visitors(2))
LINE = LOG.splitlines(keepends=True)[0]


def _read(sealing: Sealing) -> tuple[list[str], bytes]:
    planned = sealing.plan()
    return [note.code for note in planned.notes], b"".join(block.data for block in blocks_of(planned))


def _grow(path: Path, more: bytes) -> None:
    with path.open("ab") as file:
        file.write(more)


@pytest.mark.parametrize("begin", [LINE, LOG, LOG * (FRAME_BYTES // len(LOG) + 1)])
@pytest.mark.parametrize("more", [LINE, LOG, b"half a line"])
def test_a_log_that_grew_counts_once_in_its_longest_state(
    sealing: Sealing, begin: bytes, more: bytes
) -> None:
    path = sealing.folder / "a.log"
    path.write_bytes(begin)
    sealing.seal(path)
    _grow(path, more)
    sealing.seal(path)
    _grow(path, more)
    sealing.seal(path)
    # The same fact about the same name is told once.
    assert _read(sealing) == (["duplicate"], begin + more + more)


def test_a_log_whose_later_lines_were_taken_out_before_it_grew_is_read_in_both_states(
    sealing: Sealing,
) -> None:
    path = sealing.folder / "a.log"
    path.write_bytes(LOG)
    sealing.seal(path)
    lines = LOG.splitlines(keepends=True)
    altered = b"".join(lines[:-3]) + LOG
    with path.open("r+b") as file:  # the same inode, the same first KiB
        file.write(altered)
        file.truncate()
    sealing.seal(path)
    codes, data = _read(sealing)
    assert codes == []
    assert sorted(data.splitlines()) == sorted((LOG + altered).splitlines())


def test_two_sites_whose_logs_agree_are_both_read(sealing: Sealing) -> None:
    for site in ("kota.example", "dinas.example"):
        (sealing.folder / site).mkdir()
        (sealing.folder / site / "access.log").write_bytes(LOG)
        sealing.seal(sealing.folder / site)
    assert _read(sealing) == ([], LOG + LOG)


def test_the_same_file_by_another_path_counts_once(sealing: Sealing) -> None:
    path = sealing.folder / "a.log"
    path.write_bytes(LOG)
    sealing.seal(path)
    (sealing.folder / "moved").mkdir()
    path.rename(sealing.folder / "moved" / "b.log")
    sealing.seal(sealing.folder / "moved" / "b.log")
    assert _read(sealing) == (["duplicate"], LOG)


def test_the_same_content_twice_in_a_rotated_set_counts_once(sealing: Sealing) -> None:
    path = sealing.folder / "a.log"
    path.write_bytes(LOG)
    sealing.seal(path)
    path.rename(sealing.folder / "a.log.1")
    sealing.seal(sealing.folder / "a.log.1")
    assert _read(sealing) == (["duplicate"], LOG)


def test_another_file_that_begins_alike_is_another_log(sealing: Sealing) -> None:
    path = sealing.folder / "a.log"
    path.write_bytes(LINE)
    sealing.seal(path)
    kept = path.stat().st_ino
    path.rename(sealing.folder / "kept")  # so that its inode is not given away
    path.write_bytes(LINE + LOG)
    assert path.stat().st_ino != kept
    sealing.seal(path)
    codes, data = _read(sealing)
    assert codes == []
    assert sorted(data.splitlines()) == sorted((LINE + LINE + LOG).splitlines())
