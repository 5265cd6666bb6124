"""Set up a witness's folder, and open it again: key, name, list of logs and memory belong together.

The folder (mode 0700): `key.pem`, `witness.vkey` (what the witness told the world it is), `logs`
(log_list.py), `checkpoints/` and `evidence/` (store.py).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.errors import KeyFileError, NoteError, VaultUsageError
from siaga.vault.keys.files import read_key, write_key
from siaga.vault.keys.private_files import create_private_file, read_private_file
from siaga.vault.tlog.cosignature import Cosigner
from siaga.vault.tlog.note import VerifierKey
from siaga.vault.witness.app import WitnessApp
from siaga.vault.witness.cosigning import Witness
from siaga.vault.witness.log_list import LogList, add_logs
from siaga.vault.witness.store import WitnessStore

_KEY, _VKEY = "key.pem", "witness.vkey"


def create_witness(folder: Path, name: str, passphrase: bytes | None = None) -> VerifierKey:
    """Set up a new witness (`siaga vault witness init`) and return its verifier key, to be printed and told.

    `name` should be a URL without scheme that the office controls, such as witness.kota-b.go.id/siaga; it
    can't be changed later. VaultUsageError if the folder holds a witness or the name is no key name;
    KeyFileError.
    """
    key = Ed25519PrivateKey.generate()
    try:
        # Written as others will read it, so that a name that is none is refused before anything is created.
        verifier = VerifierKey.parse(Cosigner(name, key).verifier.text)
    except NoteError as error:
        raise VaultUsageError(name, f"not a witness's name: {error.reason}") from error
    WitnessStore.create(folder)
    write_key(folder / _KEY, key, passphrase)
    create_private_file(folder / _VKEY, f"{verifier.text}\n".encode())
    add_logs(folder, [])
    return verifier


@dataclass(frozen=True, slots=True)
class OpenWitness:
    """A witness ready to work: its verifier key, its web application, and the logs it knows."""

    verifier: VerifierKey
    app: WitnessApp
    logs: LogList


def open_witness(folder: Path, passphrase: bytes | None = None) -> OpenWitness:
    """Open a witness's folder (`siaga vault witness serve`), first checking that its parts belong together.

    VaultUsageError if it was never set up or its memory is damaged; KeyFileError if the key is not the one
    that the witness was set up with, or can't be read.
    """
    store = WitnessStore(folder)
    verifier = witness_key(folder)
    cosigner = Cosigner(verifier.name, read_key(folder / _KEY, passphrase))
    if cosigner.verifier != verifier:
        raise KeyFileError(
            str(folder / _KEY),
            f"not the key this witness was set up with ({verifier.text}): restore that one",
        )
    logs = LogList(folder)
    witness = Witness(store, cosigner, logs.current, lambda: int(time.time()))
    damage = witness.check_memory()
    if damage:
        raise VaultUsageError(
            str(folder), f"the witness's memory is damaged ({damage}): restore its newest copy, or retire it"
        )
    return OpenWitness(verifier, WitnessApp(witness, lambda: logs.problem or witness.check_memory()), logs)


def witness_key(folder: Path) -> VerifierKey:
    """Return the verifier key of the witness in this folder; KeyFileError."""
    data = read_private_file(folder / _VKEY)
    try:
        return VerifierKey.parse(data.decode(errors="replace").removesuffix("\n"))
    except NoteError as error:
        raise KeyFileError(str(folder / _VKEY), f"damaged: {error.reason}") from error
