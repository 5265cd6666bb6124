"""`siaga vault init`: creates a vault and its keys."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import say, table
from siaga.foundation.clock import system_clock
from siaga.foundation.errors import UsageError
from siaga.vault.actions.create import create
from siaga.vault.errors import NoteError
from siaga.vault.storage.opening import open_storage
from siaga.vault.tlog.note import ED25519, VerifierKey


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "init", "create a vault, its signing key and its offline root key")
    command.add_argument("--origin", required=True, help="name of the log, e.g. siaga.example.go.id/evidence")
    command.add_argument("--node", default=os.uname().nodename, help="name of this intake node")
    command.add_argument("--root-key", metavar="FILE", help="where the root key goes (default KEYS/root.pem)")
    place.add(command, keys=True)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    _check_name(asked.origin)
    ring = place.ring_of(asked, asked.origin)
    root_path = Path(asked.root_key) if asked.root_key else place.key_folder(asked) / "root.pem"
    created = create(open_storage(asked.vault), ring, root_path, asked.node, system_clock)
    say(asked, (f"Brankas bukti dibuat: {asked.vault}", f"Vault created: {asked.vault}"))
    table(
        asked,
        [
            (("log", "log"), created.file.origin),
            (("kunci pemeriksa log", "log's verifier key"), created.vkey),
            (("kunci pemeriksa induk", "root's verifier key"), created.file.root_vkey),
            (("kunci induk", "root key"), str(root_path)),
        ],
    )
    say(
        asked,
        (
            "Pindahkan kunci induk ke media luring sekarang, dan catat kunci pemeriksanya di luar mesin ini.",
            "Move the root key to offline media now, and keep its verifier key outside this machine.",
        ),
    )
    return 0


def _check_name(origin: str) -> None:
    # Before any key is made: a key file under a name that signs nothing would only be in the way.
    try:
        VerifierKey.of(origin, ED25519, bytes(32))
    except NoteError as error:
        raise UsageError(
            f"--origin: {error.reason}: no spaces and no +, as siaga.example.go.id/evidence"
        ) from None
