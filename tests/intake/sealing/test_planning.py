"""Reading what is sealed is planned as reading the files is."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from tests.intake.conftest import Sealing, blocks_of
from tests.verdict.check.logs import text, visitors

from siaga.intake.reading.plan import plan
from siaga.intake.sealing.planning import plan_sealed
from siaga.vault import layout

LOG = text(visitors(2))


def test_a_rotated_set_is_read_in_the_order_of_time(sealing: Sealing) -> None:
    folder = sealing.folder / "logs"
    folder.mkdir()
    for name, first_day in (("access.log", 4), ("access.log.1", 2)):
        (folder / name).write_bytes(text(visitors(2, first_day=first_day)))
    (folder / "access.log.2.gz").write_bytes(gzip.compress(LOG, mtime=0))
    (folder / "torn.log.gz").write_bytes(gzip.compress(LOG + b"x", mtime=0)[:-20])
    sealing.seal(folder)
    ours, files = sealing.plan(), plan([str(folder)])
    assert [replace(each, last=False) for each in blocks_of(ours)] == [
        replace(each, last=False) for each in blocks_of(files)
    ]
    assert [item.file for item in ours.items] == [item.file for item in files.items]
    assert "truncated" in {note.code for note in ours.notes}


def test_one_run_by_itself(sealing: Sealing) -> None:
    first, second = sealing.folder / "a.log", sealing.folder / "b.log"
    first.write_bytes(LOG)
    second.write_bytes(LOG + b"more\n")
    sealing.seal(first)
    run = sealing.seal(second, sealing.folder / "gone.log").run
    planned = sealing.plan(run)
    assert [item.file.name for item in planned.items] == [str(second)]
    assert [note.code for note in planned.notes] == ["missing"]
    assert [item.file.name for item in sealing.plan().items] == [str(first), str(second)]


def test_a_large_text_is_read_in_parts_that_make_it_up(sealing: Sealing) -> None:
    path = sealing.folder / "a.log"
    path.write_bytes(LOG * 9)
    sealing.seal(path)
    items = plan_sealed(sealing.storage, range_bytes=len(LOG) * 2).items
    assert len(items) > 1
    assert [item.ends_file for item in items] == [False] * (len(items) - 1) + [True]
    parts = [blocks_of(replace(sealing.plan(), items=(item,))) for item in items]
    assert b"".join(block.data for part in parts for block in part) == LOG * 9


@pytest.mark.parametrize("how", ["gone", "altered"])
def test_a_manifest_that_cannot_be_had_is_told_with_its_leaf(sealing: Sealing, how: str) -> None:
    path = sealing.folder / "a.log"
    path.write_bytes(LOG)
    sealed = sealing.seal(path)
    (leaf,) = sealing.leaves(sealed)
    name = layout.manifest(leaf.manifest.sha256)
    if how == "gone":
        sealing.storage.remove(name)
    else:
        known = sealing.storage.version(name)
        assert known is not None
        sealing.storage.replace(name, known.data + b" ", known.version)
    planned = sealing.plan()
    assert planned.items == ()
    assert [(note.place, note.code) for note in planned.notes] == [(f"leaf {sealed.segments[0]}", "damaged")]
    assert name in planned.notes[0].about
