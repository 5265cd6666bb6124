"""An expression means the same with Hyperscan, with RE2 and with Python, or it is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.hunting.expressions import ExpressionError, compiled, expression
from siaga.vault.hunting.hyperscan_library import HyperscanLibrary
from siaga.vault.hunting.indicators import IndicatorError
from siaga.vault.hunting.re2_library import Re2Library

from .sealed import found

LIBRARIES = (HyperscanLibrary(), Re2Library())
Spelled = tuple[str, bytes]
"""An expression as a person writes it, and for Python's `re` over bytes."""

_SAME = [
    "a",
    "b",
    "K",
    "0",
    " ",
    "_",
    "-",
    ".",
    "[ab]",
    "[^a]",
    "[a-k]",
    "[]a]",
    "[^]a]",
    r"[\d_]",
    r"[\w-]",
    r"[\s0]",
]
_SAME += [
    r"[\S]",
    r"[^\S]",
    r"[^\s\w]",
    r"\d",
    r"\D",
    r"\w",
    r"\W",
    r"\s",
    r"\S",
    r"\b",
    r"\B",
    r"\t",
    r"\.",
    r"\x41",
]
_SAME += [r"\xe9", r"[\x80-\xff]", "^", "$", r"\[", r"[.=]", r"[a\]]", r"\-"]
ATOMS: st.SearchStrategy[Spelled] = st.sampled_from(
    [
        *((each, each.encode()) for each in _SAME),
        ("é", b"(?:\xc3\xa9)"),
        (r"\/", b"/"),
        (r"[\/b]", b"[/b]"),
        ("[[:space:]]", rb"\s"),
        ("[[:^digit:]x]", rb"[\Dx]"),
        (r"\x{9}", rb"\x09"),
    ]
)


def _joined(parts: list[Spelled], between: str = "") -> Spelled:
    return between.join(each for each, _ in parts), between.encode().join(each for _, each in parts)


def _around(spelled: Spelled, before: str, behind: str) -> Spelled:
    return before + spelled[0] + behind, before.encode() + spelled[1] + behind.encode()


def _larger(inner: st.SearchStrategy[Spelled]) -> st.SearchStrategy[Spelled]:
    some = st.lists(inner, min_size=1, max_size=3)
    ends = st.sampled_from([")", ")?", ")*", ")+", "){2}", "){1,3}", ")+?", "){0,2}?"])
    return (
        some.map(_joined)
        | some.map(lambda parts: _around(_joined(parts, "|"), "(", ")"))
        | st.builds(lambda one, end: _around(one, "(?:", end), inner, ends)
        | inner.map(lambda one: _around(one, "(?i:", ")"))
    )


EVERY_BYTE = [bytes((byte,)) for byte in range(256) if byte != 10]
LINES = st.lists(
    st.binary(max_size=8).map(lambda line: line.replace(b"\n", b"/"))
    | st.lists(st.sampled_from(b"abkKAB01 _-./[]=\t\r\x0b\x0c\xc3\xa9\xe9\xc9\x85\xa0\x00"), max_size=8).map(
        bytes
    ),
    min_size=1,
    max_size=4,
)


@given(spelled=st.recursive(ATOMS, _larger, max_leaves=6), caseless=st.booleans(), lines=LINES)
def test_both_libraries_find_the_lines_that_python_does(
    spelled: Spelled, caseless: bool, lines: list[bytes]
) -> None:
    ours, pythons = spelled
    lines = [*EVERY_BYTE, *lines]
    wanted = f"/{ours}/{'i' * caseless}"
    try:
        told = [[line for line, _ in found(wanted, b"\n".join(lines), each)] for each in LIBRARIES]
    except IndicatorError:
        return  # it fits every line, or none
    judge = re.compile(pythons, re.IGNORECASE if caseless else 0)
    expected = [line for line in lines if judge.search(line)]
    assert told == [expected, expected]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(?=a)b", "of groups"),
        ("(?!a)b", "of groups"),
        ("(?<=a)b", "of groups"),
        ("(*UTF8)a", "of groups"),
        (r"(a)\1", r"\\1 is not known"),
        (r"\pL", r"\\p is not known"),
        (r"[\h]", r"\\h is not known"),
        (r"a\nb", "no line feed"),
        (r"a\x0ab", "no line feed"),
        (r"a\x{A}b", "no line feed"),
        (r"\xg1", "two hexadecimal digits"),
        ("[é]", "other characters than ASCII"),
        ("[[.a.]]", r"\[\. in a class"),
        ("[[=a=]]", r"\[= in a class"),
        ("[a", "not closed"),
        ("a\\", "before nothing"),
        ("a*", "every line"),
        ("x|", "every line"),
        ("a{2000}", "."),
        ("(a", "."),
        ("a**", "."),
    ],
)
def test_what_cannot_mean_the_same_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ExpressionError, match=reason):
        expression(text.encode(), caseless=False)


@pytest.mark.parametrize("library", LIBRARIES, ids=["hyperscan", "re2"])
def test_the_vertical_tab_is_white_space_as_grep_and_databases_have_it(library: HyperscanLibrary) -> None:
    """MySQL takes it between words, and so those who pass filters by do."""
    assert found(r"/union\s+select/", b"union\x0bselect\nunionselect\n", library) == [
        (b"union\x0bselect", b"union[[:space:]]+select")
    ]
    assert found(r"/a\Sb/", b"a\x0bb\na.b\n", library) == [(b"a.b", b"a[[:^space:]]b")]


def test_a_character_of_many_bytes_is_repeated_as_a_whole() -> None:
    pattern = compiled(expression("xé{2}y".encode(), caseless=False))
    assert pattern.search("xééy".encode()) is not None
    assert pattern.search(b"x\xc3\xa9\xa9y") is None


@given(st.binary(max_size=12), st.booleans())
def test_whatever_is_written_is_read_or_refused(text: bytes, caseless: bool) -> None:
    try:
        written = expression(text, caseless=caseless)
    except ExpressionError:
        return
    assert written.isascii()
    assert compiled(written).search(b"") is None
