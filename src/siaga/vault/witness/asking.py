"""The witnesses of a vault's policy as its log sees them."""

from __future__ import annotations

from collections.abc import Callable

from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.hashes import HashReader
from siaga.vault.tlog.note import SignedNote
from siaga.vault.tlog.policy import Policy
from siaga.vault.witness.quorum import Gathered, Quorum


class PolicyWitnesses:
    """Asks the witnesses of a policy; remembers what was answered last, for the status (`last`, `silent`)."""

    def __init__(self, policy: Policy, now_s: Callable[[], int]) -> None:
        self._quorum = Quorum(policy, now_s)
        self.last: Gathered | None = None
        self.silent: dict[str, str] = {}

    def cosign(self, note: SignedNote, hashes: HashReader) -> SignedNote:
        """Return the note with the cosignatures that could be had; raise HistoryError."""
        self.last = self._quorum.gather(note, hashes)
        self.silent = self.last.silent
        return self.last.note

    def compare(self, checkpoint: Checkpoint, hashes: HashReader) -> None:
        """Ask what the witnesses know, submitting nothing; raise HistoryError."""
        self.silent = self._quorum.compare(checkpoint, hashes)
