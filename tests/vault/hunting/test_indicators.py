"""A file of indicators means what its table says, and the same set whoever wrote it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.hunting import indicators
from siaga.vault.hunting.indicators import (
    LONGEST,
    Indicator,
    IndicatorError,
    IndicatorSet,
    of_canonical,
    parse,
)


@pytest.mark.parametrize(
    ("line", "kind", "pattern"),
    [
        (b"203.0.113.7", "address", b"203.0.113.7/32"),
        (b"  203.0.113.0/24\t\r", "address", b"203.0.113.0/24"),
        (b"2001:DB8:0::7", "address", b"2001:db8::7/128"),
        (b"2001:db8::/32", "address", b"2001:db8::/32"),
        (b"::ffff:203.0.113.7", "address", b"203.0.113.7/32"),
        (b"::ffff:203.0.113.0/120", "address", b"203.0.113.0/24"),
        (b"/cmd=[a-z]+/", "regex", b"cmd=[a-z]+"),
        (b"/UNION select/i", "regex", b"(?i:UNION select)"),
        (rb"/a\/b/", "regex", b"a/b"),
        (b"/uploads/", "regex", b"uploads"),
        (b"/wp-content/uploads/", "text", b"/wp-content/uploads/"),
        (b"wp-login.php", "text", b"wp-login.php"),
        (b" evil shell ", "text", b"evil shell"),
        (b"text: evil \t", "text", b" evil \t"),
        (b"text:# not a comment", "text", b"# not a comment"),
        (b"text:/x/", "text", b"/x/"),
        (b"text:203.0.113.7\r", "text", b"203.0.113.7"),
        (b"1.2.3", "text", b"1.2.3"),
        (b"v1.2.3.4", "text", b"v1.2.3.4"),
        (b"12:30", "text", b"12:30"),
        (b"\xff\xfe", "text", b"\xff\xfe"),
        ("kafé".encode(), "text", "kafé".encode()),
    ],
)
def test_a_line_means_what_the_table_says(line: bytes, kind: str, pattern: bytes) -> None:
    (found,) = parse(line + b"\n", "feed.txt").indicators
    assert (found.kind, found.pattern) == (kind, pattern)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"203.0.113.7/24", "text:203.0.113.7/24 looks for the text"),
        (b"203.0.113.256", "no address or network"),
        (b"2001:db8::7::", "no address or network"),
        (b"2001:db8::/129", "no address or network"),
        (b"/a/g", "unknown flag 'g'"),
        (b"/(/", "the expression can't be looked for"),
        (b"text:", "nothing behind text:"),
        (b"x" * (LONGEST + 1), "longer than 4096 bytes"),
    ],
)
def test_what_cannot_be_looked_for_is_told_with_its_line(line: bytes, reason: str) -> None:
    with pytest.raises(IndicatorError) as error:
        parse(b"# feed\n\nfirst\n" + line + b"\nlast\n", "feed.txt")
    assert error.value.place == "feed.txt:4"
    assert reason in error.value.reason


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# nothing\n", b"\xef\xbb\xbf# nothing"])
def test_a_file_without_an_indicator_is_no_hunt(data: bytes) -> None:
    with pytest.raises(IndicatorError, match=r"feed\.txt: there is no indicator"):
        parse(data, "feed.txt")


def test_more_than_can_be_looked_for_at_once_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indicators, "MOST", 3)
    assert len(parse(b"a\nb\nc\na\nb\n", "feed.txt").indicators) == 3
    with pytest.raises(IndicatorError, match="4 indicators, more than 3"):
        parse(b"a\nb\nc\nd\n", "feed.txt")


LINE = st.sampled_from(
    [b"203.0.113.7", b"2001:db8::7", b"10.0.0.0/8", b"/a+b/", b"/a+b/i", b"text: x ", b"x", b"\xff"]
) | st.binary(min_size=1, max_size=9).map(
    lambda text: b"text:" + text.replace(b"\n", b"/").replace(b"\r", b"/")
)


@given(st.lists(LINE, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_set_and_its_hash_know_no_order_no_comments_and_no_mark(
    lines: list[bytes], chance: random.Random
) -> None:
    one = parse(b"\n".join(lines), "one.txt")
    shuffled = [*lines, *lines[:2], b"# a comment", b""]
    chance.shuffle(shuffled)
    other = parse(b"\xef\xbb\xbf" + b"\r\n".join(shuffled), "other.txt")
    assert other == one
    assert other.sha256() == one.sha256()
    assert of_canonical(one.canonical()) == one


@given(st.sets(LINE, min_size=2, max_size=4))
def test_another_set_has_another_hash(lines: set[bytes]) -> None:
    whole = parse(b"\n".join(sorted(lines)), "feed.txt")
    for left_out in range(len(whole.indicators)):
        less = IndicatorSet(whole.indicators[:left_out] + whole.indicators[left_out + 1 :])
        assert less.sha256() != whole.sha256()


def test_the_bytes_of_a_set_never_change() -> None:
    """The hash of a set stands in logs: whoever kept the file can show that it was looked for."""
    assert parse(b"x\n/a/i\n203.0.113.7\n", "feed.txt").canonical() == (
        b"siaga.indicators/1\naddress 3230332e302e3131332e372f3332\nregex 283f693a6129\ntext 78\n"
    )


def test_bytes_that_are_no_text_are_shown_as_escapes() -> None:
    assert Indicator("text", b"caf\xe9").shown == r"caf\xe9"
