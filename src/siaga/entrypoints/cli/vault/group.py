"""The acts on a vault, and the parser that knows them all."""

from __future__ import annotations

from importlib import import_module
from typing import Any

ALL_ACTS = (
    "init",
    "seal",
    "status",
    "verify",
    "hunt",
    "sql",
    "prove",
    "export",
    "reindex",
    "retain",
    "watch",
    "witness",
    "policy",
    "keys",
)
"""Each is a module beside this one, with `register(commands)`, and the word on the command line."""


def register(commands: Any, chosen: str = "") -> None:
    """Add `siaga vault` and its acts, or the chosen one alone: loading all takes half a second."""
    command = commands.add_parser(
        "vault",
        help="sealed evidence: seal, verify, hunt, prove, export",
        description="Evidence that nobody can alter unnoticed, and hunts over it (docs/vault.md).",
    )
    acts = command.add_subparsers(dest="act", metavar="ACT", required=True)
    for name in (chosen,) if chosen in ALL_ACTS else ALL_ACTS:
        import_module(f"{__package__}.{name}").register(acts)
