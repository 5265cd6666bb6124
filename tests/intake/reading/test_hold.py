"""Archives that are read forwards: members in order, in one pass, several, or as they come."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from siaga.intake.reading.hold import OrderedArchive
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Window
from siaga.intake.reading.store import MemoryStore
from siaga.intake.reading.walk import Leaf

SHUFFLED = ["a.log", "a.log.1", "b.log", "a.log.2", "a.log.10"]
ORDERED = ["a.log.10", "a.log.2", "a.log.1", "a.log", "b.log"]


def _content(name: str) -> bytes:
    return random.Random(name).randbytes(3000).hex().encode()


class Archive:
    def __init__(self) -> None:
        self.passes = 0
        self.names = SHUFFLED

    def walk(self) -> Iterator[Leaf]:
        self.passes += 1
        for number, name in enumerate(self.names):
            data = _content(name)
            yield Leaf(name, Window(MemoryStore(data), 0, len(data)), number)


def _read(
    archive: Archive, held_bytes: int, *, repeatable: bool
) -> tuple[list[str], Notebook, OrderedArchive]:
    notebook = Notebook()
    limits = Limits(held_bytes=held_bytes)
    ordered = OrderedArchive("x.tar.gz", archive.walk, limits, notebook, repeatable=repeatable)
    names = []
    for file, source in ordered.logs():
        assert source.exactly(10_000) == _content(file.name)
        assert file.modified_at_us == SHUFFLED.index(file.name)
        names.append(file.name)
    return names, notebook, ordered


def test_what_fits_is_read_in_one_pass() -> None:
    archive = Archive()
    names, notebook, ordered = _read(archive, 1_000_000, repeatable=True)
    assert (names, archive.passes, notebook.notes) == (ORDERED, 1, ())
    assert [hole.what for hole in ordered.missing] == ["a.log.9 … a.log.3"]


@pytest.mark.parametrize("held_bytes", [0, 1, 4000, 8000, 12_000])
def test_what_does_not_fit_is_read_by_further_passes(held_bytes: int) -> None:
    archive = Archive()
    names, notebook, _ = _read(archive, held_bytes, repeatable=True)
    assert (names, notebook.notes) == (ORDERED, ())
    assert 1 < archive.passes <= 5


def test_a_pipe_that_fits_is_put_in_order() -> None:
    archive = Archive()
    assert _read(archive, 1_000_000, repeatable=False)[0] == ORDERED


@pytest.mark.parametrize(
    ("held_bytes", "names"), [(0, SHUFFLED), (8000, ["a.log.1", "a.log", *SHUFFLED[2:]])]
)
def test_a_pipe_that_does_not_fit_goes_on_as_it_comes(held_bytes: int, names: list[str]) -> None:
    archive = Archive()
    found, notebook, _ = _read(archive, held_bytes, repeatable=False)
    assert (found, archive.passes) == (names, 1)
    assert [(note.place, note.code) for note in notebook.notes] == [("x.tar.gz", "archive_order")]


def test_a_member_gone_in_a_later_pass_is_told() -> None:
    class Changing(Archive):
        def walk(self) -> Iterator[Leaf]:
            self.names = SHUFFLED if self.passes == 0 else ["a.log"]
            return super().walk()

    names, notebook, _ = _read(Changing(), 0, repeatable=True)
    assert names == ["a.log"]
    assert {(note.place, note.code) for note in notebook.notes} == {
        (name, "vanished") for name in SHUFFLED if name != "a.log"
    }
