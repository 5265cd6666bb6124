"""Replies as the range's own client reads them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from range.visits.http import unchunked


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=6))
def test_frames_are_taken_off(parts: list[bytes]) -> None:
    framed = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    assert unchunked(framed) == b"".join(parts)


@given(st.binary(max_size=60))
def test_broken_frames_never_raise(body: bytes) -> None:
    assert len(unchunked(body)) <= len(body)
