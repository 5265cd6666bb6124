"""Paths have one plain spelling; targets fall into path and query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.urls import plain_path, split_target


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        (b"/A/B.PHP", "/a/b.php"),
        (b"//a///b", "/a/b"),
        (b"/%61dmin", "/admin"),
        (b"/%2561dmin", "/admin"),
        (b"/a%2Fb%2f%2Fc", "/a/b/c"),
        (b"/sh%C3%A9ll", "/sh\u00e9ll"),
        (b"/sh\xe9ll", "/sh\u00e9ll"),
        (b"/100%", "/100%"),
        (b"", ""),
    ],
)
def test_paths_are_spelt_plainly(path: bytes, plain: str) -> None:
    assert plain_path(path) == plain


@given(path=st.binary(max_size=60))
def test_any_path_has_a_plain_spelling_in_lower_case(path: bytes) -> None:
    assert "//" not in plain_path(path)
    assert plain_path(path) == plain_path(path).lower()


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        (b"/a?b=c", b"/a", b"b=c"),
        (b"/a", b"/a", b""),
        (b"/a?b?c", b"/a", b"b?c"),
        (b"/?", b"/", b""),
        (b"?x=1", b"", b"x=1"),
        (b"http://www.kota.example/a?b", b"/a", b"b"),
        (b"HTTPS://www.kota.example:443", b"/", b""),
        (b"http://www.kota.example?b", b"/", b"b"),
        (b"/go?to=http://x.example/", b"/go", b"to=http://x.example/"),
        (b"/http://x.example/a", b"/http://x.example/a", b""),
        (b"*", b"*", b""),
        (b"", b"", b""),
    ],
)
def test_targets_are_split(target: bytes, path: bytes, query: bytes) -> None:
    assert split_target(target) == (path, query)


@given(target=st.binary(max_size=40).filter(lambda raw: raw[:4].lower() != b"http"))
def test_nothing_of_a_target_in_origin_form_is_lost(target: bytes) -> None:
    path, query = split_target(target)
    assert target in (path, path + b"?" + query)
