"""Brings the root's certificates to the keys that they are for, and makes the next key ahead of its month."""

from __future__ import annotations

from siaga.vault.actions.session import Session, epochs
from siaga.vault.tlog.note import VerifierKey


def prepare(session: Session) -> tuple[int, VerifierKey]:
    """Create the next epoch's key, or take the one that is prepared already; return its number and key.

    It signs nothing until its month begins; the root can certify it in the meantime.
    """
    number = epochs(session).newest.number + 1
    known = number in session.ring.numbers()
    signer = session.ring.signer(number) if known else session.ring.create_epoch(number)
    return number, signer.verifier


def take_certificate(session: Session, note: str) -> int:
    """Put a certificate that the offline root signed beside the prepared key; return its epoch.

    Raise NoteError if it is for another key.
    """
    number, _ = prepare(session)
    session.ring.keep_certificate(number, note, VerifierKey.parse(session.file.root_vkey))
    return number
