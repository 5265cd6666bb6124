"""Hostile text is spelt plainly, whatever bytes it holds."""

from __future__ import annotations

from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.text import canonical_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"/Cari?q=UNION+SELECT", "/cari?q=union select"),
        (b"%55NION%20SELECT", "union select"),
        (b"%2555NION", "union"),
        (b"%252525252541", "%2541"),
        (b"100%", "100%"),
        (b"%zz", "%zz"),
        (b"%C3%89", "\u00e9"),
        (b"\xc9", "\u00e9"),
        (b"%00", "\x00"),
        (b"a%2Bb", "a b"),
        (b"", ""),
    ],
)
def test_values_are_spelt_plainly(value: bytes, text: str) -> None:
    assert canonical_text(value) == text


@given(value=st.binary(max_size=60))
def test_any_bytes_become_text(value: bytes) -> None:
    assert isinstance(canonical_text(value), str)


@given(value=st.from_regex(rb"\A[a-z/ <>'=]{0,30}\Z"), times=st.integers(0, 4))
def test_up_to_four_layers_of_percent_encoding_are_undone(value: bytes, times: int) -> None:
    wrapped = value
    for _ in range(times):
        wrapped = quote_from_bytes(wrapped, safe="").encode()
    assert canonical_text(wrapped) == value.decode()
