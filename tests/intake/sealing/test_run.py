"""What is sealed is what was handed over, whatever it is and whatever goes wrong meanwhile."""

from __future__ import annotations

import errno
import itertools
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import Sealing, blocks_of
from tests.verdict.check.logs import text, visitors

from siaga.intake.reading.plan import plan
from siaga.intake.sealing.run import SealHooks
from siaga.vault.errors import UnreachableError
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.segments.frame import FRAME_BYTES

NUMBERS = itertools.count()
LOG = text(visitors(2))
PARTS = st.sampled_from(
    [b"\n", b"\r\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"", LOG[:200], b"no log", bytes(range(256))]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PARTS, max_size=9).map(b"".join) | st.binary(max_size=99))
@example(b"")
@example(b"\n")
@example(b"a\r\nb\0\xff")
@example(b"x" * (FRAME_BYTES + 1) + b"\ny")
@example(b"\xff\xfe" + LOG.decode().encode("utf-16-le"))
def test_sealed_bytes_are_the_file_s_and_read_as_it_does(one_vault: Sealing, data: bytes) -> None:
    path = one_vault.folder / f"{next(NUMBERS)}.log"
    path.write_bytes(data)
    sealed = one_vault.seal(path)
    planned = plan([str(path)])
    if planned.items:
        assert one_vault.texts(sealed).get(str(path), b"") == data
    there = one_vault.plan(sealed.run)
    assert blocks_of(there) == blocks_of(planned)
    assert [file.name for file in there.empty] == [file.name for file in planned.empty]
    assert sealed.lines == (data.count(b"\n") + (not data.endswith(b"\n") and bool(data))) * bool(
        planned.items
    )


@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "the file system is read-only")]
)
def test_a_disk_that_refuses_loses_nothing_that_was_acknowledged(
    sealing: Sealing, number: int, told: str
) -> None:
    first, second = sealing.folder / "a.log", sealing.folder / "b.log"
    first.write_bytes(LOG)
    second.write_bytes(LOG * 2)
    acknowledged = sealing.seal(first)
    size = LogView.newest(sealing.storage).size
    sealing.disk.failing, sealing.disk.number = "write", number
    with pytest.raises(UnreachableError, match=f"{told}.*0 segments with 0 lines are sealed, nothing else"):
        sealing.seal(second)
    sealing.disk.failing = ""
    assert LogView.newest(sealing.storage).size == size
    assert sealing.texts(acknowledged) == {str(first): LOG}
    again = sealing.seal(second)
    assert sealing.texts(again) == {str(second): LOG * 2}
    assert b"".join(block.data for block in blocks_of(sealing.plan())) == LOG + LOG * 2


def test_sealing_that_broke_off_is_told_and_what_it_sealed_counts_once(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siaga.intake.sealing.filling.SEGMENT_BYTES", FRAME_BYTES)
    log = sealing.folder / "a.log"
    data = LOG * (2 * FRAME_BYTES // len(LOG) + 1)
    log.write_bytes(data)

    def fail(taken: int) -> None:
        if taken and LogView.newest(sealing.storage).size > size:
            sealing.disk.failing, sealing.disk.number = "write", errno.ENOSPC

    size = LogView.newest(sealing.storage).size
    with pytest.raises(UnreachableError, match=r"1 segments with \d+ lines are sealed"):
        sealing.seal(log, hooks=SealHooks(on_bytes=fail))
    sealing.disk.failing = ""
    half = sealing.plan()
    assert [note.code for note in half.notes] == ["truncated"]
    sealing.seal(log)
    whole = sealing.plan()
    assert [note.code for note in whole.notes] == ["duplicate"]
    assert b"".join(block.data for block in blocks_of(whole)) == data


def _while_reading(sealing: Sealing, path: Path, change: object) -> tuple[set[str], bytes]:
    """Seal a log of several reads; `change` it once, after the first bytes were taken."""
    todo = [change]

    def on_bytes(_: int) -> None:
        for each in todo:
            assert callable(each)
            each()
        todo.clear()

    sealed = sealing.seal(path, hooks=SealHooks(on_bytes=on_bytes))
    told = {str(note.code) for note in sealed.notes}
    acts = [leaf for _, leaf in LogView.newest(sealing.storage).leaves(ActionLeaf.KIND)]
    last = acts[-1]
    assert isinstance(last, ActionLeaf)
    assert {each.value.split("\t")[0] for each in last.details if each.name == "note"} == told
    return told, sealing.texts(sealed)[str(path)]


LARGE = LOG * (2 * FRAME_BYTES // len(LOG) + 1)


@pytest.fixture
def large(sealing: Sealing) -> Path:
    path = sealing.folder / "large.log"
    path.write_bytes(LARGE)
    return path


def test_a_log_that_shrinks_is_sealed_as_far_as_it_goes(sealing: Sealing, large: Path) -> None:
    told, data = _while_reading(sealing, large, lambda: os.truncate(large, FRAME_BYTES + 7))
    assert told == {"shrank"}
    assert data == LARGE[: FRAME_BYTES + 7]


def test_a_log_that_is_rotated_away_or_removed_is_sealed_in_full(sealing: Sealing, large: Path) -> None:
    def rotate() -> None:
        large.rename(sealing.folder / "large.log.1")
        large.write_bytes(b"the next log\n")

    assert _while_reading(sealing, large, rotate) == (set(), LARGE)
    again = sealing.folder / "again.log"
    again.write_bytes(LARGE)
    assert _while_reading(sealing, again, again.unlink) == (set(), LARGE)


def test_a_log_that_is_emptied_and_written_anew_is_told(sealing: Sealing, large: Path) -> None:
    told, _ = _while_reading(sealing, large, lambda: large.write_bytes(b"x" * (len(LARGE) + 1)))
    assert told == {"damaged", "grew"}


def test_a_log_that_grows_is_sealed_as_it_was(sealing: Sealing, large: Path) -> None:
    def grow() -> None:
        with large.open("ab") as file:
            file.write(b"more\n")

    assert _while_reading(sealing, large, grow) == ({"grew"}, LARGE)


def test_a_log_that_vanished_or_was_replaced_before_it_was_read_is_told(sealing: Sealing) -> None:
    gone, other = sealing.folder / "logs" / "gone.log", sealing.folder / "logs" / "other.log"
    gone.parent.mkdir()
    for path in (gone, other):
        path.write_bytes(LOG + path.name.encode())

    def change(_: object) -> None:
        gone.rename(sealing.folder / "elsewhere")  # so that its inode is not given away
        (sealing.folder / "new").write_bytes(b"another\n")
        (sealing.folder / "new").replace(other)

    sealed = sealing.seal(gone.parent, hooks=SealHooks(on_plan=change))
    assert {(note.place, note.code, note.loss) for note in sealed.notes} == {
        (str(gone), "vanished", True),
        (str(other), "replaced", True),
    }
    assert sealing.texts(sealed) == {}
