"""Asks one witness for its cosignature (C2SP tlog-witness), and for what it cosigned last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from urllib3 import PoolManager

from siaga.vault.errors import NoteError, UnreachableError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.cosignature import cosignatures
from siaga.vault.tlog.hashes import HashReader
from siaga.vault.tlog.note import Signature, SignedNote, VerifierKey
from siaga.vault.tlog.proofs import consistency_path
from siaga.vault.tlog.spelling import from_decimal
from siaga.vault.witness.exchange import Answered, exchange, new_pool
from siaga.vault.witness.request import AddCheckpoint

_SIZE_TYPE = "text/x.tlog.size"
_REASON_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Cosignature:
    """The witness cosigned, at `time_s` (Unix seconds)."""

    signatures: tuple[Signature, ...]
    time_s: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """The witness knows a tree of this size, which is not the old size that it was told."""

    size: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The witness refused, with this HTTP status and reason."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The witness gave no usable answer."""

    reason: str


Answer = Cosignature | Conflict | Refused | Unreachable


class WitnessClient:
    """The witness `name` with the verifier key `key` at the address `url` (its submission prefix)."""

    def __init__(self, name: str, key: VerifierKey, url: str, pool: PoolManager | None = None) -> None:
        self.name = name
        self._key = key
        self._url = url.rstrip("/")
        self._pool = pool or new_pool()

    def cosign(self, old_size: int, proof: Sequence[bytes], note: SignedNote) -> Answer:
        """Submit a checkpoint with the proof from `old_size` leaves."""
        body = AddCheckpoint(old_size, tuple(proof), note.encode()).encode()
        try:
            answer = exchange(self._pool, "POST", f"{self._url}/add-checkpoint", body)
        except UnreachableError as error:
            return Unreachable(str(error))
        if answer.status == 200:
            return self._cosignature(answer.body, note)
        if answer.status == 409 and answer.kind == _SIZE_TYPE:
            return _conflict(answer.body)
        return Refused(answer.status, _reason(answer))

    def cosign_from(self, old_size: int, hashes: HashReader, note: SignedNote) -> Answer:
        """Submit a checkpoint with a proof out of our tree, and again from the size it knows."""
        size = Checkpoint.parse(note.text, "checkpoint").size
        answer = self.cosign(old_size, consistency_path(hashes, old_size, size), note)
        if isinstance(answer, Conflict) and answer.size <= size and answer.size != old_size:
            return self.cosign(answer.size, consistency_path(hashes, answer.size, size), note)
        return answer

    def latest(self, origin: str) -> SignedNote | None:
        """Return the checkpoint of a log that the witness cosigned last, None if it never did.

        UnreachableError; NoteError if what it shows is not that.
        """
        url = f"{self._url}/{sha256(origin.encode()).hexdigest()}/checkpoint"
        answer = exchange(self._pool, "GET", url)
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise UnreachableError(url, f"answered {answer.status}: {_reason(answer)}")
        note = SignedNote.parse(answer.body, url)
        if Checkpoint.parse(note.text, url).origin != origin:
            raise NoteError(url, "a checkpoint of another log")
        if not cosignatures(note, [self._key]):
            raise NoteError(url, "a checkpoint that this witness did not cosign")
        return note

    def _cosignature(self, body: bytes, note: SignedNote) -> Answer:
        try:
            answered = SignedNote.parse(note.text.encode() + b"\n" + body, self.name)
            found = cosignatures(answered, [self._key])
        except NoteError as error:
            return Unreachable(f"its cosignature is not valid: {error.reason}")
        if not found:
            return Unreachable("its answer holds no cosignature by its key")
        ours = tuple(
            each
            for each in answered.signatures
            if (each.name, each.key_id) == (self._key.name, self._key.key_id)
        )
        return Cosignature(ours, max(each.time_s for each in found))


def _conflict(body: bytes) -> Answer:
    try:
        return Conflict(from_decimal(body.decode("ascii").removesuffix("\n")))
    except ValueError:
        return Unreachable("answered 409 without a tree size")


def _reason(answer: Answered) -> str:
    return answer.body.decode(errors="replace").strip()[:_REASON_LETTERS]
