"""Frames that leave out, repeat or exchange bytes or lines of a source are refused, with their place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from siaga.vault.errors import TamperedError
from siaga.vault.segments.frame import FRAME_BYTES
from siaga.vault.segments.manifest import Manifest
from siaga.vault.segments.order import check_order
from siaga.vault.segments.writing import SegmentWriter

from .segments import source


def _manifest() -> Manifest:
    """Two sources; the first has a line that goes over the cut, and goes on after the second's frame."""
    writer = SegmentWriter()
    writer.add(0, b"one\ntw", raw_from=0, first_line=1, goes_on=True)
    writer.add(1, b"other\n", raw_from=100, first_line=8, goes_on=False)
    writer.add(0, b"o\nthree", raw_from=6, first_line=2, goes_on=False)
    second = replace(source("b.log", raw_to=106), raw_from=100, first_line=8)
    return writer.finish((source("a.log", raw_to=13, lines=3), second)).manifest


def _with_frame(number: int, **changed: Any) -> Manifest:
    frames = list(_manifest().frames)
    frames[number] = replace(frames[number], **changed)
    return replace(_manifest(), frames=tuple(frames))


def test_what_was_sealed_is_in_order() -> None:
    check_order(_manifest(), "m")


@pytest.mark.parametrize(
    ("number", "changed"),
    [
        (0, {"raw_from": 1}),
        (0, {"first_line": 2}),
        (1, {"raw_from": 0}),
        (1, {"source": 0}),
        (2, {"raw_from": 7}),
        (2, {"raw_from": 5}),
        (2, {"first_line": 3}),
    ],
)
def test_a_frame_elsewhere_is_named(number: int, changed: dict[str, int]) -> None:
    with pytest.raises(TamperedError, match=rf"^m, frame {number}: it begins at byte"):
        check_order(_with_frame(number, **changed), "m")


@pytest.mark.parametrize(
    "changed",
    [{"raw_size": 0}, {"raw_size": -1}, {"raw_size": FRAME_BYTES + 1}, {"lines": 7}, {"lines": -1}],
)
def test_an_impossible_size_is_refused(changed: dict[str, int]) -> None:
    with pytest.raises(TamperedError, match=r"^m, frame 0: a frame of an impossible size"):
        check_order(_with_frame(0, **changed), "m")


def test_a_line_that_goes_on_is_counted_once() -> None:
    with pytest.raises(TamperedError, match="line 2 instead of 6, 3"):
        check_order(_with_frame(0, open=False), "m")


@pytest.mark.parametrize("changed", [{"raw_to": 14}, {"raw_to": 12}, {"lines": 2}, {"lines": 4}])
def test_a_source_that_ends_elsewhere_is_named(changed: dict[str, Any]) -> None:
    first, second = _manifest().sources
    manifest = replace(_manifest(), sources=(replace(first, **changed), second))
    with pytest.raises(TamperedError, match=r"^m, a\.log: its frames end at byte 13, line 4"):
        check_order(manifest, "m")


def test_frames_exchanged_are_noticed() -> None:
    first, second, third = _manifest().frames
    with pytest.raises(TamperedError, match=r"^m, frame 0"):
        check_order(replace(_manifest(), frames=(third, second, first)), "m")


def test_a_last_frame_left_out_is_noticed() -> None:
    with pytest.raises(TamperedError, match=r"^m, a\.log: its frames end at byte 6"):
        check_order(replace(_manifest(), frames=_manifest().frames[:2]), "m")
