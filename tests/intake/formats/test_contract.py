"""Every listed format keeps the contract: a name, a known kind, a share, a reader that never raises."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.formats import ALL_FORMATS
from siaga.intake.formats.contract import Format, Kind, Reader

every_format = pytest.mark.parametrize("each", ALL_FORMATS, ids=lambda each: each.name)


def _accepts(each: Format) -> Reader:
    """Take a format as the type checker sees the contract."""
    return each.reader(modified_at_us=1_000_000)


@every_format
def test_it_is_named_and_of_a_known_kind(each: Format) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:[ +:/-][a-z0-9]+)*", each.name)
    assert each.kind in get_args(Kind)


def test_names_are_unique() -> None:
    names = [each.name for each in ALL_FORMATS]
    assert len(names) == len(set(names))


def test_every_kind_has_a_format() -> None:
    assert {each.kind for each in ALL_FORMATS} == set(get_args(Kind))


@every_format
def test_nothing_is_no_share(each: Format) -> None:
    assert each.score([]) == 0.0


@every_format
@settings(max_examples=15)
@given(sample=st.lists(st.binary(min_size=1, max_size=60).filter(lambda line: b"\n" not in line), max_size=4))
def test_a_score_is_a_share(each: Format, sample: list[bytes]) -> None:
    assert 0.0 <= each.score(sample) <= 1.0


@every_format
@settings(max_examples=15)
@given(data=st.lists(st.binary(max_size=60), max_size=4).map(b"\n".join))
def test_a_reader_puts_every_line_in_exactly_one_place(each: Format, data: bytes) -> None:
    reading = _accepts(each).read(Block(LogFile("a", "a"), data, 0, 1, last=True))
    rows = 0 if reading.access is None else len(reading.access)
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    assert rows + len(reading.events) + len(reading.unparsed) + reading.headers + reading.blank == lines


@every_format
def test_every_file_gets_a_reader_of_its_own(each: Format) -> None:
    one, other = (each.reader().read(Block(LogFile(name, name), b"\n", 0, 1)) for name in "ab")
    assert (one.blank, other.blank) == (1, 1)
    assert (one.block.file.name, other.block.file.name) == ("a", "b")
