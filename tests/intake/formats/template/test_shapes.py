"""Patterns of shapes end where they should."""

from __future__ import annotations

import re

import pytest

from siaga.intake.formats.template.shapes import LENIENT, QUOTED, STRICT, until


@pytest.mark.parametrize(
    ("text", "stop", "taken"),
    [
        (b"10.0.0.1, 10.0.0.2 x", b"", b"10.0.0.1, 10.0.0.2"),
        (b"10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80 x", b"", b"10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80"),
        (b"10.0.0.1,10.0.0.2] x", b"]", b"10.0.0.1,10.0.0.2"),
        (b"- x", b"", b"-"),
    ],
)
def test_lists(text: bytes, stop: bytes, taken: bytes) -> None:
    match = re.match(until("list", stop), text)
    assert match is not None
    assert match[0] == taken


def test_words_end_at_blank_or_stop() -> None:
    assert re.findall(until("word", b"^"), b"a^b")[0] == b"a"
    assert re.findall(until("word", b""), b"a b")[0] == b"a"


def test_a_quoted_text_ends_at_the_first_quote_that_is_not_escaped() -> None:
    match = re.match(rb'"(' + QUOTED + rb')"', rb'"a\"b\\" "c"')
    assert match is not None
    assert match[1] == rb"a\"b\\"


def test_every_pattern_compiles() -> None:
    patterns = (*STRICT.values(), *LENIENT.values())
    assert all(re.compile(pattern).groups == 0 for pattern in patterns)
