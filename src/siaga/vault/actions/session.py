"""Opens a vault for writing: lock, keys, recovery, and the month's key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from siaga.foundation.clock import Clock
from siaga.vault import layout
from siaga.vault.actions.policy_change import change_policy, settle_policy
from siaga.vault.errors import KeyFileError, VaultUsageError
from siaga.vault.keys.epochs import Epoch, Epochs
from siaga.vault.keys.ring import KeyRing, due
from siaga.vault.leaves.acts import ActionLeaf, Detail
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import Leaf
from siaga.vault.leaves.settings import ConfigLeaf, PolicyLeaf
from siaga.vault.log.appending import Log, Stamp
from siaga.vault.log.epochs import epochs_of
from siaga.vault.log.reading import LogView
from siaga.vault.log.witnessing import Witnessing
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.note import Signer, VerifierKey
from siaga.vault.tlog.policy import Policy
from siaga.vault.vault_file import VaultFile, read_vault_file

SIAGA = "siaga"
"""Who acts when no person does."""

MOST_TOLD = 100
"""Names listed in one leaf, which has to stay small."""


@dataclass(frozen=True, slots=True)
class Session:
    """A vault opened for writing, for as long as the lock is held."""

    storage: Storage
    file: VaultFile
    log: Log
    ring: KeyRing

    def append(self, make: Callable[[Stamp], Leaf]) -> int:
        """Commit one leaf, made with the time given to it, and return its index."""
        return self.log.append([make(self.log.stamp())])

    def tell(self, who: str, what: str, details: Sequence[tuple[str, str]] = ()) -> int:
        """Commit an `action/1` leaf: who did what."""
        told = tuple(Detail(name, value) for name, value in details)
        return self.append(lambda at: ActionLeaf(at.at_us, who, what, told, at.back_us))


@contextmanager
def writing(
    storage: Storage, ring_of: Callable[[str], KeyRing], witnessing: Witnessing, clock: Clock
) -> Iterator[Session]:
    """Open the vault for writing, put right what a crash left, and change the key if a new month has begun.

    Raise ConflictError if another writer is there, HistoryError if the log is not what it was.
    """
    file = read_vault_file(storage)
    with storage.lock():
        ring = ring_of(file.origin)
        storage.sweep()
        log = Log(storage, file.origin, _signers(ring), witnessing, clock)
        if log.last is None:
            raise VaultUsageError(storage.place, "its creation was interrupted: repeat siaga vault init")
        session = Session(storage, file, log, ring)
        _keep_house(session, clock())
        yield session
        _tell_quarantined(session)


def _signers(ring: KeyRing) -> list[Signer]:
    """Return the keys that can be read; one that has a successor may be half erased by a crash."""
    numbers = ring.numbers()
    found = []
    for number in numbers:
        try:
            found.append(ring.signer(number))
        except KeyFileError:
            if number == numbers[-1]:
                raise
    return found


def _keep_house(session: Session, now_us: int) -> None:
    settle_policy(session.storage)
    view = LogView.newest(session.storage)
    newest = epochs_of(view).newest
    if all(index < newest.index for index, _ in view.leaves(PolicyLeaf.KIND)):
        _finish(session, newest)
    _tell_quarantined(session)
    _erase_before(session, newest.number)
    if due(now_us, newest):
        rotate(session)


def _tell_quarantined(session: Session) -> None:
    names = session.log.take_quarantined()
    if names:
        session.tell(SIAGA, "quarantine", [("name", name) for name in names[:MOST_TOLD]])


def _finish(session: Session, newest: Epoch) -> None:
    """Finish what a crash interrupted after its `key/1` leaf: a creation, or a change of key."""
    if newest.index == 0:
        tell_creation(session)
        return
    if isinstance(session.log.last, KeyLeaf):
        _keep(session)
    _admit_to_policy(session, newest.key)


def tell_creation(session: Session) -> None:
    """Log what a new vault is set to; with that its creation is done."""
    at = session.log.stamp()
    config = sha256(session.file.encode()).digest()
    data = session.storage.read(layout.POLICY)
    policy = Policy.parse(data, layout.POLICY)
    session.log.append(
        [
            ConfigLeaf(at.at_us, config, "created", at.back_us),
            PolicyLeaf(at.at_us, sha256(data).digest(), policy.quorum, at.back_us),
        ]
    )


def epochs(session: Session) -> Epochs:
    """Return the epochs of the log as it stands."""
    return epochs_of(LogView.newest(session.storage))


def rotate(session: Session) -> int:
    """Begin a new epoch: log the new key under the old one, then erase the old one; return its number."""
    number = epochs(session).newest.number + 1
    # A key without a leaf is what a crash between the two left: it signed nothing yet.
    known = number in session.ring.numbers()
    signer = session.ring.signer(number) if known else session.ring.create_epoch(number)
    session.log.know(signer)
    certificate = session.ring.certificate(number)
    _keep(session)
    session.append(lambda at: KeyLeaf(at.at_us, number, signer.verifier.text, certificate, at.back_us))
    _keep(session)
    _admit_to_policy(session, signer.verifier)
    _erase_before(session, number)
    return number


def _admit_to_policy(session: Session, key: VerifierKey) -> None:
    """Write the new key into the policy, so that whoever is given it can check what that key signs."""
    known = session.storage.version(layout.POLICY)
    data = b"" if known is None else known.data
    if key.text.encode() not in data.split():
        data = data.rstrip(b"\n") + f"\nlog {key.text}\n".encode()
    # Told even if it is there already: a crash may have come between the file and its leaf.
    set_policy(session, data)


def set_policy(session: Session, data: bytes) -> None:
    """Replace the policy and log its hash; raise VaultUsageError if it does not hold together."""
    change_policy(session.storage, session.log, data)


def _keep(session: Session) -> None:
    """Keep the newest checkpoint for good: a change of key must stay checkable."""
    head = session.log.head
    if head is None:
        return
    name = layout.history(head.checkpoint.size)
    # One of this size may be there with fewer cosignatures: kept for a time stamp, or before a crash.
    if session.storage.version(name) is None:
        session.storage.create(name, head.note.encode())


def _erase_before(session: Session, number: int) -> None:
    for ended in session.ring.numbers():
        if ended < number:
            session.ring.erase(ended)
