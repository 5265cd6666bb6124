"""Creates a vault: its name, its keys, its policy, and the first leaves of its log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from siaga.foundation.clock import US_PER_SECOND, Clock
from siaga.vault import layout
from siaga.vault.actions.session import Session, tell_creation
from siaga.vault.errors import MissingError, VaultUsageError
from siaga.vault.keys.ring import KeyRing, certify_epoch
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.log.appending import Log
from siaga.vault.log.head import read_head
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.note import Signer
from siaga.vault.vault_file import VaultFile, read_vault_file


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault: what it is called, and the verifier key of its first epoch."""

    file: VaultFile
    vkey: str


def create(storage: Storage, ring: KeyRing, root_path: Path, node: str, clock: Clock) -> Created:
    """Create a vault whose log is named `ring.origin`; raise VaultUsageError where one stands already.

    The root key is written to `root_path`: it signs the first epoch's certificate and belongs offline from
    then on. A creation that was interrupted goes on where it stopped, if its root key is where it was.
    """
    with storage.lock():
        _refuse_second(storage, ring)
        root = _root(ring, root_path)
        signer = _first_signer(ring, root, clock)
        file = VaultFile(ring.origin, node, root.verifier.text)
        policy = f"log {signer.verifier.text}\nquorum none\n".encode()
        storage.create(layout.VAULT, file.encode())
        if storage.version(layout.POLICY) is None:
            storage.replace(layout.POLICY, policy, None)
        log = Log(storage, file.origin, [signer], NoWitness(), clock)
        if not log.size:
            at = log.stamp()
            log.append([KeyLeaf(at.at_us, 1, signer.verifier.text, ring.certificate(1), at.back_us)])
        if log.size == 1:
            tell_creation(Session(storage, file, log, ring))
        return Created(file, signer.verifier.text)


def _refuse_second(storage: Storage, ring: KeyRing) -> None:
    try:
        file = read_vault_file(storage)
    except MissingError:
        return
    head = read_head(storage)
    # One leaf, the first key, is what an interrupted creation left.
    begun = head is not None and head.checkpoint.size > 1
    if begun or file.origin != ring.origin:
        raise VaultUsageError(storage.place, f"there is a vault already: {file.origin}")


def _root(ring: KeyRing, path: Path) -> Signer:
    # What an interrupted creation left is taken up: it has signed nothing but the first certificate.
    return ring.open_root(path) if path.exists() else ring.create_root(path)


def _first_signer(ring: KeyRing, root: Signer, clock: Clock) -> Signer:
    signer = ring.signer(1) if 1 in ring.numbers() else ring.create_epoch(1)
    if not ring.certificate(1):
        from_s = clock() // US_PER_SECOND
        certificate = certify_epoch(root, ring.origin, 1, signer.verifier, from_s)
        ring.keep_certificate(1, certificate, root.verifier)
    return signer
