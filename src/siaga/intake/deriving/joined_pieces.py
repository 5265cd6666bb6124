"""Joins the pieces of neighbouring frames: one long block holds fewer distinct values than two short ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from siaga.intake.block import BLOCK_BYTES
from siaga.intake.deriving.piece import Piece


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the same text in pieces of at most BLOCK_BYTES, each with the cuts between its frames."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None and _follows(waiting, piece):
            waiting = replace(
                waiting,
                data=waiting.data + piece.data,
                open=piece.open,
                cuts=(*waiting.cuts, piece.raw_from),
            )
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _follows(before: Piece, piece: Piece) -> bool:
    return (
        piece.source == before.source
        and piece.file == before.file
        and piece.raw_from == before.raw_from + len(before.data)
        and piece.frame == before.frame + len(before.cuts) + 1
        and not before.open
        and len(before.data) + len(piece.data) <= BLOCK_BYTES
    )
