"""Which key may sign which tree: the epochs that a log's `key/1` leaves make (docs/vault.md)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from siaga.vault.canonical import Json
from siaga.vault.errors import NoteError
from siaga.vault.keys.certificates import check_certificate
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import ED25519, SignedNote, VerifierKey, verify

LEAF_KIND = "key/1"
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Epoch:
    """A `key/1` leaf: at `index` (from 0), time `at_us` (Unix, microseconds), the log took `key`.

    `certificate` is the root's signed note, or "" where there is none.
    """

    number: int
    key: VerifierKey
    index: int
    at_us: int
    certificate: str

    @classmethod
    def of_leaf(cls, index: int, leaf: Mapping[str, Json]) -> Epoch:
        """Read a `key/1` leaf; raise NoteError."""
        place = f"leaf {index}"
        number, at_us = leaf.get("epoch"), leaf.get("at")
        vkey, certificate = leaf.get("vkey"), leaf.get("certificate")
        if leaf.get("kind") != LEAF_KIND:
            raise NoteError(place, f"not a {LEAF_KIND} leaf")
        if not (isinstance(number, int) and isinstance(at_us, int)):
            raise NoteError(place, "epoch and at must be integers")
        if not (isinstance(vkey, str) and isinstance(certificate, str)):
            raise NoteError(place, "vkey and certificate must be strings")
        return cls(number, VerifierKey.parse(vkey), index, at_us, certificate)


class Epochs:
    """All epochs of the log `origin`, in the order of their leaves; NoteError if they don't hold together."""

    def __init__(self, origin: str, epochs: Sequence[Epoch]) -> None:
        if not epochs:
            raise NoteError(origin, f"the log holds no {LEAF_KIND} leaf, so nobody may sign it")
        for each in epochs:
            _check_key(origin, each)
        for before, after in pairwise(epochs):
            if after.index <= before.index or after.number != before.number + 1 or after.at_us < before.at_us:
                raise NoteError(
                    f"leaf {after.index}", f"epoch {after.number} does not follow epoch {before.number}"
                )
        if len({each.key.public for each in epochs}) != len(epochs):
            raise NoteError(origin, "a key came back: two epochs have the same")
        self.origin = origin
        self.all = tuple(epochs)
        self._indexes = [each.index for each in epochs]

    @classmethod
    def of_leaves(cls, origin: str, leaves: Iterable[tuple[int, Mapping[str, Json]]]) -> Epochs:
        """Build from the log's `key/1` leaves with their indexes, in order; raise NoteError."""
        return cls(origin, [Epoch.of_leaf(index, leaf) for index, leaf in leaves])

    @property
    def newest(self) -> Epoch:
        """The epoch of the last `key/1` leaf."""
        return self.all[-1]

    def signer_of(self, size: int) -> Epoch:
        """Return the one epoch whose key must sign the tree of this size.

        It is the last whose leaf has an index i with i + 1 < size. The tree that admits a key (i + 1 leaves)
        is still signed by the key before; the first key admits itself.
        """
        return self.all[max(0, bisect_left(self._indexes, size - 1) - 1)]

    def check(self, note: SignedNote, size: int) -> Epoch:
        """Return the epoch that signed this checkpoint of `size` leaves; raise NoteError if a wrong one did.

        The right key's signature must be there and valid. Another epoch's key signs nothing here, be it older
        (stolen, and used after its time) or newer (stolen, and used to re-sign the past).
        """
        place = f"checkpoint of {size} leaves"
        checkpoint = Checkpoint.parse(note.text, place)
        if checkpoint.origin != self.origin or checkpoint.size != size:
            raise NoteError(
                place, f"this is the checkpoint of {checkpoint.size} leaves of {checkpoint.origin}"
            )
        right = self.signer_of(size)
        signed_by = {(each.name, each.key_id) for each in note.signatures}
        if (right.key.name, right.key.key_id) not in signed_by:
            others = [e.number for e in self.all if (e.key.name, e.key.key_id) in signed_by]
            said = f"epoch {others[0]}" if others else "no epoch of this log"
            raise NoteError(place, f"signed by {said}, where only the key of epoch {right.number} may sign")
        verify(note, [right.key])
        return right

    def check_certificates(self, root: VerifierKey) -> tuple[Epoch, ...]:
        """Return the epochs without a certificate by the root; raise NoteError if one has a wrong one.

        A missing one is told, not fatal: the root is kept offline, and the log goes on without it. A
        certificate is wrong if it is for another origin, epoch or key, not by the root, or begins after
        the key was taken.
        """
        missing = []
        for each in self.all:
            if not each.certificate:
                missing.append(each)
                continue
            place = f"certificate in leaf {each.index}"
            found = check_certificate(each.certificate, root, self.origin, each.number, each.key, place)
            if each.at_us < found.valid_from_s * _SECOND:
                raise NoteError(place, f"epoch {each.number} began before its certificate allows")
        return tuple(missing)


def _check_key(origin: str, epoch: Epoch) -> None:
    place = f"leaf {epoch.index}"
    if epoch.key.name != origin or epoch.key.type != ED25519:
        raise NoteError(place, f"the key of epoch {epoch.number} is not an Ed25519 key named {origin!r}")
