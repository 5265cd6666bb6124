"""The format is chosen by content, changes are noticed, and in doubt nothing is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.contract import Kind, Reader
from siaga.intake.recognition import SAMPLE_BYTES, SAMPLE_LINES, Recogniser, sample_lines
from siaga.intake.rows import Event, Lines, Reading, no_lines


@dataclass
class Prefixed:
    """Understands the lines that begin with its name."""

    name: str
    kind: Kind = "access"

    def score(self, sample: Sequence[bytes]) -> float:
        return sum(line.startswith(self.name.encode()) for line in sample) / len(sample)

    def reader(self, *, modified_at_us: int | None = None) -> Reader:
        raise NotImplementedError


A, AB, B = Prefixed("a"), Prefixed("ab"), Prefixed("b")


def _chosen(head: bytes, *formats: Prefixed) -> str | None:
    found = Recogniser(formats).of(head)
    return None if found is None else found.name


def test_the_best_score_wins_and_ties_go_to_the_earlier() -> None:
    assert _chosen(b"a\na\nb\n", A, B) == "a"
    assert _chosen(b"b\na\nb\n", A, B) == "b"
    assert _chosen(b"ab\nab\n", AB, A) == "ab"
    assert _chosen(b"ab\nab\n", A, AB) == "a"


@pytest.mark.parametrize(("understood", "name"), [(3, "a"), (2, None), (0, None)])
def test_less_than_30_percent_is_not_recognised(understood: int, name: str | None) -> None:
    assert _chosen(b"a\n" * understood + b"x\n" * (10 - understood), A) == name


@pytest.mark.parametrize("head", [b"", b"\n\n \n\t\r\n", b"\x00" * 100])
def test_nothing_to_go_by(head: bytes) -> None:
    assert _chosen(head, A) is None
    assert _chosen(b"a\n") is None


def test_the_sample_is_whole_non_blank_lines() -> None:
    assert sample_lines(b"one\r\n\n \ntwo\nthree") == [b"one", b"two", b"three"]
    assert sample_lines(b"\x00\x00\x00one\n\x00\x00\n") == [b"one"]
    assert sample_lines(b"x" * (SAMPLE_BYTES - 2) + b"\ncut off here\n") == [b"x" * (SAMPLE_BYTES - 2)]
    assert sample_lines(b"y" * 2 * SAMPLE_BYTES) == [b"y" * SAMPLE_BYTES]
    assert len(sample_lines(b"\nz" * 1000)) == SAMPLE_LINES


@given(st.binary(max_size=200))
def test_any_bytes_can_be_sampled(data: bytes) -> None:
    for line in sample_lines(data):
        assert line in data
        assert line.strip()


def _reading(lines: Sequence[bytes], parsed: int, offset: int = 1000) -> Reading:
    """Say that the first `parsed` lines became events, the others were not understood."""
    data = b"\n".join(lines) + b"\n"
    starts = offset + np.cumsum([0, *(len(line) + 1 for line in lines[:-1])])
    lengths = np.array([len(line) for line in lines], np.int64)
    rest = Lines(np.arange(parsed, len(lines)) + 1, starts[parsed:], lengths[parsed:])
    events = [Event(number, 0, 1, 0, "x", "other") for number in range(parsed)]
    return Reading(Block(LogFile("f", "f"), data, offset, 1), None, events, rest)


def _again(reading: Reading, current: Prefixed | None, *formats: Prefixed) -> str | None:
    found = Recogniser(formats).again(reading, current)
    return None if found is None else found.name


def test_a_change_in_the_middle_of_a_file_is_noticed() -> None:
    reading = _reading([b"a"] * 300 + [b"b line"] * 400, 300)
    assert _again(reading, A, A, B) == "b"


def test_half_of_the_lines_unparsed_is_not_yet_a_change() -> None:
    assert _again(_reading([b"a"] * 10 + [b"b"] * 10, 10), A, A, B) is None
    assert _again(_reading([b"a"] * 10 + [b"b"] * 11, 10), A, A, B) == "b"


def test_the_current_format_is_not_proposed_again() -> None:
    assert _again(_reading([b"a broken"] * 10, 0), A, A) is None
    assert _again(_reading([b"x"] * 10, 0), A, A, B) is None


def test_a_file_not_recognised_at_first_gets_another_chance() -> None:
    assert _again(_reading([b"banner"] * 3 + [b"a"] * 200, 0), None, A) == "a"


def test_an_empty_block_changes_nothing() -> None:
    reading = Reading(Block(LogFile("f", "f"), b"\n\n", 0, 1), None, [], no_lines(), blank=2)
    assert _again(reading, A, A, B) is None


def test_unparsed_lines_are_sampled_over_the_whole_block() -> None:
    lines = [b"x"] * 500 + [b"b"] * 500
    assert _again(_reading(lines, 0), A, A, B) == "b"


def test_an_over_long_line_is_sampled_by_its_head() -> None:
    reading = _reading([b"b" * 50], 0)
    reading.unparsed.length[0] = 10_000_000
    assert _again(reading, A, A, B) == "b"
