"""`vault.json`: what a vault is called, written once when it is created."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.vault import layout
from siaga.vault.canonical import decode_object, encode
from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.record import from_json, to_json
from siaga.vault.storage.contract import Storage

_KIND = "vault/1"


@dataclass(frozen=True, slots=True)
class VaultFile:
    """`origin` is the log's name in checkpoints, `node` this intake node, `root_vkey` the root's key."""

    origin: str
    node: str
    root_vkey: str

    def encode(self) -> bytes:
        """Return the canonical bytes."""
        return encode({"kind": _KIND, **to_json(self)})


def read_vault_file(storage: Storage) -> VaultFile:
    """Return what the vault is called; raise MissingError where there is no vault."""
    value = decode_object(storage.read(layout.VAULT), layout.VAULT)
    if value.pop("kind", "") != _KIND:
        raise TamperedError(layout.VAULT, "not a vault/1")
    return from_json(VaultFile, value, layout.VAULT)


def is_vault(storage: Storage) -> bool:
    """Say whether there is a vault in this storage; raise TamperedError if its `vault.json` is none."""
    try:
        read_vault_file(storage)
    except MissingError:
        return False
    return True
