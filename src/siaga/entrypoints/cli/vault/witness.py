"""`siaga vault witness init | serve | ask`: be a witness for other logs, and have our own witnessed."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from siaga.entrypoints.cli.key_options import add_keys
from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import say, table
from siaga.foundation.terminal import printable
from siaga.vault.witness.folder import create_witness, open_witness
from siaga.vault.witness.log_list import add_logs
from siaga.vault.witness.serve import DEFAULT_LISTEN, WitnessServer, parse_listen

UNWITNESSED = 20
"""Exit status: the quorum was not reached; the log goes on."""


def register(commands: Any) -> None:
    """Add the acts."""
    command = place.register(commands, "witness", "be a witness for other logs, and have our own witnessed")
    acts = command.add_subparsers(dest="witness_act", metavar="ACT", required=True)
    making = place.register(acts, "init", "set up a witness; prints its verifier key")
    making.add_argument("--name", required=True, help="e.g. witness.example.go.id/siaga")
    serving = place.register(acts, "serve", "serve a witness over HTTP (put TLS before it)")
    serving.add_argument("--listen", default=DEFAULT_LISTEN, metavar="HOST:PORT")
    serving.add_argument("--log", action="append", default=[], metavar="VKEY", help="a log to be witnessed")
    for each, run in ((making, _init), (serving, _serve)):
        each.add_argument("--store", required=True, metavar="DIR", help="the witness's own folder")
        each.add_argument("--language", "--lang", choices=("id", "en"), default="id")
        add_keys(each)
        each.set_defaults(run=run)
    asking = place.register(acts, "ask", "have the newest checkpoint cosigned by the witnesses of the policy")
    place.add(asking, keys=True)
    asking.set_defaults(run=_ask)


def _init(asked: argparse.Namespace) -> int:
    key = create_witness(Path(asked.store), asked.name, place.passphrase(asked))
    say(asked, ("Saksi dibuat. Kunci pemeriksanya:", "Witness created. Its verifier key:"))
    sys.stdout.write(key.text + "\n")
    return 0


def _serve(asked: argparse.Namespace) -> int:
    folder = Path(asked.store)
    add_logs(folder, asked.log)
    witness = open_witness(folder, place.passphrase(asked))
    host, port = parse_listen(asked.listen)
    server = WitnessServer(witness.app, host, port)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        # In a thread: a handler runs amid the server's own loop, which may hold the lock that stopping needs.
        threading.Thread(target=server.stop).start()

    signal.signal(signal.SIGTERM, stop)
    say(
        asked,
        (
            f"Saksi {witness.verifier.name} mendengarkan di {host}:{server.port}",
            f"Witness {witness.verifier.name} listens on {host}:{server.port}",
        ),
    )
    sys.stdout.flush()
    server.run()
    return 0


def _ask(asked: argparse.Namespace) -> int:
    storage = place.storage_of(asked)
    witnesses = place.witnesses_of(storage)
    with place.session_of(asked, witnesses) as session:
        session.log.cosign_again()
        size = session.log.size
    gathered = witnesses.last
    reached = gathered is not None and gathered.reached
    say(
        asked,
        (f"Kuorum tercapai untuk {size} daun.", f"The quorum was reached for {size} leaves.")
        if reached
        else (f"Kuorum belum tercapai untuk {size} daun.", f"The quorum was not reached for {size} leaves."),
    )
    if gathered is not None:
        table(asked, [((name, name), printable(why)) for name, why in gathered.silent.items()])
    return 0 if reached else UNWITNESSED
