"""The options that say where a vault's private keys and their passphrase are."""

from __future__ import annotations

import argparse


def add_keys(command: argparse._ActionsContainer) -> None:
    """Add them to a parser or a group of options."""
    command.add_argument(
        "--keys", metavar="DIR", help="folder of the private keys (default: keys/ in a local vault)"
    )
    command.add_argument("--passphrase-file", metavar="FILE", help="first line is the passphrase of the keys")
    command.add_argument("--passphrase-env", metavar="NAME", help="environment variable with the passphrase")
