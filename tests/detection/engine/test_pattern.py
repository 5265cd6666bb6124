"""Tests of siaga.detection.engine.pattern."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.engine import pattern as p
from siaga.detection.engine.regex import parse

sets = st.sampled_from([p.byte(0x61), p.byte(0x62), p.ByteSet(p.fold(1 << 0x61)), p.ByteSet(p.EVERY)])
leaves = st.one_of(sets, st.sampled_from([p.Boundary("^"), p.Boundary("$")]))
nodes = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(p.sequence),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: p.Choice(tuple(branches))),
        st.tuples(inner, st.sampled_from([(0, None), (1, None), (0, 1), (2, 2), (1, 3)])).map(
            lambda pair: p.Repeat(pair[0], *pair[1]) if not isinstance(pair[0], p.Boundary) else pair[0]
        ),
    ),
    max_leaves=6,
)
values = st.text("ab-", max_size=6).map(str.encode)


def found(node: p.Node | None, value: bytes) -> bool:
    return node is not None and re.search(p.written(node).encode(), value) is not None


@given(nodes, values)
def test_simplifying_never_changes_whether_a_value_matches(node: p.Node, value: bytes) -> None:
    assert found(p.simplified(node), value) == found(node, value)


@given(nodes, values)
def test_the_two_halves_of_a_split_say_the_same_as_the_whole(node: p.Node, value: bytes) -> None:
    usual, other = p.split_by(node, usual=1 << 0x61)
    assert (found(usual, value) or found(other, value)) == found(node, value)
    if set(value) <= {0x61}:
        assert not found(other, value)


@given(nodes)
def test_can_be_empty_is_what_an_empty_value_shows(node: p.Node) -> None:
    if p.can_be_empty(node, boundaries=True) is False:
        assert not found(node, b"")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("union.*", "union"),
        (".*union.*", "union"),
        ("^.*x.*$", "x"),
        ("ab+", "ab"),
        ("ab{3,}", "ab{3}"),
        ("a(b|c*)", "a(?:b|)"),
        ("^a$", "^a$"),
    ],
)
def test_optional_text_at_the_ends_is_dropped(text: str, short: str) -> None:
    node = p.simplified(parse(text))
    assert node is not None
    assert p.written(node) == short


def test_an_anchor_amid_text_matches_nothing() -> None:
    assert p.simplified(parse("a$b")) is None
    assert p.simplified(parse("a^b")) is None
    kept = p.simplified(parse("x(?:$|&)y"))
    assert kept is not None
    assert p.written(kept) == "x\\x26y"


def test_longest_literal() -> None:
    assert p.longest_literal(parse("(?i)union\\s+select")) == 6
    assert p.longest_literal(parse("a(bcd|ef)[0-9]+")) == 2
    assert p.longest_literal(parse(".*")) == 0


def test_fold_adds_the_other_case() -> None:
    assert p.fold(1 << ord("a")) == 1 << ord("a") | 1 << ord("A")
    assert p.fold(1 << ord("Z")) == 1 << ord("z") | 1 << ord("Z")
    assert p.fold(1 << ord("1")) == 1 << ord("1")
