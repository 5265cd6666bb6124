"""No text that came from a log can steer what shows it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from siaga.verdict.report.plain_text import ascii_only, escaped, unicode_text, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain \\x41 text", "plain \\x41 text"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b31m\x00\n", "\\x9b31m\\x00\\x0a"),
        ("a\u202egnp.exe", "a\\u202egnp.exe"),
        ("e\u0301", "e\\u0301"),
        ("\U000e0041", "\\U000e0041"),
        ("name-\udcff", "name-\\xff"),
        ("kafé 日本", "kafé 日本"),
    ],
)
def test_what_steers_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Mc", "Me"}
    assert not any(unicodedata.category(character) in hidden for character in visible(text))
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters(min_codepoint=0x80)))
def test_every_character_that_is_left_has_its_own_cells(text: str) -> None:
    """Carets and columns count cells one character at a time; nothing may join its neighbour."""
    shown = visible(text)
    assert all(map(cell_len, shown))
    assert sum(map(cell_len, shown)) == cell_len(shown)


@given(st.text())
def test_ascii_is_printable_ascii(text: str) -> None:
    assert all(" " <= character <= "~" for character in ascii_only(text))


def test_our_own_punctuation_has_a_plain_form() -> None:
    assert ascii_only("… → \u00d7 ≥ “a”\u00a0\u2013") == '... -> x >= "a" -'
    assert escaped("\U0001f600") == "\\U0001f600"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_utf8(text: str) -> None:
    assert unicode_text(text).encode("utf-8").decode("utf-8") == unicode_text(text)
