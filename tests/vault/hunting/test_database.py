"""Sets are compiled once and kept; a kept one that is not whole, or is another's, is never used."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from siaga.vault.hunting.database import default_library, matcher_of
from siaga.vault.hunting.hyperscan_library import HyperscanLibrary, HyperscanProposer
from siaga.vault.hunting.indicators import IndicatorError, parse
from siaga.vault.hunting.matching import Trigger
from siaga.vault.hunting.re2_library import Re2Library

WANTED = parse(b"evil\n203.0.113.0/24\n/x[0-9]/\n", "feed.txt")
OTHER = parse(b"other\n", "feed.txt")
TEXT = b"evil\nnone\n203.0.113.9 x7\nother\n"


class Counting(HyperscanLibrary):
    """Hyperscan that tells how often it compiled, maybe of another version."""

    def __init__(self, version: str = "") -> None:
        self.compiled = 0
        self._version = version

    @property
    def name(self) -> str:
        return super().name + self._version

    def compile(self, set_of: Sequence[Trigger]) -> HyperscanProposer:
        self.compiled += 1
        return super().compile(set_of)


def places(library: Counting, cache: Path) -> list[tuple[int, int]]:
    return [(each.start, each.indicator) for each in matcher_of(WANTED, library, cache).found(TEXT)]


FOUND = [(0, 2), (10, 0), (10, 1)]


def test_a_set_is_compiled_once_and_finds_the_same_when_it_is_taken_from_the_folder(tmp_path: Path) -> None:
    library, again = Counting(), Counting()
    assert places(library, tmp_path / "cache") == FOUND
    assert places(again, tmp_path / "cache") == FOUND
    assert (library.compiled, again.compiled) == (1, 0)


def test_another_set_or_another_machine_s_is_compiled_by_itself(tmp_path: Path) -> None:
    places(Counting(), tmp_path)
    other, newer = Counting(), Counting(" of tomorrow")
    assert [each.start for each in matcher_of(OTHER, other, tmp_path).found(TEXT)] == [25]
    assert places(newer, tmp_path) == FOUND
    assert (other.compiled, newer.compiled) == (1, 1)


@pytest.mark.parametrize("keep", [0, 10, 40, -1])
def test_a_file_cut_off_or_changed_is_compiled_anew_and_mended(tmp_path: Path, keep: int) -> None:
    places(Counting(), tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for damaged in (whole[:keep], whole[:50] + bytes((whole[50] ^ 1,)) + whole[51:]):
        path.write_bytes(damaged)
        library = Counting()
        assert places(library, tmp_path) == FOUND
        assert library.compiled == 1
        assert path.read_bytes() == whole


def test_what_is_whole_but_no_database_is_compiled_anew(tmp_path: Path) -> None:
    places(Counting(), tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(sha256(b"no database").digest() + b"no database")
    library = Counting()
    assert places(library, tmp_path) == FOUND
    assert library.compiled == 1


def test_what_is_kept_is_open_to_its_user_alone_and_nothing_half_written_stays(tmp_path: Path) -> None:
    places(Counting(), tmp_path / "a" / "cache")
    (path,) = (tmp_path / "a" / "cache").iterdir()
    assert path.suffix == ".hunt"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_stops_no_hunt(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert places(Counting(), tmp_path / "file" / "cache") == FOUND


def test_what_the_library_cannot_look_for_is_named() -> None:
    wanted = parse(b"fine\n/a$b/\n/c$d/\n10.0.0.0/8\n", "feed.txt")
    with pytest.raises(IndicatorError, match=r"a\$b: Hyperscan can't compile it: .* \(and 1 more\)$"):
        matcher_of(wanted, HyperscanLibrary())


def test_without_hyperscan_re2_finds_the_same_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(default_library(), HyperscanLibrary)
    monkeypatch.setitem(sys.modules, "siaga.vault.hunting.hyperscan_library", None)
    library = default_library()
    assert isinstance(library, Re2Library)
    matcher = matcher_of(WANTED, library, tmp_path)
    assert [(each.start, each.indicator) for each in matcher.found(TEXT)] == FOUND
    assert list(tmp_path.iterdir()) == []
