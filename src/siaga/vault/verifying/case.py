"""What all checks share: the vault as it was found, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from cryptography import x509

from siaga.foundation.executor.contract import Executor
from siaga.vault.errors import VaultError
from siaga.vault.keys.epochs import Epochs
from siaga.vault.leaves.acts import RetentionLeaf
from siaga.vault.leaves.kinds import Leaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.head import Head
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.hashes import MemoryHashes
from siaga.vault.tlog.policy import Policy
from siaga.vault.vault_file import VaultFile
from siaga.vault.verifying.segment_record import SegmentLook

SLACK_US = 3_600_000_000
"""How far two machines' clocks may be apart before their times contradict each other (an hour)."""

Kind = TypeVar("Kind", bound=Leaf)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the verifier brings along, from outside the vault: it can't be altered with it.

    `policy` (None: the vault's own is believed), `published` checkpoints that others kept, the root's
    verifier key ("": the vault's own is believed), the time, and roots of time stamping authorities.
    """

    now_us: int
    deep: bool = False
    policy: Policy | None = None
    published: Sequence[bytes] = ()
    root_vkey: str = ""
    roots: Sequence[x509.Certificate] = ()
    executor: Executor | None = None


@dataclass
class Case:
    """A vault under verification.

    `head` is the newest checkpoint, `size` how many leaves could be expected in storage. `entries` and
    `leaves` are None where they are missing or not what the tree says. `hashes` are the leaves' hashes, None
    where unknown; `proven` says that they lead to the checkpoint's root. The `…_error` say why something is
    not there.
    """

    storage: Storage
    asked: Asked
    file: VaultFile | None = None
    file_error: VaultError | None = None
    policy: Policy | None = None
    policy_error: VaultError | None = None
    head: Head | None = None
    head_error: VaultError | None = None
    size: int = 0
    entries: list[bytes | None] = field(default_factory=list)
    hashes: list[bytes | None] = field(default_factory=list)
    leaves: list[Leaf | None] = field(default_factory=list)
    leaf_errors: list[VaultError] = field(default_factory=list)
    proven: bool = False
    epochs: Epochs | None = None
    epochs_error: VaultError | None = None
    looks: Mapping[int, SegmentLook] | None = None

    @property
    def origin(self) -> str:
        """The log's name: as the vault says, or else the checkpoint."""
        if self.file is not None:
            return self.file.origin
        return "" if self.head is None else self.head.checkpoint.origin

    def of(self, kind: type[Kind]) -> Iterator[tuple[int, Kind]]:
        """Yield the leaves of a kind with their indexes."""
        for index, leaf in enumerate(self.leaves):
            if isinstance(leaf, kind):
                yield index, leaf

    def segment(self, index: int) -> SegmentLeaf | None:
        """Return the segment sealed at this leaf, None if it seals none."""
        leaf = self.leaves[index] if 0 <= index < len(self.leaves) else None
        return leaf if isinstance(leaf, SegmentLeaf) else None

    @cached_property
    def deleted(self) -> dict[int, str]:
        """The rule by which a segment's content was deleted, by the index of the segment's leaf."""
        return {
            index: leaf.rule
            for at, leaf in self.of(RetentionLeaf)
            for index in leaf.segments
            if index < at and self.segment(index) is not None
        }

    @cached_property
    def tree(self) -> MemoryHashes | None:
        """The whole tree, if all its leaves' hashes are known."""
        known = [each for each in self.hashes if each is not None]
        return MemoryHashes(known) if len(known) == len(self.hashes) else None
