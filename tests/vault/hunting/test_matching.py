"""Each indicator once per line, in order, and nothing across lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.hunting.hyperscan_library import HyperscanLibrary
from siaga.vault.hunting.indicators import parse
from siaga.vault.hunting.matching import ADDRESS4, Library, escaped, triggers_of
from siaga.vault.hunting.re2_library import Re2Library

from .sealed import found

LIBRARIES = (HyperscanLibrary(), Re2Library())
TEXTS = st.text(st.sampled_from("ab/."), min_size=1, max_size=3)


@pytest.mark.parametrize("library", LIBRARIES, ids=["hyperscan", "re2"])
@given(
    wanted=st.lists(TEXTS, min_size=1, max_size=4),
    lines=st.lists(st.text(st.sampled_from("ab/. \r\x00é"), max_size=9), max_size=5),
)
def test_texts_are_found_as_a_plain_search_would(
    library: Library, wanted: list[str], lines: list[str]
) -> None:
    text = "\n".join(lines).encode()
    expected = [
        (line, each)
        for line in text.split(b"\n")
        for each in sorted({w.encode() for w in wanted})
        if each in line
    ]
    assert found("\n".join(f"text:{each}" for each in wanted), text, library) == expected


@pytest.mark.parametrize("library", LIBRARIES, ids=["hyperscan", "re2"])
def test_nothing_is_found_across_lines(library: Library) -> None:
    assert found(r"/a[^b]c/" + "\n" + r"/a\sc/", b"a\nc\nax\xff\na c\r\n", library) == [
        (b"a c\r", b"a[[:space:]]c"),
        (b"a c\r", b"a[^b]c"),
    ]


@pytest.mark.parametrize("library", LIBRARIES, ids=["hyperscan", "re2"])
def test_ends_of_lines_are_where_lines_end(library: Library) -> None:
    text = b"x.php\ny.php?\n\nx.php"
    assert found(r"/^x\.php$/", text, library) == [(b"x.php", rb"^x\.php$")] * 2


def test_triggers_of_addresses_are_shared() -> None:
    made = triggers_of(parse(b"10.1.2.0/25\n10.1.2.128/25\nx\n", "a"))
    assert made.owners == [ADDRESS4, 2]
    assert made.expressions[1] == b"x"


def test_any_byte_can_be_looked_for() -> None:
    every = bytes(byte for byte in range(256) if byte != 10)
    assert escaped(b"a.\xff") == rb"a\x2e\xff"
    assert found(b"text:" + every[20:], b"-" + every + b"-\n")[0][1] == every[20:]
