"""Make and verify timestamped Ed25519 cosignatures on checkpoints (C2SP tlog-cosignature, cosignature/v1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.errors import NoteError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.merkle import LARGEST_SIZE
from siaga.vault.tlog.note import COSIGNATURE_V1, Signature, SignedNote, VerifierKey, by_known_keys

_TIME_BYTES = 8
_SIGNATURE_BYTES = 64


@dataclass(frozen=True)
class Cosigned:
    """A cosigner's word: at `time_s` (POSIX seconds) this was the log's largest tree it had seen."""

    key: VerifierKey
    time_s: int


class Cosigner:
    """Cosigns checkpoints with an Ed25519 key, which must serve for nothing else, under a name."""

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.verifier = VerifierKey.of(name, COSIGNATURE_V1, private.public_key().public_bytes_raw())

    def sign(self, body: str, time_s: int) -> Signature:
        """Return the cosignature on a checkpoint's text at a time in POSIX seconds.

        NoteError if `body` is no checkpoint or the time is out of range.
        """
        Checkpoint.parse(body, "checkpoint to cosign")
        if not 0 <= time_s <= LARGEST_SIZE:
            raise NoteError("cosignature", f"time out of range: {time_s}")
        signature = time_s.to_bytes(_TIME_BYTES, "big") + self._private.sign(_message(body, time_s))
        return Signature(self.verifier.name, self.verifier.key_id, signature)


def cosignatures(note: SignedNote, keys: Sequence[VerifierKey]) -> tuple[Cosigned, ...]:
    """Return the cosignatures by `keys` (those of type COSIGNATURE_V1), in the order of the note.

    Those by other keys are ignored; a key may have cosigned several times. NoteError if one by a known
    key is wrong.
    """
    found = []
    for key, line in by_known_keys(note, keys, COSIGNATURE_V1):
        time_s = int.from_bytes(line.signature[:_TIME_BYTES], "big")
        if len(line.signature) != _TIME_BYTES + _SIGNATURE_BYTES or time_s > LARGEST_SIZE:
            raise NoteError("note", f"the cosignature by {key.name} is malformed")
        if not key.verifies(line.signature[_TIME_BYTES:], _message(note.text, time_s)):
            raise NoteError("note", f"the cosignature by {key.name} is wrong")
        found.append(Cosigned(key, time_s))
    return tuple(dict.fromkeys(found))


def _message(body: str, time_s: int) -> bytes:
    return f"cosignature/v1\ntime {time_s}\n{body}".encode()
