"""A piece is a whole text by itself unless it says otherwise."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from siaga.intake.block import LogFile
from siaga.intake.deriving.piece import Piece

PIECE = Piece(LogFile("a", "a"), 0, 3, b"line\n", 10, 2)


def test_it_ends_its_last_line_and_holds_one_frame() -> None:
    assert (PIECE.open, PIECE.cuts) == (False, ())


def test_it_can_be_sent_and_not_be_changed() -> None:
    assert pickle.loads(pickle.dumps(PIECE)) == PIECE
    with pytest.raises(dataclasses.FrozenInstanceError):
        PIECE.data = b""  # type: ignore[misc]  # what must fail
