"""A hunt's word on what it read is worked out again, and what it names must be there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from siaga.vault.leaves.hunt import HitPlace, HuntLeaf, Unread
from siaga.vault.verifying.hunts import CHECK, scanned_root
from siaga.vault.verifying.result import State
from siaga.vault.verifying.segment_record import SegmentLook

from .sample_case import checked, segment

HASHES = [b"\x01" * 32 + b"\x02" * 32, b"\x03" * 32 + b"\x04" * 32]
LEAVES = [segment(mark=1), segment(mark=2)]
LOOKS = {n: SegmentLook(n, 10, 2, 0, 0, hashes) for n, hashes in enumerate(HASHES)}
HUNT = HuntLeaf(
    at=9,
    tree_size=2,
    site="",
    indicators=1,
    indicators_sha256=bytes(32),
    engine="test",
    segments=2,
    frames=4,
    scanned_root=scanned_root(b"".join(HASHES)),
    lines=2,
    hit_lines=1,
    hits=(HitPlace(1, 1, 0),),
    unread=(),
)


def test_a_true_hunt(tmp_path: Path) -> None:
    assert checked(CHECK, tmp_path, [*LEAVES, HUNT], LOOKS).state is State.OK


def test_what_was_not_read_is_left_out(tmp_path: Path) -> None:
    hunt = replace(
        HUNT, segments=1, frames=2, scanned_root=scanned_root(HASHES[1]), unread=(Unread(0, "gone"),)
    )
    assert checked(CHECK, tmp_path, [*LEAVES, hunt], LOOKS).state is State.OK


@pytest.mark.parametrize(
    "false",
    [
        replace(HUNT, segments=1),
        replace(HUNT, frames=3),
        replace(HUNT, scanned_root=scanned_root(HASHES[1] + HASHES[0])),
        replace(HUNT, unread=(Unread(0, "gone"),)),
        replace(HUNT, unread=(Unread(7, "gone"),)),
        replace(HUNT, tree_size=3),
        replace(HUNT, hits=(HitPlace(1, 2, 0),)),
        replace(HUNT, hits=(HitPlace(2, 0, 0),)),
        replace(HUNT, hits=(HitPlace(0, 0, -1),)),
    ],
)
def test_a_false_hunt(tmp_path: Path, false: HuntLeaf) -> None:
    assert checked(CHECK, tmp_path, [*LEAVES, false], LOOKS).state is State.WRONG


def test_content_that_is_gone_can_not_be_worked_out_again(tmp_path: Path) -> None:
    assert checked(CHECK, tmp_path, [*LEAVES, HUNT], {0: LOOKS[0]}).state is State.COULD_NOT_LOOK
