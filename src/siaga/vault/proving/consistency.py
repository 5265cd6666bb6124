"""Prove that the log only grew between two of its checkpoints: `consistency/1`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siaga.vault.canonical import decode_object, encode
from siaga.vault.errors import TamperedError
from siaga.vault.log.reading import LogView
from siaga.vault.record import from_json, to_json
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.proofs import check_consistency


@dataclass(frozen=True, slots=True)
class Consistency:
    """`consistency/1`: the tree of `new` leaves begins with that of `old` (RFC 6962 §2.1.2)."""

    KIND: ClassVar[str] = "consistency/1"

    old: int
    new: int
    path: tuple[bytes, ...]

    def encode(self) -> bytes:
        """Return the canonical bytes."""
        return encode({"kind": self.KIND, **to_json(self)})

    @classmethod
    def parse(cls, data: bytes, place: str) -> Consistency:
        """Read canonical bytes; raise TamperedError."""
        value = decode_object(data, place)
        if value.pop("kind", "") != cls.KIND:
            raise TamperedError(place, f"not a {cls.KIND}")
        return from_json(cls, value, place)

    def check(self, old: Checkpoint, new: Checkpoint) -> None:
        """Raise ProofError unless it leads from one checkpoint's root to the other's."""
        check_consistency(old.size, new.size, old.root, new.root, self.path)


def prove_consistency(view: LogView, old: int) -> bytes:
    """Return the proof that the log as `view` shows it begins with its first `old` leaves; ProofError."""
    return Consistency(old, view.size, view.consistency(old)).encode()
