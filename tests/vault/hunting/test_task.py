"""A task opens the vault by its place, reads just its frames, and says what it could not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.actions.seal import Columns, commit_segment
from siaga.vault.hunting.indicators import parse
from siaga.vault.hunting.result import NO_TIME, TaskResult, decode
from siaga.vault.hunting.task import HuntItem, Search, look_there
from siaga.vault.leaves.segment import SealedSource, SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.segments.writing import SegmentWriter

from ..conftest import Desk
from .test_dictionary import dictionary
from .test_times import columns

TEXTS = (b"evil 1\nplain 2\n", b"plain 3\nlong ev", b"il", b" 4\nevil 5\n", b"plain 6\n")
OPEN = (1, 2)
"""Line 4 runs over the ends of these."""
SOURCE = SealedSource(
    "a.log", "a", 0, 0, sum(map(len, TEXTS)), 1, 6, ends=True, agent="n", boot="r", batch_from=0, batch_to=5
)


@dataclass(frozen=True)
class Sealed:
    """A vault with one segment of five frames and its derived files."""

    place: str
    entry: bytes
    leaf: SegmentLeaf

    def look(self, search: Search, first: int = 0, stop: int = len(TEXTS)) -> TaskResult:
        """Carry out the task over these frames."""
        item = HuntItem(3, self.entry, first, stop, self.leaf.derived)
        return decode(look_there(search, item), "receipt")

    def search(
        self,
        wanted: bytes = b"evil",
        since: int | None = None,
        until: int | None = None,
        *,
        quick: bool = False,
    ) -> Search:
        """Return what to look for."""
        return Search(self.place, parse(wanted, "feed.txt").canonical(), since, until, quick, 100)

    def damage(self, name: str) -> None:
        """Change the last byte of a file."""
        path = Path(self.place) / name
        data = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(data[:-1] + bytes((data[-1] ^ 1,)))

    def index(self, file: str) -> str:
        """Return the name of a derived file."""
        return layout.index(self.leaf.manifest.sha256, file)


@pytest.fixture
def sealed(desk: Desk) -> Sealed:
    writer = SegmentWriter()
    raw_from, first_line = 0, 1
    for number, text in enumerate(TEXTS):
        goes_on = number in OPEN
        writer.add(0, text, raw_from=raw_from, first_line=first_line, goes_on=goes_on)
        raw_from, first_line = raw_from + len(text), first_line + text.count(b"\n")
    files = {
        "columns.parquet": columns([(0, line, line * 10) for line in (1, 2, 4, 6)]),
        "urls.parquet": dictionary({b"/evil": (2, [0, 2]), b"/plain": (3, [1, 4])}),
    }
    with desk.open() as session:
        index = commit_segment(session, writer.finish((SOURCE,)), Columns(files, None, None))
    view = LogView.newest(desk.storage)
    leaf = view.leaf(index)
    assert isinstance(leaf, SegmentLeaf)
    return Sealed(desk.storage.place, view.entry(index), leaf)


def lines(result: TaskResult) -> list[int]:
    return [hit.line_no for hit in result.hits]


def read(result: TaskResult) -> list[int]:
    return [each.frame for each in result.read]


def test_however_the_frames_are_shared_out_each_is_read_once_and_no_line_is_lost(sealed: Sealed) -> None:
    search = sealed.search()
    whole = sealed.look(search)
    assert (lines(whole), read(whole), whole.lines) == ([1, 4, 5], [0, 1, 2, 3, 4], 6)
    assert (whole.missing, whole.cut) == ((), ())
    for step in (1, 2, 3, 4):
        parts = [sealed.look(search, at, min(at + step, 5)) for at in range(0, 5, step)]
        assert [hit for part in parts for hit in part.hits] == list(whole.hits)
        assert [each for part in parts for each in part.read] == list(whole.read), "in order"


def test_a_window_leaves_out_what_has_another_time_and_keeps_what_has_none(sealed: Sealed) -> None:
    found = sealed.look(sealed.search(since=20, until=50))
    assert [(hit.line_no, hit.time_us) for hit in found.hits] == [(4, 40), (5, NO_TIME)]
    assert sum(each.outside for each in found.read) == 1
    assert found.untimed == ""


@pytest.mark.parametrize("gone", [True, False])
def test_without_times_nothing_is_left_out_and_the_reason_is_told(sealed: Sealed, *, gone: bool) -> None:
    name = sealed.index("columns.parquet")
    if gone:
        (Path(sealed.place) / name).unlink()
    else:
        sealed.damage(name)
    found = sealed.look(sealed.search(since=20, until=50))
    assert lines(found) == [1, 4, 5]
    assert name in found.untimed


def test_a_quick_look_reads_the_frames_that_the_dictionary_names(sealed: Sealed) -> None:
    found = sealed.look(sealed.search(quick=True))
    assert (lines(found), found.targets) == ([1, 4, 5], 2)
    assert read(found) == [0, 1, 2, 3], "with those over which a line runs"
    nothing = sealed.look(sealed.search(b"none", quick=True))
    assert (read(nothing), nothing.targets, nothing.missing) == ([], 2, ())


@pytest.mark.parametrize(("quick", "what"), [(False, "manifest"), (True, "manifest"), (True, "dictionary")])
def test_without_manifest_or_dictionary_all_frames_are_missing(
    sealed: Sealed, *, quick: bool, what: str
) -> None:
    manifest = layout.manifest(sealed.leaf.manifest.sha256)
    name = manifest if what == "manifest" else sealed.index("urls.parquet")
    sealed.damage(name)
    found = sealed.look(sealed.search(quick=quick), 1, 4)
    assert [each.frame for each in found.missing] == [1, 2, 3]
    assert all(name in each.reason for each in found.missing)
    assert (read(found), lines(found)) == ([], [])


def test_a_segment_that_was_deleted_is_missing_frame_by_frame(sealed: Sealed) -> None:
    (Path(sealed.place) / layout.segment(sealed.leaf.segment.sha256)).unlink()
    assert [each.frame for each in sealed.look(sealed.search()).missing] == [0, 1, 2, 3, 4]


def test_a_receipt_depends_on_all_that_changes_the_answer_but_not_on_the_cache(sealed: Sealed) -> None:
    search = sealed.search()
    others = [
        replace(search, place="elsewhere"),
        replace(search, indicators=parse(b"evil\nmore", "feed.txt").canonical()),
        replace(search, since_us=1),
        replace(search, until_us=1),
        replace(search, quick=True),
        replace(search, kept_per_frame=1),
    ]
    assert len({each.bound() for each in (search, *others)}) == len(others) + 1
    assert replace(search, cache="/elsewhere").bound() == search.bound()
    item = HuntItem(3, sealed.entry, 0, 4, sealed.leaf.derived)
    items = [replace(item, index=4), replace(item, first=1), replace(item, stop=3), replace(item, derived=())]
    assert len({each.key() for each in (item, *items)}) == len(items) + 1
