"""The root's certificates for epoch keys: a signed note, form `siaga key certificate v1` (docs/vault.md)."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.vault.errors import NoteError
from siaga.vault.tlog.note import SignedNote, Signer, VerifierKey, verify
from siaga.vault.tlog.spelling import from_decimal

HEADER = "siaga key certificate v1"
_LINES = 5


@dataclass(frozen=True, slots=True)
class Certificate:
    """The root says: from this second (Unix, UTC) on, the log of `origin` is signed in `epoch` by `key`."""

    origin: str
    epoch: int
    key: VerifierKey
    valid_from_s: int

    def text(self) -> str:
        """Return the note's text, which the root signs."""
        return f"{HEADER}\n{self.origin}\n{self.epoch}\n{self.key.text}\n{self.valid_from_s}\n"

    @classmethod
    def parse(cls, text: str, place: str) -> Certificate:
        """Read a note's text; raise NoteError."""
        lines = text.split("\n")
        if len(lines) != _LINES + 1 or lines[0] != HEADER or lines[-1] or not lines[1]:
            raise NoteError(
                place, f"not a certificate: the text must be {_LINES} lines, the first {HEADER!r}"
            )
        try:
            epoch, valid_from_s = from_decimal(lines[2]), from_decimal(lines[4])
        except ValueError as error:
            raise NoteError(place, f"not a certificate: {error}") from error
        return cls(lines[1], epoch, VerifierKey.parse(lines[3]), valid_from_s)


def certify(root: Signer, certificate: Certificate) -> str:
    """Return the certificate as a note signed by the root."""
    text = certificate.text()
    return SignedNote(text, (root.sign(text),)).encode().decode()


def check_certificate(
    note: str, root: VerifierKey, origin: str, epoch: int, key: VerifierKey, place: str
) -> Certificate:
    """Return the certificate if the root signed it for just this origin, epoch and key; raise NoteError."""
    signed = SignedNote.parse(note.encode(), place)
    verify(signed, [root])
    found = Certificate.parse(signed.text, place)
    for what, theirs, ours in (
        ("origin", found.origin, origin),
        ("epoch", str(found.epoch), str(epoch)),
        ("key", found.key.text, key.text),
    ):
        if theirs != ours:
            raise NoteError(place, f"it is for another {what}: {theirs} instead of {ours}")
    return found
