"""What strangers wrote is shown and not obeyed, and JSON means the same after it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.terminal import printable, quiet_json, sentence


@given(st.text())
def test_nothing_that_steers_is_left(text: str) -> None:
    assert printable(text).isprintable()
    assert all(line.isprintable() for line in sentence(text).split("\n"))
    assert all(line.startswith("  ") for line in sentence(text).split("\n")[1:])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_means_the_same(text: str) -> None:
    made = quiet_json(json.dumps({text: text}, ensure_ascii=False))
    assert json.loads(made) == {text: text}


@pytest.mark.parametrize("character", ["\x1b", "\x7f", "\x9b", "\u202e", "\u2028", "\u200f", "\u2066"])
def test_steering_characters_are_escaped_in_json(character: str) -> None:
    made = quiet_json(json.dumps(f"a{character}b", ensure_ascii=False))
    assert made == f'"a\\u{ord(character):04x}b"'


def test_a_forged_line_is_indented_and_a_drawing_stays_aligned() -> None:
    assert sentence("a\nsiaga: ok\x1b[2J") == "a\n  siaga: ok\\x1b[2J"
    assert sentence("bad\n  abc\n   ^") == "bad\n    abc\n     ^"
