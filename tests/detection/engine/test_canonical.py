"""Tests of siaga.detection.engine.canonical."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.engine.canonical import ROUNDS, canonical, joined, undecoded
from siaga.detection.engine.canonical_trace import trace

pieces = st.sampled_from(
    [
        b"%", b"25", b"41", b"%2e", b"%c0%af", b"%00", b"%0a", b"\r", b"\n", b" ", b"+", b"&#", b"x3c", b";",
        b"&lt;", b"&amp;", b"\\u", b"\\x", b"0041", b"%u", b"FF07", b"\xef\xbc\x87", b"/*", b"*/", b"a", b"/",
        b"/*!50000", b"*", b"\xa0", b"\xc3", b"\t", b"?", b"\xc0.", b"&", b"60", b"\0", b"{41}", b"\x0b",
        b"%e0%80%af",
    ]
)  # fmt: skip
values = st.one_of(st.lists(pieces, max_size=10).map(b"".join), st.binary(max_size=12))
flags = st.booleans()


@given(texts=st.lists(values, max_size=5), plus=flags, comments=flags)
def test_many_at_once_say_the_same_as_one_by_one(*, texts: list[bytes], plus: bool, comments: bool) -> None:
    expected = [trace(text, plus=plus, comments=comments).text for text in texts]
    assert canonical(texts, plus=plus, comments=comments) == expected


@given(text=values, plus=flags, comments=flags)
def test_it_is_idempotent_below_the_round_limit(*, text: bytes, plus: bool, comments: bool) -> None:
    once = canonical([text], plus=plus, comments=comments)
    more = once
    for _ in range(3):  # deeper encodings settle after a few more turns of ROUNDS each
        more = canonical(more, comments=comments)
    if text.count(b"%") + text.count(b"&") + text.count(b"\\") < ROUNDS:
        assert canonical(once, comments=comments) == once
    assert canonical(more, comments=comments) == more


@given(texts=st.lists(values, max_size=4), plus=flags)
def test_a_value_not_shown_as_undecoded_is_canonical(*, texts: list[bytes], plus: bool) -> None:
    text = joined(texts)
    shown = undecoded(text, plus=plus, comments=True)
    start = 0
    for value, made in zip(text.split(b"\n"), canonical(texts, plus=plus, comments=True), strict=False):
        if not shown[start : start + len(value)].any():
            assert made == value
        start += len(value) + 1


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        (b"q=1%27+or+1=1", b"q=1' or 1=1"),
        (b"q=un%252569on", b"q=union"),
        (b"q=a%2Bb+c", b"q=a+b c"),
        (b"q=union/**/select/*x*/1", b"q=union select 1"),
        (b"q=/*!50000union*/1", b"q= union 1"),
        (b"q=a%0d%0aSet-Cookie:%20x", b"q=a\rSet-Cookie: x"),
        (b"q=%3Csvg%09%0Bonload", b"q=<svg onload"),
        (b"q=a%00b", b"q=ab"),
        (b"q=%%33c", b"q=<"),
        (b"q=..%c0%af..%e0%80%af", b"q=../../"),
        (b"q=&#x3c;script&gt;", b"q=<script>"),
        (b"q=100%", b"q=100%"),
        (b"q=/*/*/*", b"q= *"),
    ],
)
def test_what_an_application_would_read(query: bytes, meant: bytes) -> None:
    assert canonical([query], plus=True, comments=True) == [meant]


def test_five_layers_are_one_too_many() -> None:
    layers = b"%" + b"25" * 4 + b"27"
    assert canonical([layers]) == [b"%27"]


def test_unclosed_comments_take_linear_time() -> None:
    values = [b"/*a" * 200_000, b"*/"]
    assert canonical(values, comments=True) == values


def test_values_keep_their_number() -> None:
    assert joined([b"a\nb", b"c"]) == b"a\rb\nc"
    assert canonical([]) == []
    assert canonical([b"", b"%0a"]) == [b"", b"\r"]
