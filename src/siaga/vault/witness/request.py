"""The body of an add-checkpoint request (C2SP tlog-witness): old size, consistency proof, checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.vault.errors import NoteError
from siaga.vault.tlog.spelling import from_decimal, hash_from_base64, to_base64

MOST_PROOF_LINES = 63
MOST_BYTES = 65_536
"""Largest body that is taken; a checkpoint with a full proof and 16 large signatures is below it."""

_PLACE = "add-checkpoint request"


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """What a log asks of a witness: `proof` leads from `old_size` leaves to the checkpoint `note`."""

    old_size: int
    proof: tuple[bytes, ...]
    note: bytes

    def encode(self) -> bytes:
        """Return the request's body."""
        lines = [f"old {self.old_size}", *map(to_base64, self.proof)]
        return "\n".join(lines).encode() + b"\n\n" + self.note

    @classmethod
    def parse(cls, body: bytes) -> AddCheckpoint:
        """Read a body up to the checkpoint, which is not looked into; raise NoteError."""
        head, blank, note = body.partition(b"\n\n")
        if not blank:
            raise NoteError(_PLACE, "there is no empty line before the checkpoint")
        if not head.startswith(b"old "):
            raise NoteError(_PLACE, "the first line does not begin with 'old '")
        try:
            old_size, *proof = head.removeprefix(b"old ").decode("ascii").split("\n")
            return cls(from_decimal(old_size), _proof(proof), note)
        except ValueError as error:
            raise NoteError(_PLACE, str(error)) from error


def _proof(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > MOST_PROOF_LINES:
        raise ValueError(f"more than {MOST_PROOF_LINES} proof lines")
    return tuple(map(hash_from_base64, lines))
