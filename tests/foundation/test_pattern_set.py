"""A set of patterns finds what each pattern by itself finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.pattern_set import PatternSet

PATTERNS = [re.compile(text) for text in (r"a+b", r"^/x", r"\.(?:php|sql)$", r"[0-9]{2,}", r"", r"/(?:a|b)/")]
ALL = PatternSet(PATTERNS)


@given(text=st.text("ab/x.phsql019", max_size=30))
def test_the_same_patterns_are_found_as_one_by_one(text: str) -> None:
    assert ALL.found(text) == tuple(n for n, pattern in enumerate(PATTERNS) if pattern.search(text))


def test_an_empty_set_finds_nothing() -> None:
    assert PatternSet([]).found("/anything") == ()


def test_of_no_pattern_found_none_is_told() -> None:
    assert PatternSet([re.compile("q")]).found("/") == ()
