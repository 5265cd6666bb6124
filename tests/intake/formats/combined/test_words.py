"""Eight bytes at once say the same as the bytes one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.combined.words import WORD, Frames, Words, byte, like, numbers

EIGHT = st.binary(min_size=WORD, max_size=WORD)
PATTERNS = st.lists(st.sampled_from(b"0? :-/"), min_size=WORD, max_size=WORD).map(bytes)


def _fits(text: bytes, pattern: bytes) -> bool:
    pairs = zip(text, pattern, strict=True)
    return all(
        wanted == ord("?") or (chr(got) in "0123456789" if wanted == ord("0") else got == wanted)
        for got, wanted in pairs
    )


def word(text: bytes) -> Words:
    return Frames(text, np.array([0]), WORD).words(0)


@given(data=st.binary(min_size=20, max_size=40), places=st.lists(st.integers(0, 20), max_size=5))
def test_frames_hold_the_bytes_from_each_position(data: bytes, places: list[int]) -> None:
    places = [place for place in places if place + 12 <= len(data)]
    frames = Frames(data, np.array(places, np.int64), 12)
    assert [bytes(row) for row in frames.bytes] == [data[place : place + 12] for place in places]
    for step in range(12 - WORD + 1):
        assert frames.words(step).tolist() == [
            int.from_bytes(data[place + step : place + step + WORD], "little") for place in places
        ]


@given(text=EIGHT | st.from_regex(rb"\A[0-9 :/-]{8}\Z"), pattern=PATTERNS)
def test_a_pattern_is_compared_byte_by_byte(text: bytes, pattern: bytes) -> None:
    digits, fits = like(word(text), pattern)
    assert bool(fits[0]) == _fits(text, pattern)
    if fits[0]:
        values = [int(byte(digits, n)[0]) for n in range(WORD)]
        assert values == [
            got - 48 if wanted == ord("0") else 0 for got, wanted in zip(text, pattern, strict=True)
        ]


@given(text=EIGHT | st.from_regex(rb"\A[0-9]{8}\Z"), length=st.integers(1, WORD))
def test_the_first_bytes_are_read_as_a_number(text: bytes, length: int) -> None:
    value, good = numbers(word(text), np.array([length]))
    head = text[:length]
    assert bool(good[0]) == all(48 <= one <= 57 for one in head)
    assert not good[0] or int(value[0]) == int(head)
