"""A block says where its bytes come from, and its bounds fit into each other."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from siaga.intake.block import BLOCK_BYTES, LINE_BYTES, OVER_LONG_HEAD, Block, LogFile, OverLong

FILE = LogFile("logs.tar!a/access.log.1", "logs.tar!a/access.log", 3, 1_000)


def test_a_head_fits_into_a_line_and_a_line_into_a_block() -> None:
    assert 0 < OVER_LONG_HEAD < LINE_BYTES < BLOCK_BYTES


def test_a_file_alone_is_the_oldest_of_its_set_and_of_unknown_age() -> None:
    alone = LogFile("access.log", "access.log")
    assert (alone.order, alone.modified_at_us) == (0, None)


def test_a_block_is_not_the_last_and_holds_no_over_long_line_unless_told() -> None:
    block = Block(FILE, b"a\n", 0, 1)
    assert (block.last, block.over_long) == (False, ())


def test_blocks_are_the_same_when_their_bytes_and_place_are() -> None:
    block = Block(FILE, b"a\n", 10, 4, over_long=(OverLong(4, 10, 2_000_000, "0" * 64),))
    assert block == replace(block, data=bytes(bytearray(b"a\n")))
    assert len({block, replace(block)}) == 1
    assert block != replace(block, offset=11)
    assert block != replace(block, file=replace(FILE, order=2))


@pytest.mark.parametrize(
    ("shape", "field"),
    [(FILE, "name"), (OverLong(1, 0, 1, ""), "sha256"), (Block(FILE, b"", 0, 1), "data")],
)
def test_a_block_cannot_be_changed_behind_a_readers_back(shape: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(shape, field, b"other")
