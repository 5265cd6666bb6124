"""Tests of siaga.detection.engine.regex."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.engine.pattern import written
from siaga.detection.engine.regex import RegexError, parse


@pytest.mark.parametrize(
    "text",
    [
        r"(?i)union\s+select", r"^\d{1,3}(\.\d+)*$", r"[^a-c]x", r"\bor\b", r"a|b|", r"(?P<n>a)(?:b)", "é+",
        r"[\w.-]+@", r"\x41\u0042", r"[[:alpha:]]9", r"a{2}b{1,3}", r"\Qa.b\E", r"(?i:a)b", r"[]a]", r"[^]a]",
        r"(?#note)a", r"\/\-\.", r"a+?b*?c??", r"[a\]]", r"\0", r"[\x41-\x43]",
    ],
)  # fmt: skip
def test_it_is_read_as_python_reads_it(text: str) -> None:
    ours = re.compile(written(parse(text)).encode())
    same = text.replace("[[:alpha:]]", "[a-zA-Z]").replace(r"\Qa.b\E", r"a\.b").encode()
    theirs = re.compile(re.sub(rb"\\u00(..)", rb"\\x\1", same))
    for value in (b"UNION  SELECT", b"1.2.3", b"dx", b"x or y", b"", b"ab", "éé".encode(), b"q@", b"AB",
                  b"z9",
                  b"aabbb", b"a.b", b"Ab", b"]", b"/-.", b"abc", b"\0", b"B"):  # fmt: skip
        assert (ours.search(value) is None) == (theirs.search(value) is None), value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(?=a)", "lookahead"), ("(?!a)", "lookahead"), ("(?<=a)b", "lookbehind"), ("(?<!a)b", "lookbehind"),
        (r"(a)\1", "back-reference"), (r"(?P<a>b)(?P=a)", "back-reference"), ("(?>a)", "atomic"),
        ("a++", "possessive"), (r"\p{L}", "Unicode property"), ("[é]", "outside ASCII"), ("a{1001}", "1000"),
        ("(a", "not closed"), ("a)", "unmatched"), ("*a", "nothing to repeat"), ("[b-a]", "backwards"),
        ("[a", "ends too early"), ("\\", "ends too early"), (r"\xZZ", "hexadecimal"),
        (r"\y", "unknown escape"),
        ("(" * 60 + "a" + ")" * 60, "nested deeper"), ("(?x) a", "unknown flag"),
        ("[[:nope:]]", "unknown set"),
    ],
)  # fmt: skip
def test_what_is_not_linear_or_not_well_formed_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(RegexError, match=re.escape(reason)):
        parse(text)


@given(st.text("ab()[]{}|*+?\\^$.,-0123:=!<>PidswQE\n é", max_size=20))
def test_it_reads_or_refuses_anything(text: str) -> None:
    try:
        node = parse(text)
    except RegexError:
        return
    re.compile(written(node).encode())


@pytest.mark.parametrize(
    "text", [r"\s", r"\W", r"[^a]", ".", r"(?s).", r"\D", r"[\s\S]", "[^\\n]", r"\n", r"[\n]"]
)
def test_nothing_matches_the_separator_of_values(text: str) -> None:
    assert re.search(written(parse(text)).encode(), b"\n") is None


def test_a_line_feed_means_the_line_break_of_canonical_text() -> None:
    for text in (r"a\nb", r"a\r\nb", r"a\r?\nb", r"a[\r\n]+b", r"a\Rb"):
        assert re.search(written(parse(text)).encode(), b"a\rb"), text
