"""Pages that echo what they are given explain their sizes by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, quote_plus, unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.injection.reflection import TOLERANCE, explained_by_echo
from siaga.detection.ledger.moves import Move

PAYLOADS = ("1'", "<b>x</b>", "1 UNION SELECT 1,2,3", '"><script>', "../../etc/passwd", "a&b", "é" * 30)


def _moves(queries: Sequence[str], sizes: Sequence[int]) -> list[Move]:
    story = Story()
    for place, (query, size) in enumerate(zip(queries, sizes, strict=True)):
        story.ask(place * 1_000_000, "203.0.113.5", f"/cari?q={query}", size=size, families=("xss",))
    return story.moves()


def _decoded(query: str) -> int:
    return len(unquote_to_bytes(f"/cari?q={query}".replace("+", " ")))


def _escaped(query: str) -> int:
    text = unquote_to_bytes(f"/cari?q={query}".replace("+", " ")).decode("utf-8", "replace")
    return len(escape(text).encode())


WAYS = {"raw": lambda query: len(f"q={query}"), "decoded": _decoded, "escaped": _escaped}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("echoes", [0, 1, 2, 4])
def test_whole_echoes_in_each_spelling_are_explained(way: str, echoes: int) -> None:
    queries = [quote(payload * (place + 1)) for place, payload in enumerate(PAYLOADS)]
    sizes = [3_000 + echoes * WAYS[way](query) for query in queries]
    assert explained_by_echo(_moves(queries, sizes), share=1.0)


@given(
    payloads=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=80),
        min_size=2,
        max_size=12,
    ),
    echoes=st.integers(0, 4),
    page=st.integers(0, 50_000),
    way=st.sampled_from(sorted(WAYS)),
    wobble=st.integers(0, TOLERANCE),
)
def test_a_page_that_echoes_is_always_explained(
    payloads: list[str], echoes: int, page: int, way: str, wobble: int
) -> None:
    queries = [quote_plus(payload) for payload in payloads]
    sizes = [page + echoes * WAYS[way](query) + wobble * (place % 2) for place, query in enumerate(queries)]
    assert explained_by_echo(_moves(queries, sizes), share=1.0)


def test_answers_that_carry_data_are_not_explained() -> None:
    queries = [quote(payload) for payload in PAYLOADS]
    assert not explained_by_echo(_moves(queries, [3_000, 9_000, 52_000, 3_100, 12_345, 700, 31_000]))


def test_a_share_of_outliers_may_be_allowed() -> None:
    queries = [quote(payload) for payload in PAYLOADS]
    sizes = [3_000] * 6 + [90_000]
    assert explained_by_echo(_moves(queries, sizes), share=0.8)
    assert not explained_by_echo(_moves(queries, sizes), share=1.0)


@pytest.mark.parametrize("sizes", [[], [5_000], [-1, -1, 5_000]])
def test_fewer_than_two_sizes_tell_nothing(sizes: list[int]) -> None:
    assert explained_by_echo(_moves([str(size) for size in range(len(sizes))], sizes))
