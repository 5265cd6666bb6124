"""A segment is passed over only where nothing of the window and the site can be in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.hunting.selection import in_window, is_of_site
from siaga.vault.leaves.segment import SealedSource, SegmentLeaf, Stored


def source(name: str, site: str) -> SealedSource:
    return SealedSource(
        name, name, 0, 0, 1, 1, 1, ends=True, agent="n", boot="r", batch_from=0, batch_to=1, site=site
    )


def leaf(first: int | None, last: int | None, *sources: SealedSource) -> SegmentLeaf:
    """Return a leaf whose lines have times from `first` to `last`."""
    stored = Stored(b"s", 1)
    return SegmentLeaf(9, "n", stored, stored, 1, b"r", 1, 1, sources, (), first, last)


BOUNDS = st.none() | st.integers(0, 6)


@given(st.lists(st.integers(0, 6), min_size=1), BOUNDS, BOUNDS)
def test_no_segment_with_a_line_in_the_window_is_passed_over(
    times: list[int], since: int | None, until: int | None
) -> None:
    inside = [time for time in times if (since is None or time >= since) and (until is None or time < until)]
    read = in_window(leaf(min(times), max(times)), "", since, until)
    assert read or not inside
    if len(set(times)) == 1:
        assert read == bool(inside), "and none is read in vain where that can be known"


@pytest.mark.parametrize(("first", "last"), [(None, None), (None, 5), (5, None)])
def test_a_segment_without_times_is_always_read(first: int | None, last: int | None) -> None:
    assert in_window(leaf(first, last), "", 100, 200)


@pytest.mark.parametrize(
    ("name", "site", "read"),
    [
        ("/var/log/access.log", "dinas.example.go.id", True),
        ("/var/log/access.log", "DINAS.Example.go.id", True),
        ("/logs/dinas.example.go.id/access.log", "other.example", True),
        ("/logs/DINAS.example.go.id.log", "other.example", True),
        ("/var/log/access.log", "", True),
        ("/var/log/access.log", "(unnamed)", True),
        ("/var/log/access.log", "other.example", False),
        ("/var/log/access.log", "example.go.id", False),
        ("/var/log/access.log", "sub.dinas.example.go.id", False),
    ],
)
def test_a_site_is_known_by_what_was_sealed_or_by_the_log_s_name(name: str, site: str, *, read: bool) -> None:
    assert is_of_site(source(name, site), "dinas.example.go.id") is read


def test_one_log_of_the_site_is_enough_and_no_site_means_all() -> None:
    other, own = source("a.log", "other.example"), source("b.log", "dinas.example")
    assert in_window(leaf(1, 2, other, own), "dinas.example", None, None)
    assert not in_window(leaf(1, 2, other, other), "dinas.example", None, None)
    assert in_window(leaf(1, 2, other), "", None, None)
    assert not in_window(leaf(1, 2, own), "dinas.example", 3, None)
