"""A task rebuilds its segments wherever it runs, and answers in a form that can be sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.conftest import Sealing
from tests.verdict.check.logs import text, visitors

from siaga.intake.reindexing.options import GivenOptions
from siaga.intake.reindexing.rebuild import ChainItem, Link, decode, rebuild, rebuild_there
from siaga.vault import layout
from siaga.vault.columns.schema import COLUMNS_FILE, EVENTS_FILE
from siaga.vault.errors import TamperedError
from siaga.vault.log.reading import LogView

LOG = text(visitors(2))


@pytest.fixture
def item(sealing: Sealing) -> ChainItem:
    path = sealing.folder / "a.log"
    path.write_bytes(LOG)
    (index,) = sealing.seal(path).segments
    return ChainItem((Link(index, LogView.newest(sealing.storage).entries[index]),), 0)


def _place(item: ChainItem, name: str) -> str:
    return layout.index(item.links[0].leaf.manifest.sha256, name)


def test_a_file_that_was_altered_is_replaced_by_what_the_evidence_gives(
    sealing: Sealing, item: ChainItem
) -> None:
    name = _place(item, COLUMNS_FILE)
    known = sealing.storage.version(name)
    assert known is not None
    sealing.storage.replace(name, b"forged", known.version)
    (done,) = decode(rebuild_there(sealing.storage.place, GivenOptions(), item), "there")
    assert (done.changed, done.as_sealed, done.reason) == (1, True, "")
    assert sealing.storage.read(name) == known.data


def test_a_file_of_which_the_evidence_knows_nothing_goes(sealing: Sealing, item: ChainItem) -> None:
    name = _place(item, EVENTS_FILE)
    sealing.storage.create(name, b"slipped in")
    (done,) = rebuild(sealing.storage, GivenOptions(), item)
    assert (done.changed, done.as_sealed) == (1, True)
    assert sealing.storage.version(name) is None


def test_altered_evidence_is_told_and_nothing_is_derived_from_it(sealing: Sealing, item: ChainItem) -> None:
    name = layout.segment(item.links[0].leaf.segment.sha256)
    data = bytearray(sealing.storage.read(name))
    data[len(data) // 2] ^= 1
    path = Path(sealing.storage.place) / name
    path.chmod(0o640)
    path.write_bytes(bytes(data))
    before = sealing.derived()
    (done,) = rebuild(sealing.storage, GivenOptions(), item)
    assert "frame 0" in done.reason
    assert (done.files, done.changed, done.as_sealed) == ((), 0, False)
    assert sealing.derived() == before


def test_an_answer_that_is_none_is_refused() -> None:
    with pytest.raises(TamperedError, match="result 3"):
        decode(b"{}", "result 3")
