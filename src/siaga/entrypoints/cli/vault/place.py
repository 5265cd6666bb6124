"""Which vault, which keys, which witnesses: the options that all acts on a vault share."""

from __future__ import annotations

import argparse
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.key_options import add_keys
from siaga.foundation.clock import US_PER_SECOND, system_clock
from siaga.foundation.errors import UsageError
from siaga.vault import layout
from siaga.vault.actions.session import Session, writing
from siaga.vault.errors import MissingError
from siaga.vault.keys.passphrases import passphrase_from_environment, passphrase_from_file
from siaga.vault.keys.ring import KeyRing
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.opening import S3_SCHEME, open_storage
from siaga.vault.tlog.policy import Policy
from siaga.vault.vault_file import read_vault_file
from siaga.vault.witness.asking import PolicyWitnesses

ENVIRONMENT = "SIAGA_VAULT"
"""Names the vault where no --vault does."""


def add(command: argparse.ArgumentParser, *, keys: bool = False) -> None:
    """Add --vault and --language, and for acts that write, where the keys are."""
    command.add_argument(
        "--vault", metavar="DIR", default=os.environ.get(ENVIRONMENT, "vault"),
        help="a folder or s3://bucket/prefix (default $SIAGA_VAULT, else ./vault)",
    )  # fmt: skip
    command.add_argument("--language", "--lang", choices=("id", "en"), default="id", help="of what is told")
    if keys:
        add_keys(command.add_argument_group("keys"))


def storage_of(asked: argparse.Namespace) -> Storage:
    """Return the vault's storage; raise UsageError where there is no vault."""
    storage = open_storage(asked.vault)
    try:
        read_vault_file(storage)
    except MissingError:
        raise UsageError(f"{asked.vault}: there is no vault here (siaga vault init makes one)") from None
    return storage


def key_folder(asked: argparse.Namespace) -> Path:
    """Return the folder of private keys; raise UsageError if a vault on S3 names none."""
    if asked.keys:
        return Path(asked.keys)
    if asked.vault.startswith(S3_SCHEME):
        raise UsageError("--keys DIR is needed: private keys never go to shared storage")
    return Path(asked.vault) / "keys"


def ring_of(asked: argparse.Namespace, origin: str) -> KeyRing:
    """Return the private keys of a log."""
    return KeyRing(key_folder(asked), origin, passphrase(asked))


def passphrase(asked: argparse.Namespace) -> bytes | None:
    """Return the passphrase of the private keys, None if none was named."""
    if asked.passphrase_file and asked.passphrase_env:
        raise UsageError("--passphrase-file or --passphrase-env, not both")
    if asked.passphrase_file:
        return passphrase_from_file(Path(asked.passphrase_file))
    return passphrase_from_environment(asked.passphrase_env) if asked.passphrase_env else None


def policy_of(storage: Storage) -> Policy:
    """Return the vault's policy."""
    return Policy.parse(storage.read(layout.POLICY), layout.POLICY)


def witnesses_of(storage: Storage) -> PolicyWitnesses:
    """Return the witnesses of the vault's policy."""
    return PolicyWitnesses(policy_of(storage), lambda: system_clock() // US_PER_SECOND)


@contextmanager
def session_of(asked: argparse.Namespace, witnesses: PolicyWitnesses | None = None) -> Iterator[Session]:
    """Open the vault that was asked for, for writing; its policy says which witnesses, if none are given."""
    storage = storage_of(asked)
    witnesses = witnesses or witnesses_of(storage)
    with writing(storage, lambda origin: ring_of(asked, origin), witnesses, system_clock) as session:
        yield session


def who() -> str:
    """Return the operator's account on this machine, by the kernel's word rather than the environment's."""
    number = os.getuid()
    try:
        return f"{pwd.getpwuid(number).pw_name}@{os.uname().nodename}"
    except KeyError:
        return f"uid {number}@{os.uname().nodename}"


def register(commands: Any, name: str, help_text: str) -> argparse.ArgumentParser:
    """Make the parser of one act."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    return command
