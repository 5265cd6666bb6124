"""Bytes become text that can be searched, and come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.columns.text import clean, exact, readable, readable_all

HOSTILE = st.one_of(
    st.binary(max_size=40),
    st.lists(st.sampled_from([b"\\", b"\\x41", b"x", b"\xff", b"\xc3\xa9", b"\xed\xa0\x80", b"\n"])).map(
        b"".join
    ),
)


@pytest.mark.parametrize(
    ("data", "text", "escaped"),
    [
        (b"/a?b=1", "/a?b=1", False),
        ("/surat/é".encode(), "/surat/é", False),
        (b"a\\x41", "a\\x41", False),
        (b"a\xffb", "a\\xffb", True),
        (b"\\\xff", "\\\\\\xff", True),
        (b"\xed\xa0\x80", "\\xed\\xa0\\x80", True),
        (b"", "", False),
    ],
)
def test_only_what_is_no_utf8_is_escaped(data: bytes, text: str, escaped: bool) -> None:
    assert readable(data) == (text, escaped)


@given(HOSTILE)
def test_the_bytes_come_back(data: bytes) -> None:
    text, escaped = readable(data)
    assert exact(text, escaped=escaped) == data
    text.encode()


@given(st.lists(HOSTILE, max_size=6))
def test_many_are_read_as_each_by_itself(values: list[bytes]) -> None:
    texts, escaped = readable_all(values)
    assert list(zip(texts, escaped, strict=True)) == [readable(value) for value in values]


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_can_be_written(text: str) -> None:
    clean(text).encode()


def test_clean_leaves_good_text_alone() -> None:
    assert clean("é\\") == "é\\"
    assert clean("a\udcff") == "a\\udcff"
