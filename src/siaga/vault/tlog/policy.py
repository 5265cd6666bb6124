"""Read a trust policy and judge checkpoints by it: known log, quorum of witnesses (C2SP tlog-policy)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from siaga.vault.errors import NoteError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.cosignature import cosignatures
from siaga.vault.tlog.note import SignedNote, VerifierKey, verify
from siaga.vault.tlog.policy_lines import NO_QUORUM, Group, PolicyLines, Witness

__all__ = ["Group", "Policy", "Verified", "Witness"]


@dataclass(frozen=True)
class Verified:
    """What was verified: the checkpoint, the log's key, and each witness's newest time (POSIX seconds)."""

    checkpoint: Checkpoint
    log_key: VerifierKey
    cosigned: dict[str, int]


@dataclass(frozen=True)
class Policy:
    """The logs and witnesses that are known, by their keys, and which witnesses must have cosigned.

    `witnesses` and `groups` are by name, in the order of the file; a group names only what stands before it.
    """

    logs: tuple[VerifierKey, ...]
    witnesses: dict[str, Witness]
    groups: dict[str, Group]
    quorum: str

    @classmethod
    def parse(cls, data: bytes, place: str) -> Self:
        """Read a policy file; VaultUsageError, with the line's number in its place, if it is malformed."""
        lines = PolicyLines(place)
        lines.read(data)
        return cls(tuple(lines.logs), lines.witnesses, lines.groups, lines.quorum)

    def satisfied(self, names: Collection[str]) -> bool:
        """Say whether cosignatures by the witnesses of these names make the quorum."""
        witnessed = {name for name in names if name in self.witnesses}
        for name, group in self.groups.items():
            if len(witnessed.intersection(group.members)) >= group.threshold:
                witnessed.add(name)
        return self.quorum in {NO_QUORUM, *witnessed}

    def check(self, note: SignedNote) -> Verified:
        """Return what is verified of a signed checkpoint.

        NoteError if it is no checkpoint, no listed log of that origin signed it, a signature by a listed
        log or witness is wrong, or the quorum is not reached.
        """
        checkpoint = Checkpoint.parse(note.text, "checkpoint")
        keys = [key for key in self.logs if key.name == checkpoint.origin]
        if not keys:
            raise NoteError("checkpoint", f"the policy knows no log named {checkpoint.origin[:100]}")
        log_key = verify(note, keys)[0]
        names = {witness.key: name for name, witness in self.witnesses.items()}
        cosigned: dict[str, int] = {}
        for each in cosignatures(note, list(names)):
            name = names[each.key]
            cosigned[name] = max(each.time_s, cosigned.get(name, 0))
        if not self.satisfied(cosigned):
            by = ", ".join(cosigned) or "nobody"
            raise NoteError("checkpoint", f"the quorum {self.quorum!r} is not reached: cosigned by {by}")
        return Verified(checkpoint, log_key, cosigned)
